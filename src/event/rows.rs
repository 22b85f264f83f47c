//! Projections: what is derived from events, in the shape in which it is stored. Any of it can be
//! dropped and rebuilt to the same rows.

use crate::core::{DeckId, StudyDay};

/// The rows of one deck that a change touched, to be written over what stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub deck: Option<DeckRow>,
    /// Of skills and items.
    pub states: Vec<StateRow>,
    pub units: Vec<UnitRow>,
    pub days: Vec<DayRow>,
    /// Whether all other rows of the deck are stale and must go first.
    pub replace: bool,
}

impl Rows {
    /// The same rows in one fixed order, so that two sets of them can be compared.
    pub fn sorted(mut self) -> Self {
        self.states
            .sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        self.units
            .sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        self.days.sort_by_key(|row| row.day);
        self
    }
}

/// What is believed of the learner in a deck as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckRow {
    pub deck: DeckId,
    /// The version of the model that made this deck's rows.
    pub model: u32,
    pub state: String,
}

/// What is believed of one skill or item.
#[derive(Clone, Debug, PartialEq)]
pub struct StateRow {
    pub deck: DeckId,
    /// `skill` or `item`.
    pub kind: &'static str,
    pub id: String,
    /// Logits.
    pub mean: f64,
    pub variance: f64,
    /// All of it, as JSON.
    pub state: String,
}

/// What is remembered of one unit, and when it is due.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRow {
    pub deck: DeckId,
    /// `skill` or `item`.
    pub kind: &'static str,
    pub id: String,
    /// Days until retrievability has fallen to .9.
    pub stability: f64,
    /// 1..10.
    pub difficulty: f64,
    pub last: StudyDay,
    pub due: StudyDay,
}

/// What was done on one study day in one deck.
#[derive(Clone, Debug, PartialEq)]
pub struct DayRow {
    pub deck: DeckId,
    pub day: StudyDay,
    pub attempts: u32,
    /// Sum of scores.
    pub right: f64,
    pub took_ms: u64,
}
