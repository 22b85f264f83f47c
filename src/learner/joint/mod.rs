//! The joint belief over all skills with which the baseline works: prerequisites tie skills in the
//! prior, so that each answer tells of the whole graph.

mod field;

use std::f64::consts::{PI, SQRT_2};

use nalgebra::{DMatrix, DVector};

use self::field::{Answered, Field, LEAST_VARIANCE, prior_covariance};
use super::answer::unit;
use super::belief::Gaussian;
use super::estimate::{Estimate, Prospect};
use super::params::{Params, RatingParams, ResponseParams};
use super::state::Learner;
use super::trust::Trust;
use crate::core::{Confidence, SkillId};
use crate::event::ItemVersion;

/// What is believed of all skills together: x, of each its logit of a right answer at the target
/// level, and the learner's bias in rating themselves. One "can do" a skill where x > 0.
#[derive(Clone, Debug)]
pub struct Joint {
    response: ResponseParams,
    /// Standard deviations to either end of the interval shown.
    interval: f64,
    /// Variance of an item's trace, which the chance at an item never met has as well.
    trace: f64,
    /// Before any rating or answer.
    prior: Field,
    belief: Field,
    /// What the answers would say without any rating.
    unrated: Field,
    ratings: Vec<(usize, f64)>,
    answers: Vec<Answered>,
    /// Variance of self-ratings about what they stand for, logits squared.
    noise: f64,
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
    /// Before the first answers: deeper skills are harder, neighbors in the prerequisite graph are
    /// alike. `edges` are pairs of indices into `depths`.
    pub fn prior(params: &Params, depths: &[usize], edges: &[(usize, usize)]) -> Self {
        let mean = standardized(depths)
            .into_iter()
            .map(|z| -params.graph.depth * z)
            .collect();
        Self::new(params, mean, prior_covariance(params, depths.len(), edges))
    }

    /// For a repeated baseline: means and variances of today, correlations of the graph.
    pub fn from_everyday(
        params: &Params,
        learner: &Learner,
        skills: &[SkillId],
        edges: &[(usize, usize)],
    ) -> Self {
        let today: Vec<Gaussian> = skills
            .iter()
            .map(|skill| learner.at_target(params, skill))
            .collect();
        let prior = prior_covariance(params, skills.len(), edges);
        let scale = DVector::from_iterator(
            today.len(),
            today
                .iter()
                .zip(prior.diagonal().iter())
                .map(|(today, prior)| (today.variance / prior).sqrt()),
        );
        let covariance = prior.component_mul(&(&scale * scale.transpose()));
        let mean = today.iter().map(|it| it.mean).collect();
        Self::new(params, mean, covariance)
    }

    fn new(params: &Params, mean: Vec<f64>, covariance: DMatrix<f64>) -> Self {
        let skills = mean.len();
        let mut covariance = covariance.resize(skills + 1, skills + 1, 0.0);
        covariance[(skills, skills)] = params.rating.bias_sd * params.rating.bias_sd;
        let prior = Field {
            mean: DVector::from_vec(mean).push(0.0),
            covariance,
        };
        Self {
            response: params.response,
            interval: params.bands.interval,
            trace: trace_variance(params),
            belief: prior.clone(),
            unrated: prior.clone(),
            prior,
            ratings: Vec::new(),
            answers: Vec::new(),
            noise: params.rating.noise,
        }
    }

