//! A week, looked back at.

use serde::Serialize;

use super::Change;
use crate::core::{DeckId, Helped, StudyDay};

/// Seven days: what was meant and done, what grew and faded, and one suggestion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Week {
    pub deck: DeckId,
    pub deck_title: String,
    pub from: StudyDay,
    /// The last of its days.
    pub to: StudyDay,
    /// "16 to 22 November".
    pub words: String,
    /// Days with an answer.
    pub days: usize,
    pub sessions: usize,
    pub minutes: f64,
    /// By the goal, for the days since the deck was begun.
    pub planned_minutes: f64,
    pub answered: u32,
    /// Right at once and alone.
    pub alone: u32,
    /// What was meant and what was done, in words.
    pub done: String,
    /// The most first.
    pub grew: Vec<Change>,
    pub faded: Vec<Change>,
    /// What the learner wrote, and whether it helped.
    pub notes: Vec<Note>,
    /// Where being sure and being right clearly part.
    pub thought: Option<String>,
    /// Where predictions of sessions clearly lean.
    pub foreseen: Option<String>,
    pub suggestion: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    pub day: StudyDay,
    pub text: String,
    /// None where it was not said.
    pub helped: Option<Helped>,
    /// "On Tuesday: “…” It helped."
    pub sentence: String,
}
