//! "I know this": a skill claimed, and how far the check of it has come.

use serde::{Deserialize, Serialize};

use super::params::Params;
use super::state::Learner;
use crate::core::{ActivityKind, SkillId, StudyDay, Support};
use crate::event::{Attempt, Override, Overruling};

/// A claim under way, until it is shown, missed, or something else is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub skill: SkillId,
    pub day: StudyDay,
    /// Questions of its check that were answered.
    pub answered: u8,
    /// One of them was not right alone: the claim is over.
    pub missed: bool,
}

impl Learner {
    /// The claim made on that day and still under way or just missed.
    pub fn claim_on(&self, day: StudyDay) -> Option<&Claim> {
        self.claim.as_ref().filter(|it| it.day == day)
    }

    /// Counts an answer towards the claim, while its decision is still open.
    pub(super) fn hold_against_claim(&mut self, params: &Params, attempt: &Attempt) {
        let asked = self.open.as_ref().map(|it| &it.decision.skill);
        let Some(claim) = &mut self.claim else {
            return;
        };
        if claim.missed || attempt.activity != ActivityKind::Check || asked != Some(&claim.skill) {
            self.claim = None;
            return;
        }
        let alone = attempt.support == Support::None && attempt.hints == 0;
        claim.answered = claim.answered.saturating_add(1);
        claim.missed = !(alone && attempt.score >= params.help.full_score);
    }

    pub(super) fn note_claim(&mut self, it: &Override) {
        match (it.overruling, &it.skill) {
            (Overruling::Claim, Some(skill)) => {
                let goes_on = |claim: &Claim| claim.skill == *skill && !claim.missed;
                if !self.claim.as_ref().is_some_and(goes_on) {
                    self.claim = Some(Claim {
                        skill: skill.clone(),
                        day: self.today.day,
                        answered: 0,
                        missed: false,
                    });
                }
            }
            (Overruling::LessHelp, _) => {}
            _ => self.claim = None,
        }
    }
}
