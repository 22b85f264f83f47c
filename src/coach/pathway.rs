//! Micro-pathways: some minutes after an error that repair one thing. The misconception beside the
//! right idea, the worked example, an easier sibling, the exercise that was missed once more and,
//! on another day, a check elsewhere.

use super::Desk;
use super::arms::{drawn, shares};
use super::candidates::{Proposal, exercise, walk};
use super::pick::{check_item, pick};
use super::pilot::wants_example;
use super::support::is_strong;
use crate::core::{ActivityKind, ItemId, MisconceptionId, SkillId};
use crate::deck::{Item, Skill};
use crate::event::{PathwayStarted, PathwayStep};
use crate::learner::{Came, Pathway};

/// What an error calls for: a pathway on this.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The rule that calls for it.
    pub cause: String,
    pub skill: SkillId,
    pub misconception: Option<MisconceptionId>,
    /// The item that was missed.
    pub failed: ItemId,
}

pub const CONTRAST: &str = "repair: the idea beside the right one";
pub const EXAMPLE: &str = "repair: a worked example";
pub const SIBLING: &str = "repair: an easier one first";
pub const AGAIN: &str = "repair: the missed one again";
/// The rule by which what was repaired is checked elsewhere on another day.
pub const ELSEWHERE: &str = "a repair is checked elsewhere";

/// Pathways that did not help, in a row, after which a person is the better help.
const TO_A_PERSON_AFTER: usize = 2;
/// Days for which no further pathway then begins on the same.†
const RESTS: i32 = 14;

/// The first step of a repair as it comes by default; none where the
/// deck has nothing for it, one was tried today already, or two in a row did not help.
pub fn called_for<'a>(desk: &Desk<'a>, repair: &Repair) -> Option<Proposal<'a>> {
    let pathways = &desk.learner.pathways;
    let today = pathways
        .past
        .iter()
        .any(|it| it.day == desk.now.day && it.started.skill == repair.skill);
    if pathways.open.is_some() || today || wants_person(desk, repair) {
        return None;
    }
    let first = *steps(desk, repair)?.first()?;
    let mut proposal = proposal(desk, repair, first)?;
    proposal.begins = Some(repair.clone());
    Some(proposal)
}

/// How the pathway begins: what comes first is drawn, `draw` being a number in 0..1.
pub fn start(desk: &Desk<'_>, repair: &Repair, draw: f64) -> Option<PathwayStarted> {
    let mut steps = steps(desk, repair)?;
    let firsts = steps.iter().filter(|it| **it != PathwayStep::Again).count();
    let shares = match wants_example(desk, &repair.skill) {
        // A pilot says what comes first.
        Some(_) => shares(desk.policy, &desk.learner.pathways.helps, &steps[..1]),
        None => shares(desk.policy, &desk.learner.pathways.helps, &steps[..firsts]),
    };
    let first = drawn(&shares, draw);
    // The others keep their order behind it.
    steps[..=first].rotate_right(1);
    Some(PathwayStarted {
        cause: repair.cause.clone(),
        skill: repair.skill.clone(),
        misconception: repair.misconception.clone(),
        failed: repair.failed.clone(),
        propensity: shares[first],
        default: first == 0,
        steps,
    })
}

/// The next step of the pathway under way; what the deck can no longer give is passed over.
pub fn next_step<'a>(desk: &Desk<'a>) -> Option<Proposal<'a>> {
    let pathway = under_way(desk)?;
    if desk.is_aside(&pathway.started.skill) {
        return None;
    }
    let repair = repair_of(pathway);
    let mut left = pathway.left().into_iter();
    left.find_map(|step| {
        Some(Proposal {
            rule: Some(rule(step)),
            ..proposal(desk, &repair, step)?
        })
    })
}

/// The pathway of today that has not ended.
pub fn under_way<'a>(desk: &Desk<'a>) -> Option<&'a Pathway> {
    let open = desk.learner.pathways.open.as_ref();
    open.filter(|it| it.day == desk.now.day)
}

/// On another day, an exercise elsewhere that tells whether a repair lasted.
pub fn check_elsewhere<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    let pathway = desk.learner.pathways.waiting(&skill.id, desk.now.day)?;
    if pathway.came() == Came::Not || pathway.done.is_empty() {
        return None;
    }
    let target = desk.deck.target;
    let elsewhere = |item: &Item| !item.reserved && !pathway.has(&item.id);
    let item = pick(desk, skill, |item| elsewhere(item) && item.level == target)
        .or_else(|| check_item(desk, skill).filter(|item| !pathway.has(&item.id)))
        .or_else(|| pick(desk, skill, |item| elsewhere(item) && item.level < target))?;
    let mut proposal = exercise(desk, ActivityKind::Check, skill, item);
    proposal.rule = Some(ELSEWHERE);
    Some(proposal)
}

/// Whether a pathway on the skill did not help today.
pub fn failed_today(desk: &Desk<'_>, skill: &SkillId) -> bool {
    let today = |it: &&Pathway| it.day == desk.now.day && it.started.skill == *skill;
    let mut ended = desk.learner.pathways.past.iter().filter(today);
    ended.any(|it| it.came() == Came::Not)
}

/// The repairs of which two pathways in a row did not help.
pub fn for_a_person<'a>(desk: &Desk<'a>) -> Vec<&'a Pathway> {
    let mut found: Vec<&Pathway> = Vec::new();
    for ended in desk.learner.pathways.past.iter().rev() {
        let repair = repair_of(ended);
        let known = found.iter().any(|it| repair_of(it).is_of(&repair));
        if !known && wants_person(desk, &repair) {
            found.push(ended);
        }
    }
    found
}

