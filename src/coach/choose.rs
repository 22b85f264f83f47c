//! Choosing among what could come next, within the shape of a session.

use std::cmp::Ordering;

use super::candidates::{Proposal, exercise, proposals, walk};
use super::due::due_on;
use super::pick::pick;
use super::worth::Worth;
use super::{Desk, Part, stage_for};
use crate::core::{ActivityKind, ItemId, MisconceptionId, SkillId, Stage};
use crate::deck::Item;
use crate::event::{Candidate, Walk};
use crate::learner::Today;

/// The step chosen, with what it was chosen among.
#[derive(Clone, Debug)]
pub struct Choice {
    pub activity: ActivityKind,
    pub skill: SkillId,
    pub item: Option<ItemId>,
    pub misconception: Option<MisconceptionId>,
    pub stage: Stage,
    pub predicted: Option<f64>,
    /// The best first; at most three.
    pub candidates: Vec<Candidate>,
    /// Names of the rules that fired.
    pub rules: Vec<String>,
}

const OFFERED: usize = 3;
/// Minutes that a new skill needs to be worth beginning.
const LEAST_FOR_NEW: f64 = 3.0;
/// Days in which sightings of a misconception add up.
const FORTNIGHT: i32 = 14;

/// The next step; none when nothing is left to do today.
pub fn choose(desk: &Desk<'_>, minutes_left: f64) -> Option<Choice> {
    let worth = Worth::new(desk);
    let all = proposals(desk);
    let shaped = shape(desk, &all, minutes_left);
    let mut priced = price(desk, &worth, shaped.iter().copied());
    // What the shape leaves out is still a choice for who wants something else.
    let left_out = all
        .iter()
        .filter(|it| !shaped.iter().any(|kept| std::ptr::eq(*kept, *it)));
    priced.extend(price(desk, &worth, left_out));
    if let Some((proposal, rule)) = follow_up(desk) {
        let first = worth.price(&proposal);
        let others = priced.into_iter().map(|(candidate, _)| candidate);
        let candidates = offered(std::iter::once(first).chain(others));
        return Some(chosen(desk, &proposal, candidates, vec![rule.to_owned()]));
    }
    let best = priced.first().filter(|_| !shaped.is_empty())?.1;
    let candidates = offered(priced.iter().map(|(candidate, _)| candidate.clone()));
    let rules = best.rule.map(str::to_owned).into_iter().collect();
    Some(chosen(desk, best, candidates, rules))
}

/// Proposals with what they are worth, the best first.
fn price<'p, 'a: 'p>(
    desk: &Desk<'_>,
    worth: &Worth<'_>,
    proposals: impl Iterator<Item = &'p Proposal<'a>>,
) -> Vec<(Candidate, &'p Proposal<'a>)> {
    let mut priced: Vec<_> = proposals.map(|it| (worth.price(it), it)).collect();
    priced.sort_by(|(left, one), (right, other)| {
        urgency(desk, other)
            .cmp(&urgency(desk, one))
            .then(match desk.policy.has(Part::Worth) {
                true => right.worth.total_cmp(&left.worth),
                false => Ordering::Equal,
            })
    });
    priced
}

/// The best few, each on another skill: three ways to do the same are no choice.
fn offered(candidates: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut few: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if few.len() < OFFERED && few.iter().all(|it| it.skill != candidate.skill) {
            few.push(candidate);
        }
    }
    few
}

fn chosen(
    desk: &Desk<'_>,
    proposal: &Proposal<'_>,
    candidates: Vec<Candidate>,
    rules: Vec<String>,
) -> Choice {
    Choice {
        activity: proposal.activity,
        skill: proposal.skill.clone(),
        item: proposal.item.map(|item| item.id.clone()),
        misconception: proposal.misconception.clone(),
        stage: stage_for(desk, &proposal.skill, proposal.activity),
        predicted: proposal.predicted,
        candidates,
        rules,
    }
}

/// What was learned on the last study day comes first, since it fades fastest; then what has waited
/// to come back for a day, or keeps slipping; all else by its worth.
fn urgency(desk: &Desk<'_>, proposal: &Proposal<'_>) -> u8 {
    let Some(skill) = desk.deck.skill(&proposal.skill) else {
        return 0;
    };
    let overdue = || due_on(desk, skill).is_some_and(|due| due < desk.now.day);
    match proposal.activity {
        _ if proposal.rule.is_some() => 1,
        ActivityKind::Review if desk.learner.skill(&skill.id).success_days == 1 => 2,
        ActivityKind::Review if overdue() => 1,
        _ => 0,
    }
}

