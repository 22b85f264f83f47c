//! Home: where one stands, and what today holds.

use super::absence::{back, check_again};
use super::ahead::ahead;
use super::ask;
use super::reason::title;
use super::record::drift_note;
use super::scene::{PlanLine, Today};
use super::thought::sureness_lately;
use super::why::verb;
use super::words::{self, ago, list, sentence};
use super::{opening, week};
use crate::coach::{due_now, next_return, plan, track_of};
use crate::core::{ActivityKind, Now};
use crate::event::Decision;
use crate::session::{Session, minutes_spent_on, minutes_to_plan};

pub fn today(session: &Session, now: Now) -> Today {
    let desk = session.desk(now);
    let learner = &session.learner;
    let goal = learner.goal.as_ref();
    let minutes = goal.map_or(15, |goal| goal.minutes);
    let share = desk.share();
    let steps = plan(&desk, minutes_to_plan(session, now));
    let lines: Vec<PlanLine> = steps
        .iter()
        .map(|step| {
            let titles: Vec<&str> = step
                .skills
                .iter()
                .filter_map(|id| session.deck.skill(id))
                .map(|skill| skill.title.as_str())
                .collect();
            PlanLine {
                minutes: step.minutes,
                verb: verb_of(step.activity),
                what: list(&titles, 3),
            }
        })
        .collect();
    let track = track_of(&session.deck, learner);
    Today {
        deck: session.deck.id.clone(),
        deck_title: session.deck.title.clone(),
        goal_title: track.map_or_else(|| "All of it".to_owned(), |track| track.title.clone()),
        day: now.day,
        share: share.mean,
        low: share.low,
        high: share.high,
        minutes,
        minutes_done: minutes_spent_on(session, now),
        nothing: lines.is_empty().then(|| nothing(session, now)),
        plan: lines,
        resumes: resumes(session, now),
        last_time: last_time(session, now),
        asks_if_helped: session.to_return_to(now).is_some(),
        intention: goal
            .map(|goal| goal.intention.clone())
            .filter(|text| !text.is_empty()),
        ask: ask::note(session, None, now),
        drift: drift_note(session).map(|it| it.sentence),
        thought: sureness_lately(session),
        week: week::is_over(session, now),
        due: due_now(&desk).min(reviews_that_fit(session, now)),
        ahead: looking_ahead(session, minutes),
        back: back(session, now),
        check_again: check_again(session, now),
    }
}

/// What was worked out, if it is still of these minutes and that date.
fn looking_ahead(session: &Session, minutes: u16) -> Option<String> {
    let date = session.learner.goal.as_ref().and_then(|goal| goal.date);
    let forecast = session.ahead.as_ref()?;
    let holds =
        forecast.minutes == f64::from(minutes) && date.is_none_or(|it| it == forecast.until);
    holds.then(|| ahead(forecast, &session.policy))
}

fn verb_of(activity: ActivityKind) -> &'static str {
    match activity {
        ActivityKind::Lesson | ActivityKind::Example => "learn",
        other => verb(other),
    }
}

/// How many reviews the day's minutes hold: what else waits is for other days.
fn reviews_that_fit(session: &Session, now: Now) -> usize {
    /// Its feedback included.
    const A_REVIEW: f64 = 0.9;
    let minutes = minutes_to_plan(session, now) * session.policy.review_share;
    (minutes / A_REVIEW).ceil() as usize
}

fn resumes(session: &Session, now: Now) -> Option<String> {
    let open = session
        .learner
        .open
        .as_ref()
        .filter(|open| open.day == now.day)?;
    let Decision {
        activity, skill, ..
    } = &open.decision;
    (session.minutes_left(now) > 0.0)
        .then(|| format!("{} {}", sentence(verb(*activity)), title(session, skill)))
}

fn nothing(session: &Session, now: Now) -> String {
    match next_return(&session.desk(now)) {
        Some(due) => format!(
            "Nothing to do today. The next review comes {}; until then it settles by itself.",
            words::ahead(due, now.day)
        ),
        None => "Nothing to do here: this deck has no exercise that fits you now.".to_owned(),
    }
}

/// What the learner took with them, or the misconception that showed last time.
fn last_time(session: &Session, now: Now) -> Option<String> {
    if let Some(written) = opening::written(session, now) {
        return Some(written);
    }
    let last_day = session
        .learner
        .days
        .keys()
        .rev()
        .find(|day| **day < now.day)?;
    let (id, times) = session
        .learner
        .misconceptions
        .iter()
        .map(|(id, seen)| (id, seen.iter().filter(|it| it.day == *last_day).count()))
        .max_by_key(|(_, times)| *times)
        .filter(|(_, times)| *times > 0)?;
    let (skill, found) = session.deck.misconception(id)?;
    let belief = found.belief.trim_end_matches('.');
    Some(format!(
        "{}, in {}: \"{belief}\" misled you{}.",
        sentence(&ago(*last_day, now.day)),
        skill.title,
        if times > 1 { " more than once" } else { "" }
    ))
}
