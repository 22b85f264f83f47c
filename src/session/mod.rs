//! What a session is: a state machine from inputs to facts. Pure; both faces drive it.
//!
//! [`Session::step`] takes what the learner did and gives the session that follows together with
//! the facts to commit. Whoever runs it commits first and only then goes on with the new session,
//! so that a failed commit leaves everything as it was.

mod baseline;
mod change;
mod input;
mod phase;
mod reflection;
mod response;
mod rest;
mod study;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod undo;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

pub use baseline::{USUAL_MINUTES, assumed_goal};
pub use change::{Commit, Step};
pub use input::{Given, Input};
pub use phase::{Doing, Phase, Reply, Summary, Told};
pub use reflection::REFLECTION;
pub use walk::{WalkText, walk_text};

use crate::coach::{Desk, Followed, Forecast, Policy, follow};
use crate::core::{EventId, Now, Random, SkillId, TrackId};
use crate::deck::Deck;
use crate::event::{Device, Stamp};
use crate::learner::{Band, Estimate, Learner, Params, Running};

/// One learner in one deck.
#[derive(Clone, Debug)]
pub struct Session {
    pub deck: Arc<Deck>,
    pub params: Arc<Params>,
    pub policy: Arc<Policy>,
    pub learner: Learner,
    pub phase: Phase,
    /// What was believed when the session began.
    pub began: BTreeMap<SkillId, Standing>,
    /// What the days ahead will bring, once it was worked out: of no effect on what happens.
    pub ahead: Option<Forecast>,
    /// The check under way, so that an answer need not bring all before it to mind again.
    followed: Option<Arc<Followed>>,
    end: LogEnd,
    random: Random,
}

/// A skill's chance and what it is called.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub estimate: Estimate,
    pub band: Band,
}

/// Where the log ends, so that facts can be put behind it.
#[derive(Clone, Copy, Debug)]
pub struct LogEnd {
    pub device: Device,
    pub last: Option<(EventId, Stamp)>,
    /// Of this device's last event; 0 before the first.
    pub sequence: u64,
}

/// Why an input was not taken. Nothing has changed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("That cannot be done here.")]
    NotHere,
    #[error("That answer does not fit this exercise: expected {0}.")]
    WrongForm(&'static str),
    #[error("There is nothing in the answer yet. \"I don't know\" is an answer too.")]
    Empty,
    #[error("No more hints. The lesson may help.")]
    NoMoreHints,
    #[error("There is nothing to undo today.")]
    NothingToUndo,
    #[error("You have seen all that this deck explains of it today. Another step may help.")]
    NothingToTeach,
    #[error("This deck has no exercise left that could check that. It gets one in a while.")]
    NothingToCheck,
    #[error("There is no such choice any more.")]
    NoSuchChoice,
    #[error("This deck has no skill `{0}`.")]
    NoSuchSkill(SkillId),
    #[error("This deck has no track `{0}`.")]
    NoSuchTrack(TrackId),
    #[error("That is too long: a text has at most {0} characters.")]
    TooLong(usize),
    #[error("Ratings run from 0 to 4.")]
    NoSuchRating,
}

/// Minutes for reading the feedback on an answer, for which no time is taken.
pub const FEEDBACK_MINUTES: f64 = 0.3;

/// Minutes of a running session used so far.
fn minutes_spent(running: &Running) -> f64 {
    running.took_ms as f64 / 60_000.0 + f64::from(running.answered) * FEEDBACK_MINUTES
}

/// Minutes that a session begun now is planned for: what the goal leaves of the day, or some more.
pub fn minutes_to_plan(session: &Session, now: Now) -> f64 {
    let left = session.minutes_left(now);
    if left > 0.0 {
        return left;
    }
    let goal = session
        .learner
        .goal
        .as_ref()
        .map_or(USUAL_MINUTES, |goal| goal.minutes);
    (f64::from(goal) - minutes_spent_on(session, now))
        .max(LEAST_MINUTES)
        .round()
}

/// A session is worth beginning from so many minutes on.
const LEAST_MINUTES: f64 = 5.0;

/// Minutes studied on the day of `now`.
pub fn minutes_spent_on(session: &Session, now: Now) -> f64 {
    session.learner.today_on(now.day).map_or(0.0, |today| {
        today.took_ms as f64 / 60_000.0 + f64::from(today.attempts) * FEEDBACK_MINUTES
    })
}

