//! What has helped after an error.

use serde::Serialize;

use super::Interval;
use crate::event::PathwayStep;

/// What has helped this learner after an error, by what came first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Helps {
    pub deck_title: String,
    /// Whether what comes first follows from it.
    pub learns: bool,
    pub rows: Vec<HelpRow>,
    /// Pathways whose first answer elsewhere has not come yet.
    pub waiting: usize,
    /// What that says, in one sentence.
    pub sentence: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HelpRow {
    pub step: PathwayStep,
    pub what: &'static str,
    /// How often it came first.
    pub chosen: u32,
    /// How often an answer on a later day told what came of it.
    pub answers: u32,
    /// By how much those answers were right beyond what was predicted, -1..1, with the ends of the
    /// 95 % interval; none while there is too little to tell.
    pub beyond: Option<Interval>,
    /// The chance that the next pathway that can begin with any of them begins with this one.
    pub share: f64,
}
