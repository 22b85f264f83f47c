//! A history is folded as the program itself folds it, and each answer predicted first.

use crate::core::{ActivityKind, ItemId, Now, Support};
use crate::event::{Body, Event, ItemVersion, Stamp};
use crate::learner::{Learner, Params};

/// What one learner did in one deck, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// Who: a name only within one file.
    pub learner: String,
    /// Nothing in it was undone.
    pub events: Vec<Event>,
}

/// An unaided answer that is about to be taken in.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// As known before the answer.
    pub learner: &'a Learner,
    pub item: &'a ItemVersion,
    pub now: Now,
    /// Where it stands among all answers in all decks.
    pub stamp: Stamp,
    /// What the answer will be worth, 0..1.
    pub credit: f64,
    /// Whether the everyday model predicts it. The answers of a baseline wait for its end, and are
    /// told by a belief of its own.
    pub everyday: bool,
    /// Days since the same item was last met; none where it is new.
    pub gap_days: Option<f64>,
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

/// Predicts every unaided everyday answer of a history and then takes it in.
pub fn replay(params: &Params, history: &History) -> Vec<Predicted> {
    let mut predicted = Vec::new();
    each_answer(params, &history.events, |asked| {
        if asked.everyday {
            predicted.push(Predicted {
                chance: asked.learner.predict(params, asked.item, asked.now),
                credit: asked.credit,
                item: asked.item.item.clone(),
                gap_days: asked.gap_days,
            });
        }
    });
    predicted
}

/// Shows every unaided answer of a history together with the learner as known before it.
///
/// Answers after help tell of the help as much as of the learner: they are taken in, not shown.
pub(super) fn each_answer(params: &Params, events: &[Event], mut see: impl FnMut(&Asked)) {
    let mut learner = Learner::new(params);
    for event in events {
        if let Some(asked) = asked(&learner, event) {
            see(&asked);
        }
        learner.apply(params, event);
    }
}

fn asked<'a>(learner: &'a Learner, event: &Event) -> Option<Asked<'a>> {
    let Body::Attempt(attempt) = &event.body else {
        return None;
    };
    if attempt.support != Support::None || attempt.hints > 0 {
        return None;
    }
    let item = learner.versions.get(&attempt.version)?;
    let before = learner.items.get(&item.item);
    Some(Asked {
        learner,
        item,
        now: event.now,
        stamp: event.stamp,
        credit: attempt.score,
        everyday: attempt.activity != ActivityKind::Baseline,
        gap_days: before.map(|it| event.now.days_since(it.last.utc_ms)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::testing::histories;

    const ROWS: &str = "a,1,0,x,s,1\na,2,600,y,s;t,0\na,3,86400,x,s,\na,4,172800,x,s,1\n";

    #[test]
    fn each_answer_is_predicted_by_what_was_known_before_it() {
        let params = Params::default();
        let [history] = &histories(ROWS)[..] else {
            panic!("one learner")
        };
        let predicted = replay(&params, history);
        let mut at = 0;
        for (number, event) in history.events.iter().enumerate() {
            let Body::Attempt(attempt) = &event.body else {
                continue;
            };
            if attempt.support != Support::None {
                continue;
            }
            let before = Learner::fold(&params, &history.events[..number]);
            let item = &before.versions[&attempt.version];
            assert_eq!(
                predicted[at].chance,
                before.predict(&params, item, event.now)
            );
            at += 1;
        }
        assert_eq!(at, predicted.len());
    }

    #[test]
    fn what_was_only_looked_at_is_met_but_not_predicted() {
        let predicted = replay(&Params::default(), &histories(ROWS)[0]);
        let read: Vec<_> = predicted
            .iter()
            .map(|it| (it.credit, it.gap_days))
            .collect();
        assert_eq!(read, [(1.0, None), (0.0, None), (1.0, Some(1.0))]);
    }

    #[test]
    fn help_is_taken_in_and_a_baseline_told_apart() {
        let mut history = histories("a,1,0,x,s,1\na,2,0,y,s,1\na,3,0,z,s,1\n").remove(0);
        for event in &mut history.events {
            if let Body::Attempt(attempt) = &mut event.body {
                match attempt.item.as_str() {
                    "x" => attempt.activity = ActivityKind::Baseline,
                    "y" => attempt.hints = 1,
                    _ => {}
                }
            }
        }
        let params = Params::default();
        let mut shown = Vec::new();
        each_answer(&params, &history.events, |it| {
            shown.push((it.item.item.to_string(), it.everyday));
        });
        assert_eq!(shown, [("x".to_owned(), false), ("z".to_owned(), true)]);
        let predicted = replay(&params, &history);
        let new = Learner::new(&params).predict_unfaded(
            &params,
            &crate::evaluation::testing::item("z", &["s"]),
            history.events[0].now,
        );
        assert_eq!(predicted.len(), 1);
        assert_ne!(predicted[0].chance, new);
    }
}
