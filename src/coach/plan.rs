//! What today's session will hold: the coach played forward on what it expects.

use super::imagine::{after, answered, studied};
use super::{Choice, Desk, choose};
use crate::core::{ActivityKind, Now, SkillId};
use crate::event::{Body, SessionStart};

/// One line of the plan.
#[derive(Clone, Debug)]
pub struct PlannedStep {
    /// Of several that belong together, the one that names them: a lesson with its first
    /// exercises is a lesson.
    pub activity: ActivityKind,
    pub minutes: f64,
    pub skills: Vec<SkillId>,
}

/// Steps that no session needs more of.
const LONGEST: usize = 60;

/// The session that would follow if all went as predicted.
pub fn plan(desk: &Desk<'_>, minutes: f64) -> Vec<PlannedStep> {
    let start = Body::SessionStart(SessionStart { minutes });
    let mut learner = after(desk, desk.learner, desk.now, [start]);
    let mut left = minutes;
    let mut lines: Vec<PlannedStep> = Vec::new();
    let mut now = desk.now;
    for _ in 0..LONGEST {
        let then = Desk::new(desk.deck, &learner, desk.params, desk.policy, now);
        let Some(choice) = choose(&then, left).filter(|_| left > 0.0) else {
            break;
        };
        let step_minutes = choice.candidates.first().map_or(1.0, |it| it.minutes);
        if left < step_minutes / 2.0 {
            break;
        }
        note(
            &mut lines,
            line_of(&then, &choice),
            step_minutes,
            &choice.skill,
        );
        left -= step_minutes;
        now = Now {
            utc_ms: now.utc_ms + (step_minutes * 60_000.0) as i64,
            ..now
        };
        learner = expected(&then, &choice);
    }
    lines
}

/// The learner after the likelier outcome.
fn expected(desk: &Desk<'_>, choice: &Choice) -> crate::learner::Learner {
    match choice.item.as_ref().and_then(|id| desk.deck.item(id)) {
        Some(item) => {
            let score = if choice.predicted.unwrap_or(0.0) >= 0.5 {
                1.0
            } else {
                0.0
            };
            answered(desk, desk.learner, choice.activity, item, score)
        }
        None => studied(
            desk,
            desk.learner,
            choice.activity,
            &choice.skill,
            choice.misconception.as_ref(),
        ),
    }
}

/// Under which line a step is told: all that is done on a skill begun today is learning it.
fn line_of(desk: &Desk<'_>, choice: &Choice) -> ActivityKind {
    let begun_today = desk.learner.skill(&choice.skill).begun_on == Some(desk.now.day);
    match choice.activity {
        ActivityKind::Lesson | ActivityKind::Example => ActivityKind::Lesson,
        ActivityKind::Practice if begun_today => ActivityKind::Lesson,
        other => other,
    }
}

/// Adds a step to the line its skill stands in already, or to that of its kind: each skill is
/// named once.
fn note(lines: &mut Vec<PlannedStep>, activity: ActivityKind, minutes: f64, skill: &SkillId) {
    let with_skill = lines.iter().position(|line| line.skills.contains(skill));
    let of_kind = || lines.iter().position(|line| line.activity == activity);
    let at = with_skill.or_else(of_kind).unwrap_or(lines.len());
    if at == lines.len() {
        lines.push(PlannedStep {
            activity,
            minutes: 0.0,
            skills: Vec::new(),
        });
    }
    if let Some(line) = lines.get_mut(at) {
        line.minutes += minutes;
        if with_skill.is_none() {
            line.skills.push(skill.clone());
        }
    }
}
