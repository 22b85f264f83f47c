//! Undo is a fact like any other: what it names never counted. So are facts that come from outside
//! of a session.

use super::change::Change;
use super::{Commit, Phase, Refusal, Session, Step};
use crate::core::{EventId, Now};
use crate::event::{Body, Event, Undo};
use crate::learner::Learner;

impl Session {
    /// Takes back the last answer, lesson or rating of today, and whatever the coach decided on it.
    /// `history` is all of this deck's log.
    ///
    /// # Errors
    /// When there is nothing of today left to take back.
    pub fn undo(&self, history: &[Event], now: Now) -> Result<Step, Refusal> {
        let undone = undone(history);
        let counts = |event: &Event| !undone.contains(&event.id) && event.now.day == now.day;
        let last = history
            .iter()
            .rposition(|event| counts(event) && is_undoable(&event.body))
            .ok_or(Refusal::NothingToUndo)?;
        // What is put aside is skipped as well: two facts, and one act.
        let put_aside = history[..last]
            .last()
            .is_some_and(|before| counts(before) && matches!(before.body, Body::Suspension(_)));
        let at = last - usize::from(put_aside);
        let events: Vec<EventId> = history[at..]
            .iter()
            .filter(|event| !undone.contains(&event.id) && goes_along(&event.body))
            .map(|event| event.id)
            .collect();
        let mut step = self.take_back(events, history, now);
        step.next.phase = match step.next.left_open(now) {
            Some(doing) => Phase::Doing(Box::new(doing)),
            None => step.next.phase_left(now),
        };
        Ok(step)
    }

    /// These facts never counted; what lies before the learner stays. `history` is all of this
    /// deck's log.
    pub fn take_back(&self, events: Vec<EventId>, history: &[Event], now: Now) -> Step {
        let mut next = self.clone();
        let event = next.event(Body::Undo(Undo { events }), now);
        let mut all = history.to_vec();
        all.push(event.clone());
        next.learner = Learner::fold(&next.params, &all);
        let commit = Commit {
            expected: self.end.last.map(|(id, _)| id),
            events: vec![event],
            rows: next.learner.rows(&next.deck.id, None),
        };
        Step {
            next,
            commit: Some(commit),
        }
    }

    /// A fact that changes nothing of what lies before the learner.
    pub fn note(&self, body: Body, now: Now) -> Step {
        let mut change = Change::new(self, now);
        change.record(body);
        change.finish(self)
    }
}

fn undone(history: &[Event]) -> Vec<EventId> {
    history
        .iter()
        .filter_map(|event| match &event.body {
            Body::Undo(undo) => Some(undo.events.iter().copied()),
            _ => None,
        })
        .flatten()
        .collect()
}

fn is_undoable(body: &Body) -> bool {
    matches!(
        body,
        Body::Attempt(_) | Body::Studied(_) | Body::Override(_) | Body::Suspension(_)
    )
}

/// What was decided after the undone act goes with it; hints taken since stay taken.
fn goes_along(body: &Body) -> bool {
    !matches!(
        body,
        Body::ItemVersion(_)
            | Body::Goal(_)
            | Body::SelfRating(_)
            | Body::ParametersFitted(_)
            | Body::PilotStarted(_)
            | Body::PilotStopped(_)
            | Body::Undo(_)
    )
}
