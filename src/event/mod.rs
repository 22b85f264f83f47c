//! Facts: everything the log can hold, their order, and how they are written down.
//! The log holds facts, never conclusions; every belief is folded from it.

mod body;
mod codec;
mod item_version;
mod pilot;
mod rows;
mod stamp;

pub use body::{
    Attempt, BaselineClosed, Body, BreakSuggested, Candidate, Decision, FitTarget, Goal, HintShown,
    Override, Overruling, ParametersFitted, Placement, Reflection, Replied, SelfRating, SessionEnd,
    SessionStart, Studied, Subject, Suspension, Term, Undo, Unknown, Walk,
};
pub use codec::{CodecError, decode, encode};
pub use item_version::{Guess, ItemVersion, MemoryUnit, Practiced};
pub use pilot::{PilotOutcome, PilotPair, PilotPrior, PilotSkill, PilotStarted, PilotStopped};
pub use rows::{DayRow, DeckRow, Rows, StateRow, UnitRow};
pub use stamp::{Device, Stamp};

use crate::core::{DeckId, EventId, Now};

/// One fact of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub stamp: Stamp,
    pub now: Now,
    /// The deck it belongs to; none where it concerns the whole program.
    pub deck: Option<DeckId>,
    pub body: Body,
}
