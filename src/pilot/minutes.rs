//! How much longer one way took than the other: the secondary outcome.
//!
//! The logs of the ratios within pairs are taken to be normal; their mean is normal beforehand, their
//! spread half-normal, and both are gone through on a grid (Gelman et al., 2013, chapter 3).

use serde::Serialize;

/// Minutes of the first way over those of the second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MinutesRatio {
    /// Minutes a skill, each way, over complete pairs.
    pub first: f64,
    pub second: f64,
    /// Geometric mean over pairs, with the interval that holds it with probability .95.
    pub ratio: f64,
    pub low: f64,
    pub high: f64,
}

/// Beforehand the ways differ by less than a factor of two, most likely.†
const MEAN_SD: f64 = 0.7;
/// So may single pairs.†
const SPREAD_SD: f64 = 0.7;
/// Less than this was no studying.
const LEAST_MINUTES: f64 = 0.05;

impl MinutesRatio {
    /// Of the minutes of complete pairs; none without any.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        if pairs.is_empty() {
            return None;
        }
        let n = pairs.len() as f64;
        let logs: Vec<f64> = pairs
            .iter()
            .map(|(one, other)| (one.max(LEAST_MINUTES) / other.max(LEAST_MINUTES)).ln())
            .collect();
        let weights = weights(&logs);
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let mean = weights.iter().map(|(it, weight)| it * weight).sum::<f64>() / total;
        let quantile = |share: f64| {
            let mut sum = 0.0;
            let reached = weights.iter().find(|(_, weight)| {
                sum += weight;
                sum >= share * total
            });
            reached.map_or(0.0, |(it, _)| *it)
        };
        Some(Self {
            first: pairs.iter().map(|it| it.0).sum::<f64>() / n,
            second: pairs.iter().map(|it| it.1).sum::<f64>() / n,
            ratio: mean.exp(),
            low: quantile(0.025).exp(),
            high: quantile(0.975).exp(),
        })
    }
}

/// Means of the log ratio, the smallest first, with what the data leave of each.
fn weights(logs: &[f64]) -> Vec<(f64, f64)> {
    let means = (-300..=300).map(|n| f64::from(n) * 0.01);
    let spreads: Vec<f64> = (1..=50).map(|n| f64::from(n) * 0.05).collect();
    means
        .map(|mean| {
            let squares: f64 = logs.iter().map(|it| (it - mean).powi(2)).sum();
            let given = |spread: &f64| {
                let likelihood =
                    -0.5 * squares / (spread * spread) - logs.len() as f64 * spread.ln();
                (likelihood - 0.5 * (spread / SPREAD_SD).powi(2)).exp()
            };
            let prior = (-0.5 * (mean / MEAN_SD).powi(2)).exp();
            (mean, prior * spreads.iter().map(given).sum::<f64>())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_that_always_takes_longer_shows_it() {
        let pairs: Vec<(f64, f64)> = (1..=12)
            .map(|n| (f64::from(n) * 2.1, f64::from(n)))
            .collect();
        let it = MinutesRatio::of(&pairs).unwrap();
        assert!((it.first / it.second - 2.1).abs() < 1e-9);
        assert!(
            (it.ratio - 2.1).abs() < 0.05 && it.low > 1.9 && it.high < 2.3,
            "{it:?}"
        );
    }

    #[test]
    fn one_pair_leaves_it_open() {
        let it = MinutesRatio::of(&[(12.0, 8.0)]).unwrap();
        assert!(it.low < 1.0 && it.ratio > 1.0 && it.high > 1.5, "{it:?}");
        assert_eq!(MinutesRatio::of(&[]), None);
    }

    #[test]
    fn which_way_is_named_first_makes_no_difference() {
        let it = MinutesRatio::of(&[(3.0, 5.0), (8.0, 2.0), (0.0, 1.0)]).unwrap();
        let turned = MinutesRatio::of(&[(5.0, 3.0), (2.0, 8.0), (1.0, 0.0)]).unwrap();
        assert!((it.ratio * turned.ratio - 1.0).abs() < 1e-9);
        assert!(
            (it.low * turned.high - 1.0).abs() < 0.03,
            "{it:?} {turned:?}"
        );
    }
}
