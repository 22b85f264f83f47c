//! A skill is taught by a lesson, an example, and what is known of its wrong beliefs.

use crate::deck::SkillKind;
use crate::deck::finding::Finding;
use crate::deck::link::Linked;

pub(super) fn lint(linked: &Linked, findings: &mut Vec<Finding>) {
    for (skill, at) in linked.skills() {
        let mut missing = |code, what: &str, why: &str| {
            let message = format!("the skill `{}` has no {what}", skill.id);
            findings.push(Finding::warning(code, at.place(&at.id), message).help(why));
        };
        if !at.has_criterion {
            missing(
                "lint::no-criterion",
                "`can`",
                "say what one can do who has it: it is what learners rate themselves on",
            );
        }
        if skill.lesson.is_empty() {
            missing(
                "lint::no-lesson",
                "`lesson`",
                "without one the coach cannot teach it, only test it",
            );
        }
        // Facts are looked up and remembered, not worked out.
        if skill.kind == SkillKind::Facts {
            continue;
        }
        if skill.example.is_none() {
            missing(
                "lint::no-example",
                "`[skill.example]`",
                "a worked example helps novices more than a problem does",
            );
        }
        if skill.misconceptions.is_empty() {
            missing(
                "lint::no-misconception",
                "`[[skill.misconception]]`",
                "name a wrong belief that the subject invites, so that it can be met",
            );
        }
    }
}
