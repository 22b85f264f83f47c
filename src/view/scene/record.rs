//! What was thought against what was shown: by the learner, and by the coach.

use serde::Serialize;

use super::Interval;
use crate::core::{Confidence, StudyDay};

/// Answers, and what they showed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shown {
    pub answers: u32,
    /// Sum of scores.
    pub right: f64,
    /// None without answers.
    pub share: Option<Interval>,
    /// None where the answers are too few to tell.
    pub fit: Option<Fit>,
}

/// How answers compare with what was thought of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// More than was thought.
    More,
    AsThought,
    /// Less than was thought.
    Less,
}

impl Fit {
    pub fn words(self) -> &'static str {
        match self {
            Self::More => "more than you thought",
            Self::AsThought => "as you thought",
            Self::Less => "less than you thought",
        }
    }
}

/// How the learner judges themselves.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Thought {
    pub sentence: String,
    /// What the learner predicted of sessions, against what came; none where they never did.
    pub foreseen: Option<String>,
    /// What has changed.
    pub trend: String,
    /// The earliest first.
    pub periods: Vec<Period>,
    /// By self-rating, from the least; those that were given.
    pub ratings: Vec<RatingRow>,
    /// What these come to, in words.
    pub rated: String,
}

/// A week or, over a longer time, a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    pub from: StudyDay,
    /// "16 Nov", "November".
    pub words: String,
    /// Answers of which they were fairly sure or certain.
    pub sure: Shown,
    /// Answers that they called a guess or were unsure of.
    pub unsure: Shown,
}

/// The skills that were rated alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RatingRow {
    /// "follow it".
    pub thought: &'static str,
    pub skills: usize,
    /// By the answers before any teaching.
    pub untaught: Shown,
}

/// How well the coach's predictions hold for this learner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reliability {
    pub predictions: u32,
    /// Mean log loss in nats; none before the first prediction.
    pub log_loss: Option<f64>,
    /// The same of a running mean of this learner's scores.
    pub running_mean_log_loss: Option<f64>,
    /// By how much the former is less; none below two predictions.
    pub gain: Option<Interval>,
    pub by_confidence: Vec<ConfidenceRow>,
    /// By predicted chance, from the least; those that occurred.
    pub by_chance: Vec<PredictionRow>,
    /// Over time, the earliest first.
    pub periods: Vec<PredictionRow>,
    /// Lately, the predictions are off.
    pub drift: Option<DriftNote>,
    pub sentence: String,
    /// The log losses in words; none where they would mislead yet.
    pub numbers: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConfidenceRow {
    pub confidence: Confidence,
    pub answers: u32,
    pub right: f64,
    /// None without answers.
    pub share: Option<Interval>,
}

/// Answers that were predicted, and what came of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PredictionRow {
    /// "70–80 %", "16 Nov", "November".
    pub words: String,
    pub answers: u32,
    /// How many were expected to be right unaided.
    pub expected: f64,
    /// How many were.
    pub right: f64,
    pub share: Interval,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DriftNote {
    pub answers: usize,
    pub expected: f64,
    pub right: f64,
    pub sentence: String,
}
