//! Grading: a score, what was right and wrong place by place, and the misconceptions that show.

mod calculator;
#[cfg(test)]
mod fixture;
mod number;
mod order;
mod pick;
mod slip;
#[cfg(test)]
mod tests;
mod text;
mod typed;

pub use slip::Slip;
pub use typed::accepts;

use super::Instance;
use crate::core::{MisconceptionId, Response};
use crate::deck::{Exercise, Item, StepAnswer};

/// What an answer is worth, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// 0..1; partial credit where an answer has several places.
    pub score: f64,
    /// In the order of the right answer.
    pub parts: Vec<Part>,
    /// Those that the answer shows, each once.
    pub misconceptions: Vec<MisconceptionId>,
}

/// One place of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Empty where nothing was given.
    pub yours: String,
    /// Empty where nothing should have been given.
    pub right: String,
    pub ok: bool,
    /// What the author says about this very answer.
    pub note: Option<String>,
    /// What can be said where the author says nothing; of a right answer, what was forgiven.
    pub saw: Option<Slip>,
}

/// A part and the misconception it shows.
struct Marked {
    part: Part,
    misconception: Option<MisconceptionId>,
}

/// Grades a response in deck order. One that does not fit the item's kind counts as none.
pub fn grade(item: &Item, instance: &Instance, response: &Response) -> Grade {
    let (score, marked) = match (&item.exercise, response) {
        (Exercise::Choice { options }, Response::Choice(picked)) => pick::one(options, *picked),
        (Exercise::Multi { options }, Response::Multi(picked)) => pick::several(options, picked),
        (Exercise::Cloze { gaps, compare, .. }, Response::Cloze(typed)) => {
            typed::gaps(gaps, *compare, typed)
        }
        (
            Exercise::Short {
                accept,
                wrong,
                compare,
            },
            Response::Short(typed),
        ) => shared(vec![typed::judge(accept, wrong, *compare, typed)]),
        (
            Exercise::Number {
                answer,
                tolerance,
                unit,
                wrong,
            },
            Response::Number(typed),
        ) => {
            let wanted = number::Wanted {
                answer: *answer,
                tolerance: *tolerance,
                unit,
            };
            shared(vec![number::judge(&wanted, wrong, typed)])
        }
        (Exercise::Order { lines, distractors }, Response::Order(placed)) => {
            order::arranged(lines, distractors, placed)
        }
        (Exercise::Steps { steps, compare }, Response::Steps(typed)) => typed::steps(
            open_steps(steps, instance),
            instance.worked,
            *compare,
            typed,
        ),
        (Exercise::Recall { points, .. }, Response::Recall { ticked, .. }) => {
            pick::ticked(points, ticked)
        }
        _ => (0.0, unanswered(&item.exercise, instance)),
    };
    Grade::new(score, marked)
}

/// The right answer in words, one line a place.
pub fn right_answer(item: &Item) -> String {
    match &item.exercise {
        Exercise::Recall { answer, .. } if !answer.is_empty() => answer.clone(),
        exercise => right_places(exercise, 0).join("\n"),
    }
}

impl Grade {
    fn new(score: f64, marked: Vec<Marked>) -> Self {
        let mut misconceptions: Vec<MisconceptionId> = Vec::new();
        for id in marked.iter().filter_map(|it| it.misconception.as_ref()) {
            if !misconceptions.contains(id) {
                misconceptions.push(id.clone());
            }
        }
        Self {
            score: score.clamp(0.0, 1.0),
            parts: marked.into_iter().map(|it| it.part).collect(),
            misconceptions,
        }
    }
}

impl Marked {
    fn right(yours: &str, right: &str) -> Self {
        Self::new(yours, right, true)
    }

    fn wrong(yours: &str, right: &str) -> Self {
        Self::new(yours, right, false)
    }

    fn new(yours: &str, right: &str, ok: bool) -> Self {
        Self {
            part: Part {
                yours: yours.to_owned(),
                right: right.to_owned(),
                ok,
                note: None,
                saw: None,
            },
            misconception: None,
        }
    }

    /// With the author's words, where there are any.
    fn noted(mut self, because: &str) -> Self {
        self.part.note = (!because.is_empty()).then(|| because.to_owned());
        self
    }

    fn showing(mut self, misconception: Option<&MisconceptionId>) -> Self {
        self.misconception = misconception.cloned();
        self
    }

    fn seen(mut self, slip: Option<Slip>) -> Self {
        self.part.saw = slip;
        self
    }
}

/// The share of places that are right.
fn shared(marked: Vec<Marked>) -> (f64, Vec<Marked>) {
    let right = marked.iter().filter(|it| it.part.ok).count();
    (share(right, marked.len()), marked)
}

/// 0 of nothing is 0.
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn open_steps<'a>(steps: &'a [StepAnswer], instance: &Instance) -> &'a [StepAnswer] {
    steps.get(instance.worked..).unwrap_or_default()
}

fn unanswered(exercise: &Exercise, instance: &Instance) -> Vec<Marked> {
    right_places(exercise, instance.worked)
        .into_iter()
        .map(|right| Marked::wrong("", &right))
        .collect()
}

/// The right answer place by place; of steps, those after the worked ones.
fn right_places(exercise: &Exercise, worked: usize) -> Vec<String> {
    let first = |accept: &[String]| accept.first().cloned().unwrap_or_default();
    match exercise {
        Exercise::Choice { options } | Exercise::Multi { options } => options
            .iter()
            .filter(|it| it.correct)
            .map(|it| it.text.clone())
            .collect(),
        Exercise::Cloze { gaps, .. } => gaps.iter().map(|gap| first(&gap.accept)).collect(),
        Exercise::Short { accept, .. } => vec![first(accept)],
        Exercise::Number { answer, unit, .. } => vec![number::quantity(*answer, unit)],
        Exercise::Order { lines, .. } => lines.clone(),
        Exercise::Steps { steps, .. } => steps.iter().skip(worked).map(typed::right_step).collect(),
        Exercise::Recall { points, .. } => points.clone(),
    }
}