/// The proposals that fit the shape of the session. Its rules give way one by one, the weakest
/// first, rather than leave nothing to do.
fn shape<'p, 'a>(
    desk: &Desk<'_>,
    all: &'p [Proposal<'a>],
    minutes_left: f64,
) -> Vec<&'p Proposal<'a>> {
    type Rule<'r, 'p, 'a> = Box<dyn Fn(&'p Proposal<'a>) -> bool + 'r>;
    let room_for_new = room_for_new(desk, minutes_left);
    let reviewed_enough = reviewed_enough(desk);
    let mixes = desk.policy.has(Part::Interleaving);
    let rules: [Rule<'_, 'p, 'a>; 5] = [
        // The strongest: a session holds only so much that is new.
        Box::new(move |it| room_for_new || !begins_new(it)),
        Box::new(|it| !it.can_wait),
        Box::new(move |it| !reviewed_enough || it.activity != ActivityKind::Review),
        Box::new(move |it| !mixes || !third_in_a_row(desk, &it.skill)),
        Box::new(move |it| !mixes || !too_soon_again(desk, &it.skill)),
    ];
    (1..=rules.len())
        .rev()
        .map(|kept| {
            let rules = &rules[..kept];
            all.iter()
                .filter(|it| rules.iter().all(|rule| rule(it)))
                .collect::<Vec<_>>()
        })
        .find(|left| !left.is_empty())
        .unwrap_or_default()
}

/// Only what was never taught is proposed as a lesson for its worth; what is taught again follows a
/// rule.
fn begins_new(proposal: &Proposal<'_>) -> bool {
    proposal.rule.is_none()
        && matches!(
            proposal.activity,
            ActivityKind::Lesson | ActivityKind::Example
        )
}

fn room_for_new(desk: &Desk<'_>, minutes_left: f64) -> bool {
    if !desk.policy.has(Part::Pace) {
        return true;
    }
    let today = Some(desk.now.day);
    let taught = desk.learner.skills.values().filter(|state| {
        state.begun_on == today && (state.lesson_on == today || state.example_on == today)
    });
    let minutes = desk.learner.today_on(desk.now.day).map_or(0.0, planned);
    let room = (minutes / desk.policy.minutes_per_new_skill)
        .floor()
        .max(1.0);
    (taught.count() as f64) < room && minutes_left >= LEAST_FOR_NEW
}

fn planned(today: &Today) -> f64 {
    today
        .session
        .as_ref()
        .map_or(0.0, |session| session.minutes)
}

fn reviewed_enough(desk: &Desk<'_>) -> bool {
    desk.learner.today_on(desk.now.day).is_some_and(|today| {
        let planned = planned(today);
        today.review_ms as f64 / 60_000.0 >= desk.policy.review_share * planned
    })
}

fn third_in_a_row(desk: &Desk<'_>, skill: &SkillId) -> bool {
    desk.learner.today_on(desk.now.day).is_some_and(|today| {
        let mut last = today.recent.iter().rev();
        [last.next(), last.next()]
            .iter()
            .all(|recent| recent.is_some_and(|recent| recent.skill == *skill))
    })
}

/// After a success, other items come between before the same skill is asked again that day.
fn too_soon_again(desk: &Desk<'_>, skill: &SkillId) -> bool {
    let succeeded = desk.learner.skill(skill).successes_on(desk.now.day) > 0;
    succeeded
        && desk.learner.today_on(desk.now.day).is_some_and(|today| {
            let recent = today.recent.iter().rev().take(desk.policy.items_between);
            recent.into_iter().any(|it| it.skill == *skill)
        })
}

