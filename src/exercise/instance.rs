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
            Exercise::Steps { steps, .. } => {
                (0, worked_steps(steps.len(), stage.max(Stage::Guided)))
            }
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

/// Steps fade from the last to the first (Renkl and Atkinson, 2003): at first only the last one is
/// left open, then the last half of them, at least two, then all.
fn worked_steps(steps: usize, stage: Stage) -> usize {
    steps.saturating_sub(open_steps(steps, stage))
}

/// How many of so many steps are left open, from the last on.
pub fn open_steps(steps: usize, stage: Stage) -> usize {
    match stage {
        Stage::Example => 0,
        Stage::Guided => 1.min(steps),
        Stage::Faded => steps.div_ceil(2).max(2).min(steps),
        Stage::Bare | Stage::Open => steps,
    }
}

/// The stage at which an item can be laid out that is nearest to what is wanted: without steps
/// there is only a first hint to show, and where that is wanting too, nothing. `helps`: whether in
/// doubt there shall be more help rather than less.
pub fn stage_of(item: &Item, wanted: Stage, helps: bool) -> Stage {
    let guided = match &item.exercise {
        Exercise::Steps { steps, .. } => {
            let some_worked = worked_steps(steps.len(), wanted) > 0;
            return if some_worked {
                wanted
            } else {
                wanted.max(Stage::Bare)
            };
        }
        _ if item.hints.is_empty() => Stage::Bare,
        _ => Stage::Guided,
    };
    match wanted {
        Stage::Example | Stage::Guided => guided,
        Stage::Faded if helps => guided,
        Stage::Faded => Stage::Bare,
        Stage::Bare | Stage::Open => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_fade_from_the_last_to_the_first() {
        use Stage::{Bare, Example, Faded, Guided, Open};
        let open = |steps| [Example, Guided, Faded, Bare, Open].map(|it| open_steps(steps, it));
        assert_eq!(open(1), [0, 1, 1, 1, 1]);
        assert_eq!(open(2), [0, 1, 2, 2, 2]);
        assert_eq!(open(3), [0, 1, 2, 3, 3]);
        assert_eq!(open(5), [0, 1, 3, 5, 5]);
        for steps in 0..12 {
            assert!(open(steps).is_sorted(), "less help leaves no less open");
        }
    }
}
