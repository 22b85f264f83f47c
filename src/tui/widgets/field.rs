//! A field to type into.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use crate::tui::keymap::Key;
use crate::tui::rich::wrap;
use crate::tui::theme::{CURSOR, Theme};

/// Text and a cursor, which always stands between two grapheme clusters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// Byte offset.
    cursor: usize,
}

impl Field {
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn trimmed(&self) -> String {
        self.text.trim().to_owned()
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether the key did something to the field.
    pub fn press(&mut self, key: Key) -> bool {
        let word = key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (key.code, key.modifiers) {
            (KeyCode::Char(c), KeyModifiers::NONE) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, _) if word => self.erase(self.word_before()..self.cursor),
            (KeyCode::Char('w'), KeyModifiers::CONTROL) => {
                self.erase(self.word_before()..self.cursor)
            }
            (KeyCode::Backspace, _) => self.erase(self.before()..self.cursor),
            (KeyCode::Delete, _) => self.erase(self.cursor..self.after()),
            (KeyCode::Char('u'), KeyModifiers::CONTROL) => self.erase(0..self.cursor),
            (KeyCode::Char('k'), KeyModifiers::CONTROL) => self.erase(self.cursor..self.text.len()),
            (KeyCode::Left, _) if word => self.cursor = self.word_before(),
            (KeyCode::Right, _) if word => self.cursor = self.word_after(),
            (KeyCode::Left, _) => self.cursor = self.before(),
            (KeyCode::Right, _) => self.cursor = self.after(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), KeyModifiers::CONTROL) => self.cursor = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), KeyModifiers::CONTROL) => {
                self.cursor = self.text.len();
            }
            _ => return false,
        }
        true
    }

    /// Puts text in at the cursor, on one line and without anything that moves a cursor.
    pub fn insert(&mut self, text: &str) {
        let tidy: String = text
            .chars()
            .map(|c| {
                if matches!(c, '\n' | '\r' | '\t') {
                    ' '
                } else {
                    c
                }
            })
            .filter(|c| !c.is_control())
            .collect();
        self.text.insert_str(self.cursor, &tidy);
        self.cursor += tidy.len();
        // A combining mark joins the cluster before it, so the cursor may now stand inside one.
        self.cursor = self.boundary_at_or_after(self.cursor);
    }

    fn erase(&mut self, range: std::ops::Range<usize>) {
        self.cursor = range.start;
        self.text.drain(range);
        self.cursor = self.boundary_at_or_after(self.cursor);
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.find(|start| *start >= at).unwrap_or(self.text.len())
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].grapheme_indices(true).next_back();
        last.map_or(0, |(start, _)| start)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let words = self.text[..self.cursor].split_word_bound_indices();
        let solid = words.rev().find(|(_, word)| !word.trim().is_empty());
        solid.map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].split_word_bound_indices();
        let solid = words.find(|(_, word)| !word.trim().is_empty());
        solid.map_or(self.text.len(), |(start, word)| {
            self.cursor + start + word.len()
        })
    }

    /// In place, within a line of text: `empty` columns until something is typed, then those of the
    /// text and one for the cursor, whether it is there or not.
    pub fn inline(&self, empty: usize, focused: bool, theme: &Theme) -> Vec<Span<'static>> {
        let style = if focused {
            theme.field
        } else {
            theme.field.patch(theme.text)
        };
        let mut spans = Vec::new();
        if self.text.is_empty() {
            let cursor = if focused { style.patch(CURSOR) } else { style };
            spans.push(Span::styled("_", cursor));
            spans.push(Span::styled("_".repeat(empty.saturating_sub(1)), style));
        } else {
            spans.extend(self.with_cursor(0..self.text.len(), focused, style));
            let columns = wrap::width(&self.text) + 1;
            let missing = columns.saturating_sub(wrap::spans_width(&spans));
            spans.push(Span::styled(wrap::NO_BREAK.repeat(missing), style));
        }
        if theme.brackets {
            spans.insert(0, Span::styled("[", theme.dim));
            spans.push(Span::styled("]", theme.dim));
        }
        spans
    }

    /// On lines of its own, all of `width` columns.
    pub fn lines(&self, width: usize, focused: bool, theme: &Theme) -> Vec<Line<'static>> {
        let style = if focused {
            theme.field
        } else {
            theme.field.patch(theme.text)
        };
        let room = width.saturating_sub(3).max(1);
        let ranges = wrap::breaks(&self.text, room, room);
        let last = ranges.len().saturating_sub(1);
        let starts: Vec<usize> = ranges.iter().map(|range| range.start).collect();
        let lines = ranges.into_iter().enumerate().map(|(n, range)| {
            // Spaces left out at a break still belong to the line that they end.
            let end = starts.get(n + 1).copied().unwrap_or(self.text.len());
            let here = range.start..if n == last { end } else { range.end };
            let on_this_line = range.start <= self.cursor && (self.cursor < end || n == last);
            let mut spans = vec![Span::styled(if n == 0 { "› " } else { "  " }, theme.accent)];
            spans.extend(self.with_cursor(here, focused && on_this_line, style));
            let missing = width.saturating_sub(wrap::spans_width(&spans));
            spans.push(Span::styled(" ".repeat(missing), style));
            Line::from(spans)
        });
        lines.collect()
    }

    fn with_cursor(
        &self,
        range: std::ops::Range<usize>,
        focused: bool,
        style: ratatui::style::Style,
    ) -> Vec<Span<'static>> {
        if !focused {
            return vec![Span::styled(self.text[range].to_owned(), style)];
        }
        let at = self.cursor.clamp(range.start, range.end);
        let under = self.text[at..range.end].graphemes(true).next();
        let after = at + under.map_or(0, str::len);
        vec![
            Span::styled(self.text[range.start..at].to_owned(), style),
            Span::styled(under.unwrap_or(" ").to_owned(), style.patch(CURSOR)),
            Span::styled(self.text[after..range.end].to_owned(), style),
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(keys: &[Key]) -> Field {
        let mut field = Field::default();
        for key in keys {
            field.press(*key);
        }
        field
    }

    fn holding(text: &str) -> Field {
        let mut field = Field::default();
        field.insert(text);
        field
    }

    fn letters(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn typing_and_erasing_go_by_clusters() {
        let mut keys = letters("cafe\u{301}");
        keys.extend([Key::plain(KeyCode::Backspace)]);
        assert_eq!(typed(&keys).text(), "caf");
    }

    #[test]
    fn words_and_lines_are_erased_at_once() {
        let mut field = holding("one two three");
        field.press(Key::ctrl('w'));
        assert_eq!(field.text(), "one two ");
        field.press(Key::HOME);
        field.press(Key::DELETE);
        assert_eq!(field.text(), "ne two ");
        field.press(Key::END);
        field.press(Key::ctrl('u'));
        assert_eq!(field.text(), "");
    }

    #[test]
    fn pasted_lines_become_one_without_control_characters() {
        let mut field = Field::default();
        field.insert("let a = 1;\nlet b\x1b[2J");
        assert_eq!(field.text(), "let a = 1; let b[2J");
    }

    #[test]
    fn a_long_answer_goes_on_below_with_the_cursor_on_it() {
        let field = holding("a reference is borrowed, never owned");
        let lines = field.lines(20, true, &Theme::mono());
        assert_eq!(lines.len(), 3);
        let cursor = |line: &Line<'_>| {
            line.spans
                .iter()
                .any(|it| it.style.patch(CURSOR) == it.style)
        };
        assert!(!cursor(&lines[0]) && cursor(&lines[2]));
        assert!(lines.iter().all(|line| line.width() == 20));
    }

    #[test]
    fn a_gap_keeps_its_columns_when_it_is_entered_and_left() {
        for (text, columns) in [("", 4), ("m", 2), ("&mut String", 12)] {
            for focused in [false, true] {
                let spans = holding(text).inline(4, focused, &Theme::terminal());
                assert_eq!(wrap::spans_width(&spans), columns, "{text:?}, {focused}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_cursor_stays_between_clusters(presses in proptest::collection::vec(0usize..12, 0..40)) {
            let keys = [
                Key::char('a'), Key::char(' '), Key::char('語'), Key::char('\u{301}'),
                Key::char('👍'), Key::char('\u{200d}'), Key::LEFT, Key::RIGHT,
                Key::plain(KeyCode::Backspace), Key::DELETE, Key::HOME, Key::ctrl('w'),
            ];
            let mut field = Field::default();
            for press in presses {
                field.press(keys[press]);
                let starts: Vec<usize> =
                    field.text.grapheme_indices(true).map(|(start, _)| start).collect();
                prop_assert!(field.cursor == field.text.len() || starts.contains(&field.cursor));
                prop_assert!(!field.lines(9, true, &Theme::mono()).is_empty());
            }
        }
    }
}
