//! Items and histories for tests.

use super::{History, Responses};
use crate::core::{ItemId, SkillId, VersionId};
use crate::event::{Guess, ItemVersion, MemoryUnit};

pub const HEADER: &str = "learner,seq,ts,item,skills,correct\n";

pub fn item(id: &str, skills: &[&str]) -> ItemVersion {
    ItemVersion {
        id: VersionId(uuid::Uuid::nil()),
        item: ItemId::new(id),
        skills: skills.iter().map(SkillId::new).collect(),
        level: 3,
        target: 3,
        difficulty: None,
        guess: Guess::Produced,
        unit: MemoryUnit::Skill,
        practices: Vec::new(),
    }
}

/// The histories in a table without its header.
pub fn histories(rows: &str) -> Vec<History> {
    use rayon::prelude::*;
    let table = format!("{HEADER}{rows}");
    Responses::read(table.as_bytes())
        .unwrap()
        .histories()
        .collect()
}
