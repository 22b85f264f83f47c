//! What was right in an answer, why the rest is not, and why the right answer is right.

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
        let slip = part.saw.as_ref().filter(|it| is_telling(it, seen));
        let slip = slip.map(|it| slip_in(seen, it));
        let texts: Vec<&str> = slip.as_deref().into_iter().chain(note).collect();
        if texts.is_empty() {
            continue;
        }
        let text = format!("{}{}", label(seen, at, part), texts.join(" "));
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said
}

fn slip_in(seen: &Seen<'_>, found: &Slip) -> String {
    slip(found, seen.kind())
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
            let all = match seen.item.map(|it| &it.exercise) {
                Some(Exercise::Steps { steps, .. }) => steps.len(),
                _ => parts,
            };
            // Steps that stood there already count, but are no part of the answer.
            let place = at + 1 + all.saturating_sub(parts);
            format!("{} {place}: ", sentence(place_word(seen.kind())))
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
    match place {
        Some(at) if !short => format!("option {}", at + 1),
        _ => option.trim_end_matches('.').to_owned(),
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
