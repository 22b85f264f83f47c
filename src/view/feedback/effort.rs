//! On confidence, help, time and what was tried: the process, never praise, never blame.

use super::Seen;
use crate::core::{Confidence, Support};
use crate::learner::{Band, ConfBin, SURE, Tempo, UNSURE};
use crate::view::judge::ENOUGH_OF_SKILL;
use crate::view::reason::title;
use crate::view::scene::Verdict;
use crate::view::words::{ago, count, counted, seconds};

pub fn notes(seen: &Seen<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if !seen.is_brief() {
        notes.extend(of_confidence(seen));
        notes.extend(record(seen));
        notes.extend(help(seen));
        notes.extend(tried_before(seen));
        notes.extend(time(seen));
    }
    notes.extend(standing(seen));
    notes
}

/// Whether how sure the learner was fits what came of it.
fn of_confidence(seen: &Seen<'_>) -> Option<String> {
    let confidence = seen.told.attempt.confidence?;
    let right = seen.verdict == Verdict::Yes;
    let said = match confidence {
        Confidence::Certain if seen.is_wrong() => {
            "You were certain. Surprises like this one are remembered best, so take a moment with it."
        }
        Confidence::Fairly if seen.is_wrong() => {
            "You were fairly sure, so this one is worth a moment."
        }
        Confidence::Unsure if seen.is_wrong() => "You were unsure, and that fits.",
        Confidence::Guess if right => {
            "A guess that came out right: read why, so that next time it is no guess."
        }
        Confidence::Unsure if right => "You were unsure, and it is right.",
        _ => return None,
    };
    Some(said.to_owned())
}

/// How such confidence fared in the skill so far, this answer included, where it misled.
fn record(seen: &Seen<'_>) -> Option<String> {
    let confidence = seen.told.attempt.confidence?;
    let (alike, were, surprising) = if SURE.contains(&confidence) {
        (SURE, "sure", seen.is_wrong())
    } else {
        (UNSURE, "unsure", seen.verdict == Verdict::Yes)
    };
    let skill = &seen.told.decision.skill;
    let bins = &seen.session.learner.skill(skill).confidence;
    let bin = ConfBin::sum(bins, alike);
    if !surprising || bin.n < ENOUGH_OF_SKILL {
        return None;
    }
    Some(format!(
        "Of {} answers of which you were {were} in {}, {} came right.",
        count(bin.n as usize),
        title(seen.session, skill),
        // A sum of scores: what is right in part counts in part.
        count(bin.right.round() as usize)
    ))
}

fn help(seen: &Seen<'_>) -> Option<String> {
    let attempt = &seen.told.attempt;
    let with = match (attempt.support, attempt.hints) {
        (Support::PartlyWorked | Support::FullyWorked, _) => "the first steps laid out".to_owned(),
        (_, 0) => return None,
        (_, hints) => counted(hints.into(), "hint", "hints"),
    };
    match seen.verdict {
        Verdict::Yes => Some(format!(
            "With help ({with}), so I count on it a little less until it comes alone."
        )),
        Verdict::Unknown => None,
        _ => Some(format!("That was with {with}.")),
    }
}

/// The same exercise came before, and otherwise.
fn tried_before(seen: &Seen<'_>) -> Option<String> {
    let attempt = &seen.told.attempt;
    let state = seen.session.learner.skill(&seen.told.decision.skill);
    let mut same = state
        .recent
        .iter()
        .rev()
        .filter(|it| it.item == attempt.item);
    let (now, before) = (same.next()?, same.next()?);
    let alone = now.support == Support::None;
    let when = match seen.now.day.days_since(before.day) {
        0 => "earlier today".to_owned(),
        _ => ago(before.day, seen.now.day),
    };
    match (seen.verdict, before.score >= 1.0) {
        (Verdict::Yes, false) if alone => {
            Some(format!("This one did not come {when}; now it did."))
        }
        (Verdict::NotYet | Verdict::Partly, true) => Some(format!("This one came right {when}.")),
        _ => None,
    }
}

/// How long it took, where that is not the usual.
fn time(seen: &Seen<'_>) -> Option<String> {
    let usual = seen.session.learner.pace.usual_ms();
    if seen.verdict == Verdict::Unknown || seen.tempo() == Tempo::Usual {
        return None;
    }
    let took = seconds(seen.told.attempt.took_ms);
    Some(format!(
        "It took you {took}; your usual is {}.",
        seconds(usual)
    ))
}

/// What the answer means for the skill today.
fn standing(seen: &Seen<'_>) -> Vec<String> {
    let (session, told) = (seen.session, seen.told);
    let mut notes = Vec::new();
    if told.after.band == Band::Strong && told.before.band != told.after.band {
        notes.push("Shown alone, on an exercise you had not seen: this is strong now.");
    }
    let unaided = session.learner.skill(&told.decision.skill).successes_today;
    if seen.verdict == Verdict::Yes && unaided >= session.policy.successes_a_day {
        notes.push("That is enough of this for today. Coming back tomorrow makes it stay.");
    }
    notes.into_iter().map(str::to_owned).collect()
}
