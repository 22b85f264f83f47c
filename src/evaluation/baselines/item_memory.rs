use std::collections::HashMap;

use crate::core::{ItemId, Now};
use crate::event::MemoryUnit;
use crate::learner::{Memory, Params, Rating};

/// FSRS-6 as it schedules cards (Ye, Su and Cao 2022): each item has a memory of its own, which is
/// all that is known of the learner. Its weights are those published with the `fsrs` crate. Right
/// is Good, wrong is Again; it has nothing to say of an item that is new.
pub struct ItemMemory<'a> {
    published: &'a Params,
    memories: HashMap<ItemId, Memory>,
}

impl<'a> ItemMemory<'a> {
    /// With the default parameters, whose memory has the weights that were published.
    pub fn new(published: &'a Params) -> Self {
        Self {
            published,
            memories: HashMap::new(),
        }
    }

    /// Chance of recall, 0..1.
    pub fn recall(&self, item: &ItemId, now: Now) -> Option<f64> {
        let memory = self.memories.get(item)?;
        Some(memory.retrievability_at(now))
    }

    pub fn learn(&mut self, item: &ItemId, right: bool, now: Now) {
        let before = self.memories.get(item).copied();
        let rating = if right { Rating::Good } else { Rating::Again };
        let after = Memory::review(
            self.published,
            &self.published.memory.item,
            MemoryUnit::Item,
            before,
            rating,
            now,
        );
        self.memories.insert(item.clone(), after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = 86_400_000;

    #[test]
    fn what_was_wrong_fades_sooner() {
        let at = |day: i64| Now::new(day * DAY_MS, 0).unwrap();
        let [right, wrong] = ["right", "wrong"].map(ItemId::new);
        let published = Params::default();
        let mut memory = ItemMemory::new(&published);
        memory.learn(&right, true, at(0));
        memory.learn(&wrong, false, at(0));
        // The published weights: .9 is left after 2.3065 days of Good, .212 days of Again.
        let of_right = memory.recall(&right, at(2)).unwrap();
        let of_wrong = memory.recall(&wrong, at(2)).unwrap();
        assert!(of_right > 0.9 && of_wrong < of_right - 0.1, "{of_wrong}");
        assert_eq!(memory.recall(&ItemId::new("new"), at(2)), None);
    }
}
