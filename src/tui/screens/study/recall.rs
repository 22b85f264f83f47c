//! Answering in one's own words, then comparing with points.

use super::choice::{moves, ticked_places, view_ticks};
use super::task::{Step, Task};
use crate::core::Response;
use crate::tui::action::Action;
use crate::tui::keymap::{Key, Place};
use crate::tui::widgets::doc::{Doc, Row};
use crate::tui::widgets::fields::Fields;
use crate::tui::widgets::select::Select;
use crate::view::{Exercise, Markdown, Revealed};

pub struct Recall {
    prompt: Markdown,
    /// What the learner writes, if they do.
    fields: Fields,
    revealed: Option<Revealed>,
    ticked: Vec<bool>,
    at: Select,
}

impl Recall {
    pub fn new(prompt: Markdown, revealed: Option<Revealed>) -> Self {
        let points = revealed.as_ref().map_or(0, |it| it.points.len());
        Self {
            prompt,
            fields: Fields::new(1),
            revealed,
            ticked: vec![false; points],
            at: Select::none(),
        }
    }

    fn act_comparing(&mut self, action: Action) -> Step {
        let toggles = match action {
            Action::GoOn => {
                return Step::Answer(Response::Recall {
                    text: self.fields.text(),
                    ticked: ticked_places(&self.ticked),
                });
            }
            Action::Toggle => true,
            Action::Pick(_) => self.at.act(action, self.ticked.len()),
            moving => {
                self.at.act(moving, self.ticked.len());
                false
            }
        };
        if let Some(tick) = self.at.at().and_then(|at| self.ticked.get_mut(at)) {
            *tick ^= toggles;
        }
        Step::Stay
    }

    fn view_comparing(&self, doc: &mut Doc<'_>, revealed: &Revealed) {
        if !self.fields.is_empty() {
            doc.labelled("You wrote", |doc| doc.text(&self.fields.text()));
            doc.gap();
        }
        doc.labelled("One way to say it", |doc| doc.rich(&revealed.answer));
        doc.gap();
        doc.strong("Which of these did you have?");
        doc.gap();
        view_ticks(doc, &revealed.points, &self.ticked, self.at);
    }
}

impl Task for Recall {
    fn place(&self) -> Place {
        match (&self.revealed, self.fields.left()) {
            (Some(_), _) => Place::RecallTick,
            (None, true) => Place::RecallLeft,
            (None, false) => Place::Recall,
        }
    }

    fn allows(&self, action: Action) -> bool {
        match (action, &self.revealed) {
            (Action::GoOn, _) => true,
            (Action::Toggle, Some(_)) => self.at.at().is_some(),
            (action, Some(_)) => moves(action),
            (action, None) => self.fields.allows(action),
        }
    }

    fn digits(&self) -> usize {
        self.ticked.len()
    }

    fn has_draft(&self) -> bool {
        !self.fields.is_empty()
    }

    fn act(&mut self, action: Action) -> Step {
        match action {
            action if self.revealed.is_some() => self.act_comparing(action),
            Action::GoOn => Step::Reveal,
            action => {
                self.fields.act(action);
                Step::Stay
            }
        }
    }

    fn type_key(&mut self, key: Key) -> bool {
        self.revealed.is_none() && self.fields.type_key(key)
    }

    fn paste(&mut self, text: &str) {
        if self.revealed.is_none() {
            self.fields.paste(text);
        }
    }

    fn renew(&mut self, exercise: &Exercise) -> bool {
        let Exercise::Recall { prompt, revealed } = exercise else {
            return false;
        };
        if *prompt != self.prompt {
            return false;
        }
        if self.revealed != *revealed {
            let points = revealed.as_ref().map_or(0, |it| it.points.len());
            self.ticked = vec![false; points];
            self.at = Select::none();
            self.revealed.clone_from(revealed);
        }
        true
    }

    fn view(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        doc.rich(&self.prompt);
        doc.gap();
        match &self.revealed {
            Some(revealed) => doc.focused(|doc| self.view_comparing(doc, revealed)),
            None => {
                doc.dim("Say it aloud, on paper or here. Enter shows the points to compare with.");
                doc.gap();
                let lines = self.fields.lines(0, doc.prose_width(), theme);
                doc.rows.extend(lines.into_iter().map(|line| Row {
                    line,
                    marked: false,
                }));
            }
        }
    }
}
