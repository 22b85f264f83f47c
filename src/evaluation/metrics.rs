//! How good predictions are: log loss, area under the curve, root mean square error, calibration.

use std::array;

use rayon::prelude::*;

use crate::learner::{FitParams, log_loss};

/// Bins of equal width for calibration.
pub const BINS: usize = 15;

/// What is measured of predictions. NaN where it is not defined: of no answers, and the area under
/// the curve of answers that were all right or all wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// Mean over answers of -(y ln p + (1 - y) ln(1 - p)), with p kept off 0 and 1 by
    /// [`FitParams::clip`]; nats.
    pub log_loss: f64,
    /// Chance that of a right and a wrong answer the right one was given the higher chance; a tie
    /// counts one half (Mann and Whitney 1947). An answer right in part is so much of a right and
    /// the rest of a wrong one.
    pub auc: f64,
    /// Square root of the mean of (y - p)².
    pub rmse: f64,
    /// Expected calibration error: over [`BINS`] bins of p of equal width, the mean of
    /// |mean y - mean p| by the answers in each (Naeini, Cooper and Hauskrecht 2015).
    pub ece: f64,
}

/// An answer among those that one thing predicted.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    unit: u32,
    credit: f32,
    chance: f32,
    /// Of log loss, nats.
    loss: f32,
}

/// Answers in the order of the chance they were given: one walk along it measures everything.
pub struct Ranking(Vec<Ranked>);

impl Ranking {
    /// From answers as unit, chance and credit.
    pub fn new(params: &FitParams, answers: impl Iterator<Item = (u32, f32, f32)>) -> Self {
        let ranked = answers.map(|(unit, chance, credit)| Ranked {
            unit,
            credit,
            chance,
            loss: log_loss(params, chance.into(), credit.into()) as f32,
        });
        let mut ranked: Vec<Ranked> = ranked.collect();
        // Stable, so that sums come out the same in every run.
        ranked.par_sort_by(|a, b| a.chance.total_cmp(&b.chance));
        Self(ranked)
    }

    /// The scores where all answers count the same.
    pub fn scores(&self) -> Scores {
        let [scores] = self.weighted_scores(|_| [1.0]);
        scores
    }

    /// The scores for several ways to weigh the answers of each unit, in one walk.
    pub fn weighted_scores<const WAYS: usize>(
        &self,
        weights: impl Fn(u32) -> [f64; WAYS],
    ) -> [Scores; WAYS] {
        let mut sums = Sums::<WAYS>::new();
        let mut last = (f32::NAN, usize::MAX);
        for answer in &self.0 {
            let here = (answer.chance, bin(answer.chance.into()));
            if here.0 != last.0 {
                sums.end_tie();
            }
            if here.1 != last.1 {
                sums.end_bin();
            }
            last = here;
            sums.add(answer, weights(answer.unit));
        }
        sums.end_tie();
        sums.end_bin();
        array::from_fn(|way| sums.scores(way))
    }
}

/// Sums along the walk, for each way to weigh. Arrays within one struct rather than the reverse:
/// so they are added with vector instructions, four times as fast.
struct Sums<const WAYS: usize> {
    right: [f64; WAYS],
    wrong: [f64; WAYS],
    loss: [f64; WAYS],
    squares: [f64; WAYS],
    /// Pairs of a right and a wrong answer in which the right one was given the higher chance.
    pairs: [f64; WAYS],
    /// Of answers given the same chance as the present one.
    tied_right: [f64; WAYS],
    tied_wrong: [f64; WAYS],
    /// Distance between what was predicted and what was seen, over the bins so far.
    off: [f64; WAYS],
    /// Of the present bin, signed.
    bin_off: [f64; WAYS],
}

impl<const WAYS: usize> Sums<WAYS> {
    fn new() -> Self {
        let none = [0.0; WAYS];
        Self {
            right: none,
            wrong: none,
            loss: none,
            squares: none,
            pairs: none,
            tied_right: none,
            tied_wrong: none,
            off: none,
            bin_off: none,
        }
    }

    fn add(&mut self, answer: &Ranked, weights: [f64; WAYS]) {
        let credit = f64::from(answer.credit);
        let loss = f64::from(answer.loss);
        let off = credit - f64::from(answer.chance);
        for (way, weight) in weights.into_iter().enumerate() {
            self.tied_right[way] += weight * credit;
            self.tied_wrong[way] += weight * (1.0 - credit);
            self.loss[way] += weight * loss;
            self.squares[way] += weight * off * off;
            self.bin_off[way] += weight * off;
        }
    }

    fn end_tie(&mut self) {
        for way in 0..WAYS {
            let (right, wrong) = (self.tied_right[way], self.tied_wrong[way]);
            self.pairs[way] += right * (self.wrong[way] + wrong / 2.0);
            self.right[way] += right;
            self.wrong[way] += wrong;
        }
        self.tied_right = [0.0; WAYS];
        self.tied_wrong = [0.0; WAYS];
    }

    fn end_bin(&mut self) {
        for way in 0..WAYS {
            self.off[way] += self.bin_off[way].abs();
        }
        self.bin_off = [0.0; WAYS];
    }

    fn scores(&self, way: usize) -> Scores {
        let (right, wrong) = (self.right[way], self.wrong[way]);
        let all = right + wrong;
        Scores {
            log_loss: self.loss[way] / all,
            auc: self.pairs[way] / (right * wrong),
            rmse: (self.squares[way] / all).sqrt(),
            ece: self.off[way] / all,
        }
    }
}

