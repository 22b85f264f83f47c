//! The screens as they are seen, and what keys do on them.

mod keys;
mod robust;
mod samples;
mod snapshots;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyCode;
use unicode_width::UnicodeWidthStr;

use super::action::Effect;
use super::keymap::Key;
use super::rich::code::Highlights;
use super::screens::{self, Screen};
use super::theme::Theme;
use super::ui::Ui;
use crate::core::Now;
use crate::view::Scene;

/// A moment so many seconds into a Sunday evening.
pub fn at(seconds: i64) -> Now {
    Now::new(1_795_377_600_000 + seconds * 1000, 3600).unwrap()
}

pub fn ui_of(screen: Box<dyn Screen>, theme: Theme) -> Ui {
    Ui::new(screen, theme, Highlights::off())
}

pub fn ui(scene: Scene) -> Ui {
    ui_of(screens::for_scene(scene, at(0)), Theme::terminal())
}

/// Presses keys as they would be written: `j`, `Enter`, `Alt-h`, `"typed text"`.
pub fn press(ui: &mut Ui, keys: &[&str]) -> Effect {
    let mut last = Effect::Nothing;
    for key in keys {
        for key in parse(key) {
            last = ui.press(key, at(10));
        }
    }
    last
}

fn parse(key: &str) -> Vec<Key> {
    if let Some(text) = key.strip_prefix('"') {
        return text.trim_end_matches('"').chars().map(Key::char).collect();
    }
    let single = |key| vec![key];
    match key {
        "Enter" => single(Key::ENTER),
        "Esc" => single(Key::ESC),
        "Tab" => single(Key::TAB),
        "Shift-Tab" => single(Key::BACK_TAB),
        "Space" => single(Key::char(' ')),
        "Up" => single(Key::UP),
        "Down" => single(Key::DOWN),
        "PgDn" => single(Key::PAGE_DOWN),
        "PgUp" => single(Key::PAGE_UP),
        "Backspace" => single(Key::plain(KeyCode::Backspace)),
        "F1" => single(Key::F1),
        other => {
            let c = other.chars().last().unwrap();
            single(match other.strip_suffix(c) {
                Some("Alt-") => Key::char(c).with_alt(),
                Some("Ctrl-") => Key::ctrl(c),
                Some("") => Key::char(c),
                _ => panic!("{other} is no key"),
            })
        }
    }
}

pub fn draw(ui: &mut Ui, columns: u16, rows: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| ui.draw(frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// What stands in the buffer, without the spaces that end its lines.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = symbol.width().max(1);
            }
            skip -= 1;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
