//! A hint that contains the answer is none.

use crate::core::quote;
use crate::deck::finding::Finding;
use crate::deck::link::Linked;
use crate::deck::{Exercise, Gap, Option_};

/// Shorter answers turn up in sentences by chance.
const SHORTEST: usize = 4;

pub(super) fn lint(linked: &Linked, findings: &mut Vec<Finding>) {
    for (item, at) in linked.items() {
        let answers: Vec<String> = answers(&item.exercise)
            .into_iter()
            .map(plain)
            .filter(|answer| answer.chars().count() >= SHORTEST)
            .collect();
        for (hint, span) in item.hints.iter().zip(&at.hints) {
            let hint = plain(hint);
            if let Some(answer) = answers.iter().find(|answer| contains(&hint, answer)) {
                let message = format!("this hint contains the answer {}", quote(answer));
                let help = "lead to it instead; even the last hint leaves the last step open";
                findings.push(
                    Finding::warning("lint::hint-is-answer", at.place(span), message).help(help),
                );
            }
        }
    }
}

/// The answers as they are shown, not every spelling that is accepted: generous lists hold words
/// that hints use in another sense.
fn answers(exercise: &Exercise) -> Vec<&str> {
    match exercise {
        Exercise::Choice { options } => options
            .iter()
            .filter(|it| it.correct)
            .map(|Option_ { text, .. }| text.as_str())
            .collect(),
        Exercise::Cloze { gaps, .. } => gaps
            .iter()
            .filter_map(|Gap { accept, .. }| accept.first().map(String::as_str))
            .collect(),
        Exercise::Short { accept, .. } => accept.iter().take(1).map(String::as_str).collect(),
        // A number has too many other reasons to stand in a hint, and several right options, lines
        // or steps are not given away by one of them.
        _ => Vec::new(),
    }
}

/// Without the marks that the two may differ in.
fn plain(text: &str) -> String {
    let text = text.replace(['`', '*'], "").to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

/// Whether the answer stands in the hint as whole words.
fn contains(hint: &str, answer: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    hint.match_indices(answer).any(|(at, found)| {
        let before = hint[..at].chars().next_back();
        let after = hint[at + found.len()..].chars().next();
        let first = answer.chars().next();
        let last = answer.chars().next_back();
        let joins =
            |a: Option<char>, b: Option<char>| a.is_some_and(is_word) && b.is_some_and(is_word);
        !joins(before, first) && !joins(last, after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_found_as_whole_words_only() {
        assert!(contains(&plain("It is **Borrowed**, you see."), "borrowed"));
        assert!(contains("think of mem::take here", "mem::take"));
        assert!(!contains("who is the owner's ownership", "owners"));
        assert!(!contains("undropped values", "dropped"));
    }
}
