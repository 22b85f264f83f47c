//! What clears up a trouble.

use super::respond::teach;
use crate::coach::Desk;
use crate::coach::candidates::{Proposal, walk};
use crate::coach::due::wants_teaching;
use crate::coach::pathway::{Repair, called_for};
use crate::core::{ActivityKind, MisconceptionId};
use crate::deck::{Item, Skill};

/// What went wrong.
#[derive(Clone, Copy, Debug)]
pub struct Trouble<'a> {
    pub skill: &'a Skill,
    /// The exercise that went wrong; none where something keeps slipping.
    pub item: Option<&'a Item>,
    /// The wrong idea behind it, where one showed.
    pub misconception: Option<&'a MisconceptionId>,
    /// The rule that calls for it.
    pub rule: &'a str,
}

/// After an error, a repair of several steps; of what was never taught, the teaching. Before what
/// keeps slipping comes back, two cases against the misconception that showed or, where none did,
/// what teaches the skill. None where the deck has nothing to say that was not read today.
pub fn pathway<'a>(desk: &Desk<'a>, trouble: &Trouble<'a>) -> Option<Proposal<'a>> {
    let skill = trouble.skill;
    let Some(item) = trouble.item else {
        return match trouble.misconception {
            Some(id) => contrast(desk, id),
            None => teach(desk, skill),
        };
    };
    if trouble.misconception.is_none() && wants_teaching(skill, desk.learner.skill(&skill.id)) {
        return teach(desk, skill);
    }
    let repair = Repair {
        cause: trouble.rule.to_owned(),
        skill: skill.id.clone(),
        misconception: trouble.misconception.cloned(),
        failed: item.id.clone(),
    };
    called_for(desk, &repair)
}

fn contrast<'a>(desk: &Desk<'a>, id: &MisconceptionId) -> Option<Proposal<'a>> {
    let (owner, _) = desk.deck.misconception(id)?;
    Some(Proposal {
        misconception: Some(id.clone()),
        ..walk(ActivityKind::Repair, owner)
    })
}
