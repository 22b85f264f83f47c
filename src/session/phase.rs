//! What lies before the learner.

use std::sync::Arc;

use super::Session;
use crate::coach::{asks_confidence, choose};
use crate::core::{ActivityKind, Now, Support};
use crate::deck::Item;
use crate::event::{Attempt, Candidate, Decision};
use crate::exercise::{Grade, Instance};
use crate::learner::{Learner, Params, Sighting};

use super::{Standing, walk_text};

#[derive(Clone, Debug)]
pub enum Phase {
    /// No goal yet.
    Welcome,
    /// Rating oneself.
    Rating,
    /// Something to do.
    Doing(Box<Doing>),
    /// Feedback on what was done.
    Told(Box<Told>),
    /// The result of the baseline.
    Map,
    Home,
    Ended(Summary),
}

/// An activity under way.
#[derive(Clone, Debug)]
pub struct Doing {
    pub decision: Decision,
    /// None where nothing is graded.
    pub instance: Option<Instance>,
    /// Hints taken.
    pub hints: u8,
    /// Whether the points of a self-graded exercise are shown.
    pub revealed: bool,
    /// To the questions of a lesson or example, in order.
    pub replies: Vec<Reply>,
    pub asks_confidence: bool,
    pub began_ms: i64,
}

/// An answer to a question of a lesson or example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub text: String,
    pub right: bool,
}

/// An answer, graded and saved.
#[derive(Clone, Debug)]
pub struct Told {
    pub decision: Decision,
    pub attempt: Attempt,
    pub grade: Grade,
    pub before: Standing,
    pub after: Standing,
    /// When the misconception that the answer shows was seen before.
    pub earlier: Vec<Sighting>,
    /// None: the session is over.
    pub next: Option<Decision>,
    /// Whether a break is suggested.
    pub rest: bool,
}

/// What a session came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub minutes: f64,
    pub answered: usize,
    /// Right at once and without help.
    pub unaided: usize,
    /// Ended by the learner, with something left to do.
    pub cut_short: bool,
}

impl Phase {
    /// Whether nothing is under way that the learner works on.
    pub fn is_between_sessions(&self) -> bool {
        matches!(self, Self::Home | Self::Map | Self::Ended(_))
    }
}

impl Doing {
    /// How much help the answer now has.
    pub fn support(&self) -> Support {
        if self
            .instance
            .as_ref()
            .is_some_and(|instance| instance.worked > 0)
        {
            Support::PartlyWorked
        } else if self.hints > 0 {
            Support::Hints
        } else {
            Support::None
        }
    }
}

impl Session {
    /// What a decision puts before the learner.
    pub(super) fn doing(&self, decision: Decision, now: Now) -> Doing {
        let item = decision.item.as_ref().and_then(|id| self.deck.item(id));
        let instance = item.map(|item| Instance::new(item, decision.seed, decision.stage));
        let asks_confidence = item.is_some_and(|_| {
            let predicted = decision.predicted.unwrap_or(0.5);
            asks_confidence(
                &self.desk(now),
                decision.activity,
                &decision.skill,
                predicted,
            )
        });
        Doing {
            decision,
            instance,
            hints: 0,
            revealed: false,
            replies: Vec::new(),
            asks_confidence,
            began_ms: now.utc_ms,
        }
    }

    /// The activity that was open when the program was left, if it still can be done.
    pub(super) fn left_open(&self, now: Now) -> Option<Doing> {
        let open = self.learner.open.as_ref()?;
        let decision = &open.decision;
        let baseline = decision.activity == ActivityKind::Baseline;
        // An edited deck may have lost it.
        let exists = match &decision.item {
            Some(id) => self.deck.item(id).is_some(),
            None if decision.activity == ActivityKind::Reflection => true,
            None => walk_text(self, decision).is_some(),
        };
        let fresh = baseline || open.day == now.day;
        if !fresh || !exists || self.deck.skill(&decision.skill).is_none() {
            return None;
        }
        let mut doing = self.doing(decision.clone(), now);
        doing.hints = open.hints;
        for replied in &open.replies {
            // Steps that ask nothing leave no reply in the log.
            doing.replies.resize(
                replied.step.into(),
                Reply {
                    text: String::new(),
                    right: true,
                },
            );
            doing.replies.push(Reply {
                text: replied.text.clone(),
                right: replied.right,
            });
        }
        Some(doing)
    }

    /// Where the log leaves the learner at a new start.
    pub(super) fn phase_left(&self, now: Now) -> Phase {
        let baseline = &self.learner.baseline;
        if self.learner.goal.is_none() {
            return Phase::Welcome;
        }
        if baseline.closed.is_none() || !baseline.open.is_empty() {
            let question = self
                .left_open(now)
                .filter(|doing| doing.decision.activity == ActivityKind::Baseline);
            return question.map_or(Phase::Rating, |doing| Phase::Doing(Box::new(doing)));
        }
        Phase::Home
    }

    /// The session as it stood when only this was known, with what was decided then before the
    /// learner; at home where the deck has that no more.
    #[must_use]
    pub fn as_of(&self, learner: Learner, params: Arc<Params>, now: Now) -> Self {
        let mut then = Self {
            learner,
            params,
            phase: Phase::Home,
            followed: None,
            ..self.clone()
        };
        if let Some(doing) = then.left_open(now) {
            then.phase = Phase::Doing(Box::new(doing));
        }
        then
    }

    /// What may be chosen now, the coach's own choice first.
    pub fn candidates(&self, now: Now) -> Vec<Candidate> {
        match &self.phase {
            Phase::Doing(doing) => doing.decision.candidates.clone(),
            Phase::Told(told) => told
                .next
                .as_ref()
                .map(|it| it.candidates.clone())
                .unwrap_or_default(),
            Phase::Home | Phase::Map | Phase::Ended(_) => {
                let minutes = self
                    .learner
                    .goal
                    .as_ref()
                    .map_or(15.0, |it| f64::from(it.minutes));
                let choice = choose(&self.desk(now), minutes);
                choice.map(|it| it.candidates).unwrap_or_default()
            }
            Phase::Welcome | Phase::Rating => Vec::new(),
        }
    }

    /// The item of the activity under way.
    pub fn item_of(&self, decision: &Decision) -> Option<&Item> {
        self.deck.item(decision.item.as_ref()?)
    }
}
