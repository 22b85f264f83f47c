//! What could come next: reviews, new skills, practice, repairs, checks, stretches.

use super::due::{comes_back, is_due, wants_teaching};
use super::pathway::{Repair, check_elsewhere, failed_today};
use super::pick::{check_item, pick};
use super::rules::before_review;
use super::support::STRONG_FROM;
use super::{Desk, Part};
use crate::core::{ActivityKind, MisconceptionId, SkillId};
use crate::deck::{Exercise, Item, Skill, SkillKind};
use crate::event::Guess;
use crate::learner::{Band, Memory, SkillState};

/// A step that could come next, not yet priced.
#[derive(Clone, Debug)]
pub struct Proposal<'a> {
    pub activity: ActivityKind,
    pub skill: SkillId,
    pub item: Option<&'a Item>,
    pub misconception: Option<MisconceptionId>,
    /// Feedback included.
    pub minutes: f64,
    /// Chance of a right answer, 0..1.
    pub predicted: Option<f64>,
    /// Share of the goal that not having to teach is worth.
    pub saves: f64,
    /// Whether it is for another day, unless nothing else is left to do.
    pub can_wait: bool,
    /// The rule that calls for it, if it is not for its worth alone.
    pub rule: Option<&'a str>,
    /// The repair that begins with it.
    pub begins: Option<Repair>,
}

/// Days after a failed check before the next one.
const CHECK_AGAIN_AFTER: i32 = 3;
/// Checks of what the baseline merely inferred are spread over so many days.
const STAGGER_DAYS: u64 = 28;
/// How much of a skill's share of the goal not having to teach it is worth.†
const TEACHING_SAVED: f64 = 0.5;

/// All steps that the state of the learner allows, before the shape of the session is minded.
pub fn proposals<'a>(desk: &Desk<'a>) -> Vec<Proposal<'a>> {
    let mut found = Vec::new();
    for (at, skill) in desk.deck.skills.iter().enumerate() {
        if desk.is_aside(&skill.id) {
            continue;
        }
        let state = desk.learner.skill(&skill.id);
        let due = skill.kind != SkillKind::Facts && is_due(desk, skill);
        if wants_teaching(skill, state) && !due {
            if desk.in_goal(at) {
                found.extend(first_step(desk, at, skill, state));
            }
            continue;
        }
        if skill.kind == SkillKind::Facts {
            found.extend(due_facts(desk, skill));
        } else if due {
            let memory = state.memory.as_ref();
            let mended = memory.and_then(|it| before_review(desk, skill, it));
            found.extend(mended.or_else(|| review(desk, skill)));
        }
        found.extend(practice(desk, at, skill, state));
        found.extend(check(desk, at, skill, state));
        found.extend(stretch(desk, skill, state));
        found.extend(check_elsewhere(desk, skill));
    }
    found
}

fn review<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    let target = desk.deck.target;
    let item = pick(desk, skill, |item| !item.reserved && item.level <= target)?;
    Some(exercise(desk, ActivityKind::Review, skill, item))
}

/// Facts are remembered one by one: the item due longest, or what explains it where it keeps
/// slipping.
fn due_facts<'a>(desk: &Desk<'a>, skill: &'a Skill) -> Option<Proposal<'a>> {
    let due = |item: &Item| {
        let memory = desk.learner.items.get(&item.id)?.memory?;
        let due = comes_back(desk, &memory);
        (due <= desk.now.day && memory.rated_on < Some(desk.now.day)).then_some((due, memory))
    };
    let (memory, item) = desk
        .deck
        .items_of(&skill.id)
        .filter(|item| !desk.is_suspended(item) && !desk.is_skipped(&skill.id, Some(item)))
        .filter_map(|item| Some((due(item)?, item)))
        .min_by_key(|((due, _), _)| *due)
        .map(|((_, memory), item)| (memory, item))?;
    let review = || exercise(desk, ActivityKind::Review, skill, item);
    Some(before_review(desk, skill, &memory).unwrap_or_else(review))
}

/// A skill never taught: taught where what it builds on is there, checked where the learner
/// probably can do it.
fn first_step<'a>(
    desk: &Desk<'a>,
    at: usize,
    skill: &'a Skill,
    state: &SkillState,
) -> Option<Proposal<'a>> {
    let estimate = desk.estimate(at);
    let missed_today = state.misses_on(desk.now.day) > 0;
    let strong = estimate.mean >= STRONG_FROM;
    let checks = desk.policy.has(Part::Checks);
    if checks && estimate.mean >= desk.policy.check_instead && (strong || !missed_today) {
        let sure = estimate.low >= desk.policy.sure_from && desk.is_informed(&skill.id);
        return find_out(desk, skill, state, sure);
    }
    if !desk.is_ready(skill) {
        return None;
    }
    let kind = if skill.lesson.is_empty() {
        ActivityKind::Example
    } else {
        ActivityKind::Lesson
    };
    let mut proposal = walk(kind, skill);
    proposal.can_wait = desk.is_skipped(&skill.id, None);
    Some(proposal)
}

