//! What a learner answered, how sure they were, and how much they were helped.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// A response in the deck's own order: indices count the deck's options and lines, not the screen's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// Index of the option picked.
    Choice(u8),
    /// Indices of all options picked.
    Multi(Vec<u8>),
    /// One text a gap.
    Cloze(Vec<String>),
    /// A word or a line as typed.
    Short(String),
    /// A number, expression or quantity as typed.
    Number(String),
    /// Indices into `lines`, then `distractors`, in the learner's order.
    Order(Vec<u8>),
    /// One text for each step left open.
    Steps(Vec<String>),
    /// The points the learner ticked after seeing them, and what they had written before.
    Recall { text: String, ticked: Vec<u8> },
    /// An honest answer of its own.
    DontKnow,
}

/// How sure the learner was before the answer was graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    Guess,
    Unsure,
    Fairly,
    Certain,
}

impl Confidence {
    pub const ALL: [Self; 4] = [Self::Guess, Self::Unsure, Self::Fairly, Self::Certain];

    pub fn word(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Unsure => "unsure",
            Self::Fairly => "fairly sure",
            Self::Certain => "certain",
        }
    }
}

/// Whether what a learner wrote to themselves helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Helped {
    Yes,
    Partly,
    No,
}

impl Helped {
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}

/// How much help was shown before the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    #[default]
    None,
    /// Hints taken; their number stands beside this.
    Hints,
    PartlyWorked,
    FullyWorked,
}

/// How much of an exercise is laid out for the learner, from a worked example down to nothing.
/// It follows what the coach believes, and the learner may ask for more or less. (Old logs name a
/// stage by its place in this list: what is added comes last.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The worked example comes first.
    Example,
    /// All but the last step stands there worked, or the first hint does.
    Guided,
    /// The bare exercise, hints at hand.
    #[default]
    Bare,
    /// The bare exercise; what a strong learner sees, feedback in one line when right.
    Open,
    /// The first steps stand there worked, about half of them.
    Faded,
}

impl Stage {
    /// From the most help to the least.
    pub const ALL: [Self; 5] = [
        Self::Example,
        Self::Guided,
        Self::Faded,
        Self::Bare,
        Self::Open,
    ];

    /// 1 for the most help, 5 for none.
    pub fn number(self) -> u8 {
        match self {
            Self::Example => 1,
            Self::Guided => 2,
            Self::Faded => 3,
            Self::Bare => 4,
            Self::Open => 5,
        }
    }

    /// With less laid out; open stays open.
    pub fn on(self) -> Self {
        match self {
            Self::Example => Self::Guided,
            Self::Guided => Self::Faded,
            Self::Faded => Self::Bare,
            Self::Bare | Self::Open => Self::Open,
        }
    }

    /// With more laid out; a worked example stays one.
    pub fn back(self) -> Self {
        match self {
            Self::Example | Self::Guided => Self::Example,
            Self::Faded => Self::Guided,
            Self::Bare => Self::Faded,
            Self::Open => Self::Bare,
        }
    }
}

/// The more is laid out, the lower.
impl Ord for Stage {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}

impl PartialOrd for Stage {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What the coach proposes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    /// A question of the adaptive check that finds out where the learner stands.
    Baseline,
    Lesson,
    Example,
    Practice,
    Review,
    Repair,
    Check,
    Stretch,
    Reflection,
}

impl ActivityKind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Lesson => "lesson",
            Self::Example => "example",
            Self::Practice => "practice",
            Self::Review => "review",
            Self::Repair => "repair",
            Self::Check => "check",
            Self::Stretch => "stretch",
            Self::Reflection => "reflection",
        }
    }
}
