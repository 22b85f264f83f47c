//! What to do differently next time: the author's words or, where there are none, what else the
//! deck says that bears on this answer.

use super::Seen;
use crate::deck::{Compare, Example};
use crate::exercise::accepts;
use crate::view::scene::Verdict;

/// Letters of an answer from which its coming again is no accident.
const TELLING: usize = 3;

pub fn strategy(seen: &Seen<'_>) -> String {
    let Some(item) = seen.item else {
        return String::new();
    };
    if !item.improve.is_empty() || seen.verdict == Verdict::Yes {
        return item.improve.clone();
    }
    from_example(seen)
        .or_else(|| from_hint(seen))
        .unwrap_or_default()
}

/// The step of the skill's worked example that asks for what was missed here.
fn from_example(seen: &Seen<'_>) -> Option<String> {
    let skill = seen.session.deck.skill(&seen.told.decision.skill)?;
    let example = skill.example.as_ref()?;
    let mut missed = seen.told.grade.parts.iter().filter(|part| !part.ok);
    let (at, ask) = missed.find_map(|part| step_for(example, &part.right))?;
    Some(format!(
        "The worked example asks for the same in its step {}: {ask}",
        at + 1
    ))
}

/// The only step whose question has this answer, which must be a telling one.
fn step_for<'a>(example: &'a Example, right: &str) -> Option<(usize, &'a str)> {
    let letters = right.chars().filter(|it| it.is_alphabetic()).count();
    if letters < TELLING || right.eq_ignore_ascii_case("yes") {
        return None;
    }
    let steps = example.steps.iter().enumerate();
    let mut fitting = steps.filter_map(|(at, step)| {
        let ask = step.ask.as_ref()?;
        accepts(&ask.accept, Compare::default(), right).then_some((at, ask.ask.as_str()))
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The first hint, where it was not taken.
fn from_hint(seen: &Seen<'_>) -> Option<String> {
    let hint = seen.item?.hints.first()?;
    (seen.told.attempt.hints == 0).then(|| format!("Begin with what the first hint says: {hint}"))
}
