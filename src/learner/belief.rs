//! Beliefs as Gaussians in logits: the chance they give, and what one answer teaches them.

use serde::{Deserialize, Serialize};

use super::params::{BeliefParams, Component, ResponseParams};
use crate::core::Confidence;
use crate::event::{Guess, ItemVersion};

const LEVELS: std::ops::RangeInclusive<u8> = 1..=5;
const MIDDLE_LEVEL: f64 = 3.0;
/// Fewer options than this are no choice.
const FEWEST_OPTIONS: u8 = 2;

/// A belief about a latent quantity, in logits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gaussian {
    pub mean: f64,
    pub variance: f64,
}

/// What one scored answer says about the mean of the logit it was an answer from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// Chance of a right answer, as it was: pi.
    pub expected: f64,
    /// Derivative of the log likelihood: G.
    pub gradient: f64,
    /// Fisher information: I.
    pub information: f64,
}

impl Component {
    /// What is believed before any evidence.
    pub fn prior(self) -> Gaussian {
        Gaussian {
            mean: 0.0,
            variance: self.sd * self.sd,
        }
    }
}

impl Gaussian {
    /// Takes in the evidence of an answer whose logit loads on this quantity with `loading`; then
    /// lets it drift.
    pub(super) fn learn(
        &mut self,
        evidence: Evidence,
        loading: f64,
        component: Component,
        params: &BeliefParams,
    ) {
        let weighted = loading * self.variance;
        self.mean += weighted * evidence.gradient;
        self.variance -= weighted * weighted * evidence.information;
        self.widen(component.drift, component, params);
    }

    /// Moves the mean, within its limit.
    pub(super) fn shift(&mut self, by: f64, params: &BeliefParams) {
        self.mean = (self.mean + by).clamp(-params.mean_limit, params.mean_limit);
    }

    /// Adds variance up to the cap. A variance above the cap, which only a baseline leaves, is not
    /// cut: evidence alone brings it down.
    pub(super) fn widen(&mut self, by: f64, component: Component, params: &BeliefParams) {
        let cap = params.variance_cap * component.sd * component.sd;
        self.variance = self.variance.max((self.variance + by).min(cap));
    }
}

impl ResponseParams {
    /// Logits by which the item is harder than the middle level.
    pub fn difficulty(&self, item: &ItemVersion) -> f64 {
        match item.difficulty {
            Some(known) if known.is_finite() => {
                known.clamp(-self.difficulty_limit, self.difficulty_limit)
            }
            _ => self.level_difficulty(item.level),
        }
    }

    /// Logits by which a level is harder than the middle one.
    pub fn level_difficulty(&self, level: u8) -> f64 {
        let level = level.clamp(*LEVELS.start(), *LEVELS.end());
        self.level_step * (f64::from(level) - MIDDLE_LEVEL)
    }

    /// Chance of a right answer without knowing, 0..=.5: c.
    pub fn guess(&self, guess: Guess, confidence: Option<Confidence>) -> f64 {
        match guess {
            Guess::Picked(options) => {
                let unasked = self.guessing / f64::from(options.max(FEWEST_OPTIONS));
                self.guess_given(unasked, confidence)
            }
            Guess::Produced | Guess::SelfGraded => 0.0,
        }
    }

    /// What becomes of the chance of guessing right once confidence is known.
    pub fn guess_given(&self, unasked: f64, confidence: Option<Confidence>) -> f64 {
        confidence.map_or(unasked, |it| {
            unasked * self.guessing_when(it) / self.guessing
        })
    }

    fn guessing_when(&self, confidence: Confidence) -> f64 {
        let [guess, unsure, fairly, certain] = self.guessing_by_confidence;
        match confidence {
            Confidence::Guess => guess,
            Confidence::Unsure => unsure,
            Confidence::Fairly => fairly,
            Confidence::Certain => certain,
        }
    }

    /// Chance of a right answer at a known logit.
    pub(super) fn right_at(&self, logit: f64, guess: f64) -> f64 {
        guess + (1.0 - guess - self.slip) * sigmoid(logit)
    }

    /// Chance of a right answer where the logit is believed with this variance.
    pub fn chance(&self, logit: f64, variance: f64, guess: f64) -> f64 {
        self.right_at(logit / (1.0 + self.flattening * variance).sqrt(), guess)
    }

    /// What a score of 0..1 says at a known logit.
    pub(super) fn evidence(&self, logit: f64, guess: f64, score: f64) -> Evidence {
        let (mean, variance) = (logit, 0.0);
        self.expected_evidence(Gaussian { mean, variance }, guess, score)
    }

