//! From parts to a deck: ids made unique, references followed, cycles cut, versions named.

mod cycles;
mod references;
mod unique;

use std::collections::BTreeMap;

use self::cycles::cut_cycles;
use self::references::Known;
use self::unique::{unique_ids, unique_misconceptions};
use super::finding::Finding;
use super::read::{Draft, ItemAt, ItemDraft, SkillAt};
use super::version::item_version;
use super::{Deck, Item, Skill};
use crate::core::SkillId;

/// A deck with the places its parts were read from, each list in the order of the deck's.
pub(super) struct Linked {
    pub deck: Deck,
    skill_places: Vec<SkillAt>,
    item_places: Vec<ItemAt>,
}

impl Linked {
    pub fn skills(&self) -> impl Iterator<Item = (&Skill, &SkillAt)> {
        self.deck.skills.iter().zip(&self.skill_places)
    }

    pub fn items(&self) -> impl Iterator<Item = (&Item, &ItemAt)> {
        self.deck.items.iter().zip(&self.item_places)
    }
}

/// The deck, unless it has no usable head or nothing to study.
pub(super) fn link(mut draft: Draft, findings: &mut Vec<Finding>) -> Option<Linked> {
    unique_ids(&mut draft, findings);
    unique_misconceptions(&mut draft.skills, findings);
    let known = Known::new(&draft);
    for skill in &mut draft.skills {
        known.requirements(skill, findings);
    }
    cut_cycles(&mut draft.skills, findings);
    draft.items.retain_mut(|item| known.item(item, findings));
    draft
        .tracks
        .retain_mut(|track| known.track(track, findings));

    let head = draft.head?;
    if draft.items.is_empty() {
        let message = "this deck has no item that can be used";
        let help = "a deck needs a skill and an item for it, both without errors";
        findings.push(Finding::error("deck::no-items", head.id_at, message).help(help));
        return None;
    }
    let (mut skills, skill_places): (Vec<Skill>, Vec<SkillAt>) =
        draft.skills.into_iter().map(|it| (it.skill, it.at)).unzip();
    for skill in &mut skills {
        name_what_is_unnamed(skill, &head.title);
    }
    let skill_at = index(skills.iter().map(|it| &it.id));
    let finished = draft.items.into_iter().map(|draft| {
        let named = draft.skills.iter().filter_map(|id| skill_at.get(id));
        let named: Vec<&Skill> = named.map(|&at| &skills[at]).collect();
        item(draft, &named, head.target)
    });
    let (items, item_places): (Vec<Item>, Vec<ItemAt>) = finished.unzip();
    let deck = Deck {
        id: head.id,
        title: head.title,
        summary: head.summary,
        language: head.language,
        version: head.version,
        authors: head.authors,
        license: head.license,
        target: head.target,
        was: head.was,
        tracks: draft.tracks.into_iter().map(|it| it.track).collect(),
        rules: draft.rules,
        item_at: index(items.iter().map(|it| &it.id)),
        items_at: by_skill(&items),
        items,
        skill_at,
        skills,
    };
    Some(Linked {
        deck,
        skill_places,
        item_places,
    })
}

/// Screens group by unit and ask about `can`, whether or not the author wrote them.
fn name_what_is_unnamed(skill: &mut Skill, deck_title: &str) {
    if skill.unit.is_empty() {
        skill.unit = deck_title.to_owned();
    }
    if skill.can.is_empty() {
        skill.can.clone_from(&skill.title);
    }
}

/// The places of each skill's items.
fn by_skill(items: &[Item]) -> BTreeMap<SkillId, Vec<usize>> {
    let mut places: BTreeMap<SkillId, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        for skill in &item.skills {
            places.entry(skill.clone()).or_default().push(at);
        }
    }
    places
}

/// The place of each id in its list.
fn index<'a, T: Ord + Clone + 'a>(ids: impl Iterator<Item = &'a T>) -> BTreeMap<T, usize> {
    ids.cloned().zip(0..).collect()
}

fn item(draft: ItemDraft, skills: &[&Skill], target: u8) -> (Item, ItemAt) {
    let version = item_version(&draft, skills, target);
    let item = Item {
        id: draft.id,
        skills: draft.skills,
        level: draft.level,
        prompt: draft.prompt,
        exercise: draft.exercise,
        hints: draft.hints,
        explain: draft.explain,
        improve: draft.improve,
        source: draft.source,
        reserved: draft.reserved,
        was: draft.was,
        version,
    };
    (item, draft.at)
}
