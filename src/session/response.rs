//! What was typed and picked, checked against what was asked.

use std::collections::BTreeSet;

use super::Refusal;
use crate::core::{Response, safe_text};
use crate::deck::Exercise;
use crate::exercise::Instance;

/// The most characters of a text: more is no answer but an accident, and costs minutes to compare.
const LONGEST: usize = 4_000;

/// The response in deck indices, if it is of the form that the exercise asks for.
pub(super) fn checked(
    exercise: &Exercise,
    instance: &Instance,
    revealed: bool,
    given: Response,
) -> Result<Response, Refusal> {
    let form = Refusal::WrongForm(expected_form(exercise));
    if !fits(exercise, instance, revealed, &given) {
        return Err(form);
    }
    let given = typed_in(given)?;
    if is_empty(&given) {
        return Err(Refusal::Empty);
    }
    instance.to_deck_order(given).ok_or(form)
}

/// A text as it may be kept and shown.
pub(super) fn typed(text: &str) -> Result<String, Refusal> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(Refusal::TooLong(LONGEST));
    }
    Ok(safe_text(text).into_owned())
}

fn fits(exercise: &Exercise, instance: &Instance, revealed: bool, given: &Response) -> bool {
    let shown = |places: &[u8]| is_each_below(instance.order.len(), places);
    match (exercise, given) {
        (_, Response::DontKnow)
        | (Exercise::Short { .. }, Response::Short(_))
        | (Exercise::Number { .. }, Response::Number(_)) => true,
        (Exercise::Choice { .. }, Response::Choice(place)) => shown(&[*place]),
        (Exercise::Multi { .. }, Response::Multi(places)) => shown(places),
        (Exercise::Order { .. }, Response::Order(places)) => {
            shown(places) && places.iter().collect::<BTreeSet<_>>().len() == places.len()
        }
        (Exercise::Cloze { gaps, .. }, Response::Cloze(texts)) => gaps.len() == texts.len(),
        (Exercise::Steps { steps, .. }, Response::Steps(texts)) => {
            steps.len().saturating_sub(instance.worked) == texts.len()
        }
        (Exercise::Recall { points, .. }, Response::Recall { ticked, .. }) => {
            revealed && is_each_below(points.len(), ticked)
        }
        _ => false,
    }
}

fn is_each_below(count: usize, places: &[u8]) -> bool {
    places.iter().all(|&place| usize::from(place) < count)
}

fn typed_in(given: Response) -> Result<Response, Refusal> {
    let all = |texts: Vec<String>| -> Result<Vec<String>, Refusal> {
        texts.iter().map(|text| typed(text)).collect()
    };
    Ok(match given {
        Response::Short(text) => Response::Short(typed(&text)?),
        Response::Number(text) => Response::Number(typed(&text)?),
        Response::Cloze(texts) => Response::Cloze(all(texts)?),
        Response::Steps(texts) => Response::Steps(all(texts)?),
        Response::Recall { text, ticked } => Response::Recall {
            text: typed(&text)?,
            ticked,
        },
        picked => picked,
    })
}

fn is_empty(response: &Response) -> bool {
    let blank = |texts: &[String]| texts.iter().all(|text| text.trim().is_empty());
    match response {
        Response::Short(text) | Response::Number(text) => text.trim().is_empty(),
        Response::Cloze(texts) | Response::Steps(texts) => blank(texts),
        Response::Multi(places) | Response::Order(places) => places.is_empty(),
        Response::Choice(_) | Response::Recall { .. } | Response::DontKnow => false,
    }
}

/// What a response to this kind of exercise looks like, for whoever sent another.
fn expected_form(exercise: &Exercise) -> &'static str {
    match exercise {
        Exercise::Choice { .. } => "choice: the place of an option",
        Exercise::Multi { .. } => "multi: the places of options",
        Exercise::Cloze { .. } => "cloze: a text for each gap",
        Exercise::Short { .. } => "short: a text",
        Exercise::Number { .. } => "number: a text",
        Exercise::Order { .. } => "order: the places of lines, each once",
        Exercise::Steps { .. } => "steps: a text for each open step",
        Exercise::Recall { .. } => "recall: text and the points ticked, after they were revealed",
    }
}
