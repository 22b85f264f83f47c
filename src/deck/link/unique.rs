//! Ids that are given twice: the first one counts.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::deck::finding::Finding;
use crate::deck::read::{Draft, SkillDraft};
use crate::deck::source::{Place, Span};

/// Keeps the first of each id.
pub(super) fn unique_ids(draft: &mut Draft, findings: &mut Vec<Finding>) {
    let mut skills = Seen::new("skill");
    draft.skills.retain(|it| {
        let place = it.at.place(&it.at.id);
        skills.is_new(&it.skill.id, place, findings)
    });
    let mut items = Seen::new("item");
    draft.items.retain(|it| {
        let place = it.at.place(&it.at.id);
        items.is_new(&it.id, place, findings)
    });
    let mut tracks = Seen::new("track");
    draft.tracks.retain(|it| {
        let place = Place::new(&it.source, &it.id);
        tracks.is_new(&it.track.id, place, findings)
    });
}

pub(super) fn unique_misconceptions(skills: &mut [SkillDraft], findings: &mut Vec<Finding>) {
    let mut seen = Seen::new("misconception");
    for SkillDraft { skill, at } in skills {
        let mut spans = std::mem::take(&mut at.misconceptions).into_iter();
        let mut kept: Vec<Span> = Vec::new();
        skill.misconceptions.retain(|it| {
            let span = spans.next().unwrap_or_default();
            let new = seen.is_new(&it.id, Place::new(&at.source, &span), findings);
            if new {
                kept.push(span);
            }
            new
        });
        at.misconceptions = kept;
    }
}

/// Ids met so far, and where.
struct Seen<T> {
    what: &'static str,
    first: BTreeMap<T, Place>,
}

impl<T: Ord + Clone + std::fmt::Display> Seen<T> {
    fn new(what: &'static str) -> Self {
        Self {
            what,
            first: BTreeMap::new(),
        }
    }

    fn is_new(&mut self, id: &T, place: Place, findings: &mut Vec<Finding>) -> bool {
        match self.first.entry(id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(place);
                true
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let line = first.line_column().map_or(1, |at| at.line);
                let message = format!("another {} has the id `{id}`", self.what);
                let help = format!(
                    "the first one counts, in {} on line {line}; give this one another id",
                    first.source.path()
                );
                findings.push(Finding::error("deck::duplicate-id", place, message).help(help));
                false
            }
        }
    }
}
