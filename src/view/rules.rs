//! Adaptation rules in words: what was measured, and what it would take.

use super::reason::title;
use super::scene::{RuleEvidence, RuleTrace};
use super::words::{list, sentence};
use crate::coach::{Desk, Evidence, IN_A_ROW, LAST, Verdict, asks_for, tells_way, trace};
use crate::core::{Now, SkillId};
use crate::event::Decision;
use crate::rule::{Measure, Response, Rules, Test, Trigger};
use crate::session::Session;

/// The rule that says what comes next, rather than something beside it.
pub(super) fn step_rule<'d>(session: &Session, decision: &'d Decision) -> Option<&'d str> {
    let says_what = |name: &str| {
        let rule = session.policy.rules.named(name);
        rule.is_none_or(|rule| rule.response.is_a_step())
    };
    let mut names = decision.rules.iter().map(String::as_str);
    names.find(|name| !tells_way(name) && says_what(name))
}

/// Every rule as it was when this was decided: those that were followed first, then those that hold.
pub(super) fn traced(session: &Session, decision: &Decision, now: Now) -> Vec<RuleTrace> {
    let desk = session.desk(now);
    let verdicts = trace(&desk, decision);
    let mut traces: Vec<RuleTrace> = verdicts
        .iter()
        .map(|verdict| {
            let words: Vec<String> = verdict
                .evidence
                .iter()
                .map(|it| against(&desk, verdict, it))
                .collect();
            RuleTrace {
                rule: verdict.rule.name.clone(),
                response: verdict.rule.response.name(),
                skill: verdict.skill.clone(),
                holds: verdict.holds,
                followed: verdict.holds && decision.rules.contains(&verdict.rule.name),
                because: words.join("; "),
                evidence: verdict.evidence.iter().map(evidence).collect(),
            }
        })
        .collect();
    traces.sort_by_key(|it| (!it.followed, !it.holds));
    traces
}

fn evidence(it: &Evidence) -> RuleEvidence {
    RuleEvidence {
        trigger: it.condition.trigger.name(),
        measured: it.measured,
        holds: it.holds,
    }
}

