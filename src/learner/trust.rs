//! How far the belief's chances are to be trusted: a logistic recalibration, learned from how
//! earlier predictions of this learner came out.

use serde::{Deserialize, Serialize};

use super::belief::{logit, sigmoid};
use super::params::TrustParams;

/// Chances are kept this far from 0 and 1.
const CLIP: f64 = 1e-6;

/// Slope and offset of the logit of the belief's chance (Platt's scaling, 1999, as a Bayesian
/// regression that goes on with each answer).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trust {
    /// Of offset and slope, logits.
    mean: [f64; 2],
    covariance: [[f64; 2]; 2],
}

impl Trust {
    /// Before any answer.
    pub fn prior(params: &TrustParams) -> Self {
        let variance = |sd: f64| sd * sd;
        Self {
            mean: [0.0, params.slope.mean],
            covariance: [
                [variance(params.offset_sd), 0.0],
                [0.0, variance(params.slope.sd)],
            ],
        }
    }

    /// What to make of a chance that the belief gives, 0..1. A higher one stays the higher.
    pub fn calibrated(&self, chance: f64) -> f64 {
        let [offset, slope] = self.mean;
        sigmoid(offset + slope * logit(chance.clamp(CLIP, 1.0 - CLIP)))
    }

    /// Takes in what an answer, of which the belief gave `chance`, was worth, 0..1.
    pub(super) fn learn(&mut self, params: &TrustParams, chance: f64, credit: f64) {
        let x = logit(chance.clamp(CLIP, 1.0 - CLIP));
        let predicted = self.calibrated(chance);
        let [[v_offset, tie], [_, v_slope]] = self.covariance;
        let covariances = [v_offset + tie * x, tie + v_slope * x];
        let variance = covariances[0] + covariances[1] * x;
        let information = predicted * (1.0 - predicted);
        let damping = 1.0 + information * variance;
        let widest = [params.offset_sd, params.slope.sd].map(|sd| sd * sd);
        for at in 0..2 {
            self.mean[at] += covariances[at] * (credit - predicted) / damping;
            for other in 0..2 {
                self.covariance[at][other] -=
                    covariances[at] * covariances[other] * information / damping;
            }
            let drifted = self.covariance[at][at] + params.drift;
            self.covariance[at][at] = drifted.min(widest[at]).max(0.0);
        }
        self.mean[0] = self.mean[0].clamp(-params.limit, params.limit);
        self.mean[1] = self.mean[1].clamp(params.least_slope, params.limit);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn who_is_right_less_often_than_believed_is_expected_to_be() {
        let params = TrustParams::default();
        let mut trust = Trust::prior(&params);
        for n in 0..100 {
            // Believed nine in ten; seven in ten come.
            trust.learn(&params, 0.9, f64::from(u8::from(n % 10 < 7)));
        }
        let chance = trust.calibrated(0.9);
        assert!((chance - 0.7).abs() < 0.05, "{chance}");
    }

    proptest! {
        #[test]
        fn order_is_kept_and_chances_stay_chances(
            answers in prop::collection::vec((0.0..=1.0, 0.0..=1.0), 0..200),
            low in 0.0..1.0,
            more in 0.0..1.0,
        ) {
            let params = TrustParams::default();
            let mut trust = Trust::prior(&params);
            for (chance, credit) in answers {
                trust.learn(&params, chance, credit);
                prop_assert!(trust.covariance[0][0] >= 0.0 && trust.covariance[1][1] >= 0.0);
            }
            let high = low + more * (1.0 - low);
            let [low, high] = [low, high].map(|it| trust.calibrated(it));
            prop_assert!((0.0..=1.0).contains(&low) && low <= high && high <= 1.0);
        }
    }
}
