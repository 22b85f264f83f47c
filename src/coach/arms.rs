//! Which step of a pathway comes first: mostly the default, now and then another, the likelier the
//! more it has helped this learner (Thompson sampling, with the chances computed, not drawn, so
//! that the log holds them exactly).

use super::Policy;
use crate::event::PathwayStep;
use crate::learner::Helps;

/// Standard deviations on either side within which all of a normal distribution is taken to lie.
const ALL_OF_IT: f64 = 8.0;
/// Intervals of Simpson's rule over that.
const INTERVALS: u32 = 400;

/// What is believed of how much one arm gains, in shares of right answers.
#[derive(Clone, Copy, Debug)]
struct Arm {
    mean: f64,
    sd: f64,
}

impl Arm {
    /// Its density at x.
    fn density(self, x: f64) -> f64 {
        let z = (x - self.mean) / self.sd;
        (-0.5 * z * z).exp() / (self.sd * std::f64::consts::TAU.sqrt())
    }

    /// The chance that it gains less than x.
    fn below(self, x: f64) -> f64 {
        let z = (x - self.mean) / self.sd;
        0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
    }
}

/// The chance of each to be chosen, the default first; they sum to 1.
pub fn shares(policy: &Policy, helps: &Helps, arms: &[PathwayStep]) -> Vec<f64> {
    let default_only = |n: usize| (0..n).map(|at| if at == 0 { 1.0 } else { 0.0 }).collect();
    if !policy.learn_what_helps || arms.len() < 2 {
        return default_only(arms.len());
    }
    let beliefs: Vec<Arm> = arms
        .iter()
        .enumerate()
        .map(|(at, arm)| belief(policy, helps, *arm, at == 0))
        .collect();
    let best: Vec<f64> = (0..beliefs.len())
        .map(|at| chance_best(&beliefs, at))
        .collect();
    let total: f64 = best.iter().sum();
    let off: f64 = best[1..].iter().sum::<f64>() / total;
    let kept = off.min(policy.off_default);
    let scale = if off > 0.0 { kept / off / total } else { 0.0 };
    let mut shares: Vec<f64> = best.iter().map(|it| it * scale).collect();
    shares[0] = 1.0 - kept;
    shares
}

/// A normal mean after normal observations, with a prior worth so many of them.
fn belief(policy: &Policy, helps: &Helps, arm: PathwayStep, default: bool) -> Arm {
    let seen = helps.of(arm);
    let worth = policy.prior_worth;
    let ahead = if default { policy.default_ahead } else { 0.0 };
    let n = worth + f64::from(seen.n);
    Arm {
        mean: (worth * ahead + seen.sum) / n,
        sd: policy.reward_sd / n.sqrt(),
    }
}

/// The chance that this one gains most: the integral of its density times the chances that the
/// others gain less, by Simpson's rule.
fn chance_best(arms: &[Arm], at: usize) -> f64 {
    let arm = arms[at];
    let others = || arms.iter().enumerate().filter(|(other, _)| *other != at);
    let integrand = |x: f64| {
        let less: f64 = others().map(|(_, it)| it.below(x)).product();
        arm.density(x) * less
    };
    let from = arm.mean - ALL_OF_IT * arm.sd;
    let step = 2.0 * ALL_OF_IT * arm.sd / f64::from(INTERVALS);
    let sum: f64 = (0..=INTERVALS)
        .map(|k| {
            let weight = match k {
                0 | INTERVALS => 1.0,
                odd if odd % 2 == 1 => 4.0,
                _ => 2.0,
            };
            weight * integrand(from + f64::from(k) * step)
        })
        .sum();
    sum * step / 3.0
}

