//! A micro-pathway in words: where in it one is, and why each of its steps.

use super::reason::title;
use super::scene::Pathway;
use super::words::{ago, count};
use crate::coach::{Desk, ELSEWHERE, step_by_rule, under_way};
use crate::core::{ItemId, Now};
use crate::event::{Decision, PathwayStarted, PathwayStep};
use crate::session::Session;

/// Where in a pathway the activity stands; none outside one.
pub fn pathway(session: &Session, decision: &Decision, now: Now) -> Option<Pathway> {
    decision.rules.iter().find_map(|rule| step_by_rule(rule))?;
    let desk = session.desk(now);
    let under_way = under_way(&desk)?;
    let step = under_way.done.len() + 1;
    let of = under_way.done.len() + under_way.left().len();
    let title = title(session, &under_way.started.skill);
    Some(Pathway {
        sentence: format!("repairing {title}, step {step} of {of}"),
        step,
        of,
    })
}

/// Why a step of a pathway comes, or the check that follows it; none for all other rules.
pub(super) fn reason(desk: &Desk<'_>, decision: &Decision, title: &str) -> Option<String> {
    let rule = decision.rules.first()?;
    if rule == ELSEWHERE {
        let pathways = &desk.learner.pathways;
        let repaired = pathways.waiting(&decision.skill, desk.now.day)?;
        return Some(format!(
            "You repaired {title} {}: another exercise, done alone, tells whether it lasted.",
            ago(repaired.day, desk.now.day)
        ));
    }
    let step = step_by_rule(rule)?;
    let under_way = under_way(desk)?;
    let other = other(desk, decision, &under_way.started);
    Some(if under_way.done.is_empty() {
        let cause = called_for(desk, &under_way.started, title);
        format!("{cause}: {}.", first(step, other))
    } else {
        format!("Repairing {title}: {}.", then(step, other))
    })
}

/// Whether the other exercise is easier, or only another.
fn other(desk: &Desk<'_>, decision: &Decision, started: &PathwayStarted) -> &'static str {
    let level = |id: &ItemId| desk.deck.item(id).map(|it| it.level);
    match decision.item.as_ref().and_then(level) {
        it @ Some(_) if it < level(&started.failed) => "an easier one",
        _ => "another one",
    }
}

fn called_for(desk: &Desk<'_>, started: &PathwayStarted, title: &str) -> String {
    match started.cause.as_str() {
        "same misconception again" => format!("The same idea misled you again in {title}"),
        "sure of a misconception" => {
            format!("You were sure of an idea that does not hold in {title}")
        }
        "sure of a wrong answer" => format!("You were sure, and {title} is not there yet"),
        "missed more than once today" => {
            let misses = desk.learner.skill(&started.skill).misses_on(desk.now.day);
            let times = match misses {
                2 => "twice".to_owned(),
                n => format!("{} times", count(n.into())),
            };
            format!("{title} did not come {times} today")
        }
        own => format!("A rule asks for this on {title} ({own})"),
    }
}

fn first(step: PathwayStep, other: &str) -> String {
    match step {
        PathwayStep::Contrast => "first, two cases side by side".to_owned(),
        PathwayStep::Example => "first, a worked example".to_owned(),
        PathwayStep::Sibling => format!("first, {other}"),
        PathwayStep::Again => "the same one again".to_owned(),
    }
}

fn then(step: PathwayStep, other: &str) -> String {
    match step {
        PathwayStep::Contrast => {
            "two cases side by side, before the one you missed comes again".to_owned()
        }
        PathwayStep::Example => "a worked example, before you try it yourself".to_owned(),
        PathwayStep::Sibling => format!("{other}, before the one you missed comes again"),
        PathwayStep::Again => "the one you missed, once more".to_owned(),
    }
}

/// What comes next, to be read after "Next:".
pub(super) fn next(desk: &Desk<'_>, decision: &Decision, title: &str) -> Option<String> {
    let step = step_by_rule(decision.rules.first()?)?;
    let started = &under_way(desk)?.started;
    Some(match step {
        PathwayStep::Contrast => "two cases side by side that show the difference".to_owned(),
        PathwayStep::Example => format!("a worked example of {title}"),
        PathwayStep::Sibling => format!("{} on {title}", other(desk, decision, started)),
        PathwayStep::Again => "the one you missed, once more".to_owned(),
    })
}
