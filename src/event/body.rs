//! The kinds of facts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ItemVersion, PilotStarted, PilotStopped};
use crate::core::{
    ActivityKind, Confidence, EventId, ItemId, MisconceptionId, Response, SkillId, Stage, StudyDay,
    Support, TrackId, VersionId,
};

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Attempt(Attempt),
    HintShown(HintShown),
    Replied(Replied),
    Studied(Studied),
    SelfRating(SelfRating),
    BaselineClosed(BaselineClosed),
    Goal(Goal),
    Decision(Box<Decision>),
    Override(Override),
    Suspension(Suspension),
    Undo(Undo),
    Reflection(Reflection),
    SessionStart(SessionStart),
    SessionEnd(SessionEnd),
    ItemVersion(ItemVersion),
    ParametersFitted(ParametersFitted),
    BreakSuggested(BreakSuggested),
    PilotStarted(PilotStarted),
    PilotStopped(PilotStopped),
    /// A kind or version that this program does not know, from a newer one: kept and skipped.
    Unknown(Unknown),
}

/// One answer to one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    pub item: ItemId,
    pub version: VersionId,
    /// The activity it was an answer to.
    pub activity: ActivityKind,
    pub response: Response,
    /// 0..1, before any reduction for help.
    pub score: f64,
    pub support: Support,
    pub hints: u8,
    pub confidence: Option<Confidence>,
    /// Milliseconds from the item being shown to the answer being given.
    pub took_ms: u32,
    /// The chance of a right answer that was predicted before it was given, 0..1.
    pub predicted: f64,
    /// The misconceptions that the answer shows.
    pub misconceptions: Vec<MisconceptionId>,
    /// Made the order of options and lines.
    pub seed: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HintShown {
    pub item: ItemId,
    /// Counts from 1.
    pub step: u8,
}

/// An answer to one question of a lesson or worked example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    pub skill: SkillId,
    /// The step that asked, from 0.
    pub step: u8,
    pub text: String,
    pub right: bool,
}

/// A lesson, example or repair whose questions were answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Studied {
    pub skill: SkillId,
    pub walk: Walk,
    /// Questions answered rightly at once.
    pub right: u8,
    pub asked: u8,
    pub took_ms: u32,
}

/// Something to read and answer in steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Walk {
    Lesson,
    Example,
    Repair(MisconceptionId),
}

/// How well the learner thinks they can do a skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfRating {
    pub skill: SkillId,
    /// 0 never met it, 1 heard of it, 2 follow it, 3 do it with help, 4 do it alone.
    pub rating: u8,
}

/// The belief with which the everyday state starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BaselineClosed {
    pub placements: Vec<Placement>,
    /// Questions answered; 0 where the check was skipped.
    pub asked: u16,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    pub skill: SkillId,
    /// Of the joint belief about this skill at the target level, logits.
    pub mean: f64,
    pub variance: f64,
    /// Whether an unaided right answer of the check showed it; else it is merely inferred.
    pub shown: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// None: the whole deck.
    pub track: Option<TrackId>,
    /// The day by which the learner wants it.
    pub date: Option<StudyDay>,
    /// A day.
    pub minutes: u16,
    /// When and where they mean to study, in their words.
    pub intention: String,
}

/// What the coach proposed, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub activity: ActivityKind,
    pub skill: SkillId,
    pub item: Option<ItemId>,
    /// Only for a repair.
    pub misconception: Option<MisconceptionId>,
    pub stage: Stage,
    pub seed: u64,
    /// Chance of a right answer, 0..1; none where nothing is asked.
    pub predicted: Option<f64>,
    /// The best first; at most three.
    pub candidates: Vec<Candidate>,
    /// Names of the adaptation rules that fired.
    pub rules: Vec<String>,
    /// Minutes this session had left.
    pub minutes_left: f64,
}

/// One thing that could have come next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    pub activity: ActivityKind,
    pub skill: SkillId,
    pub item: Option<ItemId>,
    pub misconception: Option<MisconceptionId>,
    /// Expected share of the goal gained a minute.
    pub worth: f64,
    pub minutes: f64,
    pub terms: Vec<Term>,
}

/// A part of a candidate's worth, kept so that it can be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub name: String,
    pub value: f64,
}

/// The learner overruled the coach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    pub overruling: Overruling,
    pub skill: Option<SkillId>,
    pub item: Option<ItemId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overruling {
    Skip,
    /// Took another of the steps offered.
    Choose,
    /// "I know this": a check instead of teaching.
    Claim,
    MoreHelp,
    LessHelp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub subject: Subject,
    /// The first day it may come again; none: never, until it is taken back.
    pub until: Option<StudyDay>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    Skill(SkillId),
    Item(ItemId),
}

/// The events named never counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    pub events: Vec<EventId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reflection {
    pub prompt: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionStart {
    pub minutes: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEnd {
    pub answered: u16,
}

/// The learner was told, once in this session, that a break may do more than another exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakSuggested {
    /// The name of the adaptation rule that called for it.
    pub rule: String,
}

/// Parameters were fitted to this learner's own answers, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParametersFitted {
    pub target: FitTarget,
    /// By the name of a parameter. None at all: the fit predicted no better than what was in use,
    /// which therefore stays.
    pub values: BTreeMap<String, Vec<f64>>,
    /// The version of the learner model of which these are parameters; none of memory's, whose
    /// weights mean the same in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<u32>,
    /// How many answers it was fitted to.
    pub responses: u32,
    /// Mean over later answers, in nats, of what was in use and of the fit.
    pub log_loss_before: f64,
    pub log_loss_after: f64,
}

/// What was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FitTarget {
    /// How items that are remembered each on their own are forgotten.
    MemoryItems,
    /// How skills are forgotten.
    MemorySkills,
    /// The learner model.
    Model,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub kind: u16,
    pub version: u16,
    pub payload: Vec<u8>,
}
