//! Why this and not something else, and what else there is.

use super::activity::skill_title;
use super::belief::belief;
use super::reason::{reason, title};
use super::rules::{step_rule, traced};
use super::scene::{Decided, Offer, Why, WhyCandidate, WhyTerm};
use super::stumble::in_the_way;
use super::words::{ago, list, percent, sentence};
use crate::coach;
use crate::core::{ActivityKind, Now, Stage};
use crate::deck::Item;
use crate::event::{Candidate, Decision};
use crate::session::{Phase, Session};

/// Why the activity at hand or, from feedback, the one that follows.
pub fn why(session: &Session, now: Now) -> Option<Why> {
    let decision = match &session.phase {
        Phase::Doing(doing) => &doing.decision,
        Phase::Told(told) => told.next.as_ref()?,
        _ => return None,
    };
    Some(Why {
        title: format!(
            "{}: {}",
            verb(decision.activity),
            skill_title(session, decision)
        ),
        reason: reason(session, decision, now),
        belief: belief(session, &decision.skill, now),
        stage: stage(decision),
        in_the_way: in_the_way(session, decision, now),
        candidates: decision
            .candidates
            .iter()
            .map(|it| candidate(session, it))
            .collect(),
        why_not: why_not(session, decision),
        what_if: what_if(session, decision, now),
        rules: decision.rules.clone(),
        trace: traced(session, decision, now),
    })
}

/// Why this was decided, by the session as it was then; `now` it is being asked.
pub fn decided(then: &Session, at: Now, now: Now, open: bool) -> Option<Decided> {
    Some(Decided {
        day: at.day,
        when: ago(at.day, now.day),
        open,
        why: why(then, at)?,
    })
}

/// Up to three next steps, the coach's own choice first.
pub fn offers(session: &Session, now: Now) -> Vec<Offer> {
    session
        .candidates(now)
        .into_iter()
        .map(|candidate| {
            let reason = reason(session, &as_decision(session, &candidate, now), now);
            Offer {
                kind: candidate.activity,
                title: title(session, &candidate.skill),
                skill: candidate.skill,
                minutes: candidate.minutes,
                reason,
            }
        })
        .collect()
}

fn as_decision(session: &Session, candidate: &Candidate, now: Now) -> Decision {
    let item = candidate.item.as_ref().and_then(|id| session.deck.item(id));
    let predict = |item: &Item| session.learner.predict(&session.params, &item.version, now);
    Decision {
        activity: candidate.activity,
        skill: candidate.skill.clone(),
        item: candidate.item.clone(),
        misconception: candidate.misconception.clone(),
        stage: Stage::Bare,
        seed: 0,
        predicted: item.map(predict),
        candidates: Vec::new(),
        rules: Vec::new(),
        minutes_left: 0.0,
    }
}

pub(super) fn verb(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Baseline => "find out",
        ActivityKind::Lesson => "learn",
        ActivityKind::Example => "see an example",
        ActivityKind::Practice => "practice",
        ActivityKind::Review => "come back to",
        ActivityKind::Repair => "clear up",
        ActivityKind::Check => "check",
        ActivityKind::Stretch => "go further with",
        ActivityKind::Reflection => "look back at",
    }
}

fn candidate(session: &Session, candidate: &Candidate) -> WhyCandidate {
    WhyCandidate {
        title: format!(
            "{} {}",
            verb(candidate.activity),
            title(session, &candidate.skill)
        ),
        minutes: candidate.minutes,
        worth: candidate.worth * 100.0,
        terms: candidate
            .terms
            .iter()
            .map(|term| WhyTerm {
                name: term.name.clone(),
                value: term.value * 100.0,
            })
            .collect(),
    }
}

fn stage(decision: &Decision) -> String {
    match (decision.activity, decision.stage) {
        (ActivityKind::Baseline | ActivityKind::Check, _) => {
            "No help here: it is about what you can do alone."
        }
        (ActivityKind::Repair, _) => {
            "Something to read, no question: the next exercise tells whether it helped."
        }
        (_, Stage::Example) => "Worked through first, since you have not shown it alone yet.",
        (_, Stage::Guided) => {
            "The first step stands there already: it did not come alone last time, or is new."
        }
        (_, Stage::Bare) => "Just the exercise, with hints at hand if you want them.",
        (_, Stage::Open) => "Just the exercise: you have shown this alone.",
    }
    .to_owned()
}

fn why_not(session: &Session, decision: &Decision) -> Option<String> {
    let [first, second, ..] = decision.candidates.as_slice() else {
        return None;
    };
    let other = sentence(&format!(
        "{} {}",
        verb(second.activity),
        title(session, &second.skill)
    ));
    Some(
        if second.worth <= 0.0 || step_rule(session, decision).is_some() {
            format!("{other}: it can wait until this is done.")
        } else if first.worth <= second.worth {
            format!("{other}: it gains as much, but what was learned last comes back first.")
        } else {
            let times = first.worth / second.worth;
            format!("{other}: this gains {times:.1} times as much a minute.")
        },
    )
}

fn what_if(session: &Session, decision: &Decision, now: Now) -> Option<String> {
    let it = coach::what_if(&session.desk(now), decision)?;
    let opens: Vec<String> = it.opens.iter().map(|id| title(session, id)).collect();
    if !opens.is_empty() {
        let opens: Vec<&str> = opens.iter().map(String::as_str).collect();
        let verb = if opens.len() == 1 { "opens" } else { "open" };
        let what = list(&opens, 3);
        return Some(format!("If you answer this one unaided, {what} {verb}."));
    }
    Some(format!(
        "If you answer this one unaided, your chance goes from {} to {} %; if not, to {} %.",
        percent(it.now.mean),
        percent(it.right.mean),
        percent(it.wrong.mean)
    ))
}
