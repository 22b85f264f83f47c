//! What was done, why, and what next.

use serde::Serialize;

use super::{Markdown, Position, SkillEstimate};
use crate::core::{ActivityKind, Confidence, ItemId, SkillId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Yes,
    Partly,
    NotYet,
    /// The learner said "I don't know".
    Unknown,
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes.",
            Self::Partly => "In part.",
            Self::NotYet => "Not yet.",
            Self::Unknown => "Good to know. Here is how it goes.",
        }
    }
}

/// What was done, why, and what next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feedback {
    pub kind: ActivityKind,
    pub skill: SkillId,
    pub skill_title: String,
    pub item: ItemId,
    /// `choice`, `multi`, …
    pub item_kind: &'static str,
    pub prompt: Markdown,
    /// The options or lines as they were shown; empty for kinds without.
    pub options: Vec<Markdown>,
    pub verdict: Verdict,
    /// 0..1.
    pub score: f64,
    pub confidence: Option<Confidence>,
    /// The learner's answer against the right one, place by place.
    pub parts: Vec<Part>,
    /// What the learner saw rightly, where that can be told.
    pub saw: Option<String>,
    /// Why it is not what they answered: the reasons of their own options or answers.
    pub why: Vec<Markdown>,
    /// Why the right answer is right.
    pub explain: Markdown,
    /// What to do differently next time.
    pub improve: String,
    pub misconception: Option<MisconceptionNote>,
    /// One thing to do before going on; empty but where `deep`.
    pub to_do: String,
    /// On confidence, help, time: process, never praise.
    pub notes: Vec<String>,
    pub source: String,
    /// The step that the coach now takes, and why; to be read after "Next:".
    pub next: String,
    pub before: SkillEstimate,
    pub after: SkillEstimate,
    /// What the chance after it rests on, in one sentence.
    pub because: String,
    /// Why a break may do more than another exercise; said once a session.
    pub rest: Option<String>,
    /// An answer of which the learner was sure and which is not right is explained in full.
    pub deep: bool,
    /// A right answer at speed by someone strong gets one line.
    pub brief: bool,
    pub position: Position,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    pub ok: bool,
    pub yours: Vec<Span>,
    pub right: Vec<Span>,
}

/// A stretch of text; `differs` where the learner's answer and the right one part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    pub text: String,
    pub differs: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MisconceptionNote {
    pub belief: String,
    /// "Second time, as on Tuesday in Moves."; none the first time.
    pub before: Option<String>,
    /// Why it is tempting, where it breaks, a contrasting case; empty unless it belongs here.
    pub repair: Markdown,
}
