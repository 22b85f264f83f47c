//! Home: where one stands, and what today holds.

use super::absence::{back, check_again};
use super::ahead::ahead;
use super::reason::title;
use super::record::drift_note;
use super::scene::{PlanLine, Today};
use super::why::verb;
use super::words::{self, ago, list, sentence};
use crate::coach::{comes_back, due_on, is_due, plan, track_of};
use crate::core::{ActivityKind, Now, StudyDay};
use crate::deck::SkillKind;
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
        intention: goal
            .map(|goal| goal.intention.clone())
            .filter(|text| !text.is_empty()),
        drift: drift_note(session).map(|it| it.sentence),
        due: due(session, now).min(reviews_that_fit(session, now)),
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

/// How many units want to come back today.
fn due(session: &Session, now: Now) -> usize {
    let desk = session.desk(now);
    let skills = session
        .deck
        .skills
        .iter()
        .filter(|skill| skill.kind != SkillKind::Facts)
        .filter(|skill| is_due(&desk, skill))
        .count();
    let items = session
        .learner
        .items
        .values()
        .filter_map(|item| item.memory.as_ref())
        .filter(|it| comes_back(&desk, it) <= now.day && it.rated_on < Some(now.day))
        .count();
    skills + items
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
    match next_due(session, now) {
        Some(due) => format!(
            "Nothing to do today. The next review comes {}; until then it settles by itself.",
            words::ahead(due, now.day)
        ),
        None => "Nothing to do here: this deck has no exercise that fits you now.".to_owned(),
    }
}

fn next_due(session: &Session, now: Now) -> Option<StudyDay> {
    let desk = session.desk(now);
    let skills = session
        .deck
        .skills
        .iter()
        .filter_map(|skill| due_on(&desk, skill));
    skills.map(|due| due.max(now.day + 1)).min()
}

/// What the learner took with them, or the misconception that showed last time.
fn last_time(session: &Session, now: Now) -> Option<String> {
    if let Some((day, text)) = &session.learner.reflection
        && *day < now.day
    {
        return Some(format!(
            "{} you wrote: \"{text}\"",
            sentence(&ago(*day, now.day))
        ));
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
