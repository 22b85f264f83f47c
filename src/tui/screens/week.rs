//! A week, looked back at.

use ratatui::text::Span;

use super::Screen;
use super::ended::changes;
use crate::core::Now;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::widgets::doc::Doc;
use crate::view::Week;

pub struct WeekScreen {
    week: Week,
}

impl WeekScreen {
    pub fn new(week: Week) -> Self {
        Self { week }
    }

    fn moved(&self, doc: &mut Doc<'_>) {
        let week = &self.week;
        for (head, moved) in [("What grew", &week.grew), ("What faded", &week.faded)] {
            if !moved.is_empty() {
                doc.gap();
                doc.dim(head);
                doc.gap();
                changes(doc, moved);
            }
        }
        if week.grew.is_empty() && week.faded.is_empty() {
            doc.gap();
            doc.text("Nothing moved much.");
        }
    }
}

impl Screen for WeekScreen {
    fn place(&self) -> Place {
        Place::Week
    }

    fn allows(&self, _action: Action) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => Effect::Back,
            _ => Effect::Nothing,
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let week = &self.week;
        let mut doc = Doc::new(look, room.width);
        doc.text(&week.done);
        self.moved(&mut doc);
        if !week.notes.is_empty() {
            doc.gap();
            doc.dim("What you wrote");
            doc.gap();
            for note in &week.notes {
                doc.text(&note.sentence);
            }
        }
        for said in week.thought.iter().chain(&week.foreseen) {
            doc.gap();
            doc.text(said);
        }
        doc.gap();
        doc.strong(&week.suggestion);
        let title = format!("The week · {}", week.deck_title);
        let days = vec![Span::styled(week.words.clone(), look.theme.dim)];
        Page::new(title, days, doc)
    }
}
