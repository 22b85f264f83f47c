//! Why this and not something else, and what else there is.

use super::activity::skill_title;
use super::belief::belief;
use super::reason::{lapses, reason, title};
use super::rules::{step_rule, traced};
use super::scene::{Decided, Offer, Why, WhyCandidate, WhyTerm};
use super::stumble::in_the_way;
use super::support::support;
use super::words::{ago, list, percent, sentence};
use crate::coach::{self, YOUR_CHOICES};
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
        in_the_way: in_the_way(session, decision, now),
        stage: support(session, decision, now)
            .map_or_else(|| stage(decision).to_owned(), |it| it.sentence),
        candidates: decision
            .candidates
            .iter()
            .map(|it| candidate(session, it))
            .collect(),
        why_not: why_not(session, decision),
        what_if: what_if(session, decision, now),
        your_choices: your_choices(decision),
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

/// Up to three next steps, the coach's own choice first, each with the reason that is its own.
pub fn offers(session: &Session, now: Now) -> Vec<Offer> {
    let candidates = session.candidates(now);
    let all = candidates.clone();
    candidates
        .into_iter()
        .enumerate()
        .map(|(at, candidate)| {
            let decision = Decision {
                rules: rules(session, at, &candidate, now),
                candidates: all.clone(),
                ..as_decision(session, &candidate, now)
            };
            let reason = reason(session, &decision, now);
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

/// The rules by which a step is offered: those of the decision for the step that it took, and of
/// what keeps slipping that it does.
fn rules(session: &Session, at: usize, candidate: &Candidate, now: Now) -> Vec<String> {
    let decision = match &session.phase {
        Phase::Doing(doing) => Some(&doing.decision),
        Phase::Told(told) => told.next.as_ref(),
        _ => None,
    };
    let taken = decision.filter(|it| {
        at == 0
            && (it.activity, &it.skill, &it.item)
                == (candidate.activity, &candidate.skill, &candidate.item)
    });
    if let Some(decision) = taken {
        return decision.rules.clone();
    }
    let mends = candidate.item.is_none() && lapses(&session.desk(now), &candidate.skill) > 0;
    mends
        .then(|| "keeps slipping".to_owned())
        .into_iter()
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

/// Of what is no stage of support.
fn stage(decision: &Decision) -> &'static str {
    match decision.activity {
        ActivityKind::Baseline | ActivityKind::Check => {
            "No help here: it is about what you can do alone."
        }
        ActivityKind::Repair => {
            "Something to read, no question: the next exercise tells whether it helped."
        }
        ActivityKind::Lesson => "Something to read first, with a question or two.",
        ActivityKind::Stretch => "Just the exercise: you have shown this alone.",
        ActivityKind::Reflection => "Nothing here is right or wrong.",
        ActivityKind::Example | ActivityKind::Practice | ActivityKind::Review => "",
    }
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

/// Below this, in shares of a worth, what the learner's choices changed is not worth a word.
const WORTH_SAYING: f64 = 0.01;

/// What the learner often takes or leaves, and by how much that moved what the kind is worth.
fn your_choices(decision: &Decision) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for candidate in &decision.candidates {
        let Some(term) = candidate.terms.iter().find(|it| it.name == YOUR_CHOICES) else {
            continue;
        };
        let share = term.value / (candidate.worth - term.value).abs();
        let kind = kind_words(candidate.activity);
        let sentence = if share >= WORTH_SAYING {
            format!("You often take {kind} instead: +{:.0} %.", share * 100.0)
        } else if share <= -WORTH_SAYING {
            format!("You often leave {kind}: −{:.0} %.", share * -100.0)
        } else {
            continue;
        };
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// What is taken or left, in the words of "you often take … instead".
fn kind_words(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Lesson | ActivityKind::Example => "something new",
        ActivityKind::Review => "what comes back",
        ActivityKind::Repair => "clearing up",
        ActivityKind::Check => "a check",
        ActivityKind::Stretch => "something harder",
        ActivityKind::Practice | ActivityKind::Baseline | ActivityKind::Reflection => "practice",
    }
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
