//! Why this and not something else.

use serde::Serialize;

/// Why this and not something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    pub title: String,
    pub reason: String,
    /// What the coach believes of the skill, in one sentence with its numbers.
    pub belief: String,
    /// Why so much or so little is laid out.
    pub stage: String,
    /// The best first.
    pub candidates: Vec<WhyCandidate>,
    pub why_not: Option<String>,
    pub what_if: Option<String>,
    /// What the learner's own choices changed about it.
    pub your_choices: Option<String>,
    /// Adaptation rules that fired.
    pub rules: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyCandidate {
    pub title: String,
    pub minutes: f64,
    /// Expected gain in percentage points of the goal a minute.
    pub worth: f64,
    pub terms: Vec<WhyTerm>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyTerm {
    pub name: String,
    /// Percentage points of the goal a minute.
    pub value: f64,
}
