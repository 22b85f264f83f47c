//! A micro-pathway begins: what comes first in it is drawn, and noted with its chance.

use super::change::Change;
use crate::coach::{Choice, choose, start};
use crate::event::Body;

impl Change {
    /// The choice as it is or, where a pathway begins with it, the first step that was drawn.
    pub fn on_the_way(&mut self, choice: Choice, minutes_left: f64) -> Option<Choice> {
        let Some(repair) = &choice.begins else {
            return Some(choice);
        };
        let draw = self.next.chance();
        match start(&self.desk(), repair, draw) {
            Some(started) => self.record(Body::PathwayStarted(started)),
            None => return Some(choice),
        }
        let cause = repair.cause.clone();
        let mut first = choose(&self.desk(), minutes_left)?;
        // Behind the step, before what only holds beside it.
        first.rules.insert(1.min(first.rules.len()), cause);
        Some(first)
    }
}
