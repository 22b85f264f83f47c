//! When to ask the learner how a session will go: where there is something to learn from it.

use super::{Desk, PlannedStep};
use crate::learner::{Foresight, Leaning};

/// How often in a row they may pass it over before it is asked no more.
const PASSED_OVER: u8 = 2;

/// What a learner can foresee of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foreseeable {
    /// Exercises put without help.
    pub exercises: u16,
    /// How many the model expects to come right, 0..exercises.
    pub expected: f64,
}

pub fn foreseeable(plan: &[PlannedStep]) -> Foreseeable {
    Foreseeable {
        exercises: plan.iter().map(|it| it.alone).sum(),
        expected: plan.iter().map(|it| it.expected).sum(),
    }
}

/// At most once a day: in the first sessions, then while the last predictions were clearly off, and
/// else again after some weeks. Who passes it over is left in peace.
pub fn wants_prediction(desk: &Desk<'_>, session: Foreseeable) -> bool {
    let policy = desk.policy;
    let foresight = &desk.learner.foresight;
    let days_since = foresight.asked_on.map(|day| desk.now.day.days_since(day));
    policy.ask_prediction
        && session.exercises >= policy.least_to_predict
        && foresight.passed_over < PASSED_OVER
        && days_since.is_none_or(|days| days > 0)
        && (foresight.kept.len() < policy.predictions_at_first
            || is_off(foresight)
            || days_since.is_some_and(|days| days >= policy.predict_again_after))
}

fn is_off(foresight: &Foresight) -> bool {
    foresight.leaning().as_ref().is_some_and(Leaning::is_clear)
}
