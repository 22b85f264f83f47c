//! How much is laid out for the learner. Worked examples help novices and hinder experts (the
//! expertise reversal effect, Kalyuga et al., 2003), so support follows the belief and how the
//! last ones went.

use super::{Desk, Part, pilot};
use crate::core::{ActivityKind, SkillId, Stage, Support};
use crate::learner::Outcome;

/// Below this chance an exercise is partly laid out.†
const GUIDED_BELOW: f64 = 0.4;
/// From this chance on, with two unaided successes, nothing but the problem is shown.†
const OPEN_FROM: f64 = 0.8;

pub fn stage_for(desk: &Desk<'_>, skill: &SkillId, activity: ActivityKind) -> Stage {
    let chance = desk.estimate_by_id(skill).mean;
    let recent = &desk.learner.skill(skill).recent;
    let alone = |outcome: &Outcome| outcome.score >= 1.0 && outcome.support == Support::None;
    let two_alone = recent.len() >= 2 && recent.iter().rev().take(2).all(alone);
    // Help fades once the last one came right with it, and returns when the last one did not.
    let last_came = recent.last().is_some_and(|outcome| outcome.score >= 1.0);
    match activity {
        ActivityKind::Baseline | ActivityKind::Check | ActivityKind::Stretch => Stage::Open,
        ActivityKind::Lesson | ActivityKind::Example | ActivityKind::Repair => Stage::Example,
        ActivityKind::Review => {
            if chance >= OPEN_FROM {
                Stage::Open
            } else {
                Stage::Bare
            }
        }
        _ if two_alone && chance >= OPEN_FROM => Stage::Open,
        _ if chance < GUIDED_BELOW && !last_came && !pilot::is_bare(desk, skill) => {
            match desk.policy.has(Part::Support) {
                true => Stage::Guided,
                false => Stage::Bare,
            }
        }
        _ => Stage::Bare,
    }
}
