//! Choosing among what could come next, within the shape of a session.

use std::cmp::Ordering;

use super::absence::Absence;
use super::candidates::{Proposal, proposals};
use super::claim::claimed;
use super::due::due_on;
use super::pathway::{Repair, next_step};
use super::preference::preferred;
use super::rules::{after_step, before_step, restart, standing};
use super::stumble::{WARM_UP, warm_up};
use super::worth::Worth;
use super::{Desk, Part, laid_out, pilot};
use crate::core::{ActivityKind, ItemId, MisconceptionId, SkillId, Stage};
use crate::event::Candidate;
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
    /// Names of the rules that held: the one that says what comes next, then those beside it.
    pub rules: Vec<String>,
    /// The repair that begins with it.
    pub begins: Option<Repair>,
}

const OFFERED: usize = 3;
/// Minutes that a new skill needs to be worth beginning.
const LEAST_FOR_NEW: f64 = 3.0;

/// The next step; none when nothing is left to do today.
pub fn choose(desk: &Desk<'_>, minutes_left: f64) -> Option<Choice> {
    let worth = Worth::new(desk);
    let all = proposals(desk);
    let shaped = shape(desk, &all, minutes_left);
    let pause = restart(desk);
    let mut priced = price(desk, &worth, pause, shaped.iter().copied());
    // What the shape leaves out is still a choice for who wants something else.
    let left_out = all
        .iter()
        .filter(|it| !shaped.iter().any(|kept| std::ptr::eq(*kept, *it)));
    priced.extend(price(desk, &worth, pause, left_out));
    let planned = priced.first().filter(|_| !shaped.is_empty());
    let planned = planned.map(|(_, proposal)| *proposal);
    let called = next_step(desk)
        .or_else(|| claimed(desk, || after_step(desk)))
        .or_else(|| pilot::once_more(desk, &all))
        .or_else(|| before_step(desk, planned?))
        .map(|proposal| (proposal, None))
        .or_else(|| before_teaching(desk, planned?, minutes_left));
    if let Some((proposal, warms_up)) = called {
        let first = worth.price(&proposal);
        let others = priced.into_iter().map(|(candidate, _)| candidate);
        let candidates = offered(std::iter::once(first).chain(others));
        let mut choice = chosen(desk, &proposal, candidates);
        choice.rules.splice(..0, warms_up);
        return Some(choice);
    }
    let candidates = offered(priced.iter().map(|(candidate, _)| candidate.clone()));
    Some(chosen(desk, planned?, candidates))
}

/// Proposals with what they are worth, the best first.
fn price<'p, 'a: 'p>(
    desk: &Desk<'_>,
    worth: &Worth<'_>,
    pause: Option<Absence>,
    proposals: impl Iterator<Item = &'p Proposal<'a>>,
) -> Vec<(Candidate, &'p Proposal<'a>)> {
    let mut priced: Vec<_> = proposals
        .map(|it| (preferred(desk, worth.price(it)), it))
        .collect();
    priced.sort_by(|(left, one), (right, other)| {
        urgency(desk, pause, other)
            .cmp(&urgency(desk, pause, one))
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

fn chosen(desk: &Desk<'_>, proposal: &Proposal<'_>, candidates: Vec<Candidate>) -> Choice {
    let rule = proposal.rule.map(str::to_owned);
    let way = pilot::way_rule(desk, &proposal.skill);
    Choice {
        activity: proposal.activity,
        skill: proposal.skill.clone(),
        item: proposal.item.map(|item| item.id.clone()),
        misconception: proposal.misconception.clone(),
        stage: laid_out(desk, &proposal.skill, proposal.activity, proposal.item).stage,
        predicted: proposal.predicted,
        candidates,
        rules: rule.into_iter().chain(way).chain(standing(desk)).collect(),
        begins: proposal.begins.clone(),
    }
}

/// What was learned on the last study day comes first, since it fades fastest; then what has waited
/// to come back for a day, or keeps slipping; all else by its worth. After a pause all has waited,
/// and what was learned before it is no fresher than the rest: then worth decides.
fn urgency(desk: &Desk<'_>, pause: Option<Absence>, proposal: &Proposal<'_>) -> u8 {
    let Some(skill) = desk.deck.skill(&proposal.skill) else {
        return 0;
    };
    let state = desk.learner.skill(&skill.id);
    let since_pause = pause.is_none_or(|it| state.last_success_on >= Some(it.back_on));
    let overdue = || due_on(desk, skill).is_some_and(|due| due < desk.now.day);
    match proposal.activity {
        _ if proposal.rule.is_some() => 1,
        ActivityKind::Review if state.success_days == 1 && since_pause => 2,
        ActivityKind::Review if pause.is_none() && overdue() => 1,
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
        Box::new(move |it| !mixes || !often_in_a_row(desk, &it.skill)),
        Box::new(move |it| {
            !mixes || !too_soon_again(desk, &it.skill) || pilot::is_blocked(desk, &it.skill)
        }),
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

/// A warm-up, with its rule, where a skill is about to be taught for the first time, if minutes are left for both.
fn before_teaching<'a>(
    desk: &Desk<'a>,
    best: &Proposal<'_>,
    minutes_left: f64,
) -> Option<(Proposal<'a>, Option<String>)> {
    let skill = desk.deck.skill(&best.skill).filter(|_| begins_new(best))?;
    let first = warm_up(desk, &skill.id)?;
    let rule = format!("{WARM_UP}{}", skill.title);
    (minutes_left - first.minutes >= LEAST_FOR_NEW).then_some((first, Some(rule)))
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

/// Whether the last exercises of the day were all of this skill, as many as may be.
pub fn often_in_a_row(desk: &Desk<'_>, skill: &SkillId) -> bool {
    desk.learner.today_on(desk.now.day).is_some_and(|today| {
        let last = today.recent.iter().rev();
        let in_a_row = last.take_while(|recent| recent.skill == *skill).count();
        in_a_row > 0 && in_a_row >= pilot::most_in_a_row(desk, skill)
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
