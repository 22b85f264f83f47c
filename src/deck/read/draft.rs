//! What reading the files of a deck gives: everything on its own, references not yet followed,
//! with the places that findings about it point at.

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::core::{DeckId, ItemId, MisconceptionId, SkillId};
use crate::deck::source::{Place, Source, Span};
use crate::deck::{Exercise, Skill, Track};
use crate::rule::Entry;

/// The parts of a deck, from all of its files.
#[derive(Default)]
pub(in crate::deck) struct Draft {
    pub head: Option<Head>,
    pub tracks: Vec<TrackDraft>,
    pub skills: Vec<SkillDraft>,
    pub items: Vec<ItemDraft>,
    pub rules: Vec<Entry>,
    pub lost: Lost,
}

/// Ids of what was left out for its own errors, so that references to it can say so.
#[derive(Default)]
pub(in crate::deck) struct Lost {
    pub skills: BTreeSet<SkillId>,
    pub misconceptions: BTreeSet<MisconceptionId>,
}

/// `[deck]`.
pub(in crate::deck) struct Head {
    pub id: DeckId,
    pub title: String,
    pub summary: String,
    pub language: String,
    pub version: String,
    pub authors: Vec<String>,
    pub license: String,
    pub target: u8,
    pub was: Vec<DeckId>,
    pub id_at: Place,
}

pub(in crate::deck) struct TrackDraft {
    pub track: Track,
    pub source: Arc<Source>,
    pub id: Span,
    /// One a skill it names.
    pub skills: Vec<Span>,
}

pub(in crate::deck) struct SkillDraft {
    pub skill: Skill,
    pub at: SkillAt,
}

pub(in crate::deck) struct SkillAt {
    pub source: Arc<Source>,
    pub id: Span,
    /// One a requirement.
    pub requires: Vec<Span>,
    /// One a misconception.
    pub misconceptions: Vec<Span>,
    /// Whether the author said what one `can` do.
    pub has_criterion: bool,
}

pub(in crate::deck) struct ItemDraft {
    pub id: ItemId,
    pub skills: Vec<SkillId>,
    pub level: u8,
    pub prompt: String,
    pub exercise: Exercise,
    pub hints: Vec<String>,
    pub explain: String,
    pub improve: String,
    pub source: String,
    pub difficulty: Option<f64>,
    pub reserved: bool,
    pub was: Vec<ItemId>,
    pub at: ItemAt,
}

pub(in crate::deck) struct ItemAt {
    pub source: Arc<Source>,
    pub id: Span,
    pub prompt: Span,
    /// One a skill.
    pub skills: Vec<Span>,
    /// One a hint.
    pub hints: Vec<Span>,
    /// One an option, a foreseen wrong answer or a gap: what its exercise lists first.
    pub options: Vec<Span>,
    /// Every misconception that an answer names.
    pub mentions: Vec<(MisconceptionId, Span)>,
}

impl Draft {
    /// Adds what a further file holds.
    pub fn add(&mut self, other: Self) {
        self.head = self.head.take().or(other.head);
        self.tracks.extend(other.tracks);
        self.skills.extend(other.skills);
        self.items.extend(other.items);
        self.rules.extend(other.rules);
        self.lost.add(other.lost);
    }
}

impl Lost {
    pub fn add(&mut self, other: Self) {
        self.skills.extend(other.skills);
        self.misconceptions.extend(other.misconceptions);
    }

    /// Remembers the ids of a skill, as far as they can be read.
    pub fn note(&mut self, skill: &DeValue<'_>) {
        let id = |value: &DeValue<'_>| Some(value.get("id")?.get_ref().as_str()?.to_owned());
        self.skills.extend(id(skill).map(SkillId::new));
        let misconceptions = skill.get("misconception").map(|it| it.get_ref().as_array());
        for misconception in misconceptions
            .flatten()
            .into_iter()
            .flat_map(|it| it.iter())
        {
            let id = id(misconception.get_ref());
            self.misconceptions.extend(id.map(MisconceptionId::new));
        }
    }

    /// Remembers the ids of the skills in a file or a part of one.
    pub fn note_all(&mut self, root: &DeTable<'_>) {
        let skills = root.get("skill").map(|it| it.get_ref().as_array());
        for skill in skills.flatten().into_iter().flat_map(|it| it.iter()) {
            self.note(skill.get_ref());
        }
    }
}

impl SkillAt {
    pub fn place(&self, span: &Span) -> Place {
        Place::new(&self.source, span)
    }
}

impl ItemAt {
    pub fn place(&self, span: &Span) -> Place {
        Place::new(&self.source, span)
    }
}
