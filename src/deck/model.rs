//! A deck as the rest of the program sees it: checked, indexed, nothing left to resolve.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::{DeckId, ItemId, MisconceptionId, SkillId, TrackId};
use crate::event::ItemVersion;
use crate::rule::Entry;

/// Skills and items on one subject.
#[derive(Clone, Debug)]
pub struct Deck {
    pub id: DeckId,
    pub title: String,
    pub summary: String,
    /// BCP 47.
    pub language: String,
    pub version: String,
    pub authors: Vec<String>,
    pub license: String,
    /// The level at which a skill counts as mastered, 1..5.
    pub target: u8,
    /// Ids this deck had before.
    pub was: Vec<DeckId>,
    pub tracks: Vec<Track>,
    /// What it changes of the coach's rules.
    pub rules: Vec<Entry>,
    /// In the author's order.
    pub skills: Vec<Skill>,
    /// In the author's order.
    pub items: Vec<Item>,
    pub(super) skill_at: BTreeMap<SkillId, usize>,
    pub(super) item_at: BTreeMap<ItemId, usize>,
    /// By skill, the places of the items that give evidence on it.
    pub(super) items_at: BTreeMap<SkillId, Vec<usize>>,
}

/// A goal one can study for.
#[derive(Clone, Debug)]
pub struct Track {
    pub id: TrackId,
    pub title: String,
    /// As named by the author; what they require comes with them.
    pub skills: Vec<SkillId>,
    pub level: Option<u8>,
}

/// One thing a person can do or know.
#[derive(Clone, Debug)]
pub struct Skill {
    pub id: SkillId,
    pub title: String,
    /// The success criterion; what one rates oneself on.
    pub can: String,
    /// Heading under which screens group it.
    pub unit: String,
    pub kind: SkillKind,
    pub requires: Vec<Requirement>,
    /// Markdown; empty where the author wrote none, as with all texts here.
    pub lesson: String,
    /// The lesson at a simpler reading level.
    pub plain: String,
    pub asks: Vec<Ask>,
    pub example: Option<Example>,
    pub misconceptions: Vec<Misconception>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkillKind {
    /// Each item is remembered on its own.
    Facts,
    /// The skill is remembered, items rotate.
    Concept,
    Procedure,
}

#[derive(Clone, Debug)]
pub struct Requirement {
    pub skill: SkillId,
    /// How much of a repetition of it a success here is worth, 0..1.
    pub practiced: f64,
}

/// A short question with a typed answer.
#[derive(Clone, Debug)]
pub struct Ask {
    pub ask: String,
    pub accept: Vec<String>,
    pub because: String,
}

/// A worked example, shown step by step.
#[derive(Clone, Debug)]
pub struct Example {
    pub problem: String,
    pub steps: Vec<Step>,
}

/// One step of a worked example.
#[derive(Clone, Debug)]
pub struct Step {
    pub say: String,
    pub ask: Option<Ask>,
}

/// A wrong belief that the subject invites.
#[derive(Clone, Debug)]
pub struct Misconception {
    pub id: MisconceptionId,
    pub belief: String,
    /// Why it is tempting, where it breaks, a contrasting case.
    pub repair: String,
}

/// One exercise.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: ItemId,
    /// At least one; the first is the one it is filed under.
    pub skills: Vec<SkillId>,
    /// 1 recognize, 2 recall, 3 apply, 4 combine, 5 transfer.
    pub level: u8,
    /// Markdown. Of a cloze with `____` for each gap: to work on it, take its pieces.
    pub prompt: String,
    pub exercise: Exercise,
    pub hints: Vec<String>,
    pub explain: String,
    pub improve: String,
    pub source: String,
    /// Kept unseen for checks.
    pub reserved: bool,
    pub was: Vec<ItemId>,
    /// What the learner model needs of it, named by its content.
    pub version: Arc<ItemVersion>,
}