/// What the last step calls for at once, with the rule that says so: an example after a lesson,
/// an exercise after an example, a repair after a misconception showed again, teaching after
/// misses.
pub fn follow_up<'a>(desk: &Desk<'a>) -> Option<(Proposal<'a>, &'static str)> {
    let today = desk.learner.today_on(desk.now.day)?;
    if let Some((studied, skill)) = &today.last_walk {
        return after_walk(desk, studied, skill);
    }
    let last = today.recent.last()?;
    let skill = desk.deck.skill(&last.skill)?;
    if desk.is_aside(&skill.id) || last.score >= 1.0 {
        return None;
    }
    if let Some((id, rule)) = misconception_to_repair(desk, &last.item) {
        let (owner, _) = desk.deck.misconception(&id)?;
        let mut repair = walk(ActivityKind::Repair, owner);
        repair.misconception = Some(id);
        return Some((repair, rule));
    }
    let state = desk.learner.skill(&skill.id);
    let reteaches = desk.policy.has(Part::Reteaching);
    if !reteaches || state.misses_on(desk.now.day) < desk.policy.misses_to_teach {
        return None;
    }
    let on_today = |day: Option<_>| day == Some(desk.now.day);
    if !skill.lesson.is_empty() && !on_today(state.lesson_on) {
        return Some((
            walk(ActivityKind::Lesson, skill),
            "missed more than once today",
        ));
    }
    (skill.example.is_some() && !on_today(state.example_on)).then(|| {
        (
            walk(ActivityKind::Example, skill),
            "missed more than once today",
        )
    })
}

fn after_walk<'a>(
    desk: &Desk<'a>,
    studied: &Walk,
    skill: &SkillId,
) -> Option<(Proposal<'a>, &'static str)> {
    let skill = desk.deck.skill(skill)?;
    let state = desk.learner.skill(&skill.id);
    let example_today = state.example_on == Some(desk.now.day);
    let shaky = desk.estimate_by_id(&skill.id).mean < 0.5 || state.unaided_right == 0;
    let supports = desk.policy.has(Part::Support);
    if *studied == Walk::Lesson && supports && shaky && skill.example.is_some() && !example_today {
        return Some((
            walk(ActivityKind::Example, skill),
            "an example follows a lesson",
        ));
    }
    let item = match studied {
        Walk::Repair(id) => after_repair(desk, skill, id),
        _ => first_exercise(desk, skill),
    }?;
    let rule = match studied {
        Walk::Repair(_) => "tried again after a repair",
        _ if state.attempts == 0 => "first exercise after teaching",
        _ => "practice follows teaching",
    };
    Some((exercise(desk, ActivityKind::Practice, skill, item), rule))
}

/// The first exercise after teaching is an easy one: up to the level below the target.
fn first_exercise<'a>(desk: &Desk<'a>, skill: &'a crate::deck::Skill) -> Option<&'a Item> {
    let below = desk.deck.target.saturating_sub(1);
    pick(desk, skill, |item| !item.reserved && item.level <= below).or_else(|| {
        pick(desk, skill, |item| {
            !item.reserved && item.level <= desk.deck.target
        })
    })
}

/// A sibling about as hard as the item where the misconception showed, else that item again.
fn after_repair<'a>(
    desk: &Desk<'a>,
    skill: &'a crate::deck::Skill,
    id: &MisconceptionId,
) -> Option<&'a Item> {
    let failed = desk.learner.misconceptions.get(id)?.last()?;
    let failed = desk.deck.item(&failed.item);
    let level = failed.map_or(desk.deck.target, |item| item.level + 1);
    pick(desk, skill, |item| !item.reserved && item.level <= level).or(failed)
}

/// The misconception that the answer to this item just showed, if the learner was sure of it, or
/// it has now shown often enough since it was last repaired.
fn misconception_to_repair(
    desk: &Desk<'_>,
    item: &ItemId,
) -> Option<(MisconceptionId, &'static str)> {
    let learner = desk.learner;
    if !desk.policy.has(Part::Repairs) {
        return None;
    }
    learner.misconceptions.iter().find_map(|(id, sightings)| {
        let last = sightings.last()?;
        let just_now = last.item == *item && last.day == desk.now.day;
        if !just_now || desk.deck.misconception(id).is_none() {
            return None;
        }
        let repaired = learner.repaired.get(id);
        // The same words twice a day help nobody; then it is explained another way.
        if repaired.is_some_and(|it| it.day == desk.now.day) {
            return None;
        }
        let repaired = repaired.map_or(i64::MIN, |it| it.utc_ms);
        let fresh = sightings
            .iter()
            .filter(|it| it.utc_ms > repaired && desk.now.day.days_since(it.day) <= FORTNIGHT)
            .count();
        if fresh >= desk.policy.repair_after {
            Some((id.clone(), "same misconception again"))
        } else {
            (fresh > 0 && last.certain).then(|| (id.clone(), "sure of a misconception"))
        }
    })
}
