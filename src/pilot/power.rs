//! What a pilot could show, before it begins: outcomes are simulated for true differences, and put
//! through the very analysis that the real ones will get.

use std::collections::HashMap;

use serde::Serialize;

use super::chance::{normal, unit};
use super::posterior::{Counts, Model, logistic};
use crate::core::Random;

/// True differences that are tried.
const DIFFERENCES: [f64; 6] = [0.1, 0.2, 0.3, 0.4, 0.5, LARGEST];
/// Averages of .35 and .95 or so: more would be a miracle.
pub const LARGEST: f64 = 0.6;
/// A difference that many would call medium.
pub const MEDIUM: f64 = 0.3;
/// Pilots simulated for each.
pub const RUNS: u32 = 500;
/// A difference can be seen if it is found so often (Cohen, Statistical Power Analysis for the
/// Behavioral Sciences, 2nd ed., 1988).
const OFTEN: f64 = 0.8;
/// Numbers of pairs that are tried to say how many it would take.
const MORE_PAIRS: [u32; 8] = [10, 15, 20, 30, 40, 60, 80, 120];
/// The same numbers on every run.
const SEED: u64 = 20;

/// How often a true difference would be found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Found {
    pub difference: f64,
    /// Share of pilots whose interval leaves out that there is none, 0..1.
    pub share: f64,
}

/// What a pilot of so many pairs could show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Power {
    pub pairs: u32,
    /// Share of skills whose outcome is there in time, 0..1.
    pub measured: f64,
    pub found: Vec<Found>,
    /// How often a difference is found where there is none, 0..1.
    pub false_alarms: f64,
}

impl Power {
    pub fn of(model: &Model, pairs: u32, measured: f64) -> Self {
        let mut trials = Trials::new(model);
        let found = |difference| Found {
            difference,
            share: trials.found(difference, pairs, measured),
        };
        Self {
            pairs,
            measured,
            found: DIFFERENCES.into_iter().map(found).collect(),
            false_alarms: trials.found(0.0, pairs, measured),
        }
    }

    /// The smallest difference that would be found often; none of those tried, if none.
    pub fn detectable(&self) -> Option<f64> {
        let often = self.found.iter().find(|it| it.share >= OFTEN);
        often.map(|it| it.difference)
    }
}

/// How many complete pairs it takes to find this difference often; none if more than are tried.
pub fn pairs_for(model: &Model, difference: f64) -> Option<u32> {
    let mut trials = Trials::new(model);
    let mut enough = |pairs: u32| trials.found(difference, pairs, 1.0) >= OFTEN;
    let too_few = MORE_PAIRS.partition_point(|&pairs| !enough(pairs));
    MORE_PAIRS.get(too_few).copied()
}

/// Simulated pilots. What was analyzed once is not analyzed again.
struct Trials<'a> {
    model: &'a Model,
    average: f64,
    spread: f64,
    known: HashMap<Counts, bool>,
}

impl<'a> Trials<'a> {
    fn new(model: &'a Model) -> Self {
        /// Mean of a half-normal of scale 1: the square root of 2 / pi.
        const MEAN_OF_HALF_NORMAL: f64 = 0.797_884_560_802_865_4;
        Self {
            model,
            average: model.prior.average_mean,
            spread: MEAN_OF_HALF_NORMAL * model.prior.spread_sd,
            known: HashMap::new(),
        }
    }

    /// Share of pilots that find a true difference, 0..1.
    fn found(&mut self, difference: f64, pairs: u32, measured: f64) -> f64 {
        let logit = self.logit_of(difference);
        let mut random = Random::seeded(SEED);
        let found = (0..RUNS).filter(|_| {
            let counts = self.outcomes(&mut random, logit, pairs, measured);
            let model = self.model;
            *self
                .known
                .entry(counts)
                .or_insert_with(|| model.finds(&counts))
        });
        found.count() as f64 / f64::from(RUNS)
    }

    fn outcomes(&self, random: &mut Random, logit: f64, pairs: u32, measured: f64) -> Counts {
        let pair = |_| {
            let average = self.average + self.spread * normal(random);
            let mut outcome = |logit: f64| {
                let there = unit(random) < measured;
                let came = unit(random) < logistic(logit);
                there.then_some(came)
            };
            (
                outcome(average + logit / 2.0),
                outcome(average - logit / 2.0),
            )
        };
        Counts::of((0..pairs).map(pair))
    }

    /// The difference in logits that makes this one of probabilities, over all pairs; by bisection.
    fn logit_of(&self, difference: f64) -> f64 {
        let (mut low, mut high) = (0.0, 20.0);
        for _ in 0..50 {
            let middle = (low + high) / 2.0;
            if self.difference_of(middle) < difference {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }

    fn difference_of(&self, logit: f64) -> f64 {
        let (mut sum, mut total) = (0.0, 0.0);
        for n in -16..=16 {
            let u = f64::from(n) / 4.0;
            let density = (-0.5 * u * u).exp();
            let average = self.average + self.spread * u;
            let apart = logistic(average + logit / 2.0) - logistic(average - logit / 2.0);
            sum += density * apart;
            total += density;
        }
        sum / total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pilot::PRIOR;

    fn power(pairs: u32, measured: f64) -> Power {
        Power::of(&Model::new(&PRIOR), pairs, measured)
    }

    #[test]
    fn small_pilots_find_only_large_differences() {
        let small = power(7, 1.0);
        let shares: Vec<f64> = small.found.iter().map(|it| it.share).collect();
        assert!(shares.is_sorted() && shares[0] < 0.05, "{small:?}");
        assert!((0.3..0.6).contains(&shares[5]), "{small:?}");
        assert!(small.false_alarms < 0.05, "{small:?}");
        assert_eq!(small.detectable(), None);
    }

    #[test]
    fn more_pairs_find_more_and_missing_outcomes_less() {
        let large = power(40, 1.0);
        assert_eq!(large.detectable(), Some(0.3));
        assert!(large.false_alarms < 0.05, "{large:?}");
        let half = power(40, 0.5);
        assert!(half.detectable() > Some(0.3), "{half:?}");
        assert_eq!(power(0, 1.0).detectable(), None);
        let model = Model::new(&PRIOR);
        assert_eq!(pairs_for(&model, 0.3), Some(40));
        assert_eq!(pairs_for(&model, 0.05), None);
    }

    #[test]
    fn a_difference_in_logits_makes_that_one_of_probabilities() {
        let model = Model::new(&PRIOR);
        let trials = Trials::new(&model);
        for difference in [0.0, 0.1, 0.6] {
            let logit = trials.logit_of(difference);
            assert!((trials.difference_of(logit) - difference).abs() < 1e-9);
        }
    }
}
