//! What is asked before a session: whether what was written last time helped, and how it will go.
//! Every question can be passed over with one key, and none comes twice.

use super::change::Change;
use super::study::Opened;
use super::{Phase, Refusal, Session, minutes_to_plan};
use crate::coach::{Foreseeable, foreseeable, plan, wants_prediction};
use crate::core::{Helped, Now};
use crate::event::{Body, Predicted, Returned};
use crate::learner::Reflected;

/// A question before a session begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Opening {
    /// Did what the learner wrote help?
    Return,
    /// How many of these will come right alone?
    Predict(Foreseeable),
}

impl Session {
    /// What the learner wrote on an earlier day, if no session has returned to it yet.
    pub fn to_return_to(&self, now: Now) -> Option<&Reflected> {
        let reflected = self.learner.reflection.as_ref()?;
        (reflected.day < now.day && !reflected.returned).then_some(reflected)
    }
}

impl Change {
    pub fn start(&mut self, minutes: Option<u16>) -> Result<(), Refusal> {
        match self.open_session(minutes)? {
            Opened::Anew => self.ask_or_go_ahead(),
            Opened::GoesOn => self.go_ahead(),
            Opened::Resumed => {}
        }
        Ok(())
    }

    fn ask_or_go_ahead(&mut self) {
        match self.opening() {
            Some(opening) => self.next.phase = Phase::Opening(opening),
            None => self.go_ahead(),
        }
    }

    fn opening(&self) -> Option<Opening> {
        if self.next.to_return_to(self.now).is_some() {
            return Some(Opening::Return);
        }
        let desk = self.desk();
        let session = foreseeable(&plan(&desk, minutes_to_plan(&self.next, self.now)));
        wants_prediction(&desk, session).then_some(Opening::Predict(session))
    }

    /// At home as well, where the question stands, too.
    pub fn return_to_reflection(&mut self, helped: Option<Helped>) -> Result<(), Refusal> {
        let asked = matches!(
            self.next.phase,
            Phase::Home | Phase::Opening(Opening::Return)
        );
        let of = match self.next.to_return_to(self.now) {
            Some(reflected) if asked => reflected.day,
            _ => return Err(Refusal::NotHere),
        };
        self.record(Body::Returned(Returned { of, helped }));
        if matches!(self.next.phase, Phase::Opening(_)) {
            self.ask_or_go_ahead();
        }
        Ok(())
    }

    pub fn predict(&mut self, right: Option<u16>) -> Result<(), Refusal> {
        let Phase::Opening(Opening::Predict(session)) = self.next.phase else {
            return Err(Refusal::NotHere);
        };
        let planned = session.exercises;
        if right.is_some_and(|right| right > planned) {
            return Err(Refusal::MoreThanPlanned(planned));
        }
        self.record(Body::Predicted(Predicted {
            right,
            planned,
            expected: session.expected,
        }));
        self.ask_or_go_ahead();
        Ok(())
    }
}