/// What the learner does, and what is right.
#[derive(Clone, Debug)]
pub enum Exercise {
    /// Picks one.
    Choice { options: Vec<Option_> },
    /// Picks all that hold.
    Multi { options: Vec<Option_> },
    /// Fills gaps in the prompt; `pieces` is the prompt cut at its gaps.
    Cloze {
        pieces: Vec<Piece>,
        gaps: Vec<Gap>,
        compare: Compare,
    },
    /// Types a word or a line.
    Short {
        accept: Vec<String>,
        wrong: Vec<Because>,
        compare: Compare,
    },
    /// Types a number, an expression or a quantity.
    Number {
        answer: f64,
        tolerance: Tolerance,
        unit: String,
        wrong: Vec<Mistake>,
    },
    /// Arranges lines.
    Order {
        lines: Vec<String>,
        distractors: Vec<String>,
    },
    /// Works a problem step by step.
    Steps {
        steps: Vec<StepAnswer>,
        compare: Compare,
    },
    /// Answers aloud or in writing, then checks against points.
    Recall { answer: String, points: Vec<String> },
}

/// An option of `choice` or `multi`. (`Option` is taken.)
#[derive(Clone, Debug)]
pub struct Option_ {
    pub text: String,
    pub correct: bool,
    pub because: String,
    pub misconception: Option<MisconceptionId>,
}

/// A cloze prompt is text and gaps in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// Index into the gaps.
    Gap(usize),
}

#[derive(Clone, Debug)]
pub struct Gap {
    /// The first is the one shown.
    pub accept: Vec<String>,
    pub wrong: Vec<Because>,
}

/// A foreseeable wrong answer in words.
#[derive(Clone, Debug)]
pub struct Because {
    pub text: String,
    pub because: String,
    pub misconception: Option<MisconceptionId>,
}

/// A foreseeable wrong number.
#[derive(Clone, Debug)]
pub struct Mistake {
    pub answer: f64,
    pub because: String,
    pub misconception: Option<MisconceptionId>,
}

/// Which differences matter. By default none of these do, and no typo is forgiven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compare {
    pub case: bool,
    pub accents: bool,
    pub punctuation: bool,
    /// Forgive one typo in words of five letters or more.
    pub typos: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    Absolute(f64),
    /// A share of the answer; `"1%"` is .01.
    Relative(f64),
}

/// One step of a `steps` item.
#[derive(Clone, Debug)]
pub struct StepAnswer {
    /// The step as the coach would write it, solved.
    pub say: String,
    /// The question that asks the learner to do it.
    pub prompt: String,
    /// Typed answers that are right, the first one shown; a numeric answer is here too, as text.
    pub accept: Vec<String>,
    /// Set where the step's answer is a number: compared by value.
    pub number: Option<f64>,
    pub because: String,
}

impl Deck {
    pub fn skill(&self, id: &SkillId) -> Option<&Skill> {
        self.skill_at.get(id).map(|&at| &self.skills[at])
    }

    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.item_at.get(id).map(|&at| &self.items[at])
    }

    /// The skill's place in the author's order.
    pub fn skill_index(&self, id: &SkillId) -> Option<usize> {
        self.skill_at.get(id).copied()
    }

    /// All items that give evidence on the skill, in the author's order.
    pub fn items_of(&self, skill: &SkillId) -> impl Iterator<Item = &Item> + use<'_> {
        let places = self.items_at.get(skill).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&at| self.items.get(at))
    }

    /// The misconception of that id and the skill that knows it.
    pub fn misconception(&self, id: &MisconceptionId) -> Option<(&Skill, &Misconception)> {
        self.skills.iter().find_map(|skill| {
            let found = skill.misconceptions.iter().find(|it| it.id == *id)?;
            Some((skill, found))
        })
    }
}

impl Exercise {
    /// The word decks use for it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Choice { .. } => "choice",
            Self::Multi { .. } => "multi",
            Self::Cloze { .. } => "cloze",
            Self::Short { .. } => "short",
            Self::Number { .. } => "number",
            Self::Order { .. } => "order",
            Self::Steps { .. } => "steps",
            Self::Recall { .. } => "recall",
        }
    }
}
