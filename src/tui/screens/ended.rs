//! The end of a session: what changed.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::session::Input;
use crate::tui::action::{Action, Effect, Over};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, pad, spans_width, width};
use crate::tui::widgets::chance;
use crate::tui::widgets::doc::Doc;
use crate::view::{Change, Ended};

pub struct EndedScreen {
    ended: Ended,
}

impl EndedScreen {
    pub fn new(ended: Ended) -> Self {
        Self { ended }
    }
}

/// Columns of "46 (33–60) → 41 % (28–56)".
const CHANGE: usize = 25;

/// What was and what is, one skill a line where there is room.
pub fn changes(doc: &mut Doc<'_>, changes: &[Change]) {
    let theme = doc.look.theme;
    let titles = changes
        .iter()
        .map(|it| width(&it.skill_title))
        .max()
        .unwrap_or(0);
    let bands: Vec<_> = changes
        .iter()
        .map(|it| chance::band(Some(&it.before), &it.after, theme))
        .collect();
    let widest_band = bands.iter().map(|it| spans_width(it)).max().unwrap_or(0);
    let one_line = titles + 3 + widest_band + 3 + CHANGE <= doc.width;
    for (change, band) in changes.iter().zip(bands) {
        let numbers = chance::change(&change.before, &change.after, theme);
        let title = Span::styled(pad(&change.skill_title, titles), theme.strong);
        if one_line {
            let mut line = vec![title, blank(3)];
            let missing = widest_band - spans_width(&band) + 3;
            line.extend(band);
            line.push(blank(missing));
            line.extend(numbers);
            doc.line(line);
        } else {
            doc.line(vec![title]);
            let beside = 2 + spans_width(&band) + 3 + spans_width(&numbers) <= doc.width;
            let mut line = vec![blank(2)];
            line.extend(band);
            if beside {
                line.push(blank(3));
            } else {
                doc.line(std::mem::replace(&mut line, vec![blank(2)]));
            }
            line.extend(numbers);
            doc.line(line);
        }
    }
}

impl Screen for EndedScreen {
    fn place(&self) -> Place {
        Place::Ended
    }

    fn allows(&self, _action: Action) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::GoOn => Effect::Send(Input::Home),
            Action::Progress => Effect::Open(Over::Progress),
            Action::Week => Effect::Open(Over::Week),
            Action::Undo => Effect::Send(Input::Undo),
            _ => Effect::Nothing,
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let ended = &self.ended;
        let mut doc = Doc::new(look, room.width);
        doc.strong(&ended.sentence);
        for said in ended.foreseen.iter().chain(&ended.thought) {
            doc.gap();
            doc.text(said);
        }
        if !ended.changes.is_empty() {
            doc.gap();
            doc.dim("What moved");
            doc.gap();
            changes(&mut doc, &ended.changes);
        }
        if !ended.next_time.is_empty() {
            doc.gap();
            doc.text(&ended.next_time);
        }
        Page::new(
            format!("Done for now · {}", ended.deck_title),
            Vec::new(),
            doc,
        )
    }
}
