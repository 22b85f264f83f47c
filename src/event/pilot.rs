//! A learner compares two ways of studying on themselves: what is fixed before it begins.

use serde::{Deserialize, Serialize};

use crate::core::SkillId;

/// Which two ways are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// How practice of a new skill lies among that of others.
    InterleavedOrBlocked,
    /// What stands before the first exercises, and after misses.
    ExamplesOrHints,
}

/// One way of studying a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Other skills come between.
    Interleaved,
    /// Practice stays with the skill.
    Blocked,
    /// A worked example first.
    Examples,
    /// The bare exercise at once, with hints at hand.
    Hints,
}

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

impl Comparison {
    pub const ALL: [Self; 2] = [Self::InterleavedOrBlocked, Self::ExamplesOrHints];

    /// The first and the second way.
    pub fn ways(self) -> [Way; 2] {
        match self {
            Self::InterleavedOrBlocked => [Way::Interleaved, Way::Blocked],
            Self::ExamplesOrHints => [Way::Examples, Way::Hints],
        }
    }

    /// As it is typed on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::InterleavedOrBlocked => "interleaved-or-blocked",
            Self::ExamplesOrHints => "examples-or-hints",
        }
    }
}

impl Way {
    pub fn word(self) -> &'static str {
        match self {
            Self::Interleaved => "interleaved",
            Self::Blocked => "blocked",
            Self::Examples => "examples",
            Self::Hints => "hints",
        }
    }
}

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
