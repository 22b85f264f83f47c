//! Gaussians over all skills, and how ratings and answers move them.

use nalgebra::{DMatrix, DVector};

use crate::learner::belief::Gaussian;
use crate::learner::params::{Rated, RatingTrust, ResponseParams};

/// Variances below this are round-off.
pub(super) const LEAST_VARIANCE: f64 = 1e-9;
/// Points over which an answer is averaged, on either side of the mean, and how far they reach in
/// standard deviations.
const POINTS: i32 = 20;
const REACH: f64 = 5.0;

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
    pub fn new(mean: DVector<f64>, covariance: DMatrix<f64>, bias_variance: f64) -> Self {
        let skills = mean.len();
        let mut covariance = covariance.resize(skills + 1, skills + 1, 0.0);
        covariance[(skills, skills)] = bias_variance;
        Self {
            mean: mean.push(0.0),
            covariance,
        }
    }

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

    /// Logits squared, above 0.
    pub fn variance(&self, skill: usize) -> f64 {
        let variance = self.covariance.get((skill, skill));
        variance.copied().unwrap_or(0.0).max(LEAST_VARIANCE)
    }

    /// A rating was given, so many logits off the usual one. Returns its log density.
    pub fn rate(&mut self, skill: usize, off_usual: f64, trust: &RatingTrust) -> f64 {
        let bias = self.mean.len() - 1;
        let rated = match trust.of {
            Rated::Skill => self.about(&[skill]),
            Rated::All => self.about(&(0..bias).collect::<Vec<_>>()),
        };
        let covariances = rated.covariances * trust.loading + self.covariance.column(bias);
        let expected = trust.loading * rated.mean + self.mean[bias];
        // Of loading * x + bias: that of x, of the bias, and twice what they share.
        let shared = covariances[bias] - self.covariance[(bias, bias)];
        let variance = trust.loading * trust.loading * rated.variance
            + 2.0 * shared
            + self.covariance[(bias, bias)]
            + trust.noise;
        let surprise = off_usual - expected;
        self.shift(&covariances, surprise / variance, 1.0 / variance);
        -0.5 * (surprise * surprise / variance + variance.ln())
    }

    /// Takes in an answer by the mean and variance that it leaves along the one direction that it
    /// tells of (assumed-density filtering). Returns its log probability.
    pub fn answer(&mut self, response: &ResponseParams, it: &Answered) -> f64 {
        let about = self.about(&it.skills);
        let before = Gaussian {
            mean: about.mean - it.difficulty,
            variance: about.variance,
        };
        let (after, evidence) = answered(response, before, it.guess, it.score);
        self.shift(
            &about.covariances,
            (after.mean - before.mean) / before.variance,
            // A surprise that could be a guess can leave one less sure; a Gaussian over all skills
            // stays within its prior if that is left out.
            ((before.variance - after.variance) / before.variance.powi(2)).max(0.0),
        );
        evidence
    }

    /// mean += covariances * gain; covariance -= covariances covariances^T * shrink.
    fn shift(&mut self, covariances: &DVector<f64>, gain: f64, shrink: f64) {
        self.mean.axpy(gain, covariances, 1.0);
        self.covariance.ger(-shrink, covariances, covariances, 1.0);
    }
}

/// Mean and variance of a logit after an answer, and the log of the chance that it had.
pub(super) fn answered(
    response: &ResponseParams,
    before: Gaussian,
    guess: f64,
    score: f64,
) -> (Gaussian, f64) {
    let sd = before.variance.sqrt();
    let (mut prior, mut total, mut first, mut second) = (0.0, 0.0, 0.0, 0.0);
    for at in -POINTS..=POINTS {
        let z = REACH * f64::from(at) / f64::from(POINTS);
        let weight = (-0.5 * z * z).exp();
        let right = response.right_at(before.mean + sd * z, guess);
        let likelihood = weight * right.powf(score) * (1.0 - right).powf(1.0 - score);
        prior += weight;
        total += likelihood;
        first += likelihood * z;
        second += likelihood * z * z;
    }
    let mean = first / total;
    let after = Gaussian {
        mean: before.mean + sd * mean,
        variance: (before.variance * (second / total - mean * mean)).max(LEAST_VARIANCE),
    };
    (after, (total / prior).ln())
}
