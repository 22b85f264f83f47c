//! Where there are tracks, a skill outside all of them is only met by chance.

use std::collections::BTreeSet;

use crate::core::SkillId;
use crate::deck::finding::Finding;
use crate::deck::link::Linked;

pub(super) fn lint(linked: &Linked, findings: &mut Vec<Finding>) {
    let deck = &linked.deck;
    if deck.tracks.is_empty() {
        return;
    }
    let reached: BTreeSet<SkillId> = deck
        .tracks
        .iter()
        .flat_map(|track| deck.closure(Some(track)))
        .collect();
    for (skill, at) in linked.skills() {
        if !reached.contains(&skill.id) {
            let message = format!("no track leads to the skill `{}`", skill.id);
            let help = "name it in a track, or in the `requires` of a skill that a track names";
            findings.push(
                Finding::warning("lint::unreachable-skill", at.place(&at.id), message).help(help),
            );
        }
    }
}
