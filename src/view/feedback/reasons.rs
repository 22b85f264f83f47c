//! What was right in an answer, why the rest is not, and why the right answer is right.

use std::collections::BTreeSet;

use super::Seen;
use crate::core::Confidence;
use crate::deck::{Exercise, Option_};
use crate::exercise::{Part, Slip};
use crate::view::scene::Verdict;
use crate::view::slip::{place_word, slip};
use crate::view::words::{count, list, sentence};

/// Letters of an option up to which it can be quoted before its reason.
const QUOTED: usize = 40;

/// What was right in an answer that was not all right.
pub fn saw(seen: &Seen<'_>) -> Option<String> {
    let parts = &seen.told.grade.parts;
    if !seen.is_wrong() {
        return None;
    }
    match seen.kind() {
        "multi" => of_picks(parts, seen.options().len()),
        "order" => of_beginning(parts, "line"),
        "steps" => of_beginning(parts, "step").or_else(|| of_places(parts)),
        _ => of_places(parts),
    }
}

/// "Both that you picked are right; one is missing."
fn of_picks(parts: &[Part], options: usize) -> Option<String> {
    let right = parts.iter().filter(|it| it.ok).count();
    let missing = parts.iter().filter(|it| it.yours.is_empty()).count();
    let wrong = parts.len() - right - missing;
    let picked = right + wrong;
    let left_alone = options.saturating_sub(parts.len());
    let rest = match missing {
        0 => String::new(),
        1 => "; one is missing".to_owned(),
        n => format!("; {} are missing", count(n)),
    };
    Some(match (picked, right, wrong) {
        (_, 0, _) if left_alone == 0 => return None,
        (_, 0, _) => {
            let option = if left_alone == 1 { "option" } else { "options" };
            format!(
                "{} {option} you rightly left alone.",
                sentence(&count(left_alone))
            )
        }
        (1, 1, _) => format!("The one that you picked is right{rest}."),
        (2, 2, _) => format!("Both that you picked are right{rest}."),
        (n, _, 0) => format!("All {} that you picked are right{rest}.", count(n)),
        (n, 1, _) => format!("One of the {} that you picked is right{rest}.", count(n)),
        (n, right, _) => format!(
            "{} of the {} that you picked are right{rest}.",
            sentence(&count(right)),
            count(n)
        ),
    })
}

/// How far from the beginning all is right.
fn of_beginning(parts: &[Part], place: &str) -> Option<String> {
    let right = parts.iter().take_while(|it| it.ok).count();
    match right {
        0 => None,
        1 => Some(format!("The first {place} is right.")),
        n => Some(format!("The first {} {place}s are right.", count(n))),
    }
}

fn of_places(parts: &[Part]) -> Option<String> {
    let right: Vec<&Part> = parts.iter().filter(|part| part.ok).collect();
    let shown: Vec<&str> = right
        .iter()
        .map(|part| part.yours.trim())
        .filter(|text| !text.is_empty() && !text.contains('\n'))
        .collect();
    if right.is_empty() {
        return None;
    }
    if shown.len() == right.len() && shown.len() <= 2 {
        let quoted: Vec<String> = shown
            .iter()
            .map(|text| format!("`{}`", text.trim_matches('`')))
            .collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        return Some(format!("{}.", list(&quoted, 2)));
    }
    let (right, all) = (right.len(), parts.len());
    Some(format!(
        "{} of {} places.",
        sentence(&count(right)),
        count(all)
    ))
}

/// The reasons of the learner's own options and answers, or what can be said truthfully from the
/// answer itself; of several places, which it is about. Of a right answer, what was forgiven, and
/// to who was unsure of it, why it holds.
pub fn why(seen: &Seen<'_>) -> Vec<String> {
    if seen.verdict == Verdict::Unknown {
        return Vec::new();
    }
    let parts = &seen.told.grade.parts;
    let unsure = seen
        .told
        .attempt
        .confidence
        .is_some_and(|it| it <= Confidence::Unsure);
    let mut said: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let note = part.note.as_deref().filter(|_| !part.ok || unsure);
        let found = part.saw.as_ref().filter(|it| is_telling(it, seen));
        let found = found.map(|it| slip(it, place(seen, at), seen.kind()));
        let of_both = matches!(part.saw, Some(Slip::SwappedWith(_)));
        let (both, own): (Vec<String>, Vec<String>) = found.into_iter().partition(|_| of_both);
        said.extend(both);
        let texts: Vec<&str> = own.iter().map(String::as_str).chain(note).collect();
        if !texts.is_empty() {
            said.push(format!("{}{}", label(seen, at, part), texts.join(" ")));
        }
    }
    let mut once = BTreeSet::new();
    said.retain(|text| once.insert(text.clone()));
    said
}

/// The number of a part's place, from 1. Steps that stood there already count, but are no part of
/// the answer.
fn place(seen: &Seen<'_>, at: usize) -> usize {
    let parts = seen.told.grade.parts.len();
    let all = match seen.item.map(|it| &it.exercise) {
        Some(Exercise::Steps { steps, .. }) => steps.len(),
        _ => parts,
    };
    at + 1 + all.saturating_sub(parts)
}

/// A line that does not belong is shown as such where the lines are shown.
fn is_telling(found: &Slip, seen: &Seen<'_>) -> bool {
    !(seen.kind() == "order" && *found == Slip::DoesNotBelong)
}

/// Which of several places it is: "Gap 2: ", "You left out `x`: ".
fn label(seen: &Seen<'_>, at: usize, part: &Part) -> String {
    let parts = seen.told.grade.parts.len();
    match seen.kind() {
        "cloze" | "steps" if parts > 1 => {
            let word = sentence(place_word(seen.kind()));
            format!("{word} {}: ", place(seen, at))
        }
        "multi" => {
            let did = if part.yours.is_empty() {
                "You left out"
            } else {
                "You picked"
            };
            let option = if part.yours.is_empty() {
                &part.right
            } else {
                &part.yours
            };
            format!("{did} {}: ", named(seen, option))
        }
        _ => String::new(),
    }
}

/// An option as it can be named in a sentence: by its text, or by its number on the screen.
fn named(seen: &Seen<'_>, option: &str) -> String {
    let short = option.chars().count() <= QUOTED && !option.contains('\n');
    let place = seen.options().iter().position(|it| it == option);
    let code = option.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
    match (place, code) {
        (Some(at), _) if !short => format!("option {}", at + 1),
        (_, Some(code)) if !code.contains('`') => option.to_owned(),
        _ => format!("“{}”", option.trim_end_matches('.')),
    }
}

/// Why the right answer is right, in the words of the item or of its right options.
pub fn explain(seen: &Seen<'_>) -> String {
    let Some(item) = seen.item.filter(|item| item.explain.is_empty()) else {
        return seen
            .item
            .map(|item| item.explain.clone())
            .unwrap_or_default();
    };
    let options: &[Option_] = match &item.exercise {
        Exercise::Choice { options } => options,
        _ => &[],
    };
    let right = options.iter().find(|it| it.correct);
    let said = |text: &String| why(seen).contains(text);
    right
        .map(|it| it.because.clone())
        .filter(|text| !said(text))
        .unwrap_or_default()
}
