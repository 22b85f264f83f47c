//! What learners could do of each skill when they came to it.

use std::collections::HashMap;

use super::Responses;
use crate::core::SkillId;
use crate::evaluation::prerequisites::Shown;

/// So many first answers on a skill tell whether one could do it ‡. Later ones would tell what
/// practice did.
const FIRST: usize = 3;

#[derive(Clone, Copy, Default)]
struct First {
    answers: usize,
    score: f64,
}

impl Responses {
    /// Of each learner, whether most of the first three unaided answers on each of these skills were
    /// right. What is answered on several skills at once tells of none.
    pub fn shown(&self, skills: &[SkillId]) -> Vec<Shown> {
        let numbers: HashMap<&SkillId, usize> = skills.iter().zip(0..).collect();
        let skill_of: Vec<Option<usize>> = self
            .versions
            .iter()
            .map(|it| match it.skills.as_slice() {
                [skill] => numbers.get(skill).copied(),
                _ => None,
            })
            .collect();
        let of_learner = |rows: &[super::Row]| -> Shown {
            let mut first = vec![First::default(); skills.len()];
            for row in rows.iter().filter(|it| it.hints == 0) {
                let skill = skill_of.get(row.version).copied().flatten();
                if let (Some(score), Some(skill)) = (row.score, skill)
                    && first[skill].answers < FIRST
                {
                    first[skill].answers += 1;
                    first[skill].score += score;
                }
            }
            let judged = |it: First| (it.answers > 0).then_some(it.score > 0.5 * it.answers as f64);
            first.into_iter().map(judged).collect()
        };
        let learners = self.learners.iter();
        let rows = |it: &super::Learner| self.rows.get(it.rows.clone()).unwrap_or_default();
        learners.map(|it| of_learner(rows(it))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_the_first_unaided_answers_on_one_skill_decide() {
        let table = "learner,seq,ts,item,skills,correct,hints\n\
            ada,1,-1,a,s,0,1\nada,2,-1,b,s,,0\nada,3,-1,c,s,1,0\nada,4,-1,d,s;t,0,0\n\
            ada,5,-1,e,s,1,0\nada,6,-1,f,s,0,0\nada,7,-1,g,s,0,0\nada,8,-1,h,s,0,0\n\
            ben,1,-1,c,s,1,0\nben,2,-1,e,s,0,0\nben,3,-1,i,u,1,0\n";
        let skills = ["s", "t", "u"].map(SkillId::new);
        let shown = Responses::read(table.as_bytes()).unwrap().shown(&skills);
        assert_eq!(
            shown,
            [[Some(true), None, None], [Some(false), None, Some(true)]]
        );
    }
}
