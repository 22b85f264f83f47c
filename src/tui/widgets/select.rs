//! One of several lines, chosen by moving.

use crate::tui::action::Action;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Select(Option<usize>);

impl Select {
    /// Nothing chosen yet.
    pub fn none() -> Self {
        Self(None)
    }

    pub fn first() -> Self {
        Self(Some(0))
    }

    pub fn at(self) -> Option<usize> {
        self.0
    }

    pub fn set(&mut self, at: usize) {
        self.0 = Some(at);
    }

    /// Whether it was a move among `n` lines.
    pub fn act(&mut self, action: Action, n: usize) -> bool {
        let Some(last) = n.checked_sub(1) else {
            return false;
        };
        let to = match (action, self.0) {
            (Action::Down, Some(at)) => (at + 1).min(last),
            (Action::Up, Some(at)) => at.saturating_sub(1),
            (Action::Down | Action::First, _) => 0,
            (Action::Up | Action::Last, _) => last,
            (Action::Pick(digit), _) if usize::from(digit) < n => usize::from(digit),
            _ => return false,
        };
        self.0 = Some(to);
        true
    }
}
