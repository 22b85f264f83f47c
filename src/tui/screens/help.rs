//! The keys that hold in a place.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::{Binding, Place};
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::width;
use crate::tui::widgets::doc::Doc;
use crate::tui::words::capital;

pub struct HelpScreen {
    place: Place,
    bindings: Vec<&'static Binding>,
}

impl HelpScreen {
    /// The help for the place where it was asked for.
    pub fn new(place: Place, bindings: Vec<&'static Binding>) -> Self {
        Self { place, bindings }
    }
}

impl Screen for HelpScreen {
    fn place(&self) -> Place {
        Place::Help
    }

    fn allows(&self, _action: Action) -> bool {
        true
    }

    fn label(&self, action: Action) -> Option<String> {
        (action == Action::ScrollDown).then(|| "scroll".to_owned())
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => Effect::Back,
            _ => Effect::Nothing,
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        if self.place.is_text() {
            doc.text(
                "Letters are text here. Esc leaves the field; then they are keys, without Alt.",
            );
            doc.gap();
        }
        let keys: Vec<String> = self
            .bindings
            .iter()
            .map(|it| it.all_keys(self.place))
            .collect();
        let columns = keys.iter().map(|it| width(it)).max().unwrap_or(0) + 3;
        for (binding, keys) in self.bindings.iter().zip(keys) {
            let sign = vec![Span::styled(keys, look.theme.strong)];
            doc.hang(sign, columns, |doc| {
                doc.text(&format!("{}.", capital(binding.long)))
            });
        }
        doc.gap();
        doc.dim("Nothing typed is lost by looking around, and what is answered is saved.");
        Page::new("Keys", Vec::new(), doc)
    }
}
