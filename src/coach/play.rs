//! The coach played forward: what it would choose, were the answers as expected or as drawn.

use super::imagine::{attempted, studied_now, take_in};
use super::{Choice, Desk, Policy, choose};
use crate::core::Now;
use crate::deck::Deck;
use crate::event::{Body, Decision, SessionStart};
use crate::learner::{Learner, Params};

/// Steps that no session needs more of.
const LONGEST: usize = 60;

/// A learner as they may come to be, and when.
#[derive(Clone)]
pub struct Play<'a> {
    pub deck: &'a Deck,
    pub params: &'a Params,
    pub policy: &'a Policy,
    pub learner: Learner,
    pub now: Now,
}

/// One step of a session played forward.
pub struct Played<'p> {
    /// Before the step.
    pub desk: Desk<'p>,
    pub choice: &'p Choice,
    pub minutes: f64,
}

impl<'a> Play<'a> {
    /// From where the learner stands.
    pub fn from(desk: &Desk<'a>) -> Self {
        Self {
            deck: desk.deck,
            params: desk.params,
            policy: desk.policy,
            learner: desk.learner.clone(),
            now: desk.now,
        }
    }

    pub fn desk(&self) -> Desk<'_> {
        Desk::new(self.deck, &self.learner, self.params, self.policy, self.now)
    }

    /// A whole session of so many minutes. `comes_right` says how an exercise with that chance is
    /// answered; `see` is shown each step.
    pub fn session(
        &mut self,
        minutes: f64,
        mut comes_right: impl FnMut(f64) -> bool,
        mut see: impl FnMut(Played<'_>),
    ) {
        self.take_in(Body::SessionStart(SessionStart { minutes }));
        let mut left = minutes;
        for _ in 0..LONGEST {
            let desk = self.desk();
            let Some(choice) = choose(&desk, left).filter(|_| left > 0.0) else {
                return;
            };
            let minutes = choice.candidates.first().map_or(1.0, |it| it.minutes);
            if left < minutes / 2.0 {
                return;
            }
            see(Played {
                desk,
                choice: &choice,
                minutes,
            });
            left -= minutes;
            self.now.utc_ms += (minutes * 60_000.0) as i64;
            self.step(choice, left, &mut comes_right);
        }
    }

    fn step(&mut self, choice: Choice, left: f64, comes_right: &mut impl FnMut(f64) -> bool) {
        let item = choice.item.as_ref().and_then(|id| self.deck.item(id));
        let Some(item) = item else {
            let studied = studied_now(
                choice.activity,
                &choice.skill,
                choice.misconception.as_ref(),
            );
            return self.take_in(Body::Studied(studied));
        };
        let score = if comes_right(choice.predicted.unwrap_or(0.5)) {
            1.0
        } else {
            0.0
        };
        // The chance drawn by is that of an answer without help, so none is counted.
        let attempt = attempted(&self.learner, choice.activity, item, score);
        self.take_in(Body::Decision(Box::new(decision(choice, left))));
        self.take_in(Body::ItemVersion(item.version.as_ref().clone()));
        self.take_in(Body::Attempt(attempt));
    }

    fn take_in(&mut self, body: Body) {
        take_in(&mut self.learner, self.deck, self.params, self.now, body);
    }
}

/// Whoever answers an exercise, the fold has to know for which skill it was asked.
fn decision(choice: Choice, minutes_left: f64) -> Decision {
    Decision {
        activity: choice.activity,
        skill: choice.skill,
        item: choice.item,
        misconception: choice.misconception,
        stage: choice.stage,
        seed: 0,
        predicted: choice.predicted,
        candidates: Vec::new(),
        rules: choice.rules,
        minutes_left,
    }
}
