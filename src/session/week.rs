//! A week of one deck, read from its log.

use std::collections::BTreeMap;

use super::{FEEDBACK_MINUTES, Session, Standing};
use crate::coach::Desk;
use crate::core::{ActivityKind, Helped, Now, SkillId, StudyDay, Support};
use crate::event::{Attempt, Body, Event};
use crate::learner::{Learner, counted};

/// Days in it.
const DAYS: i32 = 7;
/// Days in which long sessions are looked for: one week has too few.
const LONG_SESSIONS_IN: i32 = 28;
/// Answers from which a session is long.†
const LONG: usize = 9;
/// Answers in last thirds from which they are compared with the rest.
const ENOUGH: usize = 10;
/// Standard errors by which the last thirds must fall short.
const CLEAR: f64 = 1.645;

/// What happened in seven days, and how things stood before.
#[derive(Clone, Debug)]
pub struct WeekPast {
    pub from: StudyDay,
    /// The last of its days.
    pub to: StudyDay,
    /// Days of it since the deck was begun.
    pub days_in: i32,
    /// Days with an answer.
    pub days: usize,
    pub sessions: usize,
    pub minutes: f64,
    pub answered: u32,
    /// Right at once and alone.
    pub alone: u32,
    /// As believed when it began.
    pub before: BTreeMap<SkillId, Standing>,
    pub written: Vec<Written>,
    pub late_misses: Option<LateMisses>,
}

/// What the learner wrote to themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub day: StudyDay,
    pub text: String,
    pub helped: Option<Helped>,
}

/// Answers in the last third of long sessions that missed more than their exercises explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateMisses {
    pub sessions: usize,
    /// Missed, and answered, in the last thirds.
    pub late: (usize, usize),
    /// The same before.
    pub early: (usize, usize),
}

/// Whether this is a day to look back at a week: a multiple of seven days since the first has passed
/// with something done in the last seven, and nothing has been answered since it did.
pub fn week_is_over(learner: &Learner, today: StudyDay) -> bool {
    let Some(first) = learner.days.keys().next() else {
        return false;
    };
    let weeks = today.days_since(*first) / DAYS;
    let began = *first + weeks * DAYS;
    let since = learner.days.range(began..).next();
    let lately = learner.days.range(today - DAYS..today).next();
    weeks > 0 && since.is_none() && lately.is_some()
}

/// The last seven days: up to today where something was done today, else up to yesterday. `history`
/// is all of the deck's log.
pub fn week_past(session: &Session, history: &[Event], now: Now) -> WeekPast {
    let learner = &session.learner;
    let to = if learner.days.contains_key(&now.day) {
        now.day
    } else {
        now.day - 1
    };
    let from = to - (DAYS - 1);
    let events: Vec<&Event> = counted(history).collect();
    let within = |event: &&&Event| (from..=to).contains(&event.now.day);
    let days = learner.days.range(from..=to);
    let attempts = events.iter().filter(within).filter_map(|it| attempt(it));
    let begun = events.first().map_or(from, |event| event.now.day);
    WeekPast {
        from,
        to,
        days_in: (to.days_since(begun) + 1).clamp(1, DAYS),
        days: days.clone().count(),
        sessions: events
            .iter()
            .filter(within)
            .filter(|it| matches!(it.body, Body::SessionStart(_)))
            .count(),
        minutes: days
            .map(|(_, day)| {
                day.took_ms as f64 / 60_000.0 + f64::from(day.attempts) * FEEDBACK_MINUTES
            })
            .sum(),
        answered: learner
            .days
            .range(from..=to)
            .map(|(_, it)| it.attempts)
            .sum(),
        alone: u32::try_from(attempts.filter(|it| is_right_alone(it)).count()).unwrap_or(u32::MAX),
        before: before(session, &events, from, now),
        written: written(&events, from, to),
        late_misses: late_misses(&events, to),
    }
}

