//! Feedback in three parts: what you did, why, and what next.

use similar::{ChangeTag, TextDiff};

use super::activity::exercise as exercise_shown;
use super::activity::{position, skill_title};
use super::belief::belief_of;
use super::reason::title;
use super::rules::rest;
use super::scene::{Exercise, Feedback, MisconceptionNote, Part, Position, Span, Verdict};
use super::slip::slip;
use super::why::verb;
use super::words::{ago, count, list, sentence};
use super::{ask, pathway};
use crate::core::{ActivityKind, Confidence, Now, Response, Stage};
use crate::deck::Item;
use crate::event::Decision;
use crate::exercise::{self, Instance};
use crate::learner::Sighting;
use crate::session::{Session, Told};

/// Bytes of an answer beyond which it is not marked up.
const LONGEST_MARKED_UP: usize = 2_000;
/// Share of letters in common from which marking up the rest helps.
const ALIKE: f32 = 0.5;
/// Predicted chance from which a right answer is no news.
const NO_NEWS: f64 = 0.75;

pub fn feedback(session: &Session, told: &Told, now: Now) -> Feedback {
    let attempt = &told.attempt;
    let item = session.deck.item(&attempt.item);
    let text = |of: fn(&Item) -> &String| item.map(of).cloned().unwrap_or_default();
    let verdict = verdict(&attempt.response, told.grade.score);
    Feedback {
        kind: attempt.activity,
        skill: told.decision.skill.clone(),
        skill_title: skill_title(session, &told.decision),
        item: attempt.item.clone(),
        item_kind: item.map_or("", |item| item.exercise.kind()),
        prompt: text(|item| &item.prompt),
        options: item.map(|item| options(told, item)).unwrap_or_default(),
        verdict,
        score: told.grade.score,
        confidence: attempt.confidence,
        parts: told.grade.parts.iter().map(part).collect(),
        saw: saw(told, verdict),
        why: why(told, verdict),
        explain: text(|item| &item.explain),
        improve: text(|item| &item.improve),
        misconception: misconception(session, told, now),
        notes: notes(session, told, verdict),
        source: text(|item| &item.source),
        ask: ask::after_repair(session, &told.decision, now),
        next: next(session, told.next.as_ref(), now),
        before: told.before.into(),
        after: told.after.into(),
        because: belief_of(session, &told.decision.skill, told.after.estimate, now),
        rest: told.rest.then(|| rest(session, now)).flatten(),
        brief: is_brief(told, verdict),
        position: before_this(position(session, &told.decision, now)),
    }
}

