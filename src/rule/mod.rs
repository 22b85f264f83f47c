//! Adaptation rules as data: when something holds of a learner, the coach does something. Built in,
//! and changed by decks and by the learner. What holds is found out in `coach`.

mod read;
mod set;
mod trigger;

pub use read::{Problem, ProblemKind, read};
pub use set::Rules;
pub use trigger::{Measure, Trigger};

/// What the coach does when all of a few conditions hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// As it is shown; a rule of the same name takes its place.
    pub name: String,
    /// At least one.
    pub when: Vec<Condition>,
    pub response: Response,
}

/// A number that is measured, against a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition {
    pub trigger: Trigger,
    pub test: Test,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    AtLeast(f64),
    Above(f64),
    AtMost(f64),
    Below(f64),
    Is(bool),
}

/// What a rule can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// The lesson or, where it was read today, the worked example.
    Lesson,
    /// The worked example.
    Example,
    /// Whatever clears up what went wrong: two cases against a misconception, else the lesson.
    Pathway,
    /// An exercise on what was just read.
    Practice,
    /// A harder exercise than the last ones in the place of the one planned.
    Raise,
    /// The weakest prerequisite before the step planned.
    WarmUp,
    /// Comes back after a pause by what is worth most, not by what has waited longest.
    Restart,
    /// Offers to find out again where the learner stands.
    ShortBaseline,
    /// Says, once a session, that a break may do more now.
    SuggestBreak,
}

/// One `[[rule]]` of a deck or of the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub name: String,
    /// None: the rule of that name is switched off.
    pub rule: Option<Rule>,
}

impl Test {
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(threshold) => value >= threshold,
            Self::Above(threshold) => value > threshold,
            Self::AtMost(threshold) => value <= threshold,
            Self::Below(threshold) => value < threshold,
            Self::Is(wanted) => (value != 0.0) == wanted,
        }
    }
}

impl Response {
    pub const ALL: [Self; 9] = [
        Self::Lesson,
        Self::Example,
        Self::Pathway,
        Self::Practice,
        Self::Raise,
        Self::WarmUp,
        Self::Restart,
        Self::ShortBaseline,
        Self::SuggestBreak,
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Example => "example",
            Self::Pathway => "pathway",
            Self::Practice => "practice",
            Self::Raise => "raise",
            Self::WarmUp => "warm-up",
            Self::Restart => "restart",
            Self::ShortBaseline => "short-baseline",
            Self::SuggestBreak => "suggest-break",
        }
    }

    /// Whether it says what comes next; the others say how, or something beside it.
    pub fn is_a_step(self) -> bool {
        !matches!(
            self,
            Self::Restart | Self::ShortBaseline | Self::SuggestBreak
        )
    }
}
