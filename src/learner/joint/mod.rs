//! The joint belief over all skills with which the baseline works: the prerequisites say in which
//! orders all can be learned, and so which skills are known together; each answer tells of the
//! whole graph.

mod asking;
mod field;
mod orders;
mod prior;

use std::f64::consts::SQRT_2;

use nalgebra::{DMatrix, DVector};

use self::field::{Answered, Field};
use super::answer::unit;
use super::belief::Gaussian;
use super::estimate::{Estimate, Prospect};
use super::params::{Params, RatingParams, RatingTrust, ResponseParams};
use super::state::Learner;
use super::trust::Trust;
use crate::core::{Confidence, SkillId};
use crate::event::ItemVersion;

pub use asking::Asking;

/// What is believed of all skills together: x, of each its logit of a right answer at the target
/// level, and the learner's bias in rating themselves. One "can do" a skill where x > 0.
#[derive(Clone, Debug)]
pub struct Joint {
    response: ResponseParams,
    rating: RatingParams,
    /// Standard deviations to either end of the interval shown.
    interval: f64,
    /// Variance of an item's trace, which the chance at an item never met has as well.
    trace: f64,
    /// Before any rating or answer.
    prior: Field,
    /// One for each way in which ratings can be taken; a single one while there is no rating.
    views: Vec<View>,
    ratings: Vec<(usize, f64)>,
    answers: Vec<Answered>,
}

/// The belief if ratings are to be trusted in one way, and what speaks for that way.
#[derive(Clone, Debug)]
struct View {
    trust: RatingTrust,
    field: Field,
    /// Log evidence of the ratings, and of the answers.
    by_ratings: f64,
    by_answers: f64,
}

/// An item as the joint belief sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct JointItem {
    /// Indices of the skills it gives evidence on, each with the same weight.
    pub skills: Vec<usize>,
    /// Logits by which it is harder than the target level.
    pub difficulty: f64,
    /// Chance of a right answer without knowing, where confidence is not asked.
    pub guess: f64,
}

impl JointItem {
    /// The item, with `place` giving the index of a skill. None where it tells of no skill that
    /// has one.
    pub fn new(
        params: &Params,
        item: &ItemVersion,
        place: impl Fn(&SkillId) -> Option<usize>,
    ) -> Option<Self> {
        let skills: Vec<usize> = item.skills.iter().filter_map(place).collect();
        let response = &params.response;
        (!skills.is_empty()).then(|| Self {
            skills,
            difficulty: response.difficulty(item) - response.level_difficulty(item.target),
            guess: response.guess(item.guess, None),
        })
    }
}

impl Joint {
    /// Before the first answers. `edges` lead from a prerequisite to what requires it, as indices
    /// into `depths`, which say how many steps of prerequisites lie below each skill.
    pub fn prior(params: &Params, depths: &[usize], edges: &[(usize, usize)]) -> Self {
        let (mean, covariance) = prior::prior(params, depths, edges);
        Self::new(params, mean, covariance)
    }

    /// For a repeated baseline: means and variances of today, correlations of the graph.
    pub fn from_everyday(
        params: &Params,
        learner: &Learner,
        skills: &[SkillId],
        depths: &[usize],
        edges: &[(usize, usize)],
    ) -> Self {
        let today: Vec<Gaussian> = skills
            .iter()
            .map(|skill| learner.at_target(params, skill))
            .collect();
        let (_, prior) = prior::prior(params, depths, edges);
        let scale = DVector::from_iterator(
            today.len(),
            today
                .iter()
                .zip(prior.diagonal().iter())
                .map(|(today, prior)| (today.variance / prior).sqrt()),
        );
        let covariance = prior.component_mul(&(&scale * scale.transpose()));
        let mean = DVector::from_iterator(today.len(), today.iter().map(|it| it.mean));
        Self::new(params, mean, covariance)
    }

    fn new(params: &Params, mean: DVector<f64>, covariance: DMatrix<f64>) -> Self {
        let rating = params.rating;
        let mut joint = Self {
            response: params.response,
            rating,
            interval: params.bands.interval,
            trace: trace_variance(params),
            prior: Field::new(mean, covariance, rating.bias_sd * rating.bias_sd),
            views: Vec::new(),
            ratings: Vec::new(),
            answers: Vec::new(),
        };
        joint.replay();
        joint
    }

    /// Skills, in the order they were given in.
    pub fn len(&self) -> usize {
        self.prior.mean.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A self-rating 0..4 on a skill; it replaces one that was given before.
    pub fn rate(&mut self, skill: usize, rating: u8) {
        let Some(&stands_for) = self.rating.logits.get(usize::from(rating)) else {
            return;
        };
        if skill >= self.len() {
            return;
        }
        let off_usual = stands_for - self.rating.usual;
        if let Some(rated) = self.ratings.iter_mut().find(|(it, _)| *it == skill) {
            rated.1 = off_usual;
            self.replay();
        } else {
            self.ratings.push((skill, off_usual));
            if self.ratings.len() == 1 || !self.answers.is_empty() {
                self.replay();
            } else {
                self.views
                    .iter_mut()
                    .for_each(|it| it.rate(skill, off_usual));
            }
        }
    }

    /// An answer with a score of 0..1, reduced for help. Indices of no skill are left out.
    pub fn answer(&mut self, item: &JointItem, score: f64, confidence: Option<Confidence>) {
        let answered = Answered {
            skills: self.known(item),
            difficulty: item.difficulty,
            guess: self.response.guess_given(item.guess, confidence),
            score: unit(score),
        };
        if answered.skills.is_empty() {
            return;
        }
        for view in &mut self.views {
            view.answer(&self.response, &answered);
        }
        self.answers.push(answered);
    }

    /// How much items would tell, with these weights of the skills.
    pub fn asking(&self, weights: &[f64]) -> Asking<'_> {
        Asking::new(self, weights)
    }