/// The bin of a chance, 0..BINS.
pub fn bin(chance: f64) -> usize {
    ((chance * BINS as f64) as usize).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Answers as chance and credit.
    fn scores(answers: &[(f32, f32)]) -> Scores {
        ranking(answers.iter().copied()).scores()
    }

    fn ranking(answers: impl Iterator<Item = (f32, f32)>) -> Ranking {
        let numbered = answers.zip(0..).map(|((p, y), unit)| (unit, p, y));
        Ranking::new(&FitParams::default(), numbered)
    }

    fn assert_near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
    }

    #[test]
    fn four_answers_as_by_hand() {
        let scores = scores(&[(0.9, 1.0), (0.6, 0.0), (0.6, 1.0), (0.2, 0.0)]);
        let ln = f64::ln;
        assert_near(
            scores.log_loss,
            -(ln(0.9) + ln(0.4) + ln(0.6) + ln(0.8)) / 4.0,
        );
        // Of four pairs three are in order and one is tied.
        assert_near(scores.auc, 3.5 / 4.0);
        assert_near(scores.rmse, ((0.01 + 0.36 + 0.16 + 0.04) / 4.0_f64).sqrt());
        // The two in the middle share a bin: .6 predicted, .5 right.
        assert_near(scores.ece, (0.1 + 2.0 * 0.1 + 0.2) / 4.0);
    }

    #[test]
    fn credit_in_part_is_a_right_and_a_wrong_answer_of_less_weight() {
        let scores = scores(&[(0.7, 0.25), (0.5, 1.0)]);
        assert_near(scores.auc, (0.25 * 0.75 / 2.0) / (1.25 * 0.75));
        let of_first = -(0.25 * 0.7_f64.ln() + 0.75 * 0.3_f64.ln());
        assert_near(scores.log_loss, f64::midpoint(of_first, 2.0_f64.ln()));
    }

    #[test]
    fn certainty_that_was_wrong_costs_no_more_than_the_clip() {
        let scores = scores(&[(1.0, 0.0), (0.0, 1.0)]);
        assert_near(scores.log_loss, -(0.001_f64.ln()));
        assert_near(scores.rmse, 1.0);
        assert_near(scores.ece, 1.0);
        assert_near(scores.auc, 0.0);
    }

    #[test]
    fn what_is_not_defined_is_no_number() {
        assert!(scores(&[]).log_loss.is_nan());
        let all_right = scores(&[(0.9, 1.0), (0.8, 1.0)]);
        assert!(all_right.auc.is_nan() && all_right.log_loss.is_finite());
    }

    #[test]
    fn there_are_fifteen_bins() {
        let bins = [0.0, 0.066, 0.067, 0.5, 0.9999, 1.0].map(bin);
        assert_eq!(bins, [0, 0, 1, 7, 14, 14]);
    }

    prop_compose! {
        fn answer()(p in 0..=20_u8, y in prop::sample::select(vec![0.0_f32, 0.5, 1.0])) -> (f32, f32) {
            (f32::from(p) / 20.0, y)
        }
    }

    proptest! {
        #[test]
        fn the_walk_gives_what_the_definitions_say(answers in prop::collection::vec(answer(), 1..40)) {
            let wide: Vec<(f64, f64)> =
                answers.iter().map(|&(p, y)| (f64::from(p), f64::from(y))).collect();
            let (mut pairs, mut all_pairs) = (0.0, 0.0);
            for (p, y) in &wide {
                for (other, other_y) in &wide {
                    let weight = y * (1.0 - other_y);
                    all_pairs += weight;
                    pairs += weight * match p.total_cmp(other) {
                        std::cmp::Ordering::Greater => 1.0,
                        std::cmp::Ordering::Equal => 0.5,
                        std::cmp::Ordering::Less => 0.0,
                    };
                }
            }
            let off: f64 = (0..BINS)
                .map(|at| {
                    let held = wide.iter().filter(|(p, _)| bin(*p) == at);
                    held.map(|(p, y)| y - p).sum::<f64>().abs()
                })
                .sum();
            let scores = scores(&answers);
            prop_assert!((scores.ece - off / wide.len() as f64).abs() < 1e-9);
            if all_pairs > 0.0 {
                prop_assert!((scores.auc - pairs / all_pairs).abs() < 1e-9);
            }
        }

        #[test]
        fn a_weight_is_a_number_of_copies(
            answers in prop::collection::vec((answer(), 0..4_usize), 1..30),
        ) {
            let copies = answers.iter().flat_map(|&(it, n)| std::iter::repeat_n(it, n));
            let expected = ranking(copies).scores();
            let weights = |unit: u32| [1.0, answers[unit as usize].1 as f64];
            let [_, weighted] = ranking(answers.iter().map(|it| it.0)).weighted_scores(weights);
            for (found, expected) in [
                (weighted.log_loss, expected.log_loss),
                (weighted.auc, expected.auc),
                (weighted.rmse, expected.rmse),
                (weighted.ece, expected.ece),
            ] {
                let same = (found - expected).abs() < 1e-9;
                prop_assert!(same || (found.is_nan() && expected.is_nan()), "{} {}", found, expected);
            }
        }
    }
}