/// Options or lines in the order in which they were shown.
fn options(told: &Told, item: &Item) -> Vec<String> {
    let instance = Instance::new(item, told.decision.seed, told.decision.stage);
    match exercise_shown(item, &instance, false) {
        Exercise::Choice { options, .. } | Exercise::Multi { options, .. } => options,
        Exercise::Order { lines, .. } => lines,
        _ => Vec::new(),
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

/// The learner's words against the right ones, marked where they part.
fn part(part: &exercise::Part) -> Part {
    let plain = |text: &str| {
        vec![Span {
            text: text.to_owned(),
            differs: false,
        }]
    };
    let short = part.yours.len() + part.right.len() <= LONGEST_MARKED_UP;
    let alike = || TextDiff::from_chars(&part.yours, &part.right).ratio() >= ALIKE;
    if part.ok || part.yours.is_empty() || !short || !alike() {
        return Part {
            ok: part.ok,
            yours: plain(&part.yours),
            right: plain(&part.right),
        };
    }
    let diff = TextDiff::from_unicode_words(&part.yours, &part.right);
    let side = |own: ChangeTag| {
        diff.iter_all_changes()
            .filter(|change| change.tag() == ChangeTag::Equal || change.tag() == own)
            .map(|change| Span {
                text: change.value().to_owned(),
                differs: change.tag() == own,
            })
            .collect()
    };
    Part {
        ok: false,
        yours: side(ChangeTag::Delete),
        right: side(ChangeTag::Insert),
    }
}

/// What was right in an answer that was not all right.
fn saw(told: &Told, verdict: Verdict) -> Option<String> {
    let parts = &told.grade.parts;
    let right: Vec<&exercise::Part> = parts.iter().filter(|part| part.ok).collect();
    if verdict == Verdict::Yes || verdict == Verdict::Unknown || right.is_empty() {
        return None;
    }
    let shown: Vec<&str> = right
        .iter()
        .map(|part| part.yours.trim())
        .filter(|text| !text.is_empty() && !text.contains('\n'))
        .collect();
    if shown.len() == right.len() && shown.len() <= 2 {
        let quoted: Vec<String> = shown
            .iter()
            .map(|text| format!("`{}`", text.trim_matches('`')))
            .collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        return Some(format!("{}.", list(&quoted, 2)));
    }
    let (right, all) = (right.len(), parts.len());
    Some(format!(
        "{} of {} places.",
        sentence(&count(right)),
        count(all)
    ))
}

/// The reasons of the learner's own options and answers, or what can be said truthfully from the
/// answer itself. Of a right answer, only what was forgiven.
fn why(told: &Told, verdict: Verdict) -> Vec<String> {
    if verdict == Verdict::Unknown {
        return Vec::new();
    }
    let mut said: Vec<String> = Vec::new();
    for part in &told.grade.parts {
        let text = match (&part.note, &part.saw) {
            (Some(note), _) if !part.ok && !note.is_empty() => note.clone(),
            (_, Some(found)) => slip(found),
            _ => continue,
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said
}

fn misconception(session: &Session, told: &Told, now: Now) -> Option<MisconceptionNote> {
    let id = told.attempt.misconceptions.first()?;
    let (_, found) = session.deck.misconception(id)?;
    Some(MisconceptionNote {
        belief: found.belief.clone(),
        before: told
            .earlier
            .last()
            .map(|last| before(session, &told.earlier, last, now)),
    })
}

fn before(session: &Session, earlier: &[Sighting], last: &Sighting, now: Now) -> String {
    let times = match earlier.len() {
        1 => "Second time".to_owned(),
        2 => "Third time".to_owned(),
        n => format!("{} times now", sentence(&count(n + 1))),
    };
    let when = match now.day.days_since(last.day) {
        0 => "earlier today".to_owned(),
        _ => ago(last.day, now.day),
    };
    format!("{times} (last {when}, in {}).", title(session, &last.skill))
}

/// On confidence, help and time: the process, never praise, never blame.
fn notes(session: &Session, told: &Told, verdict: Verdict) -> Vec<String> {
    let attempt = &told.attempt;
    let mut notes = Vec::new();
    match (attempt.confidence, verdict) {
        (Some(Confidence::Certain), Verdict::NotYet | Verdict::Partly) => notes.push(
            "You were certain. Surprises like this one are remembered best, so take a moment with it.",
        ),
        (Some(Confidence::Guess), Verdict::Yes) => {
            notes.push("A guess that came out right: read why, so that next time it is no guess.");
        }
        (Some(Confidence::Unsure), Verdict::Yes) if attempt.hints == 0 => {
            notes.push("You knew more than you thought.");
        }
        _ => {}
    }
    if verdict == Verdict::Yes && attempt.hints > 0 {
        notes.push("With help, so I count on it a little less until it comes alone.");
    }
    if told.after.band == crate::learner::Band::Strong && told.before.band != told.after.band {
        notes.push("Shown alone, on an exercise you had not seen: this is strong now.");
    }
    let unaided = session.learner.skill(&told.decision.skill).successes_today;
    if verdict == Verdict::Yes && unaided >= session.policy.successes_a_day {
        notes.push("That is enough of this for today. Coming back tomorrow makes it stay.");
    }
    notes.into_iter().map(str::to_owned).collect()
}

fn next(session: &Session, next: Option<&Decision>, now: Now) -> String {
    let Some(decision) = next else {
        return "the end of this session.".to_owned();
    };
    let title = title(session, &decision.skill);
    if let Some(step) = pathway::next(&session.desk(now), decision, &title) {
        return step;
    }
    match decision.activity {
        ActivityKind::Lesson => format!("a short lesson on {title}."),
        ActivityKind::Example => format!("a worked example of {title}."),
        ActivityKind::Repair => "two cases side by side that show the difference.".to_owned(),
        kind => format!("{} {title}.", verb(kind)),
    }
}

fn is_brief(told: &Told, verdict: Verdict) -> bool {
    let attempt = &told.attempt;
    verdict == Verdict::Yes
        && told.decision.stage == Stage::Open
        && attempt.hints == 0
        && attempt.predicted >= NO_NEWS
        && attempt.confidence.is_none_or(|it| it >= Confidence::Fairly)
}
