//! A learner compares two ways of studying on themselves: what is fixed before it begins.

use serde::{Deserialize, Serialize};

use crate::core::{Comparison, SkillId, Way};

/// The pilot begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PilotStarted {
    pub comparison: Comparison,
    pub weeks: u8,
    /// Skills alike in what is known of them; chance gave each its way.
    pub pairs: Vec<PilotPair>,
    /// What chance was seeded with: it deals the same pairs the same ways again.
    pub seed: u64,
    pub outcome: PilotOutcome,
    pub prior: PilotPrior,
}

/// Two skills, each studied one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PilotPair {
    /// Studied the first way of the comparison.
    pub first: PilotSkill,
    pub second: PilotSkill,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PilotSkill {
    pub skill: SkillId,
    /// Of doing it, as believed when the pilot began, 0..1.
    pub chance: f64,
}

/// What is measured of each skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PilotOutcome {
    /// Days from the first step on a skill to the answer that counts, at least.
    pub after_days: u8,
}

/// What is taken for likely before any outcome: means and standard deviations in logits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PilotPrior {
    /// Of the difference between the ways, around none.
    pub difference_sd: f64,
    /// Of an average skill, studied either way.
    pub average_mean: f64,
    pub average_sd: f64,
    /// Scale of a half-normal: how far pairs lie apart.
    pub spread_sd: f64,
}

/// The pilot ends before its weeks are over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PilotStopped {}

impl PilotStarted {
    /// The way that a skill is studied, if it takes part.
    pub fn way_of(&self, skill: &SkillId) -> Option<Way> {
        let [first, second] = self.comparison.ways();
        self.pairs.iter().find_map(|pair| {
            if pair.first.skill == *skill {
                Some(first)
            } else {
                (pair.second.skill == *skill).then_some(second)
            }
        })
    }
}