/// How things stood in the morning of a day: what the events before it leave believed, by the
/// parameters that hold for the learner now, so that only what happened makes a difference.
fn before(
    session: &Session,
    events: &[&Event],
    from: StudyDay,
    now: Now,
) -> BTreeMap<SkillId, Standing> {
    let params = &session.params;
    let mut learner = Learner::new(params);
    for event in events.iter().filter(|event| event.now.day < from) {
        learner.apply(params, event);
    }
    let days = now.day.days_since(from);
    let then = Now {
        utc_ms: now.utc_ms - i64::from(days) * 86_400_000,
        day: from,
        ..now
    };
    // Against the goal of now, which says at what level a skill counts.
    learner.goal.clone_from(&session.learner.goal);
    let desk = Desk::new(&session.deck, &learner, params, &session.policy, then);
    super::standings(&desk)
}

fn attempt(event: &Event) -> Option<&Attempt> {
    match &event.body {
        Body::Attempt(it) => Some(it),
        _ => None,
    }
}

fn is_right_alone(it: &Attempt) -> bool {
    it.score >= 1.0 && it.support == Support::None && it.hints == 0
}

fn written(events: &[&Event], from: StudyDay, to: StudyDay) -> Vec<Written> {
    let mut all: Vec<Written> = Vec::new();
    for event in events {
        match &event.body {
            Body::Reflection(it) => all.push(Written {
                day: event.now.day,
                text: it.text.clone(),
                helped: None,
            }),
            Body::Returned(it) => {
                if let Some(of) = all.iter_mut().rfind(|written| written.day == it.of) {
                    of.helped = it.helped;
                }
            }
            _ => {}
        }
    }
    all.retain(|it| (from..=to).contains(&it.day));
    all
}

/// The answers of each session, those of the baseline apart.
fn sessions<'a>(events: &[&'a Event], from: StudyDay) -> Vec<Vec<&'a Attempt>> {
    let mut sessions: Vec<Vec<&Attempt>> = Vec::new();
    for event in events.iter().filter(|event| event.now.day >= from) {
        match &event.body {
            Body::SessionStart(_) => sessions.push(Vec::new()),
            Body::Attempt(it) if it.activity != ActivityKind::Baseline => {
                if let Some(session) = sessions.last_mut() {
                    session.push(it);
                }
            }
            _ => {}
        }
    }
    sessions
}

/// Answers, how many missed, and how far they fell short of what was predicted of them.
#[derive(Default)]
struct Tally {
    n: usize,
    missed: usize,
    short: f64,
    variance: f64,
}

impl Tally {
    fn count(&mut self, it: &Attempt) {
        let right = is_right_alone(it);
        let chance = it.predicted.clamp(0.01, 0.99);
        self.n += 1;
        self.missed += usize::from(!right);
        self.short += chance - f64::from(u8::from(right));
        self.variance += chance * (1.0 - chance);
    }

    fn share_missed(&self) -> f64 {
        self.missed as f64 / self.n.max(1) as f64
    }
}

/// In long sessions, the last third against the rest, each answer against what was predicted of it:
/// that hard exercises come late explains nothing away.
fn late_misses(events: &[&Event], to: StudyDay) -> Option<LateMisses> {
    let (mut early, mut late) = (Tally::default(), Tally::default());
    let sessions = sessions(events, to - (LONG_SESSIONS_IN - 1));
    let long: Vec<_> = sessions.iter().filter(|it| it.len() >= LONG).collect();
    for session in &long {
        let (first, last) = session.split_at(session.len() - session.len() / 3);
        first.iter().for_each(|it| early.count(it));
        last.iter().for_each(|it| late.count(it));
    }
    if late.n < ENOUGH {
        return None;
    }
    let (n_early, n_late) = (early.n as f64, late.n as f64);
    let shorter = late.short / n_late - early.short / n_early;
    let error = (late.variance / n_late.powi(2) + early.variance / n_early.powi(2)).sqrt();
    let clear = shorter > CLEAR * error && late.share_missed() > early.share_missed();
    clear.then_some(LateMisses {
        sessions: long.len(),
        late: (late.missed, late.n),
        early: (early.missed, early.n),
    })
}

#[cfg(test)]
mod tests;
