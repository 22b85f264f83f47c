//! The display structures. All text in them is safe to print; [`Markdown`] says which text is
//! Markdown, everything else is one plain line or paragraph.

mod baseline;
mod exercise;
mod feedback;
mod home;
mod memory;
mod progress;
mod record;
mod why;

use serde::Serialize;

pub use baseline::{GoalNow, Map, MapRow, Rating, RatingSkill, RatingUnit, TrackChoice, Welcome};
pub use exercise::{
    Activity, Exercise, Offer, Position, Revealed, WalkQuestion, WalkStep, Watch, WorkedStep,
};
pub use feedback::{Feedback, MisconceptionNote, Part, Span, Verdict};
pub use home::{Change, DeckLine, Decks, Ended, PlanLine, Today};
pub use memory::{DueOn, Leech, Memory, OwnParameter, Pace, RetentionChoice, Weights};
pub use progress::{DayTotal, Progress, SkillRow};
pub use record::{
    ConfidenceRow, DriftNote, Fit, Period, PredictionRow, RatingRow, Reliability, Shown, Thought,
};
pub use why::{Decided, RuleEvidence, RuleTrace, Why, WhyCandidate, WhyTerm};

/// Markdown text.
pub type Markdown = String;

/// What lies before the learner.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "scene", rename_all = "kebab-case")]
pub enum Scene {
    /// A deck with no goal yet: what this is, and which goal.
    Welcome(Welcome),
    /// Rating oneself on units and skills.
    Rating(Rating),
    /// The adaptive check is an activity of kind baseline.
    Activity(Box<Activity>),
    Feedback(Box<Feedback>),
    /// The result of the baseline.
    Map(Map),
    Today(Today),
    Ended(Ended),
}

/// A number with the interval that holds it in 80 of 100 cases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

/// What is shown of a skill's chance: 0..1, with its 80 % interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SkillEstimate {
    pub chance: f64,
    pub low: f64,
    pub high: f64,
    /// `unknown`, `gap`, `growing`, `strong`, `fading`.
    pub band: &'static str,
    /// The band's sign, so that color is never the only one.
    pub mark: char,
}
