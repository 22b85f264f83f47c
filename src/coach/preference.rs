//! What the learner tends to take bends what a step is worth, a little.

use super::Desk;
use crate::event::{Candidate, Term};

/// The term by which a worth was bent.
pub const YOUR_CHOICES: &str = "your choices";

/// The candidate with its worth moved by at most a fifth towards what the learner tends to take; the
/// term says by how much.
pub(super) fn preferred(desk: &Desk<'_>, mut candidate: Candidate) -> Candidate {
    if !desk.policy.learn_from_choices {
        return candidate;
    }
    let factor = desk.learner.preference.factor(candidate.activity);
    // What is worth less than nothing gets worse by being avoided, not better.
    let value = candidate.worth.abs() * (factor - 1.0);
    if value != 0.0 {
        candidate.worth += value;
        candidate.terms.push(Term {
            name: YOUR_CHOICES.to_owned(),
            value,
        });
    }
    candidate
}