fn wants_person(desk: &Desk<'_>, repair: &Repair) -> bool {
    let pathways = &desk.learner.pathways;
    let misconception = repair.misconception.as_ref();
    let failed = pathways.failed_in_a_row(&repair.skill, misconception);
    let last = pathways.past.iter().rev();
    let last = last
        .map(|it| (repair_of(it), it.day))
        .find(|(it, _)| it.is_of(repair));
    failed >= TO_A_PERSON_AFTER
        && last.is_some_and(|(_, day)| desk.now.day.days_since(day) <= RESTS)
}

fn repair_of(pathway: &Pathway) -> Repair {
    let started = &pathway.started;
    Repair {
        cause: started.cause.clone(),
        skill: started.skill.clone(),
        misconception: started.misconception.clone(),
        failed: started.failed.clone(),
    }
}

impl Repair {
    fn is_of(&self, other: &Self) -> bool {
        (&self.skill, &self.misconception) == (&other.skill, &other.misconception)
    }
}

/// What the deck has for it, in the order in which it comes by default; none where it has nothing
/// but the exercise itself.
fn steps(desk: &Desk<'_>, repair: &Repair) -> Option<Vec<PathwayStep>> {
    let mut order = [
        PathwayStep::Contrast,
        PathwayStep::Example,
        PathwayStep::Sibling,
        PathwayStep::Again,
    ];
    if wants_example(desk, &repair.skill) == Some(true) {
        order[..2].reverse();
    }
    let given = |step: &PathwayStep| proposal(desk, repair, *step).is_some();
    let steps: Vec<PathwayStep> = order.into_iter().filter(given).collect();
    let teaches = steps.iter().any(|it| *it != PathwayStep::Again);
    teaches.then_some(steps)
}

fn proposal<'a>(desk: &Desk<'a>, repair: &Repair, step: PathwayStep) -> Option<Proposal<'a>> {
    let skill = desk.deck.skill(&repair.skill)?;
    let practice = |item| exercise(desk, ActivityKind::Practice, skill, item);
    match step {
        PathwayStep::Contrast => contrast(desk, repair.misconception.as_ref()?),
        PathwayStep::Example => explanation(desk, skill),
        PathwayStep::Sibling => easier(desk, skill, &repair.failed).map(practice),
        PathwayStep::Again => again(desk, skill, &repair.failed).map(practice),
    }
}

/// The same words twice a day help nobody.
fn contrast<'a>(desk: &Desk<'a>, id: &MisconceptionId) -> Option<Proposal<'a>> {
    let (owner, found) = desk.deck.misconception(id)?;
    let read_today = desk
        .learner
        .repaired
        .get(id)
        .is_some_and(|it| it.day == desk.now.day);
    if read_today || found.repair.is_empty() {
        return None;
    }
    Some(Proposal {
        misconception: Some(id.clone()),
        ..walk(ActivityKind::Repair, owner)
    })
}

/// The worked example, unless it would come the second time today with as much laid out; where
/// there is none, the lesson. Who is strong needs neither.
fn explanation<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    if is_strong(desk, &skill.id) {
        return None;
    }
    let state = desk.learner.skill(&skill.id);
    let today = desk.now.day;
    if skill.example.is_some() && wants_example(desk, &skill.id) != Some(false) {
        let last = state.fading.example.filter(|it| it.day == today);
        let the_same = last.is_some_and(|it| it.stage == state.fading.of_example());
        return (!the_same).then(|| walk(ActivityKind::Example, skill));
    }
    let read_today = state.lesson_on == Some(today);
    (!skill.lesson.is_empty() && !read_today).then(|| walk(ActivityKind::Lesson, skill))
}

/// Another exercise of a level below or, where there is none, of the same.
fn easier<'a>(desk: &Desk<'a>, skill: &'a Skill, failed: &ItemId) -> Option<&'a Item> {
    let level = desk
        .deck
        .item(failed)
        .map_or(desk.deck.target, |it| it.level);
    let other = |item: &Item| !item.reserved && item.id != *failed;
    pick(desk, skill, |item| other(item) && item.level < level)
        .or_else(|| pick(desk, skill, |item| other(item) && item.level == level))
}

/// The exercise that was missed; what is kept for checks is not practiced.
fn again<'a>(desk: &Desk<'a>, skill: &Skill, failed: &ItemId) -> Option<&'a Item> {
    let item = desk.deck.item(failed)?;
    let can_come = item.skills.contains(&skill.id)
        && !item.reserved
        && !desk.is_suspended(item)
        && !desk.is_skipped(&skill.id, Some(item));
    can_come.then_some(item)
}

fn rule(step: PathwayStep) -> &'static str {
    match step {
        PathwayStep::Contrast => CONTRAST,
        PathwayStep::Example => EXAMPLE,
        PathwayStep::Sibling => SIBLING,
        PathwayStep::Again => AGAIN,
    }
}

/// The step of a pathway that a rule names.
pub fn step_by_rule(rule: &str) -> Option<PathwayStep> {
    match rule {
        CONTRAST => Some(PathwayStep::Contrast),
        EXAMPLE => Some(PathwayStep::Example),
        SIBLING => Some(PathwayStep::Sibling),
        AGAIN => Some(PathwayStep::Again),
        _ => None,
    }
}
