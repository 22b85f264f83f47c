//! Feedback in three parts: what you did, why, and what next. How much is said follows what
//! happened: one line to who is strong and right, most to who was sure and is not.

mod deep;
mod effort;
mod marked;
mod next;
mod reasons;
mod strategy;
#[cfg(test)]
mod tests;

use super::activity::exercise as exercise_shown;
use super::activity::{position, skill_title};
use super::belief::belief_of;
use super::reason::title;
use super::rules::rest;
use super::scene::{Exercise, Feedback, MisconceptionNote, Position, Verdict};
use super::words::{ago, count, sentence};
use crate::core::{Confidence, Now, Response, Stage};
use crate::deck::Item;
use crate::exercise::Instance;
use crate::learner::{SURE, Sighting, Tempo};
use crate::session::{Session, Told};

/// Predicted chance from which a right answer is no news.
const NO_NEWS: f64 = 0.75;
/// Earlier sightings of a misconception that are kept may be fewer than there were.
const COUNTED: usize = 11;

pub fn feedback(session: &Session, told: &Told, now: Now) -> Feedback {
    let attempt = &told.attempt;
    let seen = Seen::new(session, told, now);
    let text = |of: fn(&Item) -> &String| seen.item.map(of).cloned().unwrap_or_default();
    Feedback {
        kind: attempt.activity,
        skill: told.decision.skill.clone(),
        skill_title: skill_title(session, &told.decision),
        item: attempt.item.clone(),
        item_kind: seen.kind(),
        prompt: text(|item| &item.prompt),
        options: seen.options(),
        verdict: seen.verdict,
        score: told.grade.score,
        confidence: attempt.confidence,
        parts: told.grade.parts.iter().map(marked::part).collect(),
        saw: reasons::saw(&seen),
        why: reasons::why(&seen),
        explain: reasons::explain(&seen),
        improve: strategy::strategy(&seen),
        misconception: misconception(&seen),
        to_do: deep::to_do(&seen).to_owned(),
        notes: effort::notes(&seen),
        source: text(|item| &item.source),
        next: next::next(session, told.next.as_ref(), now),
        before: told.before.into(),
        after: told.after.into(),
        because: belief_of(session, &told.decision.skill, told.after.estimate, now),
        deep: seen.is_deep(),
        rest: told.rest.then(|| rest(session, now)).flatten(),
        brief: seen.is_brief(),
        position: before_this(position(session, &told.decision, now)),
    }
}

/// An answer, and what it was an answer to.
struct Seen<'a> {
    session: &'a Session,
    told: &'a Told,
    now: Now,
    item: Option<&'a Item>,
    verdict: Verdict,
}

impl<'a> Seen<'a> {
    fn new(session: &'a Session, told: &'a Told, now: Now) -> Self {
        Self {
            session,
            told,
            now,
            item: session.deck.item(&told.attempt.item),
            verdict: verdict(&told.attempt.response, told.grade.score),
        }
    }

    fn kind(&self) -> &'static str {
        self.item.map_or("", |item| item.exercise.kind())
    }

    /// Options or lines in the order in which they were shown.
    fn options(&self) -> Vec<String> {
        let Some(item) = self.item else {
            return Vec::new();
        };
        let decision = &self.told.decision;
        let instance = Instance::new(item, decision.seed, decision.stage);
        match exercise_shown(item, &instance, false) {
            Exercise::Choice { options, .. } | Exercise::Multi { options, .. } => options,
            Exercise::Order { lines, .. } => lines,
            _ => Vec::new(),
        }
    }

    /// Wrong, as a whole or in part.
    fn is_wrong(&self) -> bool {
        matches!(self.verdict, Verdict::NotYet | Verdict::Partly)
    }

    /// The learner was sure of an answer that is not right. Such errors are corrected best when
    /// they are explained at once (hypercorrection: Butterfield and Metcalfe, 2001).
    fn is_deep(&self) -> bool {
        let sure = |it| SURE.contains(&it);
        self.is_wrong() && self.told.attempt.confidence.is_some_and(sure)
    }

    /// Right at speed and alone, by someone of whom nothing else was expected.
    fn is_brief(&self) -> bool {
        let attempt = &self.told.attempt;
        self.verdict == Verdict::Yes
            && self.told.decision.stage == Stage::Open
            && attempt.hints == 0
            && attempt.predicted >= NO_NEWS
            && attempt.confidence.is_none_or(|it| it >= Confidence::Fairly)
            && self.tempo() != Tempo::Slow
    }

    /// Against the learner's own times.
    fn tempo(&self) -> Tempo {
        let (pace, params) = (&self.session.learner.pace, &self.session.params.pace);
        pace.tempo(params, self.told.attempt.took_ms)
    }
}

fn verdict(response: &Response, score: f64) -> Verdict {
    match response {
        Response::DontKnow => Verdict::Unknown,
        _ if score >= 1.0 => Verdict::Yes,
        _ if score > 0.0 => Verdict::Partly,
        _ => Verdict::NotYet,
    }
}

/// Feedback belongs to the exercise it is on, which is counted as done already.
fn before_this(position: Position) -> Position {
    match position {
        Position::Session {
            done,
            about,
            minutes_left,
        } => Position::Session {
            done: done.saturating_sub(1),
            about: about.saturating_sub(1).max(1),
            minutes_left,
        },
        other @ Position::Baseline { .. } => other,
    }
}

fn misconception(seen: &Seen<'_>) -> Option<MisconceptionNote> {
    let id = seen.told.attempt.misconceptions.first()?;
    let (_, found) = seen.session.deck.misconception(id)?;
    let earlier = &seen.told.earlier;
    Some(MisconceptionNote {
        belief: found.belief.clone(),
        before: earlier.last().map(|last| before(seen, earlier, last)),
        repair: deep::repair(seen, id, found),
    })
}

/// "Second time, as on Tuesday in Moves."
fn before(seen: &Seen<'_>, earlier: &[Sighting], last: &Sighting) -> String {
    let times = match earlier.len() {
        1 => "Second time".to_owned(),
        2 => "Third time".to_owned(),
        n if n >= COUNTED => "Again".to_owned(),
        n => format!("{} times now", sentence(&count(n + 1))),
    };
    let when = match seen.now.day.days_since(last.day) {
        0 => "earlier today".to_owned(),
        _ => ago(last.day, seen.now.day),
    };
    let place = title(seen.session, &last.skill);
    format!("{times}, as {when} in {place}.")
}
