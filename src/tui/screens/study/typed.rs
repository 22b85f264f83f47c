//! Typing a word, a line, a number.

use ratatui::text::Span;

use super::task::{Step, Task};
use crate::core::Response;
use crate::tui::action::Action;
use crate::tui::keymap::{Key, Place};
use crate::tui::rich::wrap::{blank, width};
use crate::tui::widgets::doc::{Doc, Row};
use crate::tui::widgets::fields::{Entered, Fields};
use crate::view::Markdown;

pub const NOTHING_TYPED: &str = "Nothing typed yet. Alt-d says that you don't know.";

const NO_NUMBER: &str = "A number, please: digits, or an expression such as 3*4.";

/// A number's field need not be as wide as a line's.
const NUMBER_COLUMNS: usize = 24;

pub struct Typed {
    prompt: Markdown,
    /// Set for numbers, where it may be empty.
    unit: Option<String>,
    fields: Fields,
}

impl Typed {
    pub fn short(prompt: Markdown) -> Self {
        Self {
            prompt,
            unit: None,
            fields: Fields::new(1),
        }
    }

    pub fn number(prompt: Markdown, unit: String) -> Self {
        Self {
            unit: Some(unit),
            ..Self::short(prompt)
        }
    }
}

/// Typing or not: where the keys of a field hold.
pub fn place_of(fields: &Fields) -> Place {
    if fields.left() {
        Place::FieldsLeft
    } else {
        Place::Fields
    }
}

/// Whether grading could read a number in it: there is a digit, or a word that may spell one.
fn may_be_number(text: &str) -> bool {
    let is_word = |word: &str| word.chars().count() >= 2;
    text.chars().any(char::is_numeric) || text.split(|c: char| !c.is_alphabetic()).any(is_word)
}

impl Task for Typed {
    fn place(&self) -> Place {
        place_of(&self.fields)
    }

    fn allows(&self, action: Action) -> bool {
        self.fields.allows(action)
    }

    fn has_draft(&self) -> bool {
        !self.fields.is_empty()
    }

    fn act(&mut self, action: Action) -> Step {
        if action != Action::GoOn {
            self.fields.act(action);
            return Step::Stay;
        }
        match self.fields.enter() {
            Entered::Done if self.unit.is_some() && !may_be_number(&self.fields.text()) => {
                Step::Say(NO_NUMBER)
            }
            Entered::Done if self.unit.is_some() => {
                Step::Answer(Response::Number(self.fields.text()))
            }
            Entered::Done => Step::Answer(Response::Short(self.fields.text())),
            _ => Step::Say(NOTHING_TYPED),
        }
    }

    fn type_key(&mut self, key: Key) -> bool {
        self.fields.type_key(key)
    }

    fn paste(&mut self, text: &str) {
        self.fields.paste(text);
    }

    fn view(&self, doc: &mut Doc<'_>) {
        doc.rich(&self.prompt);
        doc.gap();
        let unit = self.unit.as_deref().unwrap_or_default();
        let columns = match self.unit {
            Some(_) => NUMBER_COLUMNS.min(doc.prose_width().saturating_sub(width(unit) + 1)),
            None => doc.prose_width(),
        };
        let theme = doc.look.theme;
        doc.focused(|doc| {
            let mut lines = self.fields.lines(0, columns, theme);
            if let Some(last) = lines.last_mut() {
                last.spans.push(blank(1));
                last.spans.push(Span::styled(unit.to_owned(), theme.text));
            }
            doc.rows.extend(lines.into_iter().map(|line| Row {
                line,
                marked: false,
            }));
        });
    }
}
