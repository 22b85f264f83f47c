//! Why this and not something else.

use serde::Serialize;

use crate::core::{SkillId, StudyDay};

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
    /// Adaptation rules that shaped this.
    pub rules: Vec<String>,
    /// Every rule, and what it was asked: those that were followed first, then those that hold.
    pub trace: Vec<RuleTrace>,
}

/// Why a step was proposed, some time ago.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decided {
    pub day: StudyDay,
    /// "yesterday".
    pub when: String,
    /// Whether it lies before the learner still.
    pub open: bool,
    #[serde(flatten)]
    pub why: Why,
}

/// What came of asking a rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleTrace {
    pub rule: String,
    /// `lesson`, `pathway`, …
    pub response: &'static str,
    /// Of which skill it was asked.
    pub skill: Option<SkillId>,
    /// Whether all of its conditions hold.
    pub holds: bool,
    /// Whether it shaped what comes next; another that holds may have come before it.
    pub followed: bool,
    /// "2 misses on Borrowing today, from 2".
    pub because: String,
    pub evidence: Vec<RuleEvidence>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleEvidence {
    /// `misses-today`, …
    pub trigger: &'static str,
    /// None where there was nothing to measure.
    pub measured: Option<f64>,
    pub holds: bool,
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
