//! Something to do.

use serde::Serialize;

use super::{Markdown, SkillEstimate};
use crate::core::{ActivityKind, DeckId, ItemId, SkillId, Stage};

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Activity {
    pub deck: DeckId,
    pub deck_title: String,
    pub kind: ActivityKind,
    pub skill: SkillId,
    pub skill_title: String,
    pub item: Option<ItemId>,
    /// `choice`, `multi`, …; none where nothing is graded.
    pub item_kind: Option<&'static str>,
    /// 1..5; none where nothing is graded.
    pub level: Option<u8>,
    /// How much is laid out for the learner.
    pub stage: Stage,
    pub exercise: Exercise,
    /// Those taken so far.
    pub hints: Vec<Markdown>,
    pub hints_left: usize,
    /// Whether to ask how sure the learner is before the answer is sent.
    pub asks_confidence: bool,
    /// Why this, in one sentence.
    pub reason: String,
    /// Of a warm-up, what it prepares and why; of a first lesson, how what it builds on stands.
    pub before: Option<String>,
    /// Of a first lesson: ideas that misled lately and may well mislead here.
    pub watch: Vec<Watch>,
    pub position: Position,
    pub estimate: SkillEstimate,
}

/// An idea to watch for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Watch {
    pub belief: String,
    /// How often it showed lately, when and where.
    pub showed: String,
    /// What speaks against it; empty where the deck has no words for it without an example.
    pub rather: Markdown,
}

/// Where in the session or check one is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Position {
    Session {
        /// Activities finished in this session.
        done: usize,
        /// About how many it will have in all.
        about: usize,
        minutes_left: f64,
    },
    Baseline {
        asked: usize,
        limit: usize,
        /// 0..1: how much of who stands where is settled.
        settled: f64,
    },
}

/// What is asked. Holds nothing that gives the answer away.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Exercise {
    Choice {
        prompt: Markdown,
        options: Vec<Markdown>,
    },
    Multi {
        prompt: Markdown,
        options: Vec<Markdown>,
    },
    /// The prompt holds `⟦1⟧`, `⟦2⟧`, … where the gaps are.
    Cloze {
        prompt: Markdown,
        gaps: usize,
    },
    Short {
        prompt: Markdown,
    },
    Number {
        prompt: Markdown,
        unit: String,
    },
    /// `spare`: some lines may not belong.
    Order {
        prompt: Markdown,
        lines: Vec<String>,
        spare: bool,
    },
    Steps {
        prompt: Markdown,
        worked: Vec<WorkedStep>,
        open: Vec<Markdown>,
    },
    /// `revealed` once the learner asked to compare.
    Recall {
        prompt: Markdown,
        revealed: Option<Revealed>,
    },
    /// A lesson, worked example or repair, gone through step by step.
    Walk {
        /// What it opens with: the lesson, the problem, the contrast.
        intro: Markdown,
        /// The same at a simpler reading level.
        plain: Option<Markdown>,
        done: Vec<WalkStep>,
        /// The step now before the learner; none when all are done.
        now: Option<WalkQuestion>,
        steps: usize,
    },
    Reflection {
        prompt: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkedStep {
    pub prompt: Markdown,
    pub say: Markdown,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Revealed {
    pub answer: Markdown,
    pub points: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WalkQuestion {
    /// Empty in a lesson, whose text stands in the intro.
    pub say: Markdown,
    /// None: nothing is asked here, going on is enough.
    pub ask: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WalkStep {
    pub say: Markdown,
    pub ask: Option<String>,
    pub reply: String,
    pub right: bool,
    /// The answer that the deck gives first.
    pub answer: String,
    pub because: Markdown,
}

/// One of up to three next steps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    pub kind: ActivityKind,
    pub skill: SkillId,
    pub title: String,
    pub minutes: f64,
    pub reason: String,
}
