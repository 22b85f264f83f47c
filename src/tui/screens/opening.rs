//! A question before a session, passed over with one key.

use ratatui::crossterm::event::KeyCode;
use ratatui::text::Span;

use super::Screen;
use crate::core::{Helped, Now};
use crate::session::Input;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::{Key, Place};
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::NO_BREAK;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::field::Field;
use crate::view::{Opening, Question};

/// Digits of the largest number that is asked for.
const DIGITS: usize = 3;

pub struct OpeningScreen {
    opening: Opening,
    number: Field,
}

impl OpeningScreen {
    pub fn new(opening: Opening) -> Self {
        Self {
            opening,
            number: Field::default(),
        }
    }

    /// With the number typed; with none, straight to work.
    fn predict(&self) -> Effect {
        Effect::Send(Input::Predict(self.number.text().parse().ok()))
    }
}

/// "1 yes    2 partly    3 no", to be picked by number.
pub fn helped_choices(look: Look<'_>) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for (n, helped) in Helped::ALL.into_iter().enumerate() {
        spans.push(Span::styled((n + 1).to_string(), look.theme.selected));
        let word = format!("{NO_BREAK}{}    ", helped.word());
        spans.push(Span::styled(word, look.theme.text));
    }
    spans
}

/// The answer of that number, counted from 0.
pub fn helped_effect(digit: u8) -> Effect {
    match Helped::ALL.get(usize::from(digit)) {
        Some(helped) => Effect::Send(Input::Return(Some(*helped))),
        None => Effect::Nothing,
    }
}

impl Screen for OpeningScreen {
    fn place(&self) -> Place {
        match self.opening.question {
            Question::Return { .. } => Place::Returning,
            Question::Predict { .. } => Place::Predicting,
        }
    }

    fn allows(&self, action: Action) -> bool {
        matches!(action, Action::GoOn | Action::Skip)
    }

    fn label(&self, action: Action) -> Option<String> {
        let typed = !self.number.is_empty();
        (action == Action::GoOn && typed).then(|| "start".to_owned())
    }

    fn digits(&self) -> usize {
        match self.opening.question {
            Question::Return { .. } => Helped::ALL.len(),
            Question::Predict { .. } => 0,
        }
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match (action, &self.opening.question) {
            (Action::Pick(digit), Question::Return { .. }) => helped_effect(digit),
            (Action::Skip, Question::Return { .. }) => Effect::Send(Input::Return(None)),
            (Action::Skip, Question::Predict { .. }) => Effect::Send(Input::Predict(None)),
            (Action::GoOn, Question::Predict { .. }) => self.predict(),
            _ => Effect::Nothing,
        }
    }

    fn type_key(&mut self, key: Key) -> bool {
        let asked = matches!(self.opening.question, Question::Predict { .. });
        let fits = match key.code {
            KeyCode::Char(c) => c.is_ascii_digit() && self.number.text().len() < DIGITS,
            _ => true,
        };
        asked && fits && self.number.press(key)
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        match &self.opening.question {
            Question::Return { written, question } => {
                doc.text(written);
                doc.gap();
                doc.strong(question);
                doc.gap();
                doc.spans(&helped_choices(look));
            }
            Question::Predict { question, .. } => {
                doc.strong(question);
                doc.gap();
                doc.line(self.number.inline(DIGITS, true, look.theme));
                doc.gap();
                doc.dim(
                    "Only to see, afterwards, how well you know what you can do. Esc goes straight to work.",
                );
            }
        }
        let title = format!("Before you start · {}", self.opening.deck_title);
        Page::new(title, Vec::new(), doc)
    }
}
