//! Fields to fill in turn; Esc leaves them, so that letters are keys again.

use ratatui::text::{Line, Span};

use super::field::Field;
use crate::tui::action::Action;
use crate::tui::keymap::Key;
use crate::tui::theme::Theme;

#[derive(Clone, Debug)]
pub struct Fields {
    fields: Vec<Field>,
    at: usize,
    left: bool,
    /// Enter was pressed on an empty field: a second one means it.
    insisted: bool,
}

/// What Enter came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// On to the next empty field.
    Moved,
    /// All that is to be filled is filled, or the learner means to leave the rest.
    Done,
    AllEmpty,
    /// Some are empty; Enter again leaves them so.
    SomeEmpty,
}

impl Fields {
    pub fn new(n: usize) -> Self {
        Self {
            fields: vec![Field::default(); n],
            at: 0,
            left: false,
            insisted: false,
        }
    }

    pub fn left(&self) -> bool {
        self.left
    }

    /// Whether the first field, often the only one, is empty.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(Field::is_empty)
    }

    pub fn texts(&self) -> Vec<String> {
        self.fields.iter().map(Field::trimmed).collect()
    }

    /// The text of the first field.
    pub fn text(&self) -> String {
        self.fields.first().map(Field::trimmed).unwrap_or_default()
    }

    pub fn clear(&mut self) {
        *self = Self::new(self.fields.len());
    }

    /// Whether the field is the one being written in.
    pub fn has_focus(&self, n: usize) -> bool {
        !self.left && self.at == n
    }

    pub fn inline(&self, n: usize, theme: &Theme) -> Vec<Span<'static>> {
        let field = self.fields.get(n);
        field
            .map(|it| it.inline(4, self.has_focus(n), theme))
            .unwrap_or_default()
    }

    pub fn lines(&self, n: usize, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        let field = self.fields.get(n);
        field
            .map(|it| it.lines(width, self.has_focus(n), theme))
            .unwrap_or_default()
    }

    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::GoOn => true,
            Action::Next | Action::Previous => self.fields.len() > 1,
            Action::LeaveField => !self.left,
            Action::EnterField => self.left,
            _ => false,
        }
    }

    /// Whether Enter would go to another field.
    pub fn goes_to_next(&self) -> bool {
        let filled = self.fields.get(self.at).is_some_and(|it| !it.is_empty());
        filled && self.next_empty().is_some()
    }

    fn next_empty(&self) -> Option<usize> {
        let after = self.at + 1..self.fields.len();
        let mut places = after.chain(0..self.at);
        places.find(|&n| self.fields.get(n).is_some_and(Field::is_empty))
    }

    pub fn enter(&mut self) -> Entered {
        if self.is_empty() {
            return Entered::AllEmpty;
        }
        let here_empty = self.fields.get(self.at).is_some_and(Field::is_empty);
        if here_empty && !self.insisted {
            self.insisted = true;
            return Entered::SomeEmpty;
        }
        match self.next_empty() {
            Some(next) if !here_empty => {
                self.at = next;
                Entered::Moved
            }
            _ => Entered::Done,
        }
    }

    pub fn act(&mut self, action: Action) {
        self.insisted = false;
        let n = self.fields.len().max(1);
        match action {
            Action::Next => self.at = (self.at + 1) % n,
            Action::Previous => self.at = (self.at + n - 1) % n,
            Action::LeaveField => self.left = true,
            Action::EnterField => self.left = false,
            _ => {}
        }
    }

    pub fn type_key(&mut self, key: Key) -> bool {
        self.insisted = false;
        let typed = self.fields.get_mut(self.at).is_some_and(|it| it.press(key));
        self.left &= !typed;
        typed
    }

    pub fn paste(&mut self, text: &str) {
        self.insisted = false;
        self.left = false;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.insert(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(fields: &mut Fields, text: &str) {
        for c in text.chars() {
            fields.type_key(Key::char(c));
        }
    }

    #[test]
    fn enter_goes_from_gap_to_gap_and_then_answers() {
        let mut fields = Fields::new(3);
        type_in(&mut fields, "a");
        assert_eq!(fields.enter(), Entered::Moved);
        type_in(&mut fields, "b");
        assert_eq!(fields.enter(), Entered::Moved);
        type_in(&mut fields, "c");
        assert_eq!(fields.enter(), Entered::Done);
        assert_eq!(fields.texts(), ["a", "b", "c"]);
    }

    #[test]
    fn an_empty_gap_can_be_left_by_insisting() {
        let mut fields = Fields::new(2);
        assert_eq!(fields.enter(), Entered::AllEmpty);
        type_in(&mut fields, "a");
        assert_eq!(fields.enter(), Entered::Moved);
        assert_eq!(fields.enter(), Entered::SomeEmpty);
        assert_eq!(fields.enter(), Entered::Done);
    }

    #[test]
    fn typing_goes_back_into_a_field_that_was_left() {
        let mut fields = Fields::new(1);
        fields.act(Action::LeaveField);
        assert!(fields.left() && !fields.has_focus(0));
        type_in(&mut fields, "x");
        assert!(!fields.left() && fields.has_focus(0));
    }
}
