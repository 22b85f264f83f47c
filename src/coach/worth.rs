//! One currency: what a step is expected to add to what the learner can do at the horizon.

use super::Desk;
use super::candidates::Proposal;
use super::imagine::{answered, studied};
use crate::event::{Candidate, Term};
use crate::learner::Learner;

/// Prices proposals against one state of the learner.
pub struct Worth<'a> {
    desk: &'a Desk<'a>,
    total: f64,
    utility: f64,
    readiness: f64,
}

impl<'a> Worth<'a> {
    pub fn new(desk: &'a Desk<'a>) -> Self {
        let total = desk.weights().iter().sum::<f64>().max(1.0);
        let mut worth = Self {
            desk,
            total,
            utility: 0.0,
            readiness: 0.0,
        };
        worth.utility = worth.utility_of(desk.learner);
        worth.readiness = worth.readiness_of(desk.learner);
        worth
    }

    /// The expected share of what the learner wants that they can do at the horizon, 0..1.
    fn utility_of(&self, learner: &Learner) -> f64 {
        let horizon = self.desk.horizon();
        let sum: f64 = self
            .desk
            .weights()
            .iter()
            .enumerate()
            .map(|(at, weight)| weight * self.desk.estimate_of(learner, at, horizon).mean)
            .sum();
        sum / self.total
    }

    /// The expected share of what has not begun yet that could begin now, 0..1: readiness is the
    /// chance that all prerequisites hold.
    fn readiness_of(&self, learner: &Learner) -> f64 {
        let desk = self.desk;
        let chances: Vec<f64> = (0..desk.deck.skills.len())
            .map(|at| desk.estimate_of(learner, at, desk.now).mean)
            .collect();
        let sum: f64 = desk
            .deck
            .skills
            .iter()
            .enumerate()
            .filter(|(_, skill)| desk.learner.skill(&skill.id).attempts == 0)
            .map(|(at, skill)| {
                let ready: f64 = skill
                    .requires
                    .iter()
                    .filter_map(|it| desk.deck.skill_index(&it.skill))
                    .map(|under| chances[under])
                    .product();
                desk.weight(at) * ready
            })
            .sum();
        sum / self.total
    }

    /// Gain in chances, and in readiness, of a learner who took the step.
    fn gains(&self, after: &Learner) -> (f64, f64) {
        (
            self.utility_of(after) - self.utility,
            self.readiness_of(after) - self.readiness,
        )
    }

    /// What the proposal is worth, in shares of the goal a minute, with its terms.
    pub fn price(&self, proposal: &Proposal<'_>) -> Candidate {
        let (chances, opening) = self.expected_gains(proposal);
        let minutes = proposal.minutes.max(0.1);
        let mut terms = vec![
            Term {
                name: "chances".to_owned(),
                value: chances / minutes,
            },
            Term {
                name: "opens".to_owned(),
                value: self.desk.policy.opening * opening / minutes,
            },
        ];
        if proposal.saves > 0.0 {
            terms.push(Term {
                name: "saves teaching".to_owned(),
                value: proposal.saves / minutes,
            });
        }
        Candidate {
            activity: proposal.activity,
            skill: proposal.skill.clone(),
            item: proposal.item.map(|item| item.id.clone()),
            misconception: proposal.misconception.clone(),
            worth: terms.iter().map(|term| term.value).sum(),
            minutes: proposal.minutes,
            terms,
        }
    }

    fn expected_gains(&self, proposal: &Proposal<'_>) -> (f64, f64) {
        let desk = self.desk;
        if let Some(item) = proposal.item {
            let right = proposal.predicted.unwrap_or(0.5);
            let outcome = |score| self.gains(&answered(desk, proposal.activity, item, score));
            let (won, lost) = (outcome(1.0), outcome(0.0));
            return (
                right * won.0 + (1.0 - right) * lost.0,
                right * won.1 + (1.0 - right) * lost.1,
            );
        }
        let misconception = proposal.misconception.as_ref();
        self.gains(&studied(
            desk,
            proposal.activity,
            &proposal.skill,
            misconception,
        ))
    }
}
