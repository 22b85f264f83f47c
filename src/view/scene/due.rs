//! What comes back today in a deck.

use serde::Serialize;

use crate::core::{DeckId, StudyDay};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeckDue {
    pub deck: DeckId,
    pub title: String,
    /// Memory units that want to come back today.
    pub units: usize,
    /// What they take at the learner's pace, feedback included.
    pub minutes: f64,
    pub today: StudyDay,
    /// The first day after today on which something comes back.
    pub next: Option<StudyDay>,
    /// When and where the learner means to study, in their words.
    pub intention: Option<String>,
}
