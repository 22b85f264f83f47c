//! A figure and how far it could be chance.

use serde::Serialize;

use crate::simulate::chance::Chance;

/// A value with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Figure {
    /// One over it, of what is above 0; else without bound.
    pub fn inverse(self) -> Self {
        let over = |it: f64| if it > 0.0 { 1.0 / it } else { f64::INFINITY };
        Self {
            value: over(self.value),
            low: over(self.high),
            high: over(self.low),
        }
    }
}

/// How often the learners are drawn anew.
const RESAMPLES: usize = 1000;
/// Shares of the resamples below the interval's ends.
const TAILS: (f64, f64) = (0.025, 0.975);

/// The learners as they are drawn anew: the same draws for every figure, so that ways are compared
/// on the same learners.
pub struct Sample(Vec<Vec<usize>>);

impl Sample {
    pub fn new(learners: usize, seed: u64) -> Self {
        let mut chance = Chance::of(&[seed, learners as u64]);
        let draw = |_| (0..learners).map(|_| chance.below(learners)).collect();
        Self((0..RESAMPLES).map(draw).collect())
    }

    /// One value a learner.
    pub fn mean(&self, values: &[f64]) -> Figure {
        let pairs: Vec<(f64, f64)> = values.iter().map(|value| (*value, 1.0)).collect();
        self.ratio(&pairs)
    }

    /// A ratio of sums.
    pub fn ratio(&self, parts: &[(f64, f64)]) -> Figure {
        let of = |learners: &mut dyn Iterator<Item = usize>| {
            let drawn = learners.filter_map(|at| parts.get(at));
            let (above, below) = drawn.fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            above / below
        };
        let value = of(&mut (0..parts.len()));
        let draws = self.0.iter().map(|draw| of(&mut draw.iter().copied()));
        let mut drawn: Vec<f64> = draws.filter(|it| it.is_finite()).collect();
        drawn.sort_by(f64::total_cmp);
        let quantile = |share: f64| {
            let at = share * drawn.len().saturating_sub(1) as f64;
            drawn.get(at.round() as usize).copied().unwrap_or(f64::NAN)
        };
        Figure {
            value,
            low: quantile(TAILS.0),
            high: quantile(TAILS.1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean of n draws from a uniform distribution has a standard error of sqrt(1 / 12 n).
    #[test]
    fn an_interval_of_a_mean_is_as_wide_as_theory_has_it() {
        let values: Vec<f64> = (0..300).map(|it| f64::from(it) / 300.0).collect();
        let figure = Sample::new(300, 1).mean(&values);
        let expected = 2.0 * 1.96 / (12.0_f64 * 300.0).sqrt();
        assert!(((figure.high - figure.low) / expected - 1.0).abs() < 0.1);
        assert!(figure.low < figure.value && figure.value < figure.high);
    }

    #[test]
    fn what_may_be_nothing_takes_without_bound() {
        let figure = Sample::new(2, 1)
            .ratio(&[(-1.0, 10.0), (5.0, 10.0)])
            .inverse();
        assert_eq!((figure.value, figure.low), (5.0, 2.0));
        assert_eq!(figure.high, f64::INFINITY);
    }

    #[test]
    fn a_ratio_is_one_of_sums() {
        let figure = Sample::new(2, 1).ratio(&[(1.0, 1.0), (5.0, 2.0)]);
        assert_eq!(figure.value, 2.0);
        assert_eq!((figure.low, figure.high), (1.0, 2.5));
    }
}
