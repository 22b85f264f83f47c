//! References: what skills require, what items and tracks are about, which beliefs answers show.

use std::collections::BTreeSet;

use crate::core::{MisconceptionId, SkillId};
use crate::core::{nearest, quote};
use crate::deck::Exercise;
use crate::deck::finding::Finding;
use crate::deck::read::{Draft, ItemDraft, SkillDraft, TrackDraft};
use crate::deck::source::Place;

/// The ids that references may name.
pub(super) struct Known {
    skills: BTreeSet<SkillId>,
    misconceptions: BTreeSet<MisconceptionId>,
    /// Left out for errors of their own.
    lost_skills: BTreeSet<SkillId>,
    lost_misconceptions: BTreeSet<MisconceptionId>,
}

impl Known {
    pub fn new(draft: &Draft) -> Self {
        let skills = || draft.skills.iter().map(|it| &it.skill);
        Self {
            skills: skills().map(|it| it.id.clone()).collect(),
            misconceptions: skills()
                .flat_map(|it| &it.misconceptions)
                .map(|it| it.id.clone())
                .collect(),
            lost_skills: draft.lost.skills.clone(),
            lost_misconceptions: draft.lost.misconceptions.clone(),
        }
    }

    /// Whether the skill can be referred to; a finding says why not and what is `left_out` for it.
    fn skill(
        &self,
        id: &SkillId,
        place: Place,
        left_out: &str,
        findings: &mut Vec<Finding>,
    ) -> bool {
        if self.skills.contains(id) {
            return true;
        }
        findings.push(if self.lost_skills.contains(id) {
            let message = format!("the skill `{id}` has errors of its own");
            Finding::error("deck::lost-skill", place, message).help(format!(
                "until it is mended, {left_out} is left out as well"
            ))
        } else {
            let message = format!("no skill of this deck has the id {}", quote(id.as_str()));
            let finding = Finding::error("deck::unknown-skill", place, message);
            let ids = self.skills.iter().map(SkillId::as_str);
            finding.help(match nearest(id.as_str(), ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("until there is one, {left_out} is left out"),
            })
        });
        false
    }

    pub fn requirements(&self, draft: &mut SkillDraft, findings: &mut Vec<Finding>) {
        let SkillDraft { skill, at } = draft;
        let mut met = BTreeSet::new();
        let requires = std::mem::take(&mut skill.requires);
        let spans = std::mem::take(&mut at.requires);
        for (requirement, span) in requires.into_iter().zip(spans) {
            let place = Place::new(&at.source, &span);
            if !self.skill(
                &requirement.skill,
                place.clone(),
                "this requirement",
                findings,
            ) {
                continue;
            }
            if met.insert(requirement.skill.clone()) {
                skill.requires.push(requirement);
                at.requires.push(span);
            } else {
                let message = format!("`{}` is required twice", requirement.skill);
                findings.push(Finding::warning("deck::said-twice", place, message));
            }
        }
    }

    /// Whether the item can stay.
    pub fn item(&self, item: &mut ItemDraft, findings: &mut Vec<Finding>) -> bool {
        let at = &item.at;
        let mut met = BTreeSet::new();
        let mut known = true;
        let mut spans = at.skills.iter();
        item.skills.retain(|id| {
            let place = at.place(spans.next().unwrap_or(&at.id));
            known &= self.skill(id, place.clone(), "this item", findings);
            let new = met.insert(id.clone());
            if !new {
                let message = format!("`{id}` is named twice");
                findings.push(Finding::warning("deck::said-twice", place, message));
            }
            new
        });
        for (id, span) in &at.mentions {
            self.mention(id, at.place(span), findings);
        }
        for mention in mentions(&mut item.exercise) {
            let known = |id: &MisconceptionId| self.misconceptions.contains(id);
            *mention = mention.take().filter(known);
        }
        known
    }

    fn mention(&self, id: &MisconceptionId, place: Place, findings: &mut Vec<Finding>) {
        if self.misconceptions.contains(id) || self.lost_misconceptions.contains(id) {
            return;
        }
        let message = format!(
            "no skill of this deck knows a misconception {}",
            quote(id.as_str())
        );
        let finding = Finding::warning("deck::unknown-misconception", place, message);
        let ids = self.misconceptions.iter().map(MisconceptionId::as_str);
        findings.push(finding.help(match nearest(id.as_str(), ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "describe it in a [[skill.misconception]] of the skill".to_owned(),
        }));
    }

    /// Whether the track can stay.
    pub fn track(&self, draft: &mut TrackDraft, findings: &mut Vec<Finding>) -> bool {
        let mut spans = draft.skills.iter();
        draft.track.skills.retain(|id| {
            let span = spans.next().unwrap_or(&draft.id);
            let place = Place::new(&draft.source, span);
            self.skill(id, place, "it", findings)
        });
        let empty = draft.track.skills.is_empty();
        if empty {
            let place = Place::new(&draft.source, &draft.id);
            let message = "none of this track's skills can be used, so it is left out";
            findings.push(Finding::error("deck::empty-track", place, message));
        }
        !empty
    }
}

/// Every place in the exercise that can name a misconception.
fn mentions(exercise: &mut Exercise) -> Vec<&mut Option<MisconceptionId>> {
    match exercise {
        Exercise::Choice { options } | Exercise::Multi { options } => {
            options.iter_mut().map(|it| &mut it.misconception).collect()
        }
        Exercise::Cloze { gaps, .. } => gaps
            .iter_mut()
            .flat_map(|gap| &mut gap.wrong)
            .map(|it| &mut it.misconception)
            .collect(),
        Exercise::Short { wrong, .. } => wrong.iter_mut().map(|it| &mut it.misconception).collect(),
        Exercise::Number { wrong, .. } => {
            wrong.iter_mut().map(|it| &mut it.misconception).collect()
        }
        Exercise::Order { .. } | Exercise::Steps { .. } | Exercise::Recall { .. } => Vec::new(),
    }
}
