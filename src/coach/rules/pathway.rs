//! What clears up a trouble.

use super::respond::teach;
use crate::coach::Desk;
use crate::coach::candidates::{Proposal, walk};
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

/// Two cases against the misconception or, where none showed, what teaches the skill. None where
/// the deck has nothing to say that was not read today.
pub fn pathway<'a>(desk: &Desk<'a>, trouble: &Trouble<'a>) -> Option<Proposal<'a>> {
    let Some(id) = trouble.misconception else {
        return teach(desk, trouble.skill);
    };
    let (owner, _) = desk.deck.misconception(id)?;
    Some(Proposal {
        misconception: Some(id.clone()),
        ..walk(ActivityKind::Repair, owner)
    })
}
