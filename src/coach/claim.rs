//! "I know this": a check of a few different items, one after the other. What is missed ends it and
//! leads over to teaching; what makes a check pass is for the learner model to say.

use super::Desk;
use super::candidates::{Proposal, exercise};
use super::pick::{check_item, check_items};
use super::rules::teach;
use crate::core::ActivityKind;
use crate::learner::Claim;

/// The rules by which its questions and its end are known.
pub const CLAIMED: &str = "claimed";
pub const CLAIM_MISSED: &str = "claim not shown";

/// How far the check of a claim has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimPlace {
    pub answered: usize,
    /// How many it has in all: as many as there are items, up to the policy's number.
    pub of: usize,
}

/// Where the check stands that the learner asked for of a skill; none where they asked for none.
pub fn claim_place(desk: &Desk<'_>) -> Option<ClaimPlace> {
    let claim = desk.learner.claim_on(desk.now.day)?;
    let skill = desk.deck.skill(&claim.skill)?;
    let answered = usize::from(claim.answered);
    let left = if claim.missed {
        0
    } else {
        check_items(desk, skill)
    };
    Some(ClaimPlace {
        answered,
        of: (answered + left).min(desk.policy.claim_questions.max(answered)),
    })
}

/// Whether the check of a claim has another question to ask.
pub fn claim_goes_on(desk: &Desk<'_>) -> bool {
    let missed = |claim: &Claim| claim.missed;
    let place = claim_place(desk).filter(|it| it.answered < it.of);
    place.is_some() && !desk.learner.claim.as_ref().is_some_and(missed)
}

/// The next question of a claim comes before whatever else follows; once it was missed, the teaching
/// of its skill comes unless something more to the point does.
pub(super) fn claimed<'a>(
    desk: &Desk<'a>,
    follow_up: impl FnOnce() -> Option<Proposal<'a>>,
) -> Option<Proposal<'a>> {
    if claim_goes_on(desk) {
        let claim = desk.learner.claim_on(desk.now.day)?;
        let skill = desk.deck.skill(&claim.skill)?;
        let item = check_item(desk, skill)?;
        let check = exercise(desk, ActivityKind::Check, skill, item);
        return Some(by(CLAIMED, check));
    }
    follow_up().or_else(|| {
        let missed = desk.learner.claim_on(desk.now.day).filter(|it| it.missed)?;
        let skill = desk.deck.skill(&missed.skill)?;
        let teaching = teach(desk, skill).filter(|_| !desk.is_aside(&skill.id))?;
        Some(by(CLAIM_MISSED, teaching))
    })
}

fn by<'a>(rule: &'static str, mut proposal: Proposal<'a>) -> Proposal<'a> {
    proposal.rule = Some(rule);
    proposal
}
