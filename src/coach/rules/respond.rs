//! What follows from a rule that holds.

use super::facts::Facts;
use super::pathway::{Trouble, pathway};
use crate::coach::Desk;
use crate::coach::candidates::{Proposal, exercise, walk};
use crate::coach::due::{is_due, wants_teaching};
use crate::coach::pick::pick;
use crate::coach::pilot::wants_example;
use crate::core::{ActivityKind, MisconceptionId};
use crate::deck::{Item, Skill};
use crate::event::Walk;
use crate::rule::{Response, Rule, Trigger};

/// The step that the rule asks for; none where it cannot be taken. `planned` is the step that would
/// come without it, for those that change it.
pub fn respond<'a>(
    facts: &Facts<'_, 'a>,
    rule: &'a Rule,
    planned: Option<&Proposal<'a>>,
) -> Option<Proposal<'a>> {
    let (desk, skill) = (facts.desk, facts.skill?);
    let mut proposal = match rule.response {
        Response::Lesson => teach(desk, skill),
        Response::Example => example(desk, skill),
        Response::Pathway => pathway(desk, &trouble(facts, skill, rule)),
        Response::Practice => practice(facts, skill),
        Response::Raise => raise(facts, skill, planned?),
        Response::WarmUp => warm_up(facts, planned?),
        Response::Restart | Response::ShortBaseline | Response::SuggestBreak => None,
    }?;
    proposal.rule = Some(&rule.name);
    // Who skipped it does not want it now.
    let skipped = proposal.item.is_none() && desk.is_skipped(&proposal.skill, None);
    (!skipped && !desk.is_aside(&proposal.skill)).then_some(proposal)
}

/// The lesson or, where it was read today, the example; none where that was read as well.
pub fn teach<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    let read = desk.learner.skill(&skill.id).lesson_on == Some(desk.now.day);
    let example = example(desk, skill);
    let rather_example = wants_example(desk, &skill.id) == Some(true) && example.is_some();
    if skill.lesson.is_empty() || read || rather_example {
        return example;
    }
    Some(walk(ActivityKind::Lesson, skill))
}

fn example<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    let read = desk.learner.skill(&skill.id).example_on == Some(desk.now.day);
    let unwanted = wants_example(desk, &skill.id) == Some(false);
    let there = skill.example.is_some() && !read && !unwanted;
    there.then(|| walk(ActivityKind::Example, skill))
}

/// With the misconception that showed, if the rule hangs on one; of what keeps slipping, the one
/// that showed most often.
fn trouble<'a>(facts: &Facts<'_, 'a>, skill: &'a Skill, rule: &'a Rule) -> Trouble<'a> {
    let desk = facts.desk;
    let hangs_on = |about: fn(Trigger) -> bool| rule.when.iter().any(|it| about(it.trigger));
    let (item, misconception) = if hangs_on(Trigger::is_about_memory) {
        (None, most_shown(desk, skill))
    } else {
        let shown = facts.shown().map(|(id, _, _)| id);
        let shown = shown.filter(|_| hangs_on(Trigger::is_about_misconceptions));
        (
            facts.answer().and_then(|it| desk.deck.item(&it.item)),
            shown,
        )
    };
    Trouble {
        skill,
        item,
        misconception,
        rule: &rule.name,
    }
}

fn most_shown<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<&'a MisconceptionId> {
    let misconceptions = skill.misconceptions.iter();
    let shown = misconceptions
        .filter_map(|it| Some((desk.learner.misconceptions.get(&it.id)?.len(), &it.id)));
    let most = shown.max_by_key(|(sightings, _)| *sightings);
    most.map(|(_, id)| id)
}

/// After a repair a sibling of what went wrong, else something easy.
fn practice<'a>(facts: &Facts<'_, 'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    let desk = facts.desk;
    let item = match facts.walk() {
        Some(Walk::Repair(id)) => after_repair(desk, skill, id),
        _ => first_exercise(desk, skill),
    }?;
    Some(exercise(desk, ActivityKind::Practice, skill, item))
}

/// The first exercise after teaching is an easy one: up to the level below the target.
fn first_exercise<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<&'a Item> {
    let up_to = |level| pick(desk, skill, |item| !item.reserved && item.level <= level);
    let target = desk.deck.target;
    up_to(target.saturating_sub(1)).or_else(|| up_to(target))
}

/// A sibling about as hard as the item where the misconception showed, else that item again.
fn after_repair<'a>(desk: &Desk<'a>, skill: &'a Skill, id: &MisconceptionId) -> Option<&'a Item> {
    let failed = desk.learner.misconceptions.get(id)?.last()?;
    let failed = desk.deck.item(&failed.item);
    let level = failed.map_or(desk.deck.target, |item| item.level + 1);
    pick(desk, skill, |item| !item.reserved && item.level <= level).or(failed)
}

/// An exercise harder than those that came so surely, in the place of one that is not; reviews stay
/// at the target level, by which memory is rated.
fn raise<'a>(
    facts: &Facts<'_, 'a>,
    skill: &'a Skill,
    planned: &Proposal<'a>,
) -> Option<Proposal<'a>> {
    let desk = facts.desk;
    let most = match planned.activity {
        ActivityKind::Practice => desk.deck.target + 1,
        ActivityKind::Review => desk.deck.target,
        _ => return None,
    };
    let easy = facts.sure_successes()?.map(|it| it.level).max()?;
    if planned.item?.level > easy {
        return None;
    }
    let harder = |item: &Item| !item.reserved && item.level > easy && item.level <= most;
    let item = pick(desk, skill, harder)?;
    Some(exercise(desk, planned.activity, skill, item))
}

/// An exercise on the weakest prerequisite, once a day; not where it was never taught, which is
/// another step's.
fn warm_up<'a>(facts: &Facts<'_, 'a>, planned: &Proposal<'a>) -> Option<Proposal<'a>> {
    let desk = facts.desk;
    let practices = matches!(
        planned.activity,
        ActivityKind::Practice | ActivityKind::Review | ActivityKind::Stretch
    );
    let (under, _) = facts.weakest_prerequisite().filter(|_| practices)?;
    let state = desk.learner.skill(&under.id);
    let met_today = state.last_seen.is_some_and(|it| it.day == desk.now.day);
    if met_today || wants_teaching(under, state) {
        return None;
    }
    let target = desk.deck.target;
    let item = pick(desk, under, |item| !item.reserved && item.level <= target)?;
    let activity = if is_due(desk, under) {
        ActivityKind::Review
    } else {
        ActivityKind::Practice
    };
    Some(exercise(desk, activity, under, item))
}