    /// Skills, in the order they were given in.
    pub fn len(&self) -> usize {
        self.belief.mean.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A self-rating 0..4 on a skill; it replaces one that was given before.
    pub fn rate(&mut self, params: &Params, skill: usize, rating: u8) {
        let Some(&stands_for) = params.rating.logits.get(usize::from(rating)) else {
            return;
        };
        if skill >= self.len() {
            return;
        }
        if let Some(rated) = self.ratings.iter_mut().find(|(it, _)| *it == skill) {
            rated.1 = stands_for;
            self.replay();
        } else {
            self.ratings.push((skill, stands_for));
            self.belief.rate(skill, stands_for, self.noise);
        }
    }

    /// An answer with a score of 0..1, reduced for help. Indices of no skill are left out.
    pub fn answer(
        &mut self,
        params: &Params,
        item: &JointItem,
        score: f64,
        confidence: Option<Confidence>,
    ) {
        let answered = Answered {
            skills: self.known(item),
            difficulty: item.difficulty,
            guess: params.response.guess_given(item.guess, confidence),
            score: unit(score),
        };
        if answered.skills.is_empty() {
            return;
        }
        self.belief.answer(&self.response, &answered);
        self.unrated.answer(&self.response, &answered);
        self.answers.push(answered);
        let noise = self.noise_shown(&params.rating);
        if noise != self.noise {
            self.noise = noise;
            self.replay();
        }
    }

    /// How much asking an item is expected to tell about who stands on which side of "can do":
    /// only to be compared with that of other items. `weights` are those of the skills.
    pub fn worth_asking(&self, item: &JointItem, weights: &[f64]) -> f64 {
        let skills = self.known(item);
        if skills.is_empty() {
            return 0.0;
        }
        let about = self.belief.about(&skills);
        let logit = about.mean - item.difficulty;
        let information = self.response.evidence(logit, item.guess, 0.0).information;
        let told: f64 = weights
            .iter()
            .zip(about.covariances.iter().take(self.len()))
            .enumerate()
            .map(|(skill, (weight, covariance))| {
                let spread = self.variance(skill).sqrt();
                let z = self.mean(skill) / spread;
                weight * covariance * covariance * normal_density(z) / spread
            })
            .sum();
        told * information / (1.0 + information * about.variance)
    }

    /// Chance of a right answer to an item, guessing included, 0..1.
    pub fn predict(&self, item: &JointItem) -> f64 {
        let about = self.belief.about(&self.known(item));
        let prospect = Prospect {
            logit: about.mean - item.difficulty,
            shared: about.variance,
            own: self.trace,
        };
        prospect.chance(&self.response, item.guess)
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
        self.belief.mean.get(skill).copied().unwrap_or(0.0)
    }

    /// Logits squared, above 0.
    pub fn variance(&self, skill: usize) -> f64 {
        let variance = self.belief.covariance.get((skill, skill));
        variance.copied().unwrap_or(0.0).max(LEAST_VARIANCE)
    }

    fn known(&self, item: &JointItem) -> Vec<usize> {
        let known = item.skills.iter().copied();
        known.filter(|&skill| skill < self.len()).collect()
    }

    /// The variance of ratings about what they stand for, bias apart, as the skills that were
    /// asked about show it. They are held against what the answers alone say: against a belief
    /// that they made themselves, ratings would come to confirm each other.
    fn noise_shown(&self, rating: &RatingParams) -> f64 {
        let bias = self.mean(self.len());
        let asked = |skill: &usize| self.answers.iter().any(|it| it.skills.contains(skill));
        let squares: Vec<f64> = self
            .ratings
            .iter()
            .filter(|(skill, _)| asked(skill))
            .map(|&(skill, stands_for)| {
                let answered = self.unrated.about(&[skill]);
                (stands_for - answered.mean - bias).powi(2)
            })
            .collect();
        (rating.noise_weight * rating.noise + squares.iter().sum::<f64>())
            / (rating.noise_weight + squares.len() as f64)
    }

    /// All ratings and answers once more from the prior, with the noise as it is known now: what
    /// the answers show of one rating tells how much to trust all others.
    fn replay(&mut self) {
        self.belief = self.prior.clone();
        for &(skill, stands_for) in &self.ratings {
            self.belief.rate(skill, stands_for, self.noise);
        }
        for answered in &self.answers {
            self.belief.answer(&self.response, answered);
        }
    }
}

/// Of an item never met, in the logit of its chance.
fn trace_variance(params: &Params) -> f64 {
    let trace = params.belief.item.prior();
    Trust::prior(&params.trust).applied(trace).variance
}

/// Mean 0, standard deviation 1; all 0 where they are equal.
fn standardized(depths: &[usize]) -> Vec<f64> {
    let count = depths.len().max(1) as f64;
    let mean = depths.iter().sum::<usize>() as f64 / count;
    let off = |&depth: &usize| depth as f64 - mean;
    let sd = (depths.iter().map(|it| off(it).powi(2)).sum::<f64>() / count).sqrt();
    let scale = if sd > 0.0 { sd.recip() } else { 0.0 };
    depths.iter().map(|it| off(it) * scale).collect()
}

fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
}

fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

#[cfg(test)]
mod tests;
