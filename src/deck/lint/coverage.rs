//! Enough items to practice on, to check with, and to adapt to.

use std::collections::BTreeSet;

use crate::deck::finding::Finding;
use crate::deck::link::Linked;
use crate::deck::{Item, Skill, SkillKind};

/// At the target level, so that practice can rotate and two are kept unseen.
const FEWEST_AT_TARGET: usize = 4;
const FEWEST_RESERVED: usize = 2;
/// Different levels, so that exercises can get easier and harder.
const FEWEST_LEVELS: usize = 3;

pub(super) fn lint(linked: &Linked, findings: &mut Vec<Finding>) {
    for (skill, at) in linked.skills() {
        let items: Vec<&Item> = linked.deck.items_of(&skill.id).collect();
        for (code, message, help) in shortages(skill, &items, linked.deck.target) {
            findings.push(Finding::warning(code, at.place(&at.id), message).help(help));
        }
    }
}

fn shortages(
    skill: &Skill,
    items: &[&Item],
    target: u8,
) -> Vec<(&'static str, String, &'static str)> {
    let id = &skill.id;
    let mut found = Vec::new();
    if items.is_empty() {
        let message = format!("no item asks for the skill `{id}`");
        found.push((
            "lint::skill-without-items",
            message,
            "a skill that is never asked for can be neither practiced nor shown",
        ));
        return found;
    }
    if skill.kind == SkillKind::Facts {
        // Each fact is remembered on its own and comes back as it is, at whatever level.
        return found;
    }
    let at_target = || items.iter().filter(|item| item.level == target);
    let reserved = at_target().filter(|item| item.reserved).count();
    let count = at_target().count();
    if count < FEWEST_AT_TARGET {
        let message = format!(
            "the skill `{id}` has {} at its target level {target}",
            counted(count)
        );
        found.push((
            "lint::few-items",
            message,
            "four at least: two to practice on, two `reserve = \"check\"`",
        ));
    } else if reserved < FEWEST_RESERVED {
        let message = format!(
            "the skill `{id}` has {} reserved for checks at its target level {target}",
            counted(reserved)
        );
        found.push((
            "lint::few-reserved",
            message,
            "two at least: mark them `reserve = \"check\"`, so that checks ask something new",
        ));
    }
    let levels: BTreeSet<u8> = items.iter().map(|item| item.level).collect();
    if levels.len() < FEWEST_LEVELS {
        let message = format!(
            "the items of the skill `{id}` are all of {}",
            words(&levels)
        );
        found.push((
            "lint::few-levels",
            message,
            "with three levels or more there is something easier and something harder to go to",
        ));
    }
    found
}

fn counted(items: usize) -> String {
    match items {
        0 => "no item".to_owned(),
        1 => "1 item".to_owned(),
        _ => format!("{items} items"),
    }
}

fn words(levels: &BTreeSet<u8>) -> String {
    let numbers: Vec<String> = levels.iter().map(u8::to_string).collect();
    format!("level {}", numbers.join(" or "))
}
