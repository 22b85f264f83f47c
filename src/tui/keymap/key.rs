//! A key as it is pressed and as it is written.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with the modifiers that matter: a character already tells whether Shift was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: KeyCode,
    pub modifiers: KeyModifiers,
}

impl Key {
    pub const ENTER: Self = Self::plain(KeyCode::Enter);
    pub const ESC: Self = Self::plain(KeyCode::Esc);
    pub const TAB: Self = Self::plain(KeyCode::Tab);
    pub const BACK_TAB: Self = Self::plain(KeyCode::BackTab);
    pub const UP: Self = Self::plain(KeyCode::Up);
    pub const DOWN: Self = Self::plain(KeyCode::Down);
    pub const LEFT: Self = Self::plain(KeyCode::Left);
    pub const RIGHT: Self = Self::plain(KeyCode::Right);
    pub const HOME: Self = Self::plain(KeyCode::Home);
    pub const END: Self = Self::plain(KeyCode::End);
    pub const PAGE_UP: Self = Self::plain(KeyCode::PageUp);
    pub const PAGE_DOWN: Self = Self::plain(KeyCode::PageDown);
    pub const DELETE: Self = Self::plain(KeyCode::Delete);
    pub const BACKSPACE: Self = Self::plain(KeyCode::Backspace);
    pub const F1: Self = Self::plain(KeyCode::F(1));
    pub const SHIFT_UP: Self = Self::new(KeyCode::Up, KeyModifiers::SHIFT);
    pub const SHIFT_DOWN: Self = Self::new(KeyCode::Down, KeyModifiers::SHIFT);

    const fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        Self { code, modifiers }
    }

    pub const fn plain(code: KeyCode) -> Self {
        Self::new(code, KeyModifiers::NONE)
    }

    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    pub const fn ctrl(c: char) -> Self {
        Self::new(KeyCode::Char(c), KeyModifiers::CONTROL)
    }

    /// Whether it would be text in a field.
    pub fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.is_empty()
    }

    pub fn with_alt(self) -> Self {
        Self::new(self.code, self.modifiers | KeyModifiers::ALT)
    }

    pub fn without_alt(self) -> Self {
        Self::new(self.code, self.modifiers - KeyModifiers::ALT)
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let known = KeyModifiers::SHIFT | KeyModifiers::CONTROL | KeyModifiers::ALT;
        let mut modifiers = event.modifiers & known;
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self::new(event.code, modifiers)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, word) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                f.write_str(word)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            KeyCode::F(n) => write!(f, "F{n}"),
            code => write!(f, "{code:?}"),
        }
    }
}
