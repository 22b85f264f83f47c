//! Prerequisites that answers suggest and the author did not write down.

use crate::cli::text::count;
use crate::core::SkillId;
use crate::deck::{Deck, SkillHint};
use crate::evaluation::{LikelyPrerequisite, Responses, likely_prerequisites};

pub(super) fn missing_prerequisites(deck: &Deck, answers: &Responses) -> Vec<SkillHint> {
    let skills: Vec<SkillId> = deck.skills.iter().map(|it| it.id.clone()).collect();
    let requires: Vec<Vec<usize>> = deck
        .skills
        .iter()
        .map(|skill| {
            let all = skill.requires.iter();
            all.filter_map(|it| deck.skill_index(&it.skill)).collect()
        })
        .collect();
    let likely = likely_prerequisites(&answers.shown(&skills), &requires);
    let worded = |it: &LikelyPrerequisite| {
        let (skill, below) = (skills.get(it.skill)?, skills.get(it.requires)?);
        Some(hint(skill, below, it))
    };
    likely.iter().filter_map(worded).collect()
}

fn hint(skill: &SkillId, below: &SkillId, likely: &LikelyPrerequisite) -> SkillHint {
    let counts = likely.counts;
    SkillHint {
        skill: skill.clone(),
        code: "lint::missing-prerequisite",
        message: format!(
            "`{skill}` seems to build on `{below}`: of {} who showed `{skill}`, {} had shown \
             `{below}`; of {} who had not shown `{below}`, {} showed `{skill}`",
            count(counts.with_skill(), "learner"),
            counts.both,
            counts.without_prerequisite(),
            counts.only_skill,
        ),
        help: format!(
            "if one needs `{below}` for `{skill}`, add \"{below}\" to its `requires`; if it is only \
             taught first, leave it"
        ),
    }
}
