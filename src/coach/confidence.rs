//! When to ask how sure the learner is: where it tells something.

use super::Desk;
use crate::core::{ActivityKind, SkillId};

/// Asked in the baseline and in checks, on a skill's first attempt of the day, and where the
/// outcome is open; never more often in a day than the policy allows.
pub fn asks_confidence(
    desk: &Desk<'_>,
    activity: ActivityKind,
    skill: &SkillId,
    predicted: f64,
) -> bool {
    if matches!(activity, ActivityKind::Baseline | ActivityKind::Check) {
        return true;
    }
    let today = desk.learner.today_on(desk.now.day);
    if today.is_some_and(|today| today.confidence_asked >= desk.policy.confidence_a_session) {
        return false;
    }
    let first_today = desk
        .learner
        .skill(skill)
        .last_seen
        .is_none_or(|it| it.day < desk.now.day);
    first_today || (0.4..=0.9).contains(&predicted)
}
