//! A break suggested where the learner seems to be tired: once in a session, since being told twice
//! tires as well.

use super::change::Change;
use crate::coach::asks_for;
use crate::event::{Body, BreakSuggested};
use crate::rule::Response;

impl Change {
    /// Whether a break is suggested now, which it then was.
    pub fn suggest_break(&mut self) -> bool {
        let running = self.next.learner.today_on(self.now.day);
        let running = running.and_then(|today| today.session.as_ref());
        if running.is_none_or(|it| it.break_suggested) {
            return false;
        }
        let desk = self.desk();
        let Some(verdict) = asks_for(&desk, Response::SuggestBreak) else {
            return false;
        };
        let rule = verdict.rule.name.clone();
        self.record(Body::BreakSuggested(BreakSuggested { rule }));
        true
    }
}
