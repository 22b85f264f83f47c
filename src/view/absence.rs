//! Back after a pause: what it likely did, and what comes of it.

use super::words::{count, counted, list};
use crate::coach::{asks_for, restart};
use crate::core::Now;
use crate::deck::Skill;
use crate::rule::Response;
use crate::session::{Session, minutes_to_plan};

/// A chance that fell by less than this has held.
const HELD: f64 = 0.05;
/// A chance from which one could do a thing at all.
const THERE: f64 = 0.5;

/// How long the pause was, what likely faded in it, and what comes first; until the first answer
/// after it.
pub(super) fn back(session: &Session, now: Now) -> Option<String> {
    let pause = restart(&session.desk(now))?;
    if pause.back_on != now.day || has_begun(session, now) {
        return None;
    }
    let minutes = minutes_to_plan(session, now).round();
    Some(format!(
        "{} days since you were here. {}{minutes} minutes bring back what is worth most; the rest \
         can wait.",
        pause.days,
        faded_and_held(session, now).unwrap_or_default()
    ))
}

/// Whether a rule says to offer it; until the first answer of the day.
pub(super) fn check_again(session: &Session, now: Now) -> bool {
    !has_begun(session, now) && asks_for(&session.desk(now), Response::ShortBaseline).is_some()
}

fn has_begun(session: &Session, now: Now) -> bool {
    let today = session.learner.today_on(now.day);
    today.is_some_and(|today| today.attempts > 0)
}

/// "Of nine skills you had, four likely held; Moves and Slices faded most. "
fn faded_and_held(session: &Session, now: Now) -> Option<String> {
    let left = when_left(session, now)?;
    let desk = session.desk(now);
    let learner = &session.learner;
    let mut lost: Vec<(f64, &Skill)> = session
        .deck
        .skills
        .iter()
        .enumerate()
        .filter(|(_, skill)| learner.skill(&skill.id).last_seen.is_some())
        .filter_map(|(at, skill)| {
            let then = desk.estimate_of(learner, at, left).mean;
            let lost = then - desk.estimate(at).mean;
            (then >= THERE).then_some((lost, skill))
        })
        .collect();
    lost.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    let faded = lost.iter().take_while(|(lost, _)| *lost >= HELD).count();
    let worst: Vec<&str> = lost[..faded]
        .iter()
        .take(2)
        .map(|(_, it)| it.title.as_str())
        .collect();
    let had = counted(lost.len(), "skill", "skills");
    let held = match lost.len() - faded {
        0 => "all likely faded".to_owned(),
        held => format!("{} likely held", count(held)),
    };
    match (lost.len(), faded) {
        (0, _) => None,
        (_, 0) => Some(format!("The {had} you had likely held. ")),
        _ => Some(format!(
            "Of {had} you had, {held}; {} faded most. ",
            list(&worst, 2)
        )),
    }
}

/// The last answer before today.
fn when_left(session: &Session, now: Now) -> Option<Now> {
    let seen = session.learner.skills.values();
    let last = seen
        .filter_map(|it| it.last_seen)
        .filter(|it| it.day < now.day)
        .max_by_key(|it| it.utc_ms)?;
    Some(Now {
        utc_ms: last.utc_ms,
        day: last.day,
        ..now
    })
}

#[cfg(test)]
mod tests;
