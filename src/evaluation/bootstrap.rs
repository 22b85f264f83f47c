//! How far figures could be chance: the bootstrap over learners (Efron 1979; Davison and Hinkley
//! 1997, chapter 3.8).

use serde::Serialize;

use crate::core::Random;

/// How often the learners are drawn anew.
pub const RESAMPLES: usize = 1000;
/// So many resamples are measured in one walk.
pub(super) const AT_ONCE: usize = 8;
/// Walks that make up all resamples.
pub const WALKS: usize = RESAMPLES / AT_ONCE;
/// Below this many learners nothing can be said.
pub(super) const FEWEST_UNITS: usize = 2;
/// Shares of the resamples below the interval's ends.
const TAILS: (f64, f64) = (0.025, 0.975);

/// Holds the true value in 95 of 100 cases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// How often each unit was drawn, in each of the resamples of one walk.
pub(super) struct Draws(Vec<[f32; AT_ONCE]>);

impl Draws {
    /// As many units as there are, drawn with replacement; the same for the same walk.
    pub fn of(units: usize, walk: usize) -> Self {
        let mut random = Random::seeded(walk as u64);
        let mut draws = vec![[0.0; AT_ONCE]; units];
        for way in 0..AT_ONCE {
            for _ in 0..units {
                if let Some(drawn) = draws.get_mut(random.below(units)) {
                    drawn[way] += 1.0;
                }
            }
        }
        Self(draws)
    }

    pub fn weights(&self, unit: u32) -> [f64; AT_ONCE] {
        let drawn = self.0.get(unit as usize).copied().unwrap_or_default();
        drawn.map(f64::from)
    }
}

impl Interval {
    /// What the middle 95 % of the resamples span, and the estimate. (The calibration error of a
    /// resample exceeds that of the sample, so the estimate may lie below them all.) None where most
    /// resamples leave the figure undefined.
    pub(super) fn around(estimate: f64, resampled: impl Iterator<Item = f64>) -> Option<Self> {
        let mut defined: Vec<f64> = resampled.filter(|it| it.is_finite()).collect();
        if !estimate.is_finite() || defined.len() * 2 < RESAMPLES {
            return None;
        }
        defined.sort_by(f64::total_cmp);
        let quantile = |share: f64| {
            let at = share * (defined.len() - 1) as f64;
            let [below, above] = [at.floor(), at.ceil()].map(|at| defined.get(at as usize));
            Some(below? + (above? - below?) * at.fract())
        };
        Some(Self {
            low: quantile(TAILS.0)?.min(estimate),
            high: quantile(TAILS.1)?.max(estimate),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_drawn_as_there_are() {
        let draws = Draws::of(30, 4);
        let mut sums = [0.0; AT_ONCE];
        for unit in 0..30 {
            for (sum, weight) in sums.iter_mut().zip(draws.weights(unit)) {
                *sum += weight;
            }
        }
        assert_eq!(sums, [30.0; AT_ONCE]);
        assert_eq!(draws.weights(7), Draws::of(30, 4).weights(7));
        assert_ne!(draws.0, Draws::of(30, 5).0);
    }

    #[test]
    fn an_interval_spans_the_middle_of_the_resamples_and_the_estimate() {
        let resampled = (0..RESAMPLES).map(|at| at as f64 / (RESAMPLES - 1) as f64);
        let around = |estimate| Interval::around(estimate, resampled.clone()).unwrap();
        assert!((around(0.5).low - 0.025).abs() < 1e-9);
        assert!((around(0.5).high - 0.975).abs() < 1e-9);
        assert_eq!(around(0.01).low, 0.01);
    }

    #[test]
    fn what_most_resamples_leave_undefined_has_no_interval() {
        let defined = |n: usize| (0..RESAMPLES).map(move |at| if at < n { 0.5 } else { f64::NAN });
        assert!(Interval::around(0.5, defined(RESAMPLES / 2)).is_some());
        assert!(Interval::around(0.5, defined(RESAMPLES / 2 - 1)).is_none());
        assert!(Interval::around(f64::NAN, defined(RESAMPLES)).is_none());
        assert!(Interval::around(0.5, std::iter::empty()).is_none());
    }

    /// The mean of n draws from a uniform distribution has a standard error of sqrt(1 / 12 n).
    #[test]
    fn an_interval_of_a_mean_is_as_wide_as_theory_has_it() {
        const UNITS: usize = 400;
        let mean = |weights: &dyn Fn(u32) -> f64| {
            let sum: f64 = (0..UNITS as u32)
                .map(|it| weights(it) * f64::from(it))
                .sum();
            sum / (UNITS * UNITS) as f64
        };
        let resampled = (0..WALKS).flat_map(|walk| {
            let draws = Draws::of(UNITS, walk);
            (0..AT_ONCE)
                .map(move |way| mean(&|unit| draws.weights(unit)[way]))
                .collect::<Vec<_>>()
        });
        let Interval { low, high } = Interval::around(mean(&|_| 1.0), resampled).unwrap();
        let expected = 2.0 * 1.96 / (12.0 * UNITS as f64).sqrt();
        assert!(((high - low) / expected - 1.0).abs() < 0.1, "{low} {high}");
    }
}
