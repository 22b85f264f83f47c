//! Predicted stumbling blocks: what could get in the way of a skill before it is taught, and the
//! question that warms it up.

#[cfg(test)]
mod tests;

use super::Desk;
use super::candidates::{Proposal, exercise};
use super::due::is_due;
use super::pick::pick;
use crate::core::{ActivityKind, MisconceptionId, SkillId};
use crate::deck::{Exercise, Item, Skill};
use crate::learner::{Band, Estimate, Sighting};

/// How the rule by which a warm-up comes begins; the title of what it prepares follows.
pub const WARM_UP: &str = "warm-up before ";

/// Something that could get in the way of a skill.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A prerequisite that may not carry: its chance now is below what the policy asks of it, or
    /// it was strong and is fading.
    Shaky {
        skill: SkillId,
        estimate: Estimate,
        fading: bool,
    },
    /// A misconception of the skill, of a prerequisite or of a skill that shares one, which showed
    /// lately and was not repaired since.
    Misled {
        misconception: MisconceptionId,
        /// How often it showed in these weeks, at least.
        times: usize,
        last: Sighting,
    },
}

/// What could get in the way of a skill: shaky prerequisites, the weakest first, then
/// misconceptions, those that showed most first.
pub fn stumbling_blocks(desk: &Desk<'_>, skill: &Skill) -> Vec<Block> {
    let mut blocks = shaky(desk, skill);
    blocks.extend(misled(desk, skill));
    blocks
}

/// A question on what the skill builds on, to come before the skill is first taught. None where
/// nothing stands in the way, where enough was asked of its prerequisites today, and where the
/// learner did not want such a question.
pub fn warm_up<'a>(desk: &Desk<'a>, skill: &SkillId) -> Option<Proposal<'a>> {
    let skill = desk.deck.skill(skill)?;
    let state = desk.learner.skill(&skill.id);
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    if taught || asked_today(desk, skill) >= desk.policy.warm_up_questions {
        return None;
    }
    let blocks = stumbling_blocks(desk, skill);
    blocks.iter().find_map(|block| match block {
        Block::Shaky { skill: under, .. } => question(desk, skill, under, &blocks),
        Block::Misled { misconception, .. } => {
            let (owner, _) = desk.deck.misconception(misconception)?;
            question(desk, skill, &owner.id, &blocks)
        }
    })
}

/// The skill that a warm-up prepares, by the rule that called for it.
pub fn prepared_by<'a>(desk: &Desk<'a>, rule: &str) -> Option<&'a Skill> {
    let title = rule.strip_prefix(WARM_UP)?;
    desk.deck.skills.iter().find(|skill| skill.title == title)
}

fn shaky(desk: &Desk<'_>, skill: &Skill) -> Vec<Block> {
    let mut found: Vec<(Estimate, Block)> = skill
        .requires
        .iter()
        .filter(|it| desk.is_informed(&it.skill))
        .filter_map(|it| {
            let estimate = desk.estimate_by_id(&it.skill);
            let fading = desk.band_of(&it.skill, estimate) == Band::Fading;
            let block = Block::Shaky {
                skill: it.skill.clone(),
                estimate,
                fading,
            };
            (fading || estimate.mean < desk.policy.carries).then_some((estimate, block))
        })
        .collect();
    found.sort_by(|(left, _), (right, _)| left.mean.total_cmp(&right.mean));
    found.into_iter().map(|(_, block)| block).collect()
}

fn misled(desk: &Desk<'_>, skill: &Skill) -> Vec<Block> {
    let mut found: Vec<(usize, i64, Block)> = desk
        .learner
        .misconceptions
        .iter()
        .filter_map(|(id, sightings)| {
            let (owner, _) = desk.deck.misconception(id)?;
            if !is_near(skill, owner) {
                return None;
            }
            let repaired = desk.learner.repaired.get(id);
            let fresh = sightings.iter().filter(|it| {
                repaired.is_none_or(|repair| it.utc_ms > repair.utc_ms)
                    && desk.now.day.days_since(it.day) <= desk.policy.misled_days
            });
            let last = fresh.clone().next_back()?.clone();
            let times = fresh.count();
            let at = last.utc_ms;
            let block = Block::Misled {
                misconception: id.clone(),
                times,
                last,
            };
            Some((times, at, block))
        })
        .collect();
    found.sort_by_key(|(times, at, _)| std::cmp::Reverse((*times, *at)));
    found.into_iter().map(|(_, _, block)| block).collect()
}

/// Whether what misleads in `owner` may well mislead in `skill`: it is the same, a prerequisite, or
/// builds on a prerequisite of it.
fn is_near(skill: &Skill, owner: &Skill) -> bool {
    let needs = |id: &SkillId| skill.requires.iter().any(|it| it.skill == *id);
    skill.id == owner.id || needs(&owner.id) || owner.requires.iter().any(|it| needs(&it.skill))
}

/// Answers of today on what the skill builds on.
fn asked_today(desk: &Desk<'_>, skill: &Skill) -> u16 {
    let answers = skill.requires.iter().map(|it| {
        let state = desk.learner.skill(&it.skill);
        state.successes_on(desk.now.day) + state.misses_on(desk.now.day)
    });
    answers.sum()
}

/// A question on a prerequisite that did not come right today; one that would show a misconception
/// foreseen, where there is one.
fn question<'a>(
    desk: &Desk<'a>,
    skill: &Skill,
    under: &SkillId,
    blocks: &[Block],
) -> Option<Proposal<'a>> {
    let under = skill.requires.iter().find(|it| it.skill == *under)?;
    let under = desk.deck.skill(&under.skill)?;
    let state = desk.learner.skill(&under.id);
    let warm = state.successes_on(desk.now.day) > 0;
    if warm || desk.is_aside(&under.id) || was_skipped(desk, &under.id) {
        return None;
    }
    let target = desk.deck.target;
    let fits = |item: &Item| !item.reserved && item.level <= target;
    let telling = |item: &Item| {
        let mut foreseen = blocks.iter().filter_map(|block| match block {
            Block::Misled { misconception, .. } => Some(misconception),
            Block::Shaky { .. } => None,
        });
        fits(item) && foreseen.any(|id| could_show(item, id))
    };
    let item = pick(desk, under, telling).or_else(|| pick(desk, under, fits))?;
    let activity = if is_due(desk, under) {
        ActivityKind::Review
    } else {
        ActivityKind::Practice
    };
    Some(exercise(desk, activity, under, item))
}

/// Whether the learner skipped a question on the skill today.
fn was_skipped(desk: &Desk<'_>, skill: &SkillId) -> bool {
    desk.learner
        .today_on(desk.now.day)
        .is_some_and(|today| today.skipped.iter().any(|(other, _)| other == skill))
}

/// Whether some answer to the item shows the misconception.
fn could_show(item: &Item, id: &MisconceptionId) -> bool {
    let is = |it: &Option<MisconceptionId>| it.as_ref() == Some(id);
    match &item.exercise {
        Exercise::Choice { options } | Exercise::Multi { options } => {
            options.iter().any(|it| is(&it.misconception))
        }
        Exercise::Cloze { gaps, .. } => {
            let mut wrong = gaps.iter().flat_map(|gap| &gap.wrong);
            wrong.any(|it| is(&it.misconception))
        }
        Exercise::Short { wrong, .. } => wrong.iter().any(|it| is(&it.misconception)),
        Exercise::Number { wrong, .. } => wrong.iter().any(|it| is(&it.misconception)),
        Exercise::Order { .. } | Exercise::Steps { .. } | Exercise::Recall { .. } => false,
    }
}
