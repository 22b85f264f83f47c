//! Lessons, worked examples and repairs: text with questions, gone through step by step.

use std::borrow::Cow;

use super::change::Change;
use super::response::typed;
use super::{Doing, Phase, Refusal, Reply, Session};
use crate::core::{ActivityKind, Stage};
use crate::deck::{self, Ask, Compare, Example};
use crate::event::{Body, Decision, Replied, Studied, Walk};
use crate::exercise::{accepts, open_steps};

/// Time on a lesson beyond this was not spent on the lesson.
const LONGEST_MS: i64 = 10 * 60_000;

/// What a walk shows: an opening, then steps that may ask.
pub struct WalkText<'a> {
    pub intro: Cow<'a, str>,
    /// The opening at a simpler reading level; empty where there is none.
    pub plain: &'a str,
    /// What each step says, and asks.
    pub steps: Vec<(&'a str, Option<&'a Ask>)>,
    /// Whether the learner is to find what a step says: it then asks first, and says after the
    /// reply.
    pub asks_first: bool,
}

/// The text of a lesson, example or repair; none for exercises, and where the deck has it no more.
pub fn walk_text<'a>(session: &'a Session, decision: &Decision) -> Option<WalkText<'a>> {
    let skill = session.deck.skill(&decision.skill)?;
    match decision.activity {
        ActivityKind::Lesson if skill.lesson.is_empty() => None,
        ActivityKind::Lesson => Some(WalkText {
            intro: Cow::Borrowed(&skill.lesson),
            plain: &skill.plain,
            steps: skill.asks.iter().map(|ask| ("", Some(ask))).collect(),
            asks_first: false,
        }),
        ActivityKind::Example => Some(example(skill.example.as_ref()?, decision.stage)),
        ActivityKind::Repair => {
            let (_, found) = session
                .deck
                .misconception(decision.misconception.as_ref()?)?;
            Some(WalkText {
                intro: Cow::Borrowed(&found.repair),
                plain: "",
                steps: Vec::new(),
                asks_first: false,
            })
        }
        _ => None,
    }
}

/// A worked example. Once it was gone through it comes back as a problem to complete: the first steps
/// stand there, the last ones are asked before they are said.
fn example(example: &Example, stage: Stage) -> WalkText<'_> {
    let asking: Vec<usize> = (0..example.steps.len())
        .filter(|&at| example.steps[at].ask.is_some())
        .collect();
    let open = open_steps(asking.len(), stage);
    let asks_first = open > 0;
    let from = if asks_first {
        asking[asking.len() - open]
    } else {
        0
    };
    let (worked, left) = example.steps.split_at(from);
    WalkText {
        intro: std::iter::once(example.problem.clone())
            .chain(worked.iter().map(said))
            .collect::<Vec<_>>()
            .join("\n\n")
            .into(),
        plain: "",
        steps: left
            .iter()
            .map(|step| (step.say.as_str(), step.ask.as_ref()))
            .collect(),
        asks_first,
    }
}

/// A step that stands there worked, with what its question would have brought out.
fn said(step: &deck::Step) -> String {
    match &step.ask {
        Some(ask) if !ask.because.is_empty() => format!("{} {}", step.say.trim(), ask.because),
        _ => step.say.clone(),
    }
}

impl Change {
    pub fn reply(&mut self, text: String) -> Result<(), Refusal> {
        let (doing, ask) = self.question()?;
        let ask = ask.ok_or(Refusal::NotHere)?;
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let text = typed(&text)?;
        let right = accepts(&ask.accept, Compare::default(), &text);
        let replied = Replied {
            skill: doing.decision.skill.clone(),
            step: u8::try_from(doing.replies.len()).unwrap_or(u8::MAX),
            text: text.clone(),
            right,
        };
        self.record(Body::Replied(replied));
        self.push(Reply { text, right });
        Ok(())
    }

    /// Past a step that asks nothing, or on from the last.
    pub fn go_on_in_walk(&mut self) -> Result<(), Refusal> {
        let (doing, ask) = self.question()?;
        let text = walk_text(&self.next, &doing.decision).ok_or(Refusal::NotHere)?;
        if doing.replies.len() < text.steps.len() {
            if ask.is_some() {
                return Err(Refusal::Empty);
            }
            self.push(Reply {
                text: String::new(),
                right: true,
            });
            return Ok(());
        }
        let studied = self.studied(doing, &text).ok_or(Refusal::NotHere)?;
        self.record(Body::Studied(studied));
        let decision = self.decide();
        self.show(decision);
        Ok(())
    }

    fn studied(&self, doing: &Doing, text: &WalkText<'_>) -> Option<Studied> {
        let asked = text
            .steps
            .iter()
            .zip(&doing.replies)
            .filter(|((_, ask), _)| ask.is_some());
        let right = asked.clone().filter(|(_, reply)| reply.right).count();
        let took_ms = (self.now.utc_ms - doing.began_ms).clamp(0, LONGEST_MS);
        let walk = match doing.decision.activity {
            ActivityKind::Lesson => Walk::Lesson,
            ActivityKind::Example => Walk::Example,
            _ => Walk::Repair(doing.decision.misconception.clone()?),
        };
        Some(Studied {
            skill: doing.decision.skill.clone(),
            walk,
            right: u8::try_from(right).unwrap_or(u8::MAX),
            asked: u8::try_from(asked.count()).unwrap_or(u8::MAX),
            took_ms: u32::try_from(took_ms).unwrap_or(u32::MAX),
        })
    }

    fn push(&mut self, reply: Reply) {
        if let Phase::Doing(doing) = &mut self.next.phase {
            doing.replies.push(reply);
        }
    }

    /// The walk under way and the question it now asks.
    fn question(&self) -> Result<(&Doing, Option<&Ask>), Refusal> {
        let Phase::Doing(doing) = &self.next.phase else {
            return Err(Refusal::NotHere);
        };
        let text = walk_text(&self.next, &doing.decision).ok_or(Refusal::NotHere)?;
        let ask = text
            .steps
            .get(doing.replies.len())
            .and_then(|(_, ask)| *ask);
        Ok((doing, ask))
    }
}
