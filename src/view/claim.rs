//! The check of what the learner said they know, in words.

use super::scene::ClaimCheck;
use super::words::{count, sentence};
use crate::coach::{CLAIMED, Desk, claim_place};
use crate::event::Decision;

/// Which question of such a check this is.
pub fn question(desk: &Desk<'_>, decision: &Decision) -> Option<ClaimCheck> {
    let place = claim_place(desk).filter(|_| is_of_claim(desk, decision))?;
    let question = place.answered + 1;
    Some(ClaimCheck {
        question,
        of: place.of.max(question),
    })
}

/// What the answer to such a question came to.
pub fn came_to(desk: &Desk<'_>, decision: &Decision) -> Option<String> {
    let claim = desk.learner.claim_on(desk.now.day)?;
    let place = claim_place(desk).filter(|_| is_of_claim(desk, decision))?;
    if claim.missed {
        return Some("Good that it showed: it is taught from here.".to_owned());
    }
    let left = place.of.saturating_sub(place.answered);
    if left > 0 {
        let shown = sentence(&count(place.answered));
        return Some(format!(
            "{shown} of {} shown alone, {} to go.",
            count(place.of),
            count(left)
        ));
    }
    let state = desk.learner.skill(&claim.skill);
    let rested = desk.params.checks.days_after_help;
    let helped = state
        .last_help_ms
        .is_some_and(|help| desk.now.days_since(help) < rested);
    Some(if state.passed_check_at.is_some() {
        "Shown alone: it needs no teaching.".to_owned()
    } else if helped {
        "All alone. There was help with it less than a day ago, so a later check makes it count."
            .to_owned()
    } else {
        "All alone. This deck has too few exercises left to be sure by now; a later check makes it count."
            .to_owned()
    })
}

fn is_of_claim(desk: &Desk<'_>, decision: &Decision) -> bool {
    let claim = desk.learner.claim_on(desk.now.day);
    let same = claim.is_some_and(|claim| claim.skill == decision.skill);
    same && decision.rules.iter().any(|rule| rule == CLAIMED)
}
