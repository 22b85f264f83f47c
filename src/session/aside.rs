//! Not today: a whole skill rests until tomorrow.

use super::change::Change;
use super::{Phase, Refusal};
use crate::core::ActivityKind;
use crate::event::{Body, Subject, Suspension};

impl Change {
    /// The skill of what lies before the learner, or was just answered, rests until tomorrow.
    pub fn not_today(&mut self) -> Result<(), Refusal> {
        let decision = match &self.next.phase {
            Phase::Doing(doing) => &doing.decision,
            Phase::Told(told) => &told.decision,
            _ => return Err(Refusal::NotHere),
        };
        let of_coach = !matches!(
            decision.activity,
            ActivityKind::Baseline | ActivityKind::Reflection
        );
        let skill = decision.skill.clone();
        if !of_coach || self.desk().is_aside(&skill) {
            return Err(Refusal::NotHere);
        }
        self.record(Body::Suspension(Suspension {
            subject: Subject::Skill(skill),
            until: Some(self.now.day + 1),
        }));
        if matches!(self.next.phase, Phase::Doing(_)) {
            return self.skip();
        }
        // The feedback stays; what was to follow it may have been of that skill.
        let next = self.decide();
        if let Phase::Told(told) = &mut self.next.phase {
            told.next = next;
        }
        Ok(())
    }
}
