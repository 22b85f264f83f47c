//! From welcome to map.

use serde::Serialize;

use super::{Markdown, SkillEstimate};
use crate::core::{DeckId, SkillId, StudyDay, TrackId};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Welcome {
    pub deck: DeckId,
    pub deck_title: String,
    pub summary: String,
    pub skills: usize,
    pub items: usize,
    /// The first is the whole deck or the first track, and the default.
    pub tracks: Vec<TrackChoice>,
    pub default_minutes: u16,
    /// The goal there is, when it is to be changed.
    pub goal: Option<GoalNow>,
}

/// The goal as it was set last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalNow {
    pub track: Option<TrackId>,
    pub date: Option<StudyDay>,
    pub intention: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrackChoice {
    pub track: Option<TrackId>,
    pub title: String,
    pub skills: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rating {
    pub deck_title: String,
    pub units: Vec<RatingUnit>,
    /// The five answers, from 0.
    pub words: [&'static str; 5],
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RatingUnit {
    pub title: String,
    pub skills: Vec<RatingSkill>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RatingSkill {
    pub skill: SkillId,
    pub title: String,
    pub can: String,
    /// 0..4, none where not rated yet.
    pub rating: Option<u8>,
    /// The prompt of an exercise at the target level, to rate oneself against.
    pub sample: Option<Markdown>,
}

/// The result of the baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    pub deck_title: String,
    /// One sentence on the whole.
    pub summary: String,
    pub asked: usize,
    pub rows: Vec<MapRow>,
    /// Where the coach proposes to start.
    pub start: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapRow {
    pub skill: SkillId,
    pub title: String,
    pub unit: String,
    /// Their own rating in words.
    pub thought: Option<&'static str>,
    pub estimate: SkillEstimate,
    /// Whether the check shows it (rather than infers it from its neighbors).
    pub shown: bool,
    /// "you can do more than you thought", "less than you thought"; none where they agree.
    pub surprise: Option<&'static str>,
}
