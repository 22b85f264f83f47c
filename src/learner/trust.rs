//! How far the belief is to be trusted: a linear map from its logit to that of the chance, learned
//! from how earlier predictions of this learner came out.

use serde::{Deserialize, Serialize};

use super::belief::{Evidence, Gaussian};
use super::params::TrustParams;

/// Offset and slope of that map (Platt's scaling, 1999, as a Bayesian regression that goes on with
/// each answer).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trust {
    /// Of offset, logits, and slope.
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

    /// Logits of the chance for each logit of the belief, above 0.
    pub fn slope(&self) -> f64 {
        self.mean[1]
    }

    /// The logit of the chance where the belief says this.
    pub fn applied(&self, believed: Gaussian) -> Gaussian {
        let [offset, slope] = self.mean;
        Gaussian {
            mean: offset + slope * believed.mean,
            variance: slope * slope * believed.variance,
        }
    }

    /// Takes in what an answer says of the logit of its chance, where the belief said `believed`.
    pub(super) fn learn(&mut self, params: &TrustParams, believed: f64, evidence: Evidence) {
        let [[v_offset, tie], [_, v_slope]] = self.covariance;
        let covariances = [v_offset + tie * believed, tie + v_slope * believed];
        let variance = covariances[0] + covariances[1] * believed;
        let damping = 1.0 + evidence.information * variance;
        let widest = [params.offset_sd, params.slope.sd].map(|sd| sd * sd);
        for at in 0..2 {
            self.mean[at] += covariances[at] * evidence.gradient / damping;
            for other in 0..2 {
                self.covariance[at][other] -=
                    covariances[at] * covariances[other] * evidence.information / damping;
            }
            let drifted = self.covariance[at][at] + params.drift;
            self.covariance[at][at] = drifted.min(widest[at]).max(0.0);
        }
        let [offset, slope] = self.mean;
        self.mean = [
            offset.clamp(-params.limit, params.limit),
            slope.clamp(params.least_slope, params.limit),
        ];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::learner::params::ResponseParams;

    fn learn(trust: &mut Trust, believed: f64, credit: f64) {
        let params = TrustParams::default();
        let logit = trust.applied(Gaussian {
            mean: believed,
            variance: 0.0,
        });
        let evidence = ResponseParams::default().evidence(logit.mean, 0.0, credit);
        trust.learn(&params, believed, evidence);
    }

    #[test]
    fn who_is_right_less_often_than_believed_is_expected_to_be() {
        let mut trust = Trust::prior(&TrustParams::default());
        for n in 0..200 {
            // Believed 3 logits over even; seven in ten come.
            learn(&mut trust, 3.0, f64::from(u8::from(n % 10 < 7)));
        }
        let (mean, variance) = (3.0, 0.0);
        let logit = trust.applied(Gaussian { mean, variance }).mean;
        let chance = ResponseParams::default().chance(logit, 0.0, 0.0);
        assert!((chance - 0.7).abs() < 0.05, "{chance}");
    }

    proptest! {
        #[test]
        fn a_higher_belief_stays_the_higher(
            answers in prop::collection::vec((-9.0..9.0, 0.0..=1.0), 0..200),
            low in -9.0..9.0,
            more in 0.0..9.0,
            variance in 0.0..9.0,
        ) {
            let mut trust = Trust::prior(&TrustParams::default());
            for (believed, credit) in answers {
                learn(&mut trust, believed, credit);
                prop_assert!(trust.covariance[0][0] >= 0.0 && trust.covariance[1][1] >= 0.0);
            }
            let [low, high] =
                [low, low + more].map(|mean| trust.applied(Gaussian { mean, variance }));
            prop_assert!(low.mean <= high.mean && high.mean.is_finite());
        }
    }
}
