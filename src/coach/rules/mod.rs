//! Adaptation rules, asked of a learner. The rules themselves are data: see `crate::rule`.

mod facts;
mod pathway;
mod respond;
#[cfg(test)]
mod tests;
mod weigh;

use facts::Facts;
pub use facts::LAST;
pub use pathway::Trouble;
use respond::respond;
pub use respond::teach;
pub use weigh::{Evidence, Verdict, weigh};

use super::Desk;
use super::absence::{Absence, absence};
use super::candidates::Proposal;
use crate::core::{ItemId, SkillId, StudyDay};
use crate::deck::Skill;
use crate::event::Decision;
use crate::learner::Memory;
use crate::rule::{Response, Rule};

/// When a rule is asked, and so of which skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// After a miss, or after something was read: of that skill.
    AfterStep,
    /// Before something that was lost comes back: of its skill.
    BeforeReview,
    /// Before a step that was chosen for its worth: of the skill it is on.
    BeforeStep,
    /// Of the learner, and of the skill last met.
    AnyTime,
}

fn moment(rule: &Rule) -> Moment {
    match rule.response {
        Response::Raise | Response::WarmUp => Moment::BeforeStep,
        Response::Restart | Response::ShortBaseline | Response::SuggestBreak => Moment::AnyTime,
        _ if rule.when.iter().any(|it| it.trigger.is_about_memory()) => Moment::BeforeReview,
        _ => Moment::AfterStep,
    }
}

/// The rules of a moment that hold, in their order.
fn holding<'a>(
    desk: &Desk<'a>,
    at: Moment,
    facts: Facts<'_, 'a>,
) -> impl Iterator<Item = &'a Rule> {
    let rules = desk.policy.rules.iter();
    rules.filter(move |rule| moment(rule) == at && weigh(rule, &facts).holds)
}

/// What the last step calls for at once: an example after a lesson, an exercise after an example,
/// teaching after misses. A right answer calls for nothing.
pub fn after_step<'a>(desk: &Desk<'a>) -> Option<Proposal<'a>> {
    let facts = Facts::of_last_step(desk);
    let skill = facts.skill?;
    let came_right = facts.answer().is_some_and(|it| it.score >= 1.0);
    if came_right || desk.is_aside(&skill.id) {
        return None;
    }
    holding(desk, Moment::AfterStep, facts).find_map(|rule| respond(&facts, rule, None))
}

/// What comes before a step chosen for its worth, or in its place.
pub fn before_step<'a>(desk: &Desk<'a>, planned: &Proposal<'a>) -> Option<Proposal<'a>> {
    let facts = Facts::of(desk, Some(desk.deck.skill(&planned.skill)?));
    holding(desk, Moment::BeforeStep, facts).find_map(|rule| respond(&facts, rule, Some(planned)))
}

/// What comes instead of a review of what keeps slipping: repeating it as it is did not help. None
/// where it was explained since it was lost, or the deck has nothing to say.
pub fn before_review<'a>(
    desk: &Desk<'a>,
    skill: &'a Skill,
    memory: &Memory,
) -> Option<Proposal<'a>> {
    if was_explained(desk, skill, memory.rated_on?) {
        return None;
    }
    let facts = Facts::of_memory(desk, skill, memory);
    holding(desk, Moment::BeforeReview, facts).find_map(|rule| respond(&facts, rule, None))
}

fn was_explained(desk: &Desk<'_>, skill: &Skill, lost_on: StudyDay) -> bool {
    let state = desk.learner.skill(&skill.id);
    let repairs = skill
        .misconceptions
        .iter()
        .filter_map(|it| Some(desk.learner.repaired.get(&it.id)?.day));
    repairs
        .chain(state.lesson_on)
        .chain(state.example_on)
        .any(|day| day >= lost_on)
}

/// The names of those that hold and say how, or something beside what comes next.
pub fn standing(desk: &Desk<'_>) -> Vec<String> {
    let beside = [Response::Restart, Response::SuggestBreak];
    let hold = beside.iter().filter_map(|it| asks_for(desk, *it));
    hold.map(|verdict| verdict.rule.name.clone()).collect()
}

/// The pause after which worth decides what comes back, while a rule says so.
pub fn restart(desk: &Desk<'_>) -> Option<Absence> {
    asks_for(desk, Response::Restart)?;
    absence(desk)
}

/// The rule that asks for something that is no step of its own, if one holds.
pub fn asks_for<'a>(desk: &Desk<'a>, response: Response) -> Option<Verdict<'a>> {
    let facts = Facts::of_last_step(desk);
    let rules = desk.policy.rules.iter();
    rules
        .filter(|rule| rule.response == response)
        .map(|rule| weigh(rule, &facts))
        .find(|verdict| verdict.holds)
}

/// What came of asking every rule when this was decided. The desk is as it was then.
pub fn trace<'a>(desk: &Desk<'a>, decision: &Decision) -> Vec<Verdict<'a>> {
    let (planned, item) = planned(desk, decision);
    let planned = planned.and_then(|id| desk.deck.skill(id));
    let fact = item.and_then(|id| desk.learner.items.get(id)?.memory);
    let facts_at = |at: Moment| match (at, planned, &fact) {
        (Moment::AfterStep | Moment::AnyTime, _, _) => Facts::of_last_step(desk),
        (Moment::BeforeReview, Some(skill), Some(fact)) => Facts::of_memory(desk, skill, fact),
        (Moment::BeforeReview | Moment::BeforeStep, skill, _) => Facts::of(desk, skill),
    };
    let rules = desk.policy.rules.iter();
    rules
        .map(|rule| weigh(rule, &facts_at(moment(rule))))
        .collect()
}

/// The skill and item of the step that was chosen for its worth, before which a rule may have put
/// another.
fn planned<'d>(
    desk: &Desk<'_>,
    decision: &'d Decision,
) -> (Option<&'d SkillId>, Option<&'d ItemId>) {
    let by_rule = decision.rules.iter().any(|name| {
        let rule = desk.policy.rules.named(name);
        rule.is_some_and(|rule| rule.response == Response::WarmUp)
    });
    match decision.candidates.get(1).filter(|_| by_rule) {
        Some(second) => (Some(&second.skill), second.item.as_ref()),
        None => (Some(&decision.skill), decision.item.as_ref()),
    }
}
