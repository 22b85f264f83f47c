//! A look back at the end of a session, to which the next one returns.

use super::change::Change;
use super::response::typed;
use super::{Phase, Refusal};
use crate::coach::Choice;
use crate::core::{ActivityKind, Stage};
use crate::event::{Body, Reflection};

/// What is asked.
pub const REFLECTION: &str = "What will you watch for next time?";

/// Answers in a session from which there is something to look back at.
const ENOUGH: u32 = 4;

impl Change {
    /// Once a day, after a session that had something in it.
    pub fn wants_reflection(&self) -> bool {
        let today = self.next.learner.today_on(self.now.day);
        let session = today.and_then(|today| today.session.as_ref());
        let reflected = self.next.learner.reflection.as_ref();
        session.is_some_and(|session| session.answered >= ENOUGH)
            && reflected.is_none_or(|(day, _)| *day < self.now.day)
            && !self.is_doing(ActivityKind::Reflection)
    }

    /// On the skill met last.
    pub fn ask_for_reflection(&mut self) {
        let today = self.next.learner.today_on(self.now.day);
        let Some(last) = today.and_then(|today| today.recent.last()) else {
            return self.close_session();
        };
        let choice = Choice {
            activity: ActivityKind::Reflection,
            skill: last.skill.clone(),
            item: None,
            misconception: None,
            stage: Stage::default(),
            predicted: None,
            candidates: Vec::new(),
            rules: Vec::new(),
            begins: None,
        };
        self.record_decision(choice, 0.0);
        let doing = self.next.left_open(self.now);
        self.next.phase = doing.map_or(Phase::Home, |it| Phase::Doing(Box::new(it)));
    }

    pub fn reflect(&mut self, text: String) -> Result<(), Refusal> {
        if !self.is_doing(ActivityKind::Reflection) {
            return Err(Refusal::NotHere);
        }
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let text = typed(&text)?;
        let prompt = REFLECTION.to_owned();
        self.record(Body::Reflection(Reflection { prompt, text }));
        self.close_session();
        Ok(())
    }
}
