//! Where the learner stands.

use serde::Serialize;

use super::{Reliability, Shown, SkillEstimate, Thought};
use crate::core::{DeckId, SkillId, StudyDay};

/// Where the learner stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    pub deck: DeckId,
    pub deck_title: String,
    pub share: f64,
    pub low: f64,
    pub high: f64,
    pub rows: Vec<SkillRow>,
    /// Titles.
    pub strengths: Vec<String>,
    pub gaps: Vec<String>,
    pub fading: Vec<String>,
    pub next: Vec<String>,
    pub thought: Thought,
    pub reliability: Reliability,
    pub days: Vec<DayTotal>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SkillRow {
    pub skill: SkillId,
    pub title: String,
    pub unit: String,
    pub can: String,
    pub in_goal: bool,
    pub estimate: SkillEstimate,
    /// 0..1, of the skill's memory now; none where nothing is remembered yet.
    pub retrievability: Option<f64>,
    pub last_seen: Option<StudyDay>,
    /// "yesterday".
    pub last_seen_words: Option<String>,
    pub due: Option<StudyDay>,
    /// "in 12 days", "now", "after Borrowing".
    pub due_words: String,
    /// What the chance rests on, in one sentence.
    pub because: String,
    pub thought: Option<&'static str>,
    /// Against what they thought: their answers since, up to the first teaching.
    pub untaught: Shown,
    /// Answers of which they were fairly sure or certain.
    pub sure: Shown,
    /// "3 of 7 alone".
    pub shown: String,
    /// Sentences on this skill, for when it is looked at closely.
    pub detail: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayTotal {
    pub day: StudyDay,
    pub attempts: u32,
    pub right: f64,
    pub minutes: f64,
}