impl Session {
    /// The session as the log left it.
    pub fn open(
        deck: Arc<Deck>,
        params: Arc<Params>,
        learner: Learner,
        end: LogEnd,
        random: Random,
        now: Now,
    ) -> Self {
        let policy = Arc::new(Policy::with_rules(&[&deck.rules]));
        let mut session = Self {
            deck,
            params,
            policy,
            learner,
            phase: Phase::Home,
            began: BTreeMap::new(),
            ahead: None,
            followed: None,
            end,
            random,
        };
        session.phase = session.phase_left(now);
        session
    }

    pub fn desk(&self, now: Now) -> Desk<'_> {
        Desk::new(&self.deck, &self.learner, &self.params, &self.policy, now)
    }

    /// What is believed of all skills together in a check.
    pub fn followed(&self, now: Now) -> Arc<Followed> {
        follow(&self.desk(now), self.followed.as_ref())
    }

    /// Every skill's chance and band now.
    pub fn standings(&self, now: Now) -> BTreeMap<SkillId, Standing> {
        let desk = self.desk(now);
        let stand = |at: usize, id: &SkillId| {
            let estimate = desk.estimate(at);
            Standing {
                estimate,
                band: desk.band_of(id, estimate),
            }
        };
        let skills = self.deck.skills.iter().enumerate();
        skills
            .map(|(at, skill)| (skill.id.clone(), stand(at, &skill.id)))
            .collect()
    }

    /// Whether something of this study day is under way. What was left open on another day is not
    /// gone on with: a new day has a session of its own.
    pub fn is_under_way(&self, now: Now) -> bool {
        matches!(self.phase, Phase::Doing(_) | Phase::Told(_))
            && self.learner.today_on(now.day).is_some()
    }

    /// The minutes that the running session has left; 0 or less when they are used up.
    pub fn minutes_left(&self, now: Now) -> f64 {
        let running = self
            .learner
            .today_on(now.day)
            .and_then(|today| today.session.as_ref());
        running.map_or(0.0, |running| running.minutes - minutes_spent(running))
    }

    /// Where the log ends now.
    pub fn log_end(&self) -> LogEnd {
        self.end
    }

    /// The session after another process wrote to the log: the same place if it still exists there,
    /// and whether it does.
    pub fn caught_up(
        mut self,
        learner: Learner,
        end: LogEnd,
        random: Random,
        now: Now,
    ) -> (Self, bool) {
        self.learner = learner;
        self.end = end;
        self.random = random;
        let still_here = match &self.phase {
            Phase::Doing(doing) => self
                .learner
                .open
                .as_ref()
                .is_some_and(|open| open.decision.seed == doing.decision.seed),
            Phase::Rating => self.learner.baseline.closed.is_none(),
            _ => true,
        };
        if !still_here {
            self.phase = self.phase_left(now);
        }
        (self, still_here)
    }

    /// What follows when the learner does this, and the facts it leaves.
    ///
    /// # Errors
    /// Where the input does not fit what lies before the learner; nothing has changed then.
    pub fn step(&self, input: Input, now: Now) -> Result<Step, Refusal> {
        let mut change = change::Change::new(self, now);
        match input {
            Input::SetGoal {
                track,
                date,
                minutes,
                intention,
            } => {
                change.set_goal(track, date, minutes, intention)?;
            }
            Input::ChangeGoal => change.change_goal()?,
            Input::Rate { skills, rating } => change.rate(&skills, rating)?,
            Input::StartCheck => change.start_check()?,
            Input::CloseBaseline => change.close_baseline()?,
            Input::RepeatBaseline => change.repeat_baseline()?,
            Input::Begin { minutes } => change.begin(minutes)?,
            Input::Answer(given) => change.answer(given)?,
            Input::Hint => change.hint()?,
            Input::Reveal => change.reveal()?,
            Input::Reply(text) => change.reply(text)?,
            Input::GoOn => change.go_on()?,
            Input::Choose(at) => change.choose(at)?,
            Input::Skip => change.skip()?,
            Input::Postpone => change.postpone()?,
            Input::Suspend => change.suspend()?,
            Input::Claim(skill) => change.claim(&skill)?,
            Input::MoreHelp => change.more_help()?,
            Input::LessHelp => change.less_help()?,
            Input::Reflect(text) => change.reflect(text)?,
            Input::End => change.end()?,
            Input::Home => change.home()?,
            // Undoing needs the log: see `Session::undo`.
            Input::Undo => return Err(Refusal::NotHere),
        }
        Ok(change.finish(self))
    }
}
