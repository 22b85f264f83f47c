//! Something to do, as it is shown.

use super::scene::{Activity, Exercise, Position, Revealed, WalkQuestion, WalkStep, WorkedStep};
use super::{reason, skill_estimate, stumble};
use crate::coach::{baseline_limit, settled};
use crate::core::{ActivityKind, Now};
use crate::deck::{self, Item, Piece};
use crate::event::Decision;
use crate::exercise::Instance;
use crate::session::{Doing, REFLECTION, Session, walk_text};

/// Minutes an activity takes on average, for "about how many".
const USUAL_MINUTES: f64 = 1.2;

pub fn activity(session: &Session, doing: &Doing, now: Now) -> Activity {
    let decision = &doing.decision;
    let item = session.item_of(decision);
    let exercise = match (item, &doing.instance) {
        (Some(item), Some(instance)) => exercise(item, instance, doing.revealed),
        _ => walk(session, doing),
    };
    let hints = item.map_or(&[][..], |item| &item.hints);
    let taken = usize::from(doing.hints).min(hints.len());
    let helps = !matches!(
        decision.activity,
        ActivityKind::Baseline | ActivityKind::Check
    );
    let desk = session.desk(now);
    let estimate = desk.estimate_by_id(&decision.skill);
    Activity {
        deck: session.deck.id.clone(),
        deck_title: session.deck.title.clone(),
        kind: decision.activity,
        skill: decision.skill.clone(),
        skill_title: skill_title(session, decision),
        item: decision.item.clone(),
        item_kind: item.map(|item| item.exercise.kind()),
        level: item.map(|item| item.level),
        stage: decision.stage,
        exercise,
        hints: hints[..taken].to_vec(),
        hints_left: if helps { hints.len() - taken } else { 0 },
        asks_confidence: doing.asks_confidence,
        reason: reason(session, decision, now),
        before: stumble::before_this(session, decision, now),
        watch: stumble::watch(session, decision, now),
        position: position(session, decision, now),
        estimate: skill_estimate(estimate, desk.band(&decision.skill)),
    }
}

pub(super) fn skill_title(session: &Session, decision: &Decision) -> String {
    session
        .deck
        .skill(&decision.skill)
        .map_or_else(|| decision.skill.to_string(), |skill| skill.title.clone())
}

pub(super) fn position(session: &Session, decision: &Decision, now: Now) -> Position {
    if decision.activity == ActivityKind::Baseline {
        let desk = session.desk(now);
        let asked = session.learner.baseline.open.len();
        return Position::Baseline {
            asked,
            limit: baseline_limit(&session.deck).max(asked),
            settled: settled(&desk, &session.followed(now).joint),
        };
    }
    let running = session
        .learner
        .today_on(now.day)
        .and_then(|today| today.session.as_ref());
    let done = running.map_or(0, |running| running.done as usize);
    let minutes_left = session.minutes_left(now).max(0.0);
    let left = (minutes_left / USUAL_MINUTES).ceil() as usize;
    Position::Session {
        done,
        about: done + left.max(1),
        minutes_left,
    }
}

pub(super) fn exercise(item: &Item, instance: &Instance, revealed: bool) -> Exercise {
    let prompt = item.prompt.clone();
    let ordered = |texts: &[&String]| -> Vec<String> {
        let places = instance.order.iter().filter_map(|&at| texts.get(at));
        places.map(|text| (*text).clone()).collect()
    };
    match &item.exercise {
        deck::Exercise::Choice { options } => {
            let texts: Vec<&String> = options.iter().map(|option| &option.text).collect();
            Exercise::Choice {
                prompt,
                options: ordered(&texts),
            }
        }
        deck::Exercise::Multi { options } => {
            let texts: Vec<&String> = options.iter().map(|option| &option.text).collect();
            Exercise::Multi {
                prompt,
                options: ordered(&texts),
            }
        }
        deck::Exercise::Cloze { pieces, gaps, .. } => Exercise::Cloze {
            prompt: with_numbered_gaps(pieces),
            gaps: gaps.len(),
        },
        deck::Exercise::Short { .. } => Exercise::Short { prompt },
        deck::Exercise::Number { unit, .. } => Exercise::Number {
            prompt,
            unit: unit.clone(),
        },
        deck::Exercise::Order { lines, distractors } => {
            let texts: Vec<&String> = lines.iter().chain(distractors).collect();
            Exercise::Order {
                prompt,
                lines: ordered(&texts),
                spare: !distractors.is_empty(),
            }
        }
        deck::Exercise::Steps { steps, .. } => {
            let (worked, open) = steps.split_at(instance.worked.min(steps.len()));
            Exercise::Steps {
                prompt,
                worked: worked
                    .iter()
                    .map(|step| WorkedStep {
                        prompt: step.prompt.clone(),
                        say: step.say.clone(),
                    })
                    .collect(),
                open: open.iter().map(|step| step.prompt.clone()).collect(),
            }
        }
        deck::Exercise::Recall { answer, points } => Exercise::Recall {
            prompt,
            revealed: revealed.then(|| Revealed {
                answer: answer.clone(),
                points: points.clone(),
            }),
        },
    }
}

/// The prompt with `⟦1⟧`, `⟦2⟧`, … where the gaps are.
fn with_numbered_gaps(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Gap(at) => format!("⟦{}⟧", at + 1),
        })
        .collect()
}

/// A repair opens with the idea that it is about.
fn opening(session: &Session, doing: &Doing, intro: &str) -> String {
    let id = doing.decision.misconception.as_ref();
    match id.and_then(|id| session.deck.misconception(id)) {
        Some((_, found)) => format!("> {}\n\n{intro}", found.belief),
        None => intro.to_owned(),
    }
}

fn walk(session: &Session, doing: &Doing) -> Exercise {
    let Some(text) = walk_text(session, &doing.decision) else {
        return Exercise::Reflection {
            prompt: REFLECTION.to_owned(),
        };
    };
    let done = text
        .steps
        .iter()
        .zip(&doing.replies)
        .map(|((say, ask), reply)| WalkStep {
            say: (*say).to_owned(),
            ask: ask.map(|ask| ask.ask.clone()),
            reply: reply.text.clone(),
            right: reply.right,
            answer: ask
                .and_then(|ask| ask.accept.first().cloned())
                .unwrap_or_default(),
            because: ask.map(|ask| ask.because.clone()).unwrap_or_default(),
        })
        .collect();
    let now = text
        .steps
        .get(doing.replies.len())
        .map(|(say, ask)| WalkQuestion {
            say: (*say).to_owned(),
            ask: ask.map(|ask| ask.ask.clone()),
        });
    Exercise::Walk {
        intro: opening(session, doing, text.intro),
        plain: (!text.plain.is_empty()).then(|| text.plain.to_owned()),
        done,
        now,
        steps: text.steps.len(),
    }
}
