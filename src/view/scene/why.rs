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
    /// What could get in the way of a skill that is taught for the first time, or warmed up for.
    pub in_the_way: Vec<String>,
    /// The best first.
    pub candidates: Vec<WhyCandidate>,
    pub why_not: Option<String>,
    pub what_if: Option<String>,
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
