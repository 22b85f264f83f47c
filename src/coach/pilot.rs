//! What a pilot asks of the coach: each of its skills is studied the way that chance gave it. All
//! else, prerequisites, reviews and how much is practiced in a day, stays as for any other skill.

use super::Desk;
use super::candidates::Proposal;
use super::choose::often_in_a_row;
use crate::core::{ActivityKind, SkillId, Way};

/// The rule by which practice stays with a skill.
pub const IN_A_ROW: &str = "practice in a row";
/// How the rule begins that names a skill's way.
const NAME: &str = "pilot: ";

/// The way that a skill is to be studied now; none where it takes part in no pilot.
pub fn way_of(desk: &Desk<'_>, skill: &SkillId) -> Option<Way> {
    let pilot = desk.learner.pilot.as_ref()?;
    pilot.way_on(skill, desk.now.day)
}

/// The name under which a decision about the skill tells its way.
pub fn way_rule(desk: &Desk<'_>, skill: &SkillId) -> Option<String> {
    way_of(desk, skill).map(|way| format!("{NAME}{}", way.word()))
}

/// Whether a rule of that name tells a way: it says how something is done, not what.
pub fn tells_way(rule: &str) -> bool {
    rule.starts_with(NAME)
}

/// How often a skill may come in a row while there is another.
pub fn most_in_a_row(desk: &Desk<'_>, skill: &SkillId) -> usize {
    if is_blocked(desk, skill) {
        desk.policy.blocked_in_a_row
    } else {
        2
    }
}

pub fn is_blocked(desk: &Desk<'_>, skill: &SkillId) -> bool {
    way_of(desk, skill) == Some(Way::Blocked)
}

/// One more exercise of the skill just practiced, where it is studied without others between: until
/// it rests for the day, or has come often enough in a row.
pub fn once_more<'a>(desk: &Desk<'_>, all: &[Proposal<'a>]) -> Option<Proposal<'a>> {
    let last = desk.learner.today_on(desk.now.day)?.recent.last()?;
    let stays = last.activity == ActivityKind::Practice && is_blocked(desk, &last.skill);
    if !stays || often_in_a_row(desk, &last.skill) {
        return None;
    }
    let practice =
        |it: &&Proposal<'a>| it.activity == ActivityKind::Practice && it.skill == last.skill;
    let mut proposal = all.iter().find(practice)?.clone();
    proposal.rule = Some(IN_A_ROW);
    Some(proposal)
}

/// Whether a pilot wants, or does not want, a worked example of the skill; none where it does not
/// say.
pub fn wants_example(desk: &Desk<'_>, skill: &SkillId) -> Option<bool> {
    match way_of(desk, skill)? {
        Way::Examples => Some(true),
        Way::Hints => Some(false),
        Way::Interleaved | Way::Blocked => None,
    }
}

/// Whether an exercise is to stand there bare whatever is believed: the way wants it so, or it is to
/// show what can be done unaided, which is asked of both ways alike.
pub fn is_bare(desk: &Desk<'_>, skill: &SkillId) -> bool {
    let pilot = desk.learner.pilot.as_ref();
    way_of(desk, skill) == Some(Way::Hints)
        || pilot.is_some_and(|it| it.is_to_be_measured(skill, desk.now.day))
}
