//! A week, looked back at, in words.

use super::ended::WORTH_SAYING;
use super::foresight;
use super::opening::helped;
use super::scene::{Change, Note, Week};
use super::thought::sureness_lately;
use super::why::{offers, verb};
use super::words::{ago, ahead, counted, sentence};
use crate::coach::next_return;
use crate::core::{Now, StudyDay};
use crate::event::Event;
use crate::learner::Band;
use crate::session::{LateMisses, Session, USUAL_MINUTES, WeekPast, week_is_over, week_past};

/// Skills that are told of at most, of those that grew and of those that faded.
const MOST: usize = 5;

/// Whether a week has gone by that can be looked back at.
pub fn is_over(session: &Session, now: Now) -> bool {
    week_is_over(&session.learner, now.day)
}

/// The last seven days; `history` is all of the deck's log.
pub fn week(session: &Session, history: &[Event], now: Now) -> Week {
    let past = week_past(session, history, now);
    let goal = session.learner.goal.as_ref();
    let a_day = goal.map_or(USUAL_MINUTES, |goal| goal.minutes);
    let planned = f64::from(a_day) * f64::from(past.days_in);
    let (grew, faded) = moved(session, &past, now);
    Week {
        deck: session.deck.id.clone(),
        deck_title: session.deck.title.clone(),
        from: past.from,
        to: past.to,
        words: between(past.from, past.to),
        days: past.days,
        sessions: past.sessions,
        minutes: past.minutes,
        planned_minutes: planned,
        answered: past.answered,
        alone: past.alone,
        done: done(&past, a_day, planned),
        grew,
        faded,
        notes: past.written.iter().map(|it| note(it, now.day)).collect(),
        thought: sureness_lately(session),
        foreseen: foresight::leaning(session),
        suggestion: suggestion(session, &past, now),
    }
}

/// "16 to 22 November", "28 November to 4 December".
fn between(from: StudyDay, to: StudyDay) -> String {
    let (first, last) = (from.date(), to.date());
    let same_month = first.format("%B").to_string() == last.format("%B").to_string();
    let first = first.format(if same_month { "%-d" } else { "%-d %B" });
    format!("{first} to {}", last.format("%-d %B"))
}

/// What grew and what faded, each the most first.
fn moved(session: &Session, past: &WeekPast, now: Now) -> (Vec<Change>, Vec<Change>) {
    let after = session.standings(now);
    let mut all: Vec<Change> = session
        .deck
        .skills
        .iter()
        .filter_map(|skill| {
            let (before, after) = (past.before.get(&skill.id)?, after.get(&skill.id)?);
            // What a check merely found out has neither grown nor faded.
            let is_change = if after.estimate.mean >= before.estimate.mean {
                session.learner.skill(&skill.id).begun_on.is_some()
            } else {
                before.band != Band::Unknown
            };
            is_change.then(|| Change {
                skill_title: skill.title.clone(),
                before: (*before).into(),
                after: (*after).into(),
            })
        })
        .collect();
    let by = |it: &Change| it.after.chance - it.before.chance;
    all.sort_by(|left, right| by(right).total_cmp(&by(left)));
    let grew = all.iter().filter(|it| by(it) >= WORTH_SAYING).take(MOST);
    let faded = all.iter().rev();
    let faded = faded.filter(|it| by(it) <= -WORTH_SAYING).take(MOST);
    (grew.cloned().collect(), faded.cloned().collect())
}

fn done(past: &WeekPast, a_day: u16, planned: f64) -> String {
    let minutes = past.minutes.round();
    let meant = format!("You meant {a_day} minutes a day, {planned:.0} in all.");
    if past.days == 0 {
        return format!("{meant} There were none: it is all still here.");
    }
    format!(
        "{meant} It was {minutes:.0} {}, in {} on {}: {}, {} right and alone.",
        if minutes == 1.0 { "minute" } else { "minutes" },
        counted(past.sessions, "session", "sessions"),
        counted(past.days, "day", "days"),
        match past.answered {
            1 => "1 answer".to_owned(),
            n => format!("{n} answers"),
        },
        past.alone
    )
}

fn note(it: &crate::session::Written, today: StudyDay) -> Note {
    Note {
        day: it.day,
        text: it.text.clone(),
        helped: it.helped,
        sentence: format!(
            "{}: “{}”{}",
            sentence(&ago(it.day, today)),
            it.text,
            helped(it.helped)
        ),
    }
}

/// One thing to do about it: what the sessions show, else the step that gains most.
fn suggestion(session: &Session, past: &WeekPast, now: Now) -> String {
    if let Some(LateMisses { late, early, .. }) = past.late_misses {
        return format!(
            "In your long sessions {} of {} answers in the last third missed, {} of {} before, \
             and the exercises do not explain it: two shorter sessions may do more.",
            late.0, late.1, early.0, early.1
        );
    }
    if session.learner.baseline.closed.is_none() {
        return "What would tell most now: finding out where you stand.".to_owned();
    }
    if let Some(offer) = offers(session, now).into_iter().next() {
        return format!(
            "What would gain most now: {} {}, {:.0} min. {}",
            verb(offer.kind),
            offer.title,
            offer.minutes.max(1.0).round(),
            offer.reason
        );
    }
    match next_return(&session.desk(now)) {
        Some(day) => format!(
            "Nothing is left to do just now. {} something comes back.",
            sentence(&ahead(day, now.day))
        ),
        None => "Nothing is left to do in this deck just now.".to_owned(),
    }
}
