//! What is left to chance, from one seed.

use std::f64::consts::TAU;

use crate::core::Random;

/// Draws from the usual distributions.
#[derive(Clone, Debug)]
pub struct Chance(Random);

impl Chance {
    /// The same draws for the same numbers, and others for any other.
    pub fn of(numbers: &[u64]) -> Self {
        Self(Random::seeded(mixed(numbers)))
    }

    pub fn bits(&mut self) -> u64 {
        self.0.bits()
    }

    /// Below 1, and 0 at least.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    pub fn comes(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    /// Standard normal (Box and Muller, 1958).
    pub fn normal(&mut self) -> f64 {
        let (one, other) = (1.0 - self.share(), self.share());
        (-2.0 * one.ln()).sqrt() * (TAU * other).cos()
    }

    /// A factor around 1 whose logarithm has this standard deviation.
    pub fn factor(&mut self, spread: f64) -> f64 {
        (spread * self.normal()).exp()
    }

    /// 0 below 1.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.below(n)
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// The numbers as one (the finalizer of SplitMix64, Steele et al., 2014).
fn mixed(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0x9e37_79b9_7f4a_7c15, |sum, &number| {
        let mut z = (sum ^ number).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_numbers_give_the_same_draws() {
        let draw = |numbers: &[u64]| Chance::of(numbers).bits();
        assert_eq!(draw(&[1, 2]), draw(&[1, 2]));
        assert_ne!(draw(&[1, 2]), draw(&[2, 1]));
        assert_ne!(draw(&[1]), draw(&[1, 0]));
    }

    #[test]
    fn normal_draws_have_mean_0_and_variance_1() {
        let mut chance = Chance::of(&[5]);
        let draws: Vec<f64> = (0..20_000).map(|_| chance.normal()).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|it| it * it).sum::<f64>() / draws.len() as f64;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04);
    }
}
