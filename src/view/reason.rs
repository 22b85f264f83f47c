//! Why this, in one sentence with true numbers.

use super::rules::{by_rule, step_rule};
use super::scene::Interval;
use super::stumble::before_this;
use super::words::{ago, list};
use crate::coach::{Desk, WARM_UP};
use crate::core::{ActivityKind, Now, SkillId};
use crate::event::Decision;
use crate::session::Session;

/// Why the coach proposes this.
pub fn reason(session: &Session, decision: &Decision, now: Now) -> String {
    let desk = session.desk(now);
    let title = title(session, &decision.skill);
    match step_rule(session, decision) {
        Some("keeps slipping" | "a fact keeps slipping") => {
            return slipping(&desk, decision, &title);
        }
        Some(rule) if rule.starts_with(WARM_UP) => {
            if let Some(before) = before_this(session, decision, now) {
                return before;
            }
        }
        Some(rule) => return by_rule(session, decision, rule, now),
        None => {}
    }
    match decision.activity {
        ActivityKind::Baseline => {
            format!("Of all questions, this one tells most about where you stand around {title}.")
        }
        ActivityKind::Review => review(&desk, decision, &title),
        ActivityKind::Lesson | ActivityKind::Example => teach(&desk, decision, &title),
        ActivityKind::Practice => practice(&desk, decision, &title),
        ActivityKind::Reflection => {
            "A sentence to yourself now is what the next session starts from.".to_owned()
        }
        ActivityKind::Check => check(&desk, decision, &title),
        ActivityKind::Stretch => {
            format!("{title} is secure, so this takes it a level further, to something new.")
        }
        ActivityKind::Repair => {
            format!("An idea that does not hold showed in {title}: two cases clear it up.")
        }
    }
}

fn slipping(desk: &Desk<'_>, decision: &Decision, title: &str) -> String {
    let lapses = lapses(desk, &decision.skill);
    format!(
        "{title} has slipped {lapses} times after you had it: it is explained anew before the next try."
    )
}

/// How often the skill's leech was lost, or the worst of its items.
pub(super) fn lapses(desk: &Desk<'_>, skill: &SkillId) -> u16 {
    let of_items = desk
        .deck
        .items_of(skill)
        .filter_map(|item| desk.learner.items.get(&item.id)?.memory);
    let units = of_items.chain(desk.learner.skill(skill).memory);
    let leeches = units.filter(|it| it.is_leech(desk.params));
    leeches.map(|it| it.lapses).max().unwrap_or(0)
}

fn review(desk: &Desk<'_>, decision: &Decision, title: &str) -> String {
    let state = desk.learner.skill(&decision.skill);
    let last = state.last_seen.map_or_else(
        || "a while ago".to_owned(),
        |moment| ago(moment.day, desk.now.day),
    );
    format!(
        "You last did {title} {last}; your chance of doing it alone is now {}. Coming back keeps it.",
        chance(desk, decision)
    )
}

/// Of the skill, in words.
fn chance(desk: &Desk<'_>, decision: &Decision) -> String {
    Interval::from(desk.estimate_by_id(&decision.skill)).spoken()
}

fn teach(desk: &Desk<'_>, decision: &Decision, title: &str) -> String {
    let opens: Vec<&str> = desk
        .deck
        .opened_by(&decision.skill)
        .map(|skill| skill.title.as_str())
        .collect();
    let requires = desk
        .deck
        .skill(&decision.skill)
        .is_some_and(|skill| !skill.requires.is_empty());
    let ready = if requires {
        "What it builds on is there"
    } else {
        "It builds on nothing else"
    };
    if opens.is_empty() {
        format!("{ready}, and {title} is a gap in what you want to be able to do.")
    } else {
        format!("{ready}, and {title} opens {}.", list(&opens, 2))
    }
}

fn practice(desk: &Desk<'_>, decision: &Decision, title: &str) -> String {
    let item = decision.item.as_ref().and_then(|id| desk.deck.item(id));
    let Some(item) = item else {
        return format!("{title} is growing.");
    };
    let forecast = desk.learner.forecast(desk.params, &item.version, desk.now);
    let chance = Interval::from(forecast).compact();
    match forecast.mean {
        p if p < 0.6 => format!(
            "{title} is not there yet. Of what is left, this comes closest: I give you {chance}."
        ),
        p if p <= 0.9 => format!(
            "{title} is growing. I give you {chance} on this one: enough to work, not too much."
        ),
        _ => format!("{title} again, to keep it moving: I give you {chance} on this one."),
    }
}

fn check(desk: &Desk<'_>, decision: &Decision, title: &str) -> String {
    let state = desk.learner.skill(&decision.skill);
    let chance = chance(desk, decision);
    if !desk.is_informed(&decision.skill) {
        format!("I know nothing of you and {title} yet: one exercise tells whether to teach it.")
    } else if state.attempts == 0 {
        format!(
            "You can probably do {title} already ({chance}). A right answer here saves you the lesson."
        )
    } else {
        format!("{title} looks strong ({chance}). An unseen exercise, alone, settles it.")
    }
}

pub(super) fn title(session: &Session, skill: &SkillId) -> String {
    session
        .deck
        .skill(skill)
        .map_or_else(|| skill.to_string(), |it| it.title.clone())
}
