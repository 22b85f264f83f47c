//! `[[rule]]`.

use super::value::Value;
use crate::deck::finding::{Finding, Severity};
use crate::rule::{self, Entry, Problem, ProblemKind, Rules};

pub(super) fn rules(value: Value<'_>) -> Vec<Entry> {
    let built_in: Vec<&str> = Rules::built_in().names().collect();
    let (entries, problems) = rule::read(value.spanned(), Some(&built_in));
    for problem in problems {
        report(value, problem);
    }
    entries
}

fn report(value: Value<'_>, problem: Problem) {
    let place = value.log().place(&problem.at);
    let mut finding = Finding::error(code(problem.kind), place, problem.message);
    if !problem.kind.is_error() {
        finding.severity = Severity::Warning;
    }
    value.log().add(match problem.help {
        Some(help) => finding.help(help),
        None => finding,
    });
}

fn code(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::MissingKey => "deck::missing-key",
        ProblemKind::WrongType => "deck::wrong-type",
        ProblemKind::Empty => "deck::empty",
        ProblemKind::UnknownTrigger => "deck::unknown-trigger",
        ProblemKind::UnknownResponse => "deck::unknown-response",
        ProblemKind::Condition => "deck::out-of-range",
        ProblemKind::Twice => "deck::duplicate-id",
        ProblemKind::NoSuchRule => "deck::no-such-rule",
        ProblemKind::UnknownKey => "deck::unknown-key",
    }
}
