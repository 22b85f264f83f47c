//! What the fold needs of an item, so that it never has to read a deck.

use serde::{Deserialize, Serialize};

use crate::core::{ItemId, SkillId, VersionId};

/// An item as it stood when it was answered. An edited deck changes what comes, never what was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemVersion {
    pub id: VersionId,
    pub item: ItemId,
    /// The skills it gives evidence on, at least one.
    pub skills: Vec<SkillId>,
    /// 1 recognize, 2 recall, 3 apply, 4 combine, 5 transfer.
    pub level: u8,
    /// The level at which a skill of this deck counts as mastered.
    pub target: u8,
    /// Logits, from responses of many learners; overrules the level.
    pub difficulty: Option<f64>,
    pub guess: Guess,
    pub unit: MemoryUnit,
    /// What a success here repeats of the skills that its skills require.
    pub practices: Vec<Practiced>,
}

/// How an answer can be had without knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guess {
    Produced,
    /// Picked out of so many.
    Picked(u8),
    /// Graded by the learner.
    SelfGraded,
}

/// What is remembered and reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemoryUnit {
    /// The item: all its skills are facts.
    Item,
    /// Its skills; the items rotate.
    Skill,
}

/// Implicit repetition of a prerequisite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Practiced {
    pub skill: SkillId,
    /// How much of a repetition a success is worth, 0..1.
    pub weight: f64,
}
