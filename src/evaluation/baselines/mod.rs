//! What the learner model is compared with.
//!
//! All are cold: nothing is known of the items, the skills or the learner before the first answer.
//! What they hold of learners in general was chosen on four public data sets together
//! (Algebra I 2005-06, ASSISTments 2009-10 and 2017, Lindsey's Spanish vocabulary), so as to make
//! the sum of their four log losses small: they are given every chance.

mod bkt;
mod elo;
mod item_memory;
mod running_mean;

pub(super) use bkt::Bkt;
pub(super) use elo::Elo;
pub(super) use item_memory::ItemMemory;
pub(super) use running_mean::RunningMean;

use crate::event::ItemVersion;

/// Something that predicts each answer of one learner before it sees it.
pub(super) trait Baseline {
    /// Chance of a right answer, 0..1.
    fn predict(&self, item: &ItemVersion) -> f64;

    /// Takes in what the answer was worth, 0..1.
    fn learn(&mut self, item: &ItemVersion, credit: f64);
}
