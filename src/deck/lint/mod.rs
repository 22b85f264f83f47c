//! Findings about teaching: what would make a deck that can be read teach better.

mod coverage;
mod duplicates;
mod hints;
mod material;
mod options;
mod tracks;

use super::finding::Finding;
use super::link::Linked;

/// All lints, on a deck that could be read.
pub(super) fn lint(linked: &Linked) -> Vec<Finding> {
    let rules = [
        coverage::lint,
        duplicates::lint,
        hints::lint,
        material::lint,
        options::lint,
        tracks::lint,
    ];
    let mut findings = Vec::new();
    for rule in rules {
        rule(linked, &mut findings);
    }
    findings
}
