//! What the outcomes of pairs say of the difference between two ways.
//!
//! A skill of pair i comes unaided with probability logistic(m + s u_i + d/2) if it was studied the
//! first way, logistic(m + s u_i - d/2) the second, u_i standard normal: a logit-normal random effect
//! for each matched pair. d and m are normal, s half-normal beforehand. All three are gone through
//! on a grid, u_i is integrated out; a pair of which one outcome is there counts by that one, a pair
//! without any not at all. (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, chapters 3 and 5;
//! for trials on one person, Zucker et al., J. Clin. Epidemiol. 50, 1997.)

use serde::Serialize;

use crate::event::PilotPrior;

/// Outcomes of pairs, counted by what came of the first way and of the second; none: not there yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts([u32; KINDS]);

/// Both, first only, second only, neither; then of pairs of which only the first is there: came, did
/// not; and only the second.
const KINDS: usize = 8;

impl Counts {
    pub fn of(pairs: impl IntoIterator<Item = (Option<bool>, Option<bool>)>) -> Self {
        let mut counts = Self::default();
        for pair in pairs {
            let kind = match pair {
                (Some(true), Some(true)) => 0,
                (Some(true), Some(false)) => 1,
                (Some(false), Some(true)) => 2,
                (Some(false), Some(false)) => 3,
                (Some(true), None) => 4,
                (Some(false), None) => 5,
                (None, Some(true)) => 6,
                (None, Some(false)) => 7,
                (None, None) => continue,
            };
            counts.0[kind] += 1;
        }
        counts
    }

    /// Pairs of which both outcomes are there.
    pub fn complete(&self) -> u32 {
        self.0[..4].iter().sum()
    }
}

/// The difference between the ways: the probability that a skill comes unaided if it was studied the
/// first way, less that of the second; -1..1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    pub mean: f64,
    /// Of the interval that holds it with probability .95.
    pub low: f64,
    pub high: f64,
    /// Probabilities that the first way is better than the second, and by more than
    /// [`CLEARLY`]; and that the second is better by more than that.
    pub first_better: f64,
    pub first_clearly: f64,
    pub second_clearly: f64,
}

/// A difference worth changing how one studies for.†
pub const CLEARLY: f64 = 0.1;

/// One combination of parameters.
struct Point {
    /// Of probabilities, averaged over skills.
    difference: f64,
    log_prior: f64,
    /// Log probabilities of what a pair can come to.
    log: [f64; KINDS],
}

/// The model with its prior, ready for outcomes.
pub struct Model {
    pub(super) prior: PilotPrior,
    /// By their difference, the smallest first.
    points: Vec<Point>,
}

impl Model {
    pub fn new(prior: &PilotPrior) -> Self {
        let differences = steps(4.0 * prior.difference_sd, 24);
        let averages = steps(3.0 * prior.average_sd, 8);
        let mut points = Vec::new();
        for difference in &differences {
            for off in &averages {
                for spread in SPREADS.map(|it| it * prior.spread_sd) {
                    let square = |it: f64, sd: f64| -0.5 * (it / sd).powi(2);
                    let log_prior = square(*difference, prior.difference_sd)
                        + square(*off, prior.average_sd)
                        + square(spread, prior.spread_sd);
                    let average = prior.average_mean + off;
                    points.push(point(*difference, average, spread, log_prior));
                }
            }
        }
        points.sort_by(|a, b| a.difference.total_cmp(&b.difference));
        Self {
            prior: *prior,
            points,
        }
    }

    /// The difference in the light of these outcomes.
    pub fn difference(&self, counts: &Counts) -> Difference {
        let weights = self.weights(counts);
        let total: f64 = weights.iter().sum();
        let weighted = || self.points.iter().map(|it| it.difference).zip(&weights);
        let share = |holds: &dyn Fn(f64) -> bool| {
            let held = weighted().filter(|(it, _)| holds(*it));
            held.map(|(_, weight)| weight).sum::<f64>() / total
        };
        let (low, high) = self.interval(&weights);
        Difference {
            mean: weighted().map(|(it, weight)| it * weight).sum::<f64>() / total,
            low,
            high,
            // What lies at none belongs to neither side, so to each by half.
            first_better: (1.0 + share(&|it| it > NONE) - share(&|it| it < -NONE)) / 2.0,
            first_clearly: share(&|it| it > CLEARLY),
            second_clearly: share(&|it| it < -CLEARLY),
        }
    }

    /// Whether the interval of the difference leaves out that there is none.
    pub fn finds(&self, counts: &Counts) -> bool {
        let (low, high) = self.interval(&self.weights(counts));
        low > 0.0 || high < 0.0
    }

    fn weights(&self, counts: &Counts) -> Vec<f64> {
        let seen = counts.0.iter().enumerate().filter(|(_, n)| **n > 0);
        let seen: Vec<(usize, f64)> = seen.map(|(kind, n)| (kind, f64::from(*n))).collect();
        let log_weight = |point: &Point| {
            let logs = seen.iter().map(|&(kind, n)| n * point.log[kind]);
            point.log_prior + logs.sum::<f64>()
        };
        let logs: Vec<f64> = self.points.iter().map(log_weight).collect();
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        logs.iter().map(|log| (log - most).exp()).collect()
    }

