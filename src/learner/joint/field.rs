//! Gaussians over all skills: the prior that the prerequisite graph makes, and how ratings and
//! answers move them.

use nalgebra::{DMatrix, DVector};

use crate::learner::belief::Gaussian;
use crate::learner::params::{Params, ResponseParams};

/// Variances below this are round-off.
pub(super) const LEAST_VARIANCE: f64 = 1e-9;
/// Steps of Newton's method, which needs three or four.
const STEPS: usize = 30;
/// Logits: the longest single step, and the one that ends the search.
const LONGEST_STEP: f64 = 2.0;
const SHORTEST_STEP: f64 = 1e-9;

/// One answer of the baseline.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub skills: Vec<usize>,
    pub difficulty: f64,
    /// Chance of a right answer without knowing, at the confidence given.
    pub guess: f64,
    /// 0..1.
    pub score: f64,
}

/// A Gaussian over the skills in their order, and the bias of self-ratings last.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub mean: DVector<f64>,
    pub covariance: DMatrix<f64>,
}

/// The belief about the mean of some of its dimensions, and how it covaries with all.
pub(super) struct About {
    pub mean: f64,
    pub variance: f64,
    pub covariances: DVector<f64>,
}

impl Field {
    pub fn about(&self, skills: &[usize]) -> About {
        let loading = 1.0 / skills.len().max(1) as f64;
        let mut covariances = DVector::zeros(self.mean.len());
        for &skill in skills {
            covariances.axpy(loading, &self.covariance.column(skill), 1.0);
        }
        let mean_over = |values: &DVector<f64>| {
            loading * skills.iter().map(|&skill| values[skill]).sum::<f64>()
        };
        About {
            mean: mean_over(&self.mean),
            variance: mean_over(&covariances).max(LEAST_VARIANCE),
            covariances,
        }
    }

    /// A rating was given that stands for the skill's logit, plus the bias, plus noise of that
    /// variance.
    pub fn rate(&mut self, skill: usize, stands_for: f64, noise: f64) {
        let bias = self.mean.len() - 1;
        let covariances = self.covariance.column(skill) + self.covariance.column(bias);
        let expected = self.mean[skill] + self.mean[bias];
        let shrink = 1.0 / (covariances[skill] + covariances[bias] + noise);
        self.shift(&covariances, (stands_for - expected) * shrink, shrink);
    }

    /// Laplace's approximation along the one direction that the answer tells of.
    pub fn answer(&mut self, response: &ResponseParams, it: &Answered) {
        let about = self.about(&it.skills);
        let before = Gaussian {
            mean: about.mean - it.difficulty,
            variance: about.variance,
        };
        let mode = mode(response, before, it.guess, it.score);
        let information = response.evidence(mode, it.guess, it.score).information;
        self.shift(
            &about.covariances,
            (mode - before.mean) / before.variance,
            information / (1.0 + information * before.variance),
        );
    }

    /// mean += covariances * gain; covariance -= covariances covariances^T * shrink.
    fn shift(&mut self, covariances: &DVector<f64>, gain: f64, shrink: f64) {
        self.mean.axpy(gain, covariances, 1.0);
        self.covariance.ger(-shrink, covariances, covariances, 1.0);
    }
}

/// The most likely logit after an answer (Fisher scoring: Newton's method with the expected
/// curvature, which guessing cannot make negative).
fn mode(response: &ResponseParams, before: Gaussian, guess: f64, score: f64) -> f64 {
    let mut at = before.mean;
    for _ in 0..STEPS {
        let evidence = response.evidence(at, guess, score);
        let slope = evidence.gradient - (at - before.mean) / before.variance;
        let curvature = evidence.information + 1.0 / before.variance;
        let step = (slope / curvature).clamp(-LONGEST_STEP, LONGEST_STEP);
        at += step;
        if step.abs() < SHORTEST_STEP {
            break;
        }
    }
    at
}

/// sigma_g^2 11^T + variance * C, C the correlations of (looseness I + L)^-1, L the Laplacian of
/// the prerequisite graph: a Gaussian Markov random field, in which neighbors are alike (Rue and
/// Held 2005).
pub(super) fn prior_covariance(
    params: &Params,
    skills: usize,
    edges: &[(usize, usize)],
) -> DMatrix<f64> {
    let graph = &params.graph;
    let mut precision = DMatrix::identity(skills, skills) * graph.looseness;
    for &(a, b) in edges {
        if a != b && a < skills && b < skills {
            precision[(a, a)] += 1.0;
            precision[(b, b)] += 1.0;
            precision[(a, b)] -= 1.0;
            precision[(b, a)] -= 1.0;
        }
    }
    // A Laplacian with a positive diagonal added is positive definite; were it not, no ties.
    let covariance = precision
        .cholesky()
        .map_or_else(|| DMatrix::identity(skills, skills), |it| it.inverse());
    let scale = covariance.diagonal().map(|it| it.sqrt().recip());
    let correlation = covariance.component_mul(&(&scale * scale.transpose()));
    let common = params.graph.ability_sd * params.graph.ability_sd;
    (correlation * graph.variance).add_scalar(common)
}
