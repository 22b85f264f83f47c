//! One currency: what a step is expected to add to what the learner can do at the horizon.

use std::collections::BTreeSet;

use super::Desk;
use super::candidates::Proposal;
use super::imagine::{answered, studied};
use crate::event::{Candidate, Term};
use crate::learner::Learner;

/// Prices proposals against one state of the learner.
///
/// What an answer tells of the ability that all skills share moves all chances, but up as likely as
/// down: on average such news changes nothing. So only the skills that a step practices, and those
/// that it repeats on the way, are looked at.
pub struct Worth<'a> {
    desk: &'a Desk<'a>,
    /// Sum of the goal's weights.
    total: f64,
    /// By skill: the chance at the horizon if nothing is done, 0..1.
    later: Vec<f64>,
    /// By skill: the skills never tried that require it.
    opens: Vec<Vec<usize>>,
}

impl<'a> Worth<'a> {
    pub fn new(desk: &'a Desk<'a>) -> Self {
        let skills = &desk.deck.skills;
        let horizon = desk.horizon();
        let later = |at| desk.estimate_of(desk.learner, at, horizon).mean;
        let mut opens = vec![Vec::new(); skills.len()];
        for (at, skill) in skills.iter().enumerate() {
            if desk.learner.skill(&skill.id).attempts == 0 {
                for under in desk.prerequisites(at) {
                    opens[under].push(at);
                }
            }
        }
        Self {
            desk,
            total: desk.weights().iter().sum::<f64>().max(1.0),
            later: (0..skills.len()).map(later).collect(),
            opens,
        }
    }

    /// The places of the skills that a step changes, and the learner with no more than is known of
    /// those.
    fn touched(&self, proposal: &Proposal<'_>) -> (Vec<usize>, Learner) {
        let desk = self.desk;
        let asked = proposal.item.map(|item| &item.version);
        let practiced = asked.iter().flat_map(|it| &it.practices);
        let skills: BTreeSet<usize> = asked
            .iter()
            .flat_map(|it| &it.skills)
            .chain([&proposal.skill])
            .chain(practiced.map(|it| &it.skill))
            .filter_map(|id| desk.deck.skill_index(id))
            .collect();
        let ids = skills.iter().map(|&at| &desk.deck.skills[at].id);
        let shown = skills.iter().flat_map(|&at| desk.shown(at));
        let items = shown.map(|it| &it.item).chain(asked.map(|it| &it.item));
        let part = desk.learner.only(desk.params, ids, items);
        (skills.into_iter().collect(), part)
    }

    /// Gain in chances at the horizon, and in readiness now, of a learner who took the step, as
    /// shares of the goal.
    fn gains(&self, touched: &[usize], after: &Learner) -> (f64, f64) {
        let desk = self.desk;
        let horizon = desk.horizon();
        let chances = touched.iter().map(|&at| {
            desk.weight(at) * (desk.estimate_of(after, at, horizon).mean - self.later[at])
        });
        let opened: BTreeSet<usize> = touched
            .iter()
            .flat_map(|&at| self.opens[at].iter().copied())
            .collect();
        let now = |at| desk.estimate_of(after, at, desk.now).mean;
        let readiness = opened.into_iter().map(|at| {
            let before: f64 = desk
                .prerequisites(at)
                .map(|it| desk.estimate(it).mean)
                .product();
            let after: f64 = desk
                .prerequisites(at)
                .map(|it| {
                    if touched.contains(&it) {
                        now(it)
                    } else {
                        desk.estimate(it).mean
                    }
                })
                .product();
            desk.weight(at) * (after - before)
        });
        (
            chances.sum::<f64>() / self.total,
            readiness.sum::<f64>() / self.total,
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

    /// Over right and wrong, by their chances.
    fn expected_gains(&self, proposal: &Proposal<'_>) -> (f64, f64) {
        let desk = self.desk;
        let (touched, learner) = self.touched(proposal);
        let Some(item) = proposal.item else {
            let misconception = proposal.misconception.as_ref();
            let after = studied(
                desk,
                &learner,
                proposal.activity,
                &proposal.skill,
                misconception,
            );
            return self.gains(&touched, &after);
        };
        let right = proposal.predicted.unwrap_or(0.5);
        let outcome = |score| {
            let after = answered(desk, &learner, proposal.activity, item, score);
            self.gains(&touched, &after)
        };
        let (won, lost) = (outcome(1.0), outcome(0.0));
        (
            right * won.0 + (1.0 - right) * lost.0,
            right * won.1 + (1.0 - right) * lost.1,
        )
    }
}