    fn interval(&self, weights: &[f64]) -> (f64, f64) {
        let total: f64 = weights.iter().sum();
        let weighted = || self.points.iter().map(|it| it.difference).zip(weights);
        (
            quantile(weighted(), 0.025 * total),
            quantile(weighted(), 0.975 * total),
        )
    }
}

/// A difference below this is none but for rounding.
const NONE: f64 = 1e-9;

/// Standard deviations of the spread at which the half-normal is taken.
const SPREADS: [f64; 7] = [0.2, 0.6, 1.0, 1.4, 1.8, 2.2, 2.6];

/// So many steps to either side of 0, up to `end`.
fn steps(end: f64, each_side: i32) -> Vec<f64> {
    let step = |n: i32| f64::from(n) / f64::from(each_side) * end;
    (-each_side..=each_side).map(step).collect()
}

fn point(difference: f64, average: f64, spread: f64, log_prior: f64) -> Point {
    let [mut first, mut second, mut both, mut total] = [0.0; 4];
    // The trapezoid rule is all but exact for what falls off like a normal density.
    for u in steps(4.0, 8) {
        let density = (-0.5 * u * u).exp();
        let logit = average + spread * u;
        let one = logistic(logit + difference / 2.0);
        let other = logistic(logit - difference / 2.0);
        first += density * one;
        second += density * other;
        both += density * one * other;
        total += density;
    }
    let [first, second, both] = [first, second, both].map(|it| it / total);
    let neither = 1.0 - first - second + both;
    Point {
        difference: first - second,
        log_prior,
        log: [
            both,
            first - both,
            second - both,
            neither,
            first,
            1.0 - first,
            second,
            1.0 - second,
        ]
        .map(|it| it.max(f64::MIN_POSITIVE).ln()),
    }
}

pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Where the weights of values, the smallest first, have summed up to this, between two of them in
/// proportion.
fn quantile<'a>(weighted: impl Iterator<Item = (f64, &'a f64)>, at: f64) -> f64 {
    let (mut sum, mut before) = (0.0, None);
    for (value, weight) in weighted {
        if sum + weight >= at {
            let from: f64 = before.unwrap_or(value);
            let share = if *weight > 0.0 {
                (at - sum) / weight
            } else {
                1.0
            };
            return from + share * (value - from);
        }
        sum += weight;
        before = Some(value);
    }
    before.unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::Random;
    use crate::pilot::PRIOR;
    use crate::pilot::chance::{normal, unit};

    type Pair = (Option<bool>, Option<bool>);

    fn difference(pairs: &[Pair]) -> Difference {
        Model::new(&PRIOR).difference(&Counts::of(pairs.iter().copied()))
    }

    fn won(n: usize) -> Vec<Pair> {
        vec![(Some(true), Some(false)); n]
    }

    #[test]
    fn without_outcomes_there_is_the_prior() {
        let it = difference(&[]);
        assert!(
            it.mean.abs() < 1e-9 && (it.low + it.high).abs() < 1e-3,
            "{it:?}"
        );
        assert!((it.first_better - 0.5).abs() < 1e-9);
        // Beyond some .5 is unlikely beforehand.
        assert!((0.45..0.55).contains(&it.high), "{it:?}");
    }

    #[test]
    fn pairs_that_agree_count_the_more_the_more_there_are() {
        let few = difference(&won(2));
        let many = difference(&won(9));
        assert!(few.low < 0.0 && few.mean > 0.1, "{few:?}");
        assert!(many.low > 0.0 && many.mean > few.mean, "{many:?}");
        assert!(many.first_better > 0.975 && many.first_clearly > 0.9);
        assert!(many.high <= 1.0);
    }

    #[test]
    fn pairs_that_come_either_way_say_that_there_is_little_between_the_ways() {
        let both: Vec<Pair> = vec![(Some(true), Some(true)); 20];
        let it = difference(&both);
        assert!(it.mean.abs() < 1e-9 && it.high < 0.15, "{it:?}");
    }

    /// The grid against draws from the prior, weighed by what they make of the outcomes.
    #[test]
    fn the_grid_is_fine_enough() {
        let pairs: Vec<Pair> = [
            (Some(true), Some(false)),
            (Some(true), Some(true)),
            (Some(true), Some(false)),
            (Some(false), Some(true)),
            (Some(false), Some(false)),
            (Some(true), Some(false)),
            (Some(true), None),
            (None, Some(false)),
        ]
        .into();
        let counts = Counts::of(pairs.iter().copied());
        let mut random = Random::seeded(1);
        let (mut mean, mut square, mut above, mut total) = (0.0, 0.0, 0.0, 0.0);
        for _ in 0..40_000 {
            let spread = PRIOR.spread_sd * normal(&mut random).abs();
            let average = PRIOR.average_mean + PRIOR.average_sd * normal(&mut random);
            let drawn = PRIOR.difference_sd * normal(&mut random);
            let point = point(drawn, average, spread, 0.0);
            let logs = counts.0.iter().zip(point.log);
            let weight = logs.map(|(n, log)| f64::from(*n) * log).sum::<f64>().exp();
            mean += weight * point.difference;
            square += weight * point.difference * point.difference;
            above += weight * f64::from(u8::from(point.difference > 0.0));
            total += weight;
        }
        let (mean, above) = (mean / total, above / total);
        let sd = (square / total - mean * mean).sqrt();
        let it = difference(&pairs);
        assert!((it.mean - mean).abs() < 0.01, "{it:?}, drawn {mean}");
        assert!(
            (it.first_better - above).abs() < 0.02,
            "{it:?}, drawn {above}"
        );
        // Nearly normal: the interval is about four standard deviations wide.
        let width = it.high - it.low;
        assert!(
            (width / (3.92 * sd) - 1.0).abs() < 0.06,
            "{it:?}, drawn {sd}"
        );
    }

    #[test]
    fn what_a_pair_can_come_to_is_all_there_is() {
        let it = point(1.3, 0.4, 0.9, 0.0);
        let sum = |kinds: &[usize]| kinds.iter().map(|&kind| it.log[kind].exp()).sum::<f64>();
        for kinds in [&[0, 1, 2, 3][..], &[4, 5], &[6, 7]] {
            assert!((sum(kinds) - 1.0).abs() < 1e-12);
        }
        assert!((sum(&[0, 1]) - sum(&[4])).abs() < 1e-12);
        assert!((it.difference - (sum(&[1]) - sum(&[2]))).abs() < 1e-12);
    }

    /// Outcomes of pairs as the model has them, a part of them not there.
    fn outcomes(random: &mut Random, (logit, average, spread): (f64, f64, f64), n: u8) -> Counts {
        let pairs: Vec<Pair> = (0..n)
            .map(|_| {
                let average = average + spread * normal(random);
                let mut one = |logit: f64| {
                    let came = unit(random) < logistic(logit);
                    (unit(random) < 0.8).then_some(came)
                };
                (one(average + logit / 2.0), one(average - logit / 2.0))
            })
            .collect();
        Counts::of(pairs)
    }

    /// Over learners as the prior has them, 95 % of the intervals hold the truth.
    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        let model = Model::new(&PRIOR);
        let mut random = Random::seeded(5);
        let mut held = 0;
        const RUNS: u32 = 600;
        for run in 0..RUNS {
            let truth = (
                PRIOR.difference_sd * normal(&mut random),
                PRIOR.average_mean + PRIOR.average_sd * normal(&mut random),
                PRIOR.spread_sd * normal(&mut random).abs(),
            );
            let pairs = if run.is_multiple_of(2) { 7 } else { 25 };
            let it = model.difference(&outcomes(&mut random, truth, pairs));
            let truth = point(truth.0, truth.1, truth.2, 0.0).difference;
            held += u32::from(it.low <= truth && truth <= it.high);
        }
        let share = f64::from(held) / f64::from(RUNS);
        assert!((0.93..=0.97).contains(&share), "{share}");
    }

    fn pair() -> impl Strategy<Value = Pair> {
        (any::<Option<bool>>(), any::<Option<bool>>())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn which_way_is_named_first_makes_no_difference(
            pairs in prop::collection::vec(pair(), 0..12),
        ) {
            let it = difference(&pairs);
            let turned: Vec<Pair> = pairs.iter().map(|(a, b)| (*b, *a)).collect();
            let turned = difference(&turned);
            prop_assert!((it.mean + turned.mean).abs() < 1e-6);
            prop_assert!((it.low + turned.high).abs() < 0.01);
            prop_assert!((it.first_better + turned.first_better - 1.0).abs() < 1e-6);
            prop_assert!((it.first_clearly - turned.second_clearly).abs() < 1e-6);
        }

        #[test]
        fn what_is_not_there_yet_changes_nothing(
            pairs in prop::collection::vec(pair(), 0..12),
            at in any::<prop::sample::Index>(),
            missing in 0..5_usize,
        ) {
            let mut with = pairs.clone();
            let at = at.index(pairs.len() + 1);
            with.splice(at..at, vec![(None, None); missing]);
            prop_assert_eq!(Counts::of(with.iter().copied()), Counts::of(pairs.iter().copied()));
            prop_assert_eq!(difference(&with), difference(&pairs));
        }

        #[test]
        fn every_estimate_is_a_difference_of_probabilities(
            pairs in prop::collection::vec(pair(), 0..60),
        ) {
            let it = difference(&pairs);
            prop_assert!(-1.0 <= it.low && it.low <= it.mean && it.mean <= it.high && it.high <= 1.0);
            for share in [it.first_better, it.first_clearly, it.second_clearly] {
                prop_assert!((0.0..=1.0).contains(&share), "{:?}", it);
            }
            prop_assert!(it.first_clearly <= it.first_better + 1e-9);
        }
    }
}