    /// Chance of a right answer to an item, guessing included, 0..1.
    pub fn predict(&self, item: &JointItem) -> f64 {
        let skills = self.known(item);
        let chance = |view: &View| {
            let about = view.field.about(&skills);
            let prospect = Prospect {
                logit: about.mean - item.difficulty,
                shared: about.variance,
                own: self.trace,
            };
            prospect.chance(&self.response, item.guess)
        };
        self.over_views(chance)
    }

    /// Expected share, 0..=.5, of skills that would be placed on the wrong side of "can do".
    pub fn wrong_share(&self, weights: &[f64]) -> f64 {
        let weights = weights.iter().take(self.len());
        let total: f64 = weights.clone().sum();
        if total <= 0.0 {
            return 0.0;
        }
        let wrong: f64 = weights
            .enumerate()
            .map(|(skill, weight)| {
                let z = self.mean(skill) / self.variance(skill).sqrt();
                weight * normal_below(-z.abs())
            })
            .sum();
        wrong / total
    }

    /// Chance of doing a skill at the target level, unaided and without guessing.
    pub fn chance(&self, skill: usize) -> Estimate {
        let prospect = Prospect {
            logit: self.mean(skill),
            shared: self.variance(skill),
            own: self.trace,
        };
        Estimate::of(&self.response, self.interval, &[prospect])
    }

    /// Logits; 0 of a skill that there is not.
    pub fn mean(&self, skill: usize) -> f64 {
        self.over_views(|view| view.field.mean.get(skill).copied().unwrap_or(0.0))
    }

    /// Logits squared, above 0: what the views leave open, and how far they lie apart.
    pub fn variance(&self, skill: usize) -> f64 {
        let mean = self.mean(skill);
        self.over_views(|view| {
            let own = view.field.mean.get(skill).copied().unwrap_or(0.0);
            view.field.variance(skill) + (own - mean).powi(2)
        })
    }

    fn over_views(&self, of: impl Fn(&View) -> f64) -> f64 {
        let views = self.views.iter().zip(self.weights());
        views.map(|(view, weight)| weight * of(view)).sum()
    }

    /// How likely each view is, 1 in all.
    fn weights(&self) -> Vec<f64> {
        let rating = &self.rating;
        let views = self.views.iter();
        let heard = rating.own_evidence * (self.ratings_vary() / rating.varied).min(1.0);
        let before = shares(
            views
                .clone()
                .map(|it| it.trust.weight.ln() + heard * it.by_ratings),
        );
        let even = rating.doubt / before.len() as f64;
        shares(views.zip(before).map(|(view, share)| {
            let doubted = even + (1.0 - rating.doubt) * share;
            doubted.ln() + view.by_answers
        }))
    }

    /// Variance of the ratings, logits squared.
    fn ratings_vary(&self) -> f64 {
        let count = self.ratings.len().max(1) as f64;
        let mean = self.ratings.iter().map(|(_, it)| it).sum::<f64>() / count;
        let squares = self.ratings.iter().map(|(_, it)| (it - mean).powi(2));
        squares.sum::<f64>() / count
    }

    fn known(&self, item: &JointItem) -> Vec<usize> {
        let known = item.skills.iter().copied();
        known.filter(|&skill| skill < self.len()).collect()
    }

    /// All ratings and answers once more from the prior.
    fn replay(&mut self) {
        let ways = self.rating.ways();
        let trusts = if self.ratings.is_empty() {
            &ways[..1]
        } else {
            &ways[..]
        };
        self.views = trusts
            .iter()
            .map(|&trust| View {
                trust,
                field: self.prior.clone(),
                by_ratings: 0.0,
                by_answers: 0.0,
            })
            .collect();
        for view in &mut self.views {
            for &(skill, off_usual) in &self.ratings {
                view.rate(skill, off_usual);
            }
            for answered in &self.answers {
                view.answer(&self.response, answered);
            }
        }
    }
}

/// Of an item never met, in the logit of its chance.
fn trace_variance(params: &Params) -> f64 {
    let trace = params.belief.item.prior();
    Trust::prior(&params.trust).applied(trace).variance
}

impl View {
    fn rate(&mut self, skill: usize, off_usual: f64) {
        self.by_ratings += self.field.rate(skill, off_usual, &self.trust);
    }

    fn answer(&mut self, response: &ResponseParams, answered: &Answered) {
        self.by_answers += self.field.answer(response, answered);
    }
}

/// Shares in proportion to the exponentials.
fn shares(logs: impl Iterator<Item = f64>) -> Vec<f64> {
    let logs: Vec<f64> = logs.collect();
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = logs.iter().map(|it| (it - most).exp()).collect();
    let total: f64 = odds.iter().sum();
    odds.into_iter().map(|it| it / total).collect()
}

fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

#[cfg(test)]
mod tests;
