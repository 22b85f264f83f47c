//! Whether a rule holds, and on what evidence. What the coach does and what it shows both come from
//! here.

use super::facts::Facts;
use crate::core::SkillId;
use crate::rule::{Condition, Rule};

/// What came of asking a rule.
#[derive(Clone, Debug)]
pub struct Verdict<'a> {
    pub rule: &'a Rule,
    /// The skill it was asked about; none before the day's first step.
    pub skill: Option<SkillId>,
    /// Whether all of its conditions hold.
    pub holds: bool,
    /// One a condition.
    pub evidence: Vec<Evidence>,
}

/// What was measured for a condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    pub condition: Condition,
    /// None where there was nothing to measure.
    pub measured: Option<f64>,
    pub holds: bool,
}

pub fn weigh<'a>(rule: &'a Rule, facts: &Facts<'_, '_>) -> Verdict<'a> {
    let weigh = |condition: &Condition| {
        let measured = facts.measured(condition.trigger);
        Evidence {
            condition: *condition,
            measured,
            holds: measured.is_some_and(|it| condition.test.holds(it)),
        }
    };
    let evidence: Vec<Evidence> = rule.when.iter().map(weigh).collect();
    Verdict {
        rule,
        skill: facts.skill.map(|it| it.id.clone()),
        holds: evidence.iter().all(|it| it.holds),
        evidence,
    }
}
