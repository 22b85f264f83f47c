//! Ways of studying that a learner can compare on themselves.

use serde::{Deserialize, Serialize};

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
