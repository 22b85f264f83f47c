//! When a skill wants to come back, and whether it was ever taught.

use super::Desk;
use crate::core::StudyDay;
use crate::deck::Skill;
use crate::learner::{Band, SkillState};

/// Whether the skill was never taught although it could be, nor shown to need no teaching.
pub fn wants_teaching(skill: &Skill, state: &SkillState) -> bool {
    let can_be_taught = !skill.lesson.is_empty() || skill.example.is_some();
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    let shown = state.placed.is_some_and(|placed| placed.shown) || state.passed_check_at.is_some();
    can_be_taught && !taught && !shown
}

/// Whether a remembered skill wants to come back today.
pub fn is_due(desk: &Desk<'_>, skill: &Skill) -> bool {
    let state = desk.learner.skill(&skill.id);
    state.last_seen.is_none_or(|it| it.day < desk.now.day)
        && due_on(desk, skill).is_some_and(|due| due <= desk.now.day)
}

/// The study day on which a skill wants to come back: when its memory says so or, while it is not
/// secure yet, sooner (successive relearning: after one day, then three). What is still to be
/// taught is not remembered but taught.
pub fn due_on(desk: &Desk<'_>, skill: &Skill) -> Option<StudyDay> {
    let state = desk.learner.skill(&skill.id);
    let by_memory = state.memory.as_ref()?.due;
    if wants_teaching(skill, state)
        && desk.estimate_by_id(&skill.id).mean < desk.policy.check_instead
    {
        return None;
    }
    let taught = state.lesson_on.is_some() || state.example_on.is_some();
    let relearn = match (state.success_days, state.last_success_on) {
        _ if !taught => None,
        (1, Some(last)) => Some(last + 1),
        (days, Some(last)) if days > 1 && days < desk.policy.secure_days => Some(last + 3),
        _ => None,
    };
    let fading = (desk.band(&skill.id) == Band::Fading).then_some(desk.now.day);
    [relearn, fading]
        .into_iter()
        .flatten()
        .chain([by_memory])
        .min()
}
