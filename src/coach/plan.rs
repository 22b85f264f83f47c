//! What today's session will hold: the coach played forward on what it expects.

use super::play::Play;
use super::{Choice, Desk};
use crate::core::{ActivityKind, SkillId};
use crate::learner::is_put_alone;

/// One line of the plan.
#[derive(Clone, Debug)]
pub struct PlannedStep {
    /// Of several that belong together, the one that names them: a lesson with its first
    /// exercises is a lesson.
    pub activity: ActivityKind,
    pub minutes: f64,
    pub skills: Vec<SkillId>,
    /// Exercises in it.
    pub exercises: usize,
    /// Exercises among them that are put without help.
    pub alone: u16,
    /// How many of these are expected to come right, 0..alone.
    pub expected: f64,
}

/// The session that would follow if all went as predicted.
pub fn plan(desk: &Desk<'_>, minutes: f64) -> Vec<PlannedStep> {
    let mut lines: Vec<PlannedStep> = Vec::new();
    let likelier = |chance| chance >= 0.5;
    Play::from(desk).session(minutes, likelier, |played| {
        let line = line_of(&played.desk, played.choice);
        note(&mut lines, line, played.minutes, played.choice);
    });
    lines
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
fn note(lines: &mut Vec<PlannedStep>, activity: ActivityKind, minutes: f64, choice: &Choice) {
    let skill = &choice.skill;
    let with_skill = lines.iter().position(|line| line.skills.contains(skill));
    let of_kind = || lines.iter().position(|line| line.activity == activity);
    let at = with_skill.or_else(of_kind).unwrap_or(lines.len());
    if at == lines.len() {
        lines.push(PlannedStep {
            activity,
            minutes: 0.0,
            skills: Vec::new(),
            exercises: 0,
            alone: 0,
            expected: 0.0,
        });
    }
    if let Some(line) = lines.get_mut(at) {
        line.minutes += minutes;
        line.exercises += usize::from(choice.item.is_some());
        if let Some(chance) = choice.predicted.filter(|_| is_put_alone(choice.stage)) {
            line.alone += 1;
            line.expected += chance;
        }
        if with_skill.is_none() {
            line.skills.push(skill.clone());
        }
    }
}
