//! A history is folded as the program itself folds it, and each answer predicted first.

use crate::core::{ActivityKind, ItemId, Support};
use crate::event::{Body, Event};
use crate::learner::{Learner, Params};

/// What one learner did in one deck, in order.
#[derive(Clone, Debug)]
pub struct History {
    /// Who: a name only within one file.
    pub learner: String,
    /// Nothing in it was undone.
    pub events: Vec<Event>,
}

/// An answer that was predicted before it was taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicted {
    /// Chance of a right answer, 0..1.
    pub chance: f64,
    /// What the answer was worth, 0..1.
    pub credit: f64,
    pub item: ItemId,
    /// Days since the same item was last met; none where it is new.
    pub gap_days: Option<f64>,
}

/// Predicts every unaided answer of a history and then takes it in.
///
/// Answers after help tell of the help as much as of the learner, and those of a baseline wait for
/// its end: both are taken in, neither is predicted.
pub fn replay(params: &Params, history: &History) -> Vec<Predicted> {
    let mut learner = Learner::new(params);
    let mut predicted = Vec::new();
    for event in &history.events {
        predicted.extend(predict(params, &learner, event));
        learner.apply(params, event);
    }
    predicted
}

fn predict(params: &Params, learner: &Learner, event: &Event) -> Option<Predicted> {
    let Body::Attempt(attempt) = &event.body else {
        return None;
    };
    let unaided = attempt.support == Support::None && attempt.hints == 0;
    if !unaided || attempt.activity == ActivityKind::Baseline {
        return None;
    }
    let item = learner.versions.get(&attempt.version)?;
    let before = learner.items.get(&item.item);
    Some(Predicted {
        chance: learner.predict(params, item, event.now),
        credit: attempt.score,
        item: item.item.clone(),
        gap_days: before.map(|it| event.now.days_since(it.last.utc_ms)),
    })
}
