//! What is particular about a learner beyond single skills and items: how able they are, how much
//! practice gains them, how fast they forget. Learned jointly, since an answer cannot tell them
//! apart.

use serde::{Deserialize, Serialize};

use super::belief::{Evidence, Gaussian};
use super::params::{BeliefParams, TraitParams};

/// How many traits there are.
pub const TRAITS: usize = 9;

/// What a learner's answers teach of them as a whole, in the order in which it is kept. All but
/// the first are weights, logits for each unit of their feature, and count as 0 where below: more
/// practice is never taken to harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// In the deck as a whole: g.
    Ability,
    /// By the log of the practice that a skill had.
    Growth,
    /// By the log of how often this very item was practiced.
    Repetition,
    /// By the logits of retrievability that the skills have lost.
    SkillForgetting,
    /// By the logits of retrievability that this very item has lost.
    ItemForgetting,
    /// By how the last answers on the skill came out, -1..1.
    Outcomes,
    /// By how the last answers of all came out against what was expected, -1..1.
    Form,
    /// By whether the answer before was on the same skills.
    Run,
    /// By how new the deck is: minus one before the first answer, rising to 0.
    WarmUp,
}

/// What an answer loads on each trait with, in the order of [`Trait`].
pub(super) type Features = [f64; TRAITS];

/// The belief about all traits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Traits {
    /// Logits.
    mean: [f64; TRAITS],
    /// Logits squared.
    covariance: [[f64; TRAITS]; TRAITS],
}

/// How the traits make up one logit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loaded {
    /// Covariance of the logit with each trait.
    covariances: [f64; TRAITS],
    /// Variance of the logit.
    pub variance: f64,
}

impl Traits {
    /// What is believed before any evidence.
    pub fn prior(belief: &BeliefParams, traits: &TraitParams) -> Self {
        let mut prior = Self {
            mean: [0.0; TRAITS],
            covariance: [[0.0; TRAITS]; TRAITS],
        };
        prior.set_ability(belief.ability.prior());
        for (at, normal) in (1..).zip(traits.weights()) {
            prior.mean[at] = normal.mean;
            prior.covariance[at][at] = normal.sd * normal.sd;
        }
        prior
    }

    pub fn ability(&self) -> Gaussian {
        self.get(Trait::Ability)
    }

    /// The belief about one of them.
    pub fn get(&self, which: Trait) -> Gaussian {
        let at = which as usize;
        Gaussian {
            mean: self.mean[at],
            variance: self.covariance[at][at],
        }
    }

    /// Replaces what is believed of ability, whatever it had to do with the other traits.
    pub(super) fn set_ability(&mut self, ability: Gaussian) {
        self.mean[0] = ability.mean;
        for at in 0..TRAITS {
            self.covariance[0][at] = 0.0;
            self.covariance[at][0] = 0.0;
        }
        self.covariance[0][0] = ability.variance;
    }

    /// The mean of the logit.
    pub(super) fn logit(&self, features: &Features) -> f64 {
        let weights = self.mean.iter().skip(1).map(|it| it.max(0.0));
        let weighted = weights.zip(&features[1..]).map(|(w, x)| w * x);
        self.mean[0] * features[0] + weighted.sum::<f64>()
    }

    pub(super) fn load(&self, features: &Features) -> Loaded {
        let mut covariances = [0.0; TRAITS];
        let mut variance = 0.0;
        // The matrix is symmetric: its rows are its columns. Most features are mostly 0.
        for (feature, row) in features.iter().zip(&self.covariance) {
            if *feature != 0.0 {
                for (sum, cell) in covariances.iter_mut().zip(row) {
                    *sum += feature * cell;
                }
            }
        }
        for (feature, covariance) in features.iter().zip(&covariances) {
            variance += feature * covariance;
        }
        Loaded {
            covariances,
            variance: variance.max(0.0),
        }
    }

    /// Takes in the evidence of an answer; then lets ability drift, up to the cap.
    pub(super) fn learn(&mut self, evidence: Evidence, loaded: &Loaded, belief: &BeliefParams) {
        let Loaded { covariances, .. } = loaded;
        let limit = belief.mean_limit;
        for (at, row) in self.covariance.iter_mut().enumerate() {
            let moved = self.mean[at] + covariances[at] * evidence.gradient;
            self.mean[at] = moved.clamp(-limit, limit);
            let shrink = covariances[at] * evidence.information;
            for (cell, other) in row.iter_mut().zip(covariances) {
                *cell -= shrink * other;
            }
            // Round-off alone could take a variance below 0.
            row[at] = row[at].max(0.0);
        }
        let mut ability = self.ability();
        ability.widen(belief.ability.drift, belief.ability, belief);
        self.covariance[0][0] = ability.variance;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learner::Params;

    fn prior() -> Traits {
        let params = Params::default();
        Traits::prior(&params.belief, &params.traits)
    }

    /// With I = .2 and a logit that loads on ability and growth alone: a rank-one update of the
    /// covariance, by hand.
    #[test]
    fn an_answer_ties_the_traits_it_loads_on() {
        let params = Params::default();
        let mut traits = prior();
        let [ability, growth] = [Trait::Ability, Trait::Growth].map(|it| traits.get(it));
        let mut features = [0.0; TRAITS];
        (features[0], features[1]) = (1.0, 2.0);
        let loaded = traits.load(&features);
        let expected = ability.variance + 4.0 * growth.variance;
        assert!((loaded.variance - expected).abs() < 1e-12);
        let evidence = Evidence {
            expected: 0.5,
            gradient: 0.5,
            information: 0.2,
        };
        traits.learn(evidence, &loaded, &params.belief);
        let of_growth = 2.0 * growth.variance;
        let after = traits.get(Trait::Growth);
        assert!((after.mean - growth.mean - 0.5 * of_growth).abs() < 1e-12);
        assert!((after.variance - growth.variance + 0.2 * of_growth.powi(2)).abs() < 1e-12);
        let tie = traits.covariance[0][1];
        assert!((tie + 0.2 * ability.variance * of_growth).abs() < 1e-12);
        assert_eq!(tie, traits.covariance[1][0]);
        assert_eq!(
            traits.get(Trait::Form),
            prior().get(Trait::Form),
            "what it did not load on is as it was"
        );
    }

    #[test]
    fn a_weight_below_nothing_counts_as_nothing() {
        let mut traits = prior();
        let mut features = [0.0; TRAITS];
        features[Trait::Growth as usize] = 3.0;
        traits.mean[Trait::Growth as usize] = -0.2;
        assert_eq!(traits.logit(&features), 0.0);
    }
}