/// The place that a draw in 0..1 falls on.
pub fn drawn(shares: &[f64], draw: f64) -> usize {
    let mut left = draw;
    for (at, share) in shares.iter().enumerate() {
        if left < *share {
            return at;
        }
        left -= share;
    }
    0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::Random;
    use crate::learner::FIRSTS;

    fn rewarded(rewards: &[(PathwayStep, f64)]) -> Helps {
        let mut helps = Helps::default();
        for (step, beyond) in rewards {
            helps.reward(*step, *beyond);
        }
        helps
    }

    fn share_of(shares: &[f64], step: PathwayStep) -> f64 {
        shares[FIRSTS.iter().position(|it| *it == step).unwrap()]
    }

    /// A learner whom each step that comes first helps by so much beyond what is predicted, over so
    /// many pathways, a share of which no answer tells of. The shares of the choices made.
    fn played(gains: [f64; 3], pathways: usize, told: f64, seed: u64) -> (Helps, [f64; 3]) {
        let policy = Policy::default();
        let mut random = Random::seeded(seed);
        let mut helps = Helps::default();
        let mut counts = [0.0; 3];
        for _ in 0..pathways {
            let first = drawn(&shares(&policy, &helps, &FIRSTS), random.share());
            counts[first] += 1.0;
            helps.choose(Some(FIRSTS[first]));
            if random.share() < told {
                // The chance that is predicted knows nothing of what helps.
                let predicted = 0.3 + 0.3 * random.share();
                let right = random.share() < (predicted + gains[first]).clamp(0.0, 1.0);
                helps.reward(FIRSTS[first], f64::from(u8::from(right)) - predicted);
            }
        }
        (helps, counts.map(|it| it / pathways as f64))
    }

    #[test]
    fn with_nothing_known_the_default_keeps_its_share() {
        let shares = shares(&Policy::default(), &Helps::default(), &FIRSTS);
        assert!((shares[0] - 0.85).abs() < 1e-12, "{shares:?}");
        assert!((shares[1] - shares[2]).abs() < 1e-12);
    }

    #[test]
    fn it_moves_towards_what_helps_more_within_its_bounds() {
        for seed in 0..5 {
            let (helps, chosen) = played([0.0, 0.0, 0.3], 600, 0.8, seed);
            let after = shares(&Policy::default(), &helps, &FIRSTS);
            assert!(after[2] > 0.10 && after[2] > 3.0 * after[1], "{after:?}");
            assert!(after[0] >= 0.85 - 1e-12, "{after:?}");
            assert!(chosen[2] > chosen[1], "{chosen:?}");
        }
    }

    #[test]
    fn where_all_help_alike_it_stays_with_the_default() {
        for seed in 0..5 {
            let (_, chosen) = played([0.0; 3], 1_000, 0.8, seed);
            // Three standard deviations of the count.
            assert!(chosen[0] >= 0.85 - 0.034, "{chosen:?}");
        }
    }

    #[test]
    fn where_the_default_helps_most_others_are_tried_less() {
        let (helps, _) = played([0.3, 0.0, 0.0], 600, 0.8, 1);
        let after = shares(&Policy::default(), &helps, &FIRSTS);
        assert!(after[0] > 0.95, "{after:?}");
    }

    #[test]
    fn what_no_answer_tells_of_changes_nothing() {
        let (helps, _) = played([0.0, 0.3, -0.3], 200, 0.0, 3);
        let policy = Policy::default();
        assert_eq!(
            shares(&policy, &helps, &FIRSTS),
            shares(&policy, &Helps::default(), &FIRSTS)
        );
    }

    #[test]
    fn switched_off_or_without_a_choice_it_is_the_default() {
        let policy = Policy {
            learn_what_helps: false,
            ..Policy::default()
        };
        assert_eq!(shares(&policy, &Helps::default(), &FIRSTS), [1.0, 0.0, 0.0]);
        let policy = Policy::default();
        assert_eq!(shares(&policy, &Helps::default(), &FIRSTS[..1]), [1.0]);
    }

    /// Of two, the chance that one gains more is known in closed form.
    #[test]
    fn the_chances_are_those_of_the_closed_form() {
        let policy = Policy {
            off_default: 1.0,
            ..Policy::default()
        };
        let helps = rewarded(&[(PathwayStep::Example, 0.4); 30]);
        let arms = [PathwayStep::Contrast, PathwayStep::Example];
        let shares = shares(&policy, &helps, &arms);
        let (one, other) = (0.1, 30.0 * 0.4 / 80.0);
        let sd = (0.25_f64 / 50.0 + 0.25 / 80.0).sqrt();
        let expected = 0.5 * libm::erfc((one - other) / sd / std::f64::consts::SQRT_2);
        assert!((share_of(&shares, PathwayStep::Contrast) - (1.0 - expected)).abs() < 1e-9);
    }

    /// What is computed is what sampling from the beliefs would come to.
    #[test]
    fn the_chances_are_those_of_sampling() {
        let arms = [(0.1, 0.07), (0.15, 0.05), (0.0, 0.1)].map(|(mean, sd)| Arm { mean, sd });
        let mut random = Random::seeded(11);
        let mut normal = || {
            let (u, v) = (random.share().max(1e-300), random.share());
            (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
        };
        let mut wins = [0.0; 3];
        const DRAWS: usize = 40_000;
        for _ in 0..DRAWS {
            let drawn = arms.map(|it| it.mean + it.sd * normal());
            let best = (0..3)
                .max_by(|a, b| drawn[*a].total_cmp(&drawn[*b]))
                .unwrap();
            wins[best] += 1.0 / DRAWS as f64;
        }
        for (at, share) in wins.into_iter().enumerate() {
            assert!((chance_best(&arms, at) - share).abs() < 0.01, "{wins:?}");
        }
    }

    proptest! {
        #[test]
        fn shares_are_chances_and_the_default_has_the_most(
            rewards in prop::collection::vec((0..3_usize, -1.0..1.0_f64), 0..400),
            arms in 1..=3_usize,
            draw in 0.0..1.0_f64,
        ) {
            let rewards: Vec<_> = rewards.iter().map(|(at, it)| (FIRSTS[*at], *it)).collect();
            let policy = Policy::default();
            let shares = shares(&policy, &rewarded(&rewards), &FIRSTS[..arms]);
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(shares.iter().all(|it| (0.0..=1.0).contains(it)));
            prop_assert!(shares[0] >= 1.0 - policy.off_default - 1e-12);
            let at = super::drawn(&shares, draw);
            prop_assert!(at < arms && shares[at] > 0.0);
        }
    }
}
