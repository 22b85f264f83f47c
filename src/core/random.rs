//! Randomness as it is passed in: seeded, and the same on every machine.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A seeded source of chance.
#[derive(Clone, Debug)]
pub struct Random(ChaCha8Rng);

impl Random {
    pub fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// From 0 to below 1, in steps of 2^-53.
    pub fn share(&mut self) -> f64 {
        const STEPS: f64 = (1_u64 << 53) as f64;
        (self.bits() >> 11) as f64 / STEPS
    }

    pub fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below `n`, each as likely as any other but for one part in 2^64 / n; 0 below none.
    pub fn below(&mut self, n: usize) -> usize {
        let scaled = u128::from(self.bits()) * n as u128;
        (scaled >> u64::BITS) as usize
    }

    /// The numbers below `n` in a random order.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        order.shuffle(&mut self.0);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_order_on_every_machine() {
        assert_eq!(
            Random::seeded(7).permutation(6),
            Random::seeded(7).permutation(6)
        );
        assert_ne!(Random::seeded(7).bits(), Random::seeded(8).bits());
        let mut order = Random::seeded(1).permutation(5);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn numbers_below_another_are_about_as_likely() {
        let mut random = Random::seeded(3);
        let mut counts = [0; 6];
        for _ in 0..6_000 {
            counts[random.below(6)] += 1;
        }
        assert!(
            counts.iter().all(|n| (900..1_100).contains(n)),
            "{counts:?}"
        );
        assert_eq!([random.below(1), random.below(0)], [0, 0]);
    }
}