    /// What a score of 0..1 says where the logit is believed so: the derivatives of the log of
    /// [`Self::chance`] by the mean (assumed-density filtering, Opper 1998).
    pub(super) fn expected_evidence(&self, logit: Gaussian, guess: f64, score: f64) -> Evidence {
        let flat = (1.0 + self.flattening * logit.variance).sqrt().recip();
        let known = sigmoid(flat * logit.mean);
        let span = 1.0 - guess - self.slip;
        let expected = guess + span * known;
        let slope = flat * span * known * (1.0 - known);
        let spread = expected * (1.0 - expected);
        Evidence {
            expected,
            gradient: (score - expected) * slope / spread,
            information: slope * slope / spread,
        }
    }
}

pub(super) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

pub(super) fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::learner::Params;
    use crate::learner::testing::item;

    /// The belief about an item that loads on one component alone, after its evidence.
    fn learned(before: Gaussian, logit: f64, guess: f64, score: f64) -> Gaussian {
        let params = Params::default();
        let of_all = Gaussian {
            mean: logit,
            variance: before.variance + 1.0,
        };
        let evidence = params.response.expected_evidence(of_all, guess, score);
        let mut after = before;
        after.learn(evidence, 1.0, params.belief.skill, &params.belief);
        after
    }

    #[test]
    fn guessing_counts_less_the_surer_one_was() {
        let response = ResponseParams::default();
        let four = |confidence| response.guess(Guess::Picked(4), confidence);
        assert_eq!(four(None), 0.1);
        let by_confidence = Confidence::ALL.map(|it| four(Some(it)));
        for (guess, expected) in by_confidence.into_iter().zip([0.25, 0.175, 0.1, 0.025]) {
            assert!((guess - expected).abs() < 1e-12);
        }
        assert_eq!(
            response.guess(Guess::Produced, Some(Confidence::Guess)),
            0.0
        );
        assert_eq!(response.guess(Guess::Picked(0), None), 0.2);
    }

    #[test]
    fn a_calibrated_difficulty_overrules_the_level() {
        let response = ResponseParams::default();
        let hard = ItemVersion {
            level: 5,
            ..item(1, &["a"])
        };
        assert_eq!(response.difficulty(&hard), 0.9);
        let with = |difficulty| ItemVersion {
            difficulty: Some(difficulty),
            ..hard.clone()
        };
        assert_eq!(response.difficulty(&with(-1.5)), -1.5);
        assert_eq!(response.difficulty(&with(f64::NAN)), 0.9);
        assert_eq!(response.difficulty(&with(1e300)), response.difficulty_limit);
    }

    #[test]
    fn a_variance_above_the_cap_is_not_cut_but_does_not_grow() {
        let params = Params::default();
        let cap = params.belief.variance_cap * params.belief.skill.prior().variance;
        let mut wide = Gaussian {
            mean: 0.0,
            variance: cap + 1.0,
        };
        wide.widen(0.3, params.belief.skill, &params.belief);
        assert_eq!(wide.variance, cap + 1.0);
        let after = learned(wide, 0.0, 0.0, 1.0);
        assert!(after.variance < cap + 1.0);
    }

    proptest! {
        #[test]
        fn more_is_right_the_higher_the_belief(
            mean in -5.0..5.0,
            variance in 0.0..5.0,
            logit in -20.0..20.0,
            guess in 0.0..0.5,
            low in 0.0..1.0,
            more in 0.0..1.0,
        ) {
            let before = Gaussian { mean, variance };
            let high = low + more * (1.0 - low);
            let after = |score| learned(before, logit, guess, score);
            prop_assert!(after(low).mean <= after(high).mean);
            prop_assert!(after(1.0).mean >= mean);
            prop_assert!(after(0.0).mean <= mean);
        }

        #[test]
        fn a_belief_stays_a_belief(
            mean in -5.0..5.0,
            variance in 0.0..5.0,
            logit in -30.0..30.0,
            guess in 0.0..0.5,
            score in 0.0..1.0,
        ) {
            let params = Params::default();
            let after = learned(Gaussian { mean, variance }, logit, guess, score);
            let cap = params.belief.variance_cap * params.belief.skill.prior().variance;
            prop_assert!((0.0..=cap.max(variance)).contains(&after.variance));
            prop_assert!(after.mean.is_finite());
        }

        #[test]
        fn being_unsure_draws_a_chance_to_the_middle(
            logit in -10.0..10.0,
            variance in 0.0..5.0,
        ) {
            let response = ResponseParams::default();
            let sure = response.chance(logit, 0.0, 0.0);
            let unsure = response.chance(logit, variance, 0.0);
            let middle = response.chance(0.0, 0.0, 0.0);
            prop_assert!((unsure - middle).abs() <= (sure - middle).abs() + 1e-12);
        }
    }
}
