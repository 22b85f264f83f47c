//! Which of a skill's items.

use super::{Desk, Part};
use crate::deck::{Item, Skill};
use crate::event::Guess;

/// The best of a skill's items for practice: predicted within the productive range, not met
/// lately, all of its other skills begun.
pub fn pick<'a>(
    desk: &Desk<'a>,
    skill: &'a Skill,
    fits: impl Fn(&Item) -> bool,
) -> Option<&'a Item> {
    desk.deck
        .items_of(&skill.id)
        .filter(|item| fits(item) && is_free(desk, skill, item))
        .map(|item| (unfitness(desk, item), item))
        .min_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, item)| item)
}

/// Whether nothing stands against putting the item today.
fn is_free(desk: &Desk<'_>, skill: &Skill, item: &Item) -> bool {
    !desk.is_suspended(item)
        && others_begun(desk, skill, item)
        && !desk.learner.seen_on(&item.id, desk.now.day)
        && !desk.is_skipped(&skill.id, Some(item))
}

fn others_begun(desk: &Desk<'_>, skill: &Skill, item: &Item) -> bool {
    item.skills
        .iter()
        .filter(|other| **other != skill.id)
        .all(|other| desk.holds(other))
}

/// How far the prediction lies outside the productive range, and how lately the item was met.
fn unfitness(desk: &Desk<'_>, item: &Item) -> f64 {
    let predicted = desk.learner.predict(desk.params, &item.version, desk.now);
    let (low, high) = desk.policy.productive;
    let outside = match desk.policy.has(Part::Difficulty) {
        true => (low - predicted).max(predicted - high).max(0.0),
        false => 0.0,
    };
    let lately = desk.learner.items.get(&item.id).map_or(0.0, |state| {
        0.5 * (-f64::from(desk.now.day.days_since(state.last.day)) / 14.0).exp()
    });
    outside + lately
}

/// A reserved item, or one long unseen, at the target level or above; never a self-graded one.
pub fn check_item<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<&'a Item> {
    let fits = |item: &Item| fits_check(desk, skill, item);
    pick(desk, skill, |item| item.reserved && fits(item))
        .or_else(|| pick(desk, skill, |item| !item.reserved && fits(item)))
}

/// How many items could check the skill today, those that were not answered yet.
pub fn check_items(desk: &Desk<'_>, skill: &Skill) -> usize {
    let fits = |item: &&Item| fits_check(desk, skill, item) && is_free(desk, skill, item);
    desk.deck.items_of(&skill.id).filter(fits).count()
}

fn fits_check(desk: &Desk<'_>, skill: &Skill, item: &Item) -> bool {
    let long_unseen = desk
        .learner
        .items
        .get(&item.id)
        .is_none_or(|state| desk.now.day.days_since(state.last.day) >= 14);
    item.level >= desk.deck.target
        && item.skills.first() == Some(&skill.id)
        && item.version.guess != Guess::SelfGraded
        && long_unseen
}
