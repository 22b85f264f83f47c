//! Why the coach decided as it did, on what it knew when it did.

use std::sync::Arc;

use super::{App, Trouble};
use crate::core::ActivityKind;
use crate::event::{Body, Event};
use crate::learner::{Learner, counted};
use crate::view::{self, Decided};

impl App {
    /// Why the step that is open, or else came last, was proposed: all is worked out again from what
    /// was known then. None where nothing was proposed yet, or the deck has it no more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn why_last(&self) -> Result<Option<Decided>, Trouble> {
        let Some(session) = &self.session else {
            return Ok(None);
        };
        let events = self.store.events(Some(&session.deck.id))?;
        let events: Vec<&Event> = counted(&events).collect();
        let Some(last) = events.iter().rposition(|it| is_a_step(&it.body)) else {
            return Ok(None);
        };
        let (known, since) = events.split_at(last + 1);
        let Some(decided) = known.last() else {
            return Ok(None);
        };
        let learner = Learner::fold(&self.params, known.iter().copied());
        let params = self.params_of(&learner);
        let then = session.as_of(learner, Arc::clone(&params), decided.now);
        let open = !since.iter().any(|it| closes(&it.body));
        Ok(view::decided(&then, decided.now, self.now(), open))
    }
}

fn is_a_step(body: &Body) -> bool {
    matches!(body, Body::Decision(it) if it.activity != ActivityKind::Reflection)
}

fn closes(body: &Body) -> bool {
    matches!(
        body,
        Body::Attempt(_) | Body::Studied(_) | Body::Override(_) | Body::SessionEnd(_)
    )
}
