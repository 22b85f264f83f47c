//! Which items behave unlike their level.

use super::FEWEST_LEARNERS;
use crate::core::ItemId;
use crate::deck::Deck;
use crate::evaluation::{Difficulties, Difficulty};
use crate::learner::ResponseParams;

/// Standard deviations to either end of an interval: 95 % lie within.
const INTERVAL: f64 = 1.96;
const LEVELS: (f64, f64) = (1.0, 5.0);
const MIDDLE_LEVEL: f64 = 3.0;

/// An item that is clearly harder or easier than those of its level.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unlike {
    pub item: ItemId,
    pub level: u8,
    /// That it behaves like.
    pub like: u8,
    pub known: Difficulty,
    /// Of its difficulty, logits.
    pub low: f64,
    pub high: f64,
    /// What its level would make of it, logits, among items that are on the whole as hard as these.
    pub expected: f64,
}

impl Unlike {
    /// Logits between what is expected and the nearer end of the interval.
    fn at_least(&self) -> f64 {
        (self.low - self.expected).max(self.expected - self.high)
    }
}

/// The items whose whole interval is nearer to another level than to their own, the clearest first.
/// Of one that few answered only its skills could be told.
pub(super) fn unlike(response: &ResponseParams, deck: &Deck, found: &Difficulties) -> Vec<Unlike> {
    let mut unlike: Vec<Unlike> = deck
        .items
        .iter()
        .filter_map(|item| {
            let known = found.answered(&item.id)?;
            if known.learners < FEWEST_LEARNERS {
                return None;
            }
            let expected = response.level_difficulty(item.level) + found.mean;
            let low = known.logits - INTERVAL * known.sd;
            let high = known.logits + INTERVAL * known.sd;
            let near = response.level_step / 2.0;
            let is_unlike = low > expected + near || high < expected - near;
            let like = MIDDLE_LEVEL + (known.logits - found.mean) / response.level_step;
            is_unlike.then(|| Unlike {
                item: item.id.clone(),
                level: item.level,
                like: like.round().clamp(LEVELS.0, LEVELS.1) as u8,
                known,
                low,
                high,
                expected,
            })
        })
        .collect();
    unlike.sort_by(|a, b| b.at_least().total_cmp(&a.at_least()));
    unlike
}
