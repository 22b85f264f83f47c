//! A micro-pathway in words: where in it one is, and why each of its steps.

use super::reason::title;
use super::scene::Pathway;
use super::words::{ago, count};
use crate::coach::{Desk, ELSEWHERE, step_by_rule, under_way};
use crate::core::Now;
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
    let begun = under_way(desk).filter(|it| it.done.is_empty());
    Some(match begun {
        Some(begun) => {
            let cause = called_for(desk, &begun.started, title);
            format!("{cause}: {}.", first(step))
        }
        None => format!("Repairing {title}: {}.", then(step)),
    })
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

fn first(step: PathwayStep) -> &'static str {
    match step {
        PathwayStep::Contrast => "first, two cases side by side",
        PathwayStep::Example => "first, a worked example",
        PathwayStep::Sibling => "first, an easier one",
        PathwayStep::Again => "the same one again",
    }
}

fn then(step: PathwayStep) -> &'static str {
    match step {
        PathwayStep::Contrast => "two cases side by side, before the one you missed comes again",
        PathwayStep::Example => "a worked example, before you try it yourself",
        PathwayStep::Sibling => "an easier one, before the one you missed comes again",
        PathwayStep::Again => "the one you missed, once more",
    }
}

/// What comes next, to be read after "Next:".
pub(super) fn next(decision: &Decision, title: &str) -> Option<String> {
    let step = step_by_rule(decision.rules.first()?)?;
    Some(match step {
        PathwayStep::Contrast => "two cases side by side that show the difference.".to_owned(),
        PathwayStep::Example => format!("a worked example of {title}."),
        PathwayStep::Sibling => format!("an easier exercise on {title}."),
        PathwayStep::Again => "the one you missed, once more.".to_owned(),
    })
}
