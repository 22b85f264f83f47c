//! Options that give the answer away, or teach nothing when picked.

use crate::deck::finding::Finding;
use crate::deck::link::Linked;
use crate::deck::read::ItemAt;
use crate::deck::{Exercise, Option_};

pub(super) fn lint(linked: &Linked, findings: &mut Vec<Finding>) {
    for (item, at) in linked.items() {
        match &item.exercise {
            Exercise::Choice { options } => {
                without_because(options, at, findings);
                longest_is_correct(options, at, findings);
            }
            Exercise::Multi { options } => without_because(options, at, findings),
            _ => {}
        }
    }
}

fn without_because(options: &[Option_], at: &ItemAt, findings: &mut Vec<Finding>) {
    for (option, span) in options.iter().zip(&at.options) {
        if !option.correct && option.because.is_empty() {
            let message = "this wrong option has no `because`";
            let help = "say why it is tempting and why it is not so: who picks it reads just that";
            findings.push(Finding::warning("lint::no-because", at.place(span), message).help(help));
        }
    }
}

/// Learners who know nothing else pick the longest option.
fn longest_is_correct(options: &[Option_], at: &ItemAt, findings: &mut Vec<Finding>) {
    let length = |option: &Option_| option.text.chars().count();
    let longest_wrong = options.iter().filter(|it| !it.correct).map(length).max();
    let correct = options.iter().zip(&at.options).find(|(it, _)| it.correct);
    let (Some(longest_wrong), Some((correct, span))) = (longest_wrong, correct) else {
        return;
    };
    if stands_out(length(correct), longest_wrong) {
        let message = "the right option is much longer than the others";
        let help = "make it shorter, or give a wrong one as much to say";
        findings
            .push(Finding::warning("lint::longest-is-correct", at.place(span), message).help(help));
    }
}

/// Half as long again, and by a word or two: short options differ by chance.
fn stands_out(correct: usize, longest_wrong: usize) -> bool {
    2 * correct > 3 * longest_wrong && correct >= longest_wrong + 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_notably_longer_option_stands_out() {
        assert!(stands_out(40, 26));
        assert!(!stands_out(39, 26));
        assert!(!stands_out(6, 2), "`a half` beside `no`");
    }
}
