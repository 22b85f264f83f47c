//! What is remembered in all decks, what comes back when, and what more or less of it would cost.

use serde::Serialize;

use crate::core::StudyDay;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Memory {
    /// Facts remembered one by one.
    pub facts: usize,
    /// Skills remembered as a whole.
    pub skills: usize,
    /// How many of both would come back if asked now: the sum of their chances.
    pub known: f64,
    /// From today, with what has waited, on.
    pub due: Vec<DueOn>,
    /// What repeating alone does not fix.
    pub leeches: Vec<Leech>,
    /// The chance of recall at which something comes back, 0..1.
    pub retention: f64,
    /// Seconds that an answer takes, its feedback included.
    pub seconds: f64,
    /// Days up to the one for which choices say what is known.
    pub days_ahead: usize,
    /// From low to high; one of them is as it is now.
    pub choices: Vec<RetentionChoice>,
    pub weights: Vec<Weights>,
    pub pace: Pace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DueOn {
    pub day: StudyDay,
    pub units: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leech {
    pub deck_title: String,
    /// Of the skill, or of the skill that the fact belongs to.
    pub title: String,
    pub lapses: u16,
}

/// What one desired retention would cost and keep.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RetentionChoice {
    pub retention: f64,
    /// Minutes of review a day over the next 30 days.
    pub month: f64,
    /// The same over 60.
    pub two_months: f64,
    /// How many of what is remembered now would come back after that.
    pub known: f64,
    pub is_now: bool,
}

/// The weights of FSRS in use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weights {
    /// `facts` or `skills`.
    pub what: &'static str,
    pub values: Vec<f32>,
    /// Whether they were fitted to this learner.
    pub own: bool,
    /// Where they come from.
    pub whence: String,
}

/// The parameters of the learner model in use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pace {
    /// Where they come from.
    pub whence: String,
    /// Those fitted to this learner, first what sets them apart most; none where all are those of
    /// everyone.
    pub own: Vec<OwnParameter>,
}

/// A parameter fitted to this learner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OwnParameter {
    /// As in a file of parameters.
    pub name: &'static str,
    pub words: &'static str,
    pub value: f64,
    pub of_everyone: f64,
}

impl OwnParameter {
    pub fn sentence(&self) -> String {
        format!(
            "{}: {:.2}, for most {:.2}.",
            self.words, self.value, self.of_everyone
        )
        .replace('-', "−")
    }
}

impl Memory {
    pub fn units(&self) -> usize {
        self.facts + self.skills
    }

    /// Whether there is a fit to the learner that can be taken back.
    pub fn has_fit(&self) -> bool {
        self.weights.iter().any(|it| it.own) || !self.pace.own.is_empty()
    }

    pub fn sentence(&self) -> String {
        match self.units() {
            0 => "Nothing is remembered yet: it begins with your first answers.".to_owned(),
            units => format!(
                "{:.0} of {units} would come back if asked now; a review takes you about {:.0} seconds.",
                self.known, self.seconds
            ),
        }
    }
}
