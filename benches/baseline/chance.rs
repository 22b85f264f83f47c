//! Seeded chance for simulated graphs and learners.

use gradus::core::Random;

pub struct Chance(Random);

impl Chance {
    pub fn seeded(seed: u64) -> Self {
        Self(Random::seeded(seed))
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0.below(n)
    }

    /// Within 0..1, never 0.
    pub fn unit(&mut self) -> f64 {
        ((self.0.bits() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    pub fn comes(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// Standard normal (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (radius, angle) = (self.unit(), self.unit());
        (-2.0 * radius.ln()).sqrt() * (2.0 * std::f64::consts::PI * angle).cos()
    }

    pub fn order(&mut self, n: usize) -> Vec<usize> {
        self.0.permutation(n)
    }
}
