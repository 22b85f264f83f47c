//! An item as it is put before a learner: options and lines in an order made from a seed.

use crate::core::{Random, Response, Stage};
use crate::deck::{Exercise, Item};

/// The order in which an item's options or lines are shown, and how many steps stand there worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Place on the screen to index in the deck; empty for kinds without options or lines.
    pub order: Vec<usize>,
    /// For `steps`: so many are shown worked.
    pub worked: usize,
}

impl Instance {
    pub fn new(item: &Item, seed: u64, stage: Stage) -> Self {
        let mut random = Random::seeded(seed);
        let (shuffled, worked) = match &item.exercise {
            Exercise::Choice { options } | Exercise::Multi { options } => (options.len(), 0),
            Exercise::Order { lines, distractors } => (lines.len() + distractors.len(), 0),
            Exercise::Steps { steps, .. } => (0, worked_steps(steps.len(), stage)),
            _ => (0, 0),
        };
        let mut order = random.permutation(shuffled);
        // Lines that already stand in order would be no exercise.
        if matches!(item.exercise, Exercise::Order { .. }) && order.is_sorted() && shuffled > 1 {
            order.rotate_left(1);
        }
        Self { order, worked }
    }

    /// A response in screen places, as one in deck indices. Places that do not exist are dropped;
    /// a choice outside the options becomes none.
    pub fn to_deck_order(&self, response: Response) -> Option<Response> {
        let index = |place: u8| {
            let at = *self.order.get(usize::from(place))?;
            u8::try_from(at).ok()
        };
        Some(match response {
            Response::Choice(place) => Response::Choice(index(place)?),
            Response::Multi(places) => {
                let mut picked: Vec<u8> = places.into_iter().filter_map(index).collect();
                picked.sort_unstable();
                picked.dedup();
                Response::Multi(picked)
            }
            Response::Order(places) => {
                Response::Order(places.into_iter().filter_map(index).collect())
            }
            other => other,
        })
    }
}

/// Steps fade: guided leaves only the last one open, the bare item all of them.
fn worked_steps(steps: usize, stage: Stage) -> usize {
    match stage {
        Stage::Example | Stage::Guided => steps.saturating_sub(1),
        Stage::Bare | Stage::Open => 0,
    }
}
