//! What helps this learner after an error: what came of each way to begin a pathway.

use serde::{Deserialize, Serialize};

use crate::event::PathwayStep;

/// The steps that can come first.
pub const FIRSTS: [PathwayStep; 3] = [
    PathwayStep::Contrast,
    PathwayStep::Example,
    PathwayStep::Sibling,
];

/// What came of each of [`FIRSTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Helps {
    of: [Help; FIRSTS.len()],
}

/// What came of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Help {
    /// How often it came first.
    pub chosen: u32,
    /// How often an answer told what came of it.
    pub n: u32,
    /// Of what those answers scored beyond what was predicted, each -1..1.
    pub sum: f64,
    pub squares: f64,
}

impl Helps {
    pub fn of(&self, step: PathwayStep) -> Help {
        place(step).map_or_else(Help::default, |at| self.of[at])
    }

    pub fn choose(&mut self, step: Option<PathwayStep>) {
        if let Some(at) = step.and_then(place) {
            self.of[at].chosen = self.of[at].chosen.saturating_add(1);
        }
    }

    /// An answer that scored so much beyond what was predicted.
    pub fn reward(&mut self, step: PathwayStep, beyond: f64) {
        let Some(at) = place(step) else { return };
        let help = &mut self.of[at];
        help.n = help.n.saturating_add(1);
        help.sum += beyond;
        help.squares += beyond * beyond;
    }
}

impl Help {
    /// Mean, and the ends of its 95 % interval (Student's t); none for fewer than two answers.
    pub fn mean(&self) -> Option<(f64, f64, f64)> {
        if self.n < 2 {
            return None;
        }
        let n = f64::from(self.n);
        let mean = self.sum / n;
        let variance = ((self.squares - n * mean * mean) / (n - 1.0)).max(0.0);
        let half = t_quantile(n - 1.0) * (variance / n).sqrt();
        Some((mean, (mean - half).max(-1.0), (mean + half).min(1.0)))
    }
}

/// The .975 quantile of Student's t by its expansion around the normal one (Abramowitz and Stegun
/// 26.7.5); within .001 from nine degrees of freedom on.
fn t_quantile(freedom: f64) -> f64 {
    const Z: f64 = 1.959_963_985;
    let first = (Z.powi(3) + Z) / 4.0;
    let second = (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / 96.0;
    let third = (3.0 * Z.powi(7) + 19.0 * Z.powi(5) + 17.0 * Z.powi(3) - 15.0 * Z) / 384.0;
    Z + first / freedom + second / freedom.powi(2) + third / freedom.powi(3)
}

fn place(step: PathwayStep) -> Option<usize> {
    FIRSTS.iter().position(|it| *it == step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_students_t() {
        // From the tables.
        for (freedom, expected) in [(9.0, 2.262), (20.0, 2.086), (60.0, 2.000)] {
            assert!((t_quantile(freedom) - expected).abs() < 1e-3);
        }
        let mut helps = Helps::default();
        for beyond in [0.5, -0.5].repeat(5) {
            helps.reward(PathwayStep::Sibling, beyond);
        }
        let (mean, low, high) = helps.of(PathwayStep::Sibling).mean().unwrap();
        let half = 2.262 * (2.5_f64 / 9.0 / 10.0).sqrt();
        assert!((mean).abs() < 1e-12);
        assert!((high - half).abs() < 1e-3 && (low + half).abs() < 1e-3);
        assert_eq!(helps.of(PathwayStep::Example).mean(), None);
    }
}