/// Why a break is suggested, in one sentence with its numbers.
pub(super) fn rest(session: &Session, now: Now) -> Option<String> {
    let desk = session.desk(now);
    let verdict = asks_for(&desk, Response::SuggestBreak)?;
    let measured = verdict.evidence.iter();
    let words: Vec<String> = measured.map(|it| found(&desk, &verdict, it)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words = sentence(&list(&words, words.len()));
    Some(format!(
        "{words}. A break may do more now than another exercise."
    ))
}

/// "2 misses on Borrowing today, from 2".
fn against(desk: &Desk<'_>, verdict: &Verdict<'_>, evidence: &Evidence) -> String {
    let found = found(desk, verdict, evidence);
    let measure = evidence.condition.trigger.measure();
    let amount = |threshold| amount(measure, threshold);
    match evidence.condition.test {
        _ if evidence.measured.is_none() => found,
        Test::AtLeast(it) => format!("{found}, from {}", amount(it)),
        Test::Above(it) => format!("{found}, above {}", amount(it)),
        Test::AtMost(it) => format!("{found}, up to {}", amount(it)),
        Test::Below(it) => format!("{found}, below {}", amount(it)),
        Test::Is(_) => found,
    }
}

/// "2 misses on Borrowing today".
fn found(desk: &Desk<'_>, verdict: &Verdict<'_>, evidence: &Evidence) -> String {
    let trigger = evidence.condition.trigger;
    let skill = verdict.skill.as_ref();
    let skill = skill.map_or_else(|| "anything".to_owned(), |id| title_in(desk, id));
    let Some(number) = evidence.measured else {
        return nothing(trigger, verdict.skill.is_some(), &skill);
    };
    let (yes, amount) = (number != 0.0, amount(trigger.measure(), number));
    match trigger {
        Trigger::MissesToday => format!("{} on {skill} today", counted(number, "miss", "misses")),
        Trigger::SureMiss if yes => {
            format!("you were sure of the last answer on {skill}, and it was not right")
        }
        Trigger::SureMiss => format!("no sure and wrong answer on {skill} just now"),
        Trigger::SameMisconception if yes => {
            let times = counted(number, "time", "times");
            format!("the misconception in the last answer on {skill} showed {times} in 14 days")
        }
        Trigger::SameMisconception => format!("the last step on {skill} showed no misconception"),
        Trigger::SureOfMisconception if yes => {
            format!("you were sure of the last answer on {skill}, and it shows a misconception")
        }
        Trigger::SureOfMisconception => {
            format!("the last step on {skill} showed no misconception that you were sure of")
        }
        Trigger::SureSuccesses => {
            let times = counted(number, "time", "times");
            format!("{skill} came sure and alone {times} in a row")
        }
        Trigger::Answers => format!("{} on {skill} so far", counted(number, "answer", "answers")),
        Trigger::UnaidedSuccesses => format!(
            "{} on {skill} without help",
            counted(number, "right answer", "right answers")
        ),
        Trigger::Chance => format!("a chance of {amount} of doing {skill} alone"),
        Trigger::PrerequisiteChance => {
            format!("a chance of {amount} on the weakest of what {skill} builds on")
        }
        Trigger::DaysAway => format!("{amount} away"),
        Trigger::RecentAccuracy => {
            let right = rounded(number * LAST as f64);
            format!("{right} of the last six came right ({amount})")
        }
        Trigger::Slowing => format!("they took {amount} as long as usual"),
        Trigger::AfterLesson => after(yes, "the lesson", &skill),
        Trigger::AfterExample => after(yes, "the example", &skill),
        Trigger::AfterTeaching => after(yes, "the lesson or the example", &skill),
        Trigger::AfterRepair => after(yes, "the repair of an idea", &skill),
        Trigger::Lapses | Trigger::FactLapses if yes => {
            format!("{skill} was lost {}", counted(number, "time", "times"))
        }
        Trigger::Lapses | Trigger::FactLapses => format!("{skill} was not lost last time"),
        Trigger::Stability => format!("{skill} holds for {amount}"),
    }
}

fn after(yes: bool, what: &str, skill: &str) -> String {
    if yes {
        format!("{what} on {skill} came last")
    } else {
        format!("{what} on {skill} was not what came last")
    }
}

fn nothing(trigger: Trigger, has_skill: bool, skill: &str) -> String {
    match trigger {
        Trigger::DaysAway => "this is the first day",
        Trigger::RecentAccuracy => "fewer than six answers today",
        Trigger::Slowing => "too few answers to know what is usual",
        _ if !has_skill => "nothing was done today yet",
        Trigger::PrerequisiteChance => return format!("{skill} builds on nothing else"),
        Trigger::FactLapses => return format!("{skill} is not remembered fact by fact"),
        _ => return format!("{skill} is not remembered yet"),
    }
    .to_owned()
}

fn amount(measure: Measure, number: f64) -> String {
    match measure {
        Measure::Share => format!("{:.0} %", number * 100.0),
        Measure::Ratio => format!("{} times", rounded(number)),
        Measure::Days => counted(number, "day", "days"),
        Measure::Count | Measure::Flag => rounded(number),
    }
}

fn counted(number: f64, one: &str, many: &str) -> String {
    let number = rounded(number);
    let noun = if number == "1" { one } else { many };
    format!("{number} {noun}")
}

/// To a tenth.
fn rounded(number: f64) -> String {
    ((number * 10.0).round() / 10.0).to_string()
}

fn title_in(desk: &Desk<'_>, id: &SkillId) -> String {
    let skill = desk.deck.skill(id);
    skill.map_or_else(|| id.to_string(), |it| it.title.clone())
}

/// Why a rule puts this next.
pub(super) fn by_rule(session: &Session, decision: &Decision, rule: &str, now: Now) -> String {
    let name = title(session, &decision.skill);
    let rules = &session.policy.rules;
    let is_own = rules.named(rule) != Rules::built_in().named(rule);
    if is_own {
        return by_own_rule(rule, &name);
    }
    match rule {
        "same misconception again" => {
            format!("The same idea misled you again in {name}: two cases clear it up.")
        }
        "sure of a misconception" => {
            format!("You were sure of an idea that does not hold in {name}: two cases clear it up.")
        }
        "missed more than once today" => {
            let misses = session.learner.skill(&decision.skill).misses_on(now.day);
            let times = match misses {
                2 => "twice".to_owned(),
                _ => counted(f64::from(misses), "time", "times"),
            };
            format!("{name} did not come {times} today, so it is explained before you try again.")
        }
        "sure of a wrong answer" => {
            format!(
                "You were sure, and {name} is not there yet: it is explained before you try again."
            )
        }
        "an example follows a lesson" => {
            format!("{name} is new to you: a worked example before you try one alone.")
        }
        "an example where it is shaky" => {
            format!("{name} is shaky: a worked example before you try one alone.")
        }
        "tried again after a repair" => {
            format!("Right after the repair: does {name} look different now?")
        }
        IN_A_ROW => {
            format!(
                "{name} once more: in your pilot it is practiced in a row, with nothing between."
            )
        }
        "asked for help" => format!("You asked for more help with {name}."),
        "claimed" => {
            format!("You said that you know {name}: an unseen exercise, done alone, tells.")
        }
        "first exercise after teaching" => {
            format!("You have just met {name}: a first exercise on it, while it is fresh.")
        }
        "practice follows teaching" => {
            format!("Right after the explanation: {name} once more.")
        }
        "a shaky prerequisite first" => match decision.candidates.get(1) {
            Some(planned) => format!(
                "{} builds on {name}, which is shaky now: it is refreshed first.",
                title(session, &planned.skill)
            ),
            None => format!("{name} is shaky now, and other things build on it."),
        },
        "three in a row, and sure" => {
            format!("The last ones on {name} came sure and alone, so this one asks for more.")
        }
        _ => by_own_rule(rule, &name),
    }
}

fn by_own_rule(rule: &str, skill: &str) -> String {
    format!("A rule asks for this on {skill}: {rule}.")
}

#[cfg(test)]
mod tests;
