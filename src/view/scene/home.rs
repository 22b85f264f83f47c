//! Before and after a session, and the decks.

use serde::Serialize;

use super::SkillEstimate;
use crate::core::{DeckId, StudyDay};

/// Home.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Today {
    pub deck: DeckId,
    pub deck_title: String,
    pub goal_title: String,
    pub day: StudyDay,
    /// Expected share of what the learner wants to be able to do that they can do now, 0..1.
    pub share: f64,
    pub low: f64,
    pub high: f64,
    /// Planned a day.
    pub minutes: u16,
    pub minutes_done: f64,
    pub plan: Vec<PlanLine>,
    /// Something was left open: it comes first.
    pub resumes: Option<String>,
    /// "Last time you took a reference for a copy, twice. It comes back today."
    pub last_time: Option<String>,
    /// What an empty plan means.
    pub nothing: Option<String>,
    pub intention: Option<String>,
    /// A note where the coach's predictions are off lately.
    pub drift: Option<String>,
    /// Things to come back to, as many as the day's minutes hold.
    pub due: usize,
    /// Whether goal, date and minutes fit, and what would; none until it was worked out.
    pub ahead: Option<String>,
    /// After a pause: how long it was, what faded and what did not.
    pub back: Option<String>,
    /// Whether to offer finding out again where one stands.
    pub check_again: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanLine {
    pub minutes: f64,
    /// `come back to`, `learn`, `check`, …
    pub verb: &'static str,
    pub what: String,
}

/// The end of a session: what changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ended {
    pub deck_title: String,
    pub minutes: f64,
    pub answered: usize,
    /// Right and unaided.
    pub unaided: usize,
    pub changes: Vec<Change>,
    pub sentence: String,
    pub next_time: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    pub skill_title: String,
    pub before: SkillEstimate,
    pub after: SkillEstimate,
}

/// All decks that were found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decks {
    pub decks: Vec<DeckLine>,
    /// Where a deck can be dropped.
    pub folder: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeckLine {
    /// None where the deck could not be read at all.
    pub deck: Option<DeckId>,
    pub title: String,
    pub summary: String,
    /// `built in` or the path.
    pub origin: String,
    pub skills: usize,
    pub items: usize,
    pub due: usize,
    pub started: bool,
    pub current: bool,
    pub errors: usize,
    pub warnings: usize,
    /// Rendered, plain text, several lines each.
    pub findings: Vec<String>,
}
