//! A pilot in the deck that lies open: proposed, begun, ended, taken back, looked at.

use super::{App, RETRIES, Trouble};
use crate::core::{Comparison, EventId, Now};
use crate::event::{Body, Event, PilotStopped};
use crate::learner::counted;
use crate::pilot::{
    LEAST_EXERCISES, LEAST_PAIRS, MEDIUM, Model, PRIOR, Proposal, Status, WEEKS, pairs_for,
};
use crate::session::{Session, Step};
use crate::store::Committed;

impl App {
    /// The pilot that could begin now, and what it could show.
    ///
    /// # Errors
    /// When there is no deck, no goal or no baseline yet, a pilot is running, too few skills can be
    /// paired, or it is to take fewer or more weeks than one may.
    pub fn propose_pilot(&self, comparison: Comparison, weeks: u8) -> Result<Proposal, Trouble> {
        let (session, now) = (self.open_session()?, self.now());
        if !WEEKS.contains(&weeks) {
            let (least, most) = (WEEKS.start(), WEEKS.end());
            return Err(Trouble::refused(format!(
                "A pilot runs for {least} to {most} weeks."
            )));
        }
        may_begin(session, now)?;
        let proposal = Proposal::new(&session.desk(now), comparison, weeks);
        if proposal.is_too_small() {
            return Err(Trouble::refused(too_small(&proposal)));
        }
        Ok(proposal)
    }

    /// Begins a pilot as it was proposed: chance deals the pairs.
    ///
    /// # Errors
    /// When another began meanwhile, or the store cannot be written.
    pub fn start_pilot(&mut self, proposal: &Proposal) -> Result<(), Trouble> {
        let seed = self.random.bits();
        self.step_aside(|_, session, now| {
            may_begin(session, now)?;
            let started = Body::PilotStarted(proposal.started(seed));
            Ok(session.note(started, now))
        })
    }

    /// Ends the pilot that is running.
    ///
    /// # Errors
    /// When none is, or the store cannot be written.
    pub fn stop_pilot(&mut self) -> Result<(), Trouble> {
        self.step_aside(|_, session, now| {
            let pilot = session.learner.pilot.as_ref();
            if !pilot.is_some_and(|it| it.runs_on(now.day)) {
                return Err(no_pilot(session));
            }
            Ok(session.note(Body::PilotStopped(PilotStopped {}), now))
        })
    }

    /// Takes back the end of the last pilot, if the learner ended it, else its beginning.
    ///
    /// # Errors
    /// When there was none, or the store cannot be read or written.
    pub fn undo_pilot(&mut self) -> Result<(), Trouble> {
        self.step_aside(|app, session, now| {
            let history = app.store.events(Some(&session.deck.id))?;
            let last = last_of_pilot(&history).ok_or_else(|| no_pilot(session))?;
            Ok(session.take_back(vec![last], &history, now))
        })
    }

    /// Where the last pilot stands; none if there never was one.
    ///
    /// # Errors
    /// When there is no deck.
    pub fn pilot(&self) -> Result<Option<Status>, Trouble> {
        let session = self.open_session()?;
        let pilot = session.learner.pilot.as_ref();
        Ok(pilot.map(|it| Status::new(&session.deck, it, self.now().day)))
    }

    fn open_session(&self) -> Result<&Session, Trouble> {
        self.session.as_ref().ok_or_else(Trouble::no_deck)
    }

    /// Commits a step that is none of the learner's work, and goes on with what follows.
    fn step_aside(
        &mut self,
        step: impl Fn(&Self, &Session, Now) -> Result<Step, Trouble>,
    ) -> Result<(), Trouble> {
        for _ in 0..RETRIES {
            let step = step(self, self.open_session()?, self.now())?;
            if self.commit(step.commit.as_ref())? == Committed::Done {
                self.session = Some(step.next);
                return Ok(());
            }
            self.catch_up()?;
        }
        Err(Trouble::moved(
            "Another process keeps writing. Try again in a moment.",
        ))
    }
}

fn may_begin(session: &Session, now: Now) -> Result<(), Trouble> {
    let learner = &session.learner;
    if let Some(pilot) = learner.pilot.as_ref().filter(|it| it.runs_on(now.day)) {
        return Err(Trouble::refused(format!(
            "A pilot is running in {} until {}: {}. `gradus pilot status` says where it stands, \
             `gradus pilot stop` ends it.",
            session.deck.title,
            pilot.last_day(),
            pilot.started.comparison.name(),
        )));
    }
    if learner.goal.is_none() || learner.baseline.closed.is_none() {
        return Err(Trouble::refused(format!(
            "Choose a goal in {} and end its baseline first: skills are paired by what is known of \
             them. `gradus` leads through both.",
            session.deck.title,
        )));
    }
    Ok(())
}

/// That it could tell nothing, and what would do.
fn too_small(proposal: &Proposal) -> String {
    let medium = 100.0 * MEDIUM;
    let skills = 2 * proposal.pairs.len() + proposal.left_over.len();
    let enough = pairs_for(&Model::new(&PRIOR), MEDIUM).map_or(String::new(), |pairs| {
        format!(
            ", and about {} to find a difference of {medium:.0} points most of the time",
            2 * pairs
        )
    });
    format!(
        "Of the skills in your goal {skills} could take part, and whatever came of so few would tell \
         nothing. It takes {} at least{enough}. A goal or a deck with more to learn would \
         do. Skills that are secure, put aside or probably known do not count, nor those with fewer \
         than {LEAST_EXERCISES} exercises or, for examples or hints, without a lesson and an example.",
        2 * LEAST_PAIRS,
    )
}

fn no_pilot(session: &Session) -> Trouble {
    Trouble::refused(format!(
        "No pilot is running in {}. `gradus pilot start --help` says what can be compared.",
        session.deck.title
    ))
}

/// The last beginning or end of a pilot that counts.
fn last_of_pilot(history: &[Event]) -> Option<EventId> {
    let of_pilot = |it: &&Event| matches!(it.body, Body::PilotStarted(_) | Body::PilotStopped(_));
    counted(history).filter(of_pilot).last().map(|it| it.id)
}