/// A check instead of teaching. Where the coach is rather sure of the skill it can wait, so that
/// what the baseline inferred does not all come at once.
fn find_out<'a>(
    desk: &Desk<'a>,
    skill: &'a Skill,
    state: &SkillState,
    can_wait: bool,
) -> Option<Proposal<'a>> {
    let placed = state.placed.filter(|_| can_wait);
    let day = placed.map_or(desk.now.day, |placed| placed.day + stagger(&skill.id));
    if !desk.is_ready(skill) {
        return None;
    }
    // What is reserved is kept for the check that calls it strong.
    let target = desk.deck.target;
    let item = pick(desk, skill, |item| {
        !item.reserved && item.level == target && item.version.guess != Guess::SelfGraded
    })
    .or_else(|| check_item(desk, skill))?;
    let mut proposal = exercise(desk, ActivityKind::Check, skill, item);
    let passing = proposal.predicted.unwrap_or(0.0);
    let skills = desk.weights().iter().sum::<f64>().max(1.0);
    proposal.saves = passing * TEACHING_SAVED / skills;
    proposal.can_wait = day > desk.now.day;
    Some(proposal)
}

/// A day of the next four weeks that is the same each time for the same skill (FNV-1a).
fn stagger(skill: &SkillId) -> i32 {
    let hash = skill
        .as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    i32::try_from(hash % STAGGER_DAYS).unwrap_or(0)
}

fn practice<'a>(
    desk: &Desk<'a>,
    at: usize,
    skill: &'a Skill,
    state: &SkillState,
) -> Option<Proposal<'a>> {
    let enough = if skill.kind == SkillKind::Facts {
        u16::MAX
    } else {
        desk.policy.successes_a_day
    };
    let rests = state.successes_on(desk.now.day) >= enough;
    let secure = state.success_days >= desk.policy.secure_days
        && desk.estimate(at).mean >= desk.policy.check_from;
    let strong = desk.band(&skill.id) == Band::Strong;
    let seen_today = state.last_seen.is_some_and(|it| it.day == desk.now.day);
    let missed_today = seen_today && state.successes_on(desk.now.day) == 0;
    // What rests comes back another day. What is secure or strong comes back by review, and before
    // that only where minutes are left over and it would not hold by itself.
    let settled = (secure || strong) && !missed_today;
    let lasts = || {
        let until = desk.horizon().day;
        let kept = |it: &Memory| it.retrievability_on(until) >= desk.policy.exam_retention;
        state.memory.as_ref().is_none_or(kept)
    };
    if rests || (settled && (seen_today || lasts())) {
        return None;
    }
    if !desk.in_goal(at) && !seen_today {
        return None;
    }
    let limit = desk.deck.target + 1;
    let item = pick(desk, skill, |item| !item.reserved && item.level <= limit)?;
    let mut proposal = exercise(desk, ActivityKind::Practice, skill, item);
    // More of the same the same day is not what helps.
    proposal.can_wait = settled || failed_today(desk, &skill.id);
    Some(proposal)
}

fn check<'a>(
    desk: &Desk<'a>,
    at: usize,
    skill: &'a Skill,
    state: &SkillState,
) -> Option<Proposal<'a>> {
    let chance = desk.estimate(at).mean;
    if state.passed_check_at.is_some() || chance < desk.policy.check_from || !may_check(desk, state)
    {
        return None;
    }
    let item = check_item(desk, skill)?;
    Some(exercise(desk, ActivityKind::Check, skill, item))
}

/// At least a day after the last help, and not right after a check that failed.
fn may_check(desk: &Desk<'_>, state: &SkillState) -> bool {
    let rested = state
        .last_help_ms
        .is_none_or(|last| desk.now.days_since(last) >= 1.0);
    let not_just_failed = state
        .failed_check_on
        .is_none_or(|failed| desk.now.day.days_since(failed) >= CHECK_AGAIN_AFTER);
    rested && not_just_failed
}

fn stretch<'a>(desk: &Desk<'a>, skill: &'a Skill, state: &SkillState) -> Option<Proposal<'a>> {
    let secure =
        state.success_days >= desk.policy.secure_days && desk.band(&skill.id) == Band::Strong;
    if !secure || state.successes_on(desk.now.day) > 0 {
        return None;
    }
    let target = desk.deck.target;
    let unseen = |item: &Item| !desk.learner.items.contains_key(&item.id);
    let item = pick(desk, skill, |item| {
        !item.reserved && item.level > target && unseen(item)
    })?;
    Some(exercise(desk, ActivityKind::Stretch, skill, item))
}

pub fn exercise<'a>(
    desk: &Desk<'a>,
    activity: ActivityKind,
    skill: &Skill,
    item: &'a Item,
) -> Proposal<'a> {
    Proposal {
        activity,
        skill: skill.id.clone(),
        item: Some(item),
        misconception: None,
        minutes: minutes_for(item),
        predicted: Some(desk.learner.predict(desk.params, &item.version, desk.now)),
        saves: 0.0,
        can_wait: false,
        rule: None,
        begins: None,
    }
}

pub fn walk<'a>(activity: ActivityKind, skill: &Skill) -> Proposal<'a> {
    Proposal {
        activity,
        skill: skill.id.clone(),
        item: None,
        misconception: None,
        minutes: match activity {
            ActivityKind::Lesson => 2.5,
            ActivityKind::Example => 2.0,
            _ => 1.5,
        },
        predicted: None,
        saves: 0.0,
        can_wait: false,
        rule: None,
        begins: None,
    }
}

/// Expected minutes for an exercise, its feedback included.
fn minutes_for(item: &Item) -> f64 {
    match item.exercise {
        Exercise::Choice { .. } | Exercise::Multi { .. } => 0.8,
        Exercise::Cloze { .. } | Exercise::Short { .. } | Exercise::Number { .. } => 0.9,
        Exercise::Order { .. } => 1.2,
        Exercise::Steps { .. } | Exercise::Recall { .. } => 1.6,
    }
}
