//! Questions to take to a person.

use super::Screen;
use crate::core::Now;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::widgets::doc::Doc;
use crate::view::PersonQuestion;

pub struct AskScreen {
    questions: Vec<PersonQuestion>,
}

impl AskScreen {
    pub fn new(questions: Vec<PersonQuestion>) -> Self {
        Self { questions }
    }

    fn text(&self) -> String {
        let texts: Vec<&str> = self.questions.iter().map(|it| it.text.as_str()).collect();
        texts.join("\n\n")
    }
}

impl Screen for AskScreen {
    fn place(&self) -> Place {
        Place::Ask
    }

    fn allows(&self, action: Action) -> bool {
        action != Action::Copy || !self.questions.is_empty()
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => Effect::Back,
            Action::Copy => Effect::Copy(self.text()),
            _ => Effect::Nothing,
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        if self.questions.is_empty() {
            doc.text("There is nothing that a person would have to help with just now.");
        } else {
            doc.dim(
                "A teacher, a colleague, a forum: whoever knows this can see where it goes wrong. \
                 `gradus ask` prints the same.",
            );
        }
        for question in &self.questions {
            doc.gap();
            doc.rich(&question.text);
        }
        Page::new("To take to a person", Vec::new(), doc)
    }
}
