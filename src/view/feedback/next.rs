//! The step that the coach now takes, and why, in one sentence.

use crate::coach::prepared_by;
use crate::core::{ActivityKind, Now};
use crate::event::Decision;
use crate::session::Session;
use crate::view::reason::title;
use crate::view::rules::step_rule;
use crate::view::scene::Interval;
use crate::view::why::verb;
use crate::view::words::{ago, list};

/// To be read after "Next:".
pub fn next(session: &Session, decision: Option<&Decision>, now: Now) -> String {
    let Some(decision) = decision else {
        let why = if session.minutes_left(now) <= 0.0 {
            "its minutes are used up"
        } else {
            "nothing else wants doing today"
        };
        return format!("the end of this session: {why}.");
    };
    let step = step(session, decision);
    let because = by_rule(session, decision, now).or_else(|| by_kind(session, decision, now));
    match because {
        Some(because) => format!("{step}, {because}."),
        None => format!("{step}."),
    }
}

fn step(session: &Session, decision: &Decision) -> String {
    let title = title(session, &decision.skill);
    match decision.activity {
        ActivityKind::Lesson => format!("a short lesson on {title}"),
        ActivityKind::Example => format!("a worked example of {title}"),
        ActivityKind::Repair => "two cases side by side that show the difference".to_owned(),
        kind => format!("{} {title}", verb(kind)),
    }
}

fn by_rule(session: &Session, decision: &Decision, now: Now) -> Option<String> {
    let rule = step_rule(session, decision)?;
    let desk = session.desk(now);
    if let Some(prepared) = prepared_by(&desk, rule) {
        return Some(format!("to warm up for {}", prepared.title));
    }
    let because = match rule {
        "same misconception again" => "since the same idea misled you again",
        "sure of a misconception" => "since you were sure of an idea that does not hold",
        "missed more than once today" => "since it did not come twice today",
        "keeps slipping" | "a fact keeps slipping" => "since it keeps slipping",
        _ => return None,
    };
    Some(because.to_owned())
}

fn by_kind(session: &Session, decision: &Decision, now: Now) -> Option<String> {
    let desk = session.desk(now);
    let state = session.learner.skill(&decision.skill);
    match decision.activity {
        ActivityKind::Review => {
            let last = state.last_seen?;
            Some(format!(
                "last done {}, before it fades",
                ago(last.day, now.day)
            ))
        }
        ActivityKind::Lesson | ActivityKind::Example => {
            let opens = session.deck.opened_by(&decision.skill);
            let opens: Vec<&str> = opens.map(|skill| skill.title.as_str()).collect();
            (!opens.is_empty()).then(|| format!("which opens {}", list(&opens, 2)))
        }
        ActivityKind::Practice => {
            let item = session.item_of(decision)?;
            let forecast = session
                .learner
                .forecast(&session.params, &item.version, now);
            let chance = Interval::from(forecast).compact();
            Some(format!("where I give you {chance}"))
        }
        ActivityKind::Check if !desk.is_informed(&decision.skill) => {
            Some("to find out whether to teach it".to_owned())
        }
        ActivityKind::Check if state.attempts == 0 => {
            Some("which may save you its lesson".to_owned())
        }
        ActivityKind::Check => Some("to call it strong".to_owned()),
        ActivityKind::Stretch => Some("since it is secure".to_owned()),
        ActivityKind::Baseline | ActivityKind::Repair | ActivityKind::Reflection => None,
    }
}
