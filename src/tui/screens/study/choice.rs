//! Picking one, or all that hold.

use ratatui::text::Span;

use super::task::{Step, Task, place_number};
use crate::core::Response;
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::view::Markdown;

pub struct Choice {
    prompt: Markdown,
    options: Vec<Markdown>,
    picked: Select,
}

impl Choice {
    pub fn new(prompt: Markdown, options: Vec<Markdown>) -> Self {
        Self {
            prompt,
            options,
            picked: Select::none(),
        }
    }
}

impl Task for Choice {
    fn place(&self) -> Place {
        Place::Choice
    }

    fn allows(&self, action: Action) -> bool {
        moves(action) || action == Action::GoOn
    }

    fn digits(&self) -> usize {
        self.options.len()
    }

    fn act(&mut self, action: Action) -> Step {
        if action != Action::GoOn {
            self.picked.act(action, self.options.len());
            return Step::Stay;
        }
        match self.picked.at().and_then(place_number) {
            Some(place) => Step::Answer(Response::Choice(place)),
            None => Step::Say("Pick one first, by its number or with ↑ ↓."),
        }
    }

    fn view(&self, doc: &mut Doc<'_>) {
        doc.rich(&self.prompt);
        doc.gap();
        for (n, option) in self.options.iter().enumerate() {
            let picked = self.picked.at() == Some(n);
            let theme = doc.look.theme;
            let style = if picked { theme.selected } else { theme.dim };
            doc.marked(picked, |doc| {
                let sign = vec![Span::styled((n + 1).to_string(), style)];
                doc.hang(sign, 4, |doc| doc.rich(option));
            });
        }
    }
}

pub fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up | Action::Down | Action::First | Action::Last
    )
}

pub struct Multi {
    prompt: Markdown,
    options: Vec<Markdown>,
    at: Select,
    ticked: Vec<bool>,
}

impl Multi {
    pub fn new(prompt: Markdown, options: Vec<Markdown>) -> Self {
        Self {
            prompt,
            ticked: vec![false; options.len()],
            options,
            at: Select::none(),
        }
    }

    fn toggle(&mut self) {
        if let Some(tick) = self.at.at().and_then(|at| self.ticked.get_mut(at)) {
            *tick = !*tick;
        }
    }
}

/// The places that are ticked.
pub fn ticked_places(ticked: &[bool]) -> Vec<u8> {
    let places = ticked.iter().enumerate().filter(|(_, ticked)| **ticked);
    places.filter_map(|(n, _)| place_number(n)).collect()
}

/// Lines with ticks, the one at hand marked.
pub fn view_ticks(doc: &mut Doc<'_>, lines: &[Markdown], ticked: &[bool], at: Select) {
    for (n, (line, ticked)) in lines.iter().zip(ticked).enumerate() {
        let here = at.at() == Some(n);
        let theme = doc.look.theme;
        let style = if here { theme.selected } else { theme.dim };
        let (mark, mark_style) = if *ticked {
            ("[×]", theme.selected)
        } else {
            ("[ ]", theme.dim)
        };
        doc.marked(here, |doc| {
            let sign = vec![
                Span::styled(format!("{:<3}", n + 1), style),
                Span::styled(mark, mark_style),
            ];
            doc.hang(sign, 8, |doc| doc.rich(line));
        });
    }
}

impl Task for Multi {
    fn place(&self) -> Place {
        Place::Multi
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::Toggle => self.at.at().is_some(),
            other => moves(other) || other == Action::GoOn,
        }
    }

    fn digits(&self) -> usize {
        self.options.len()
    }

    fn act(&mut self, action: Action) -> Step {
        match action {
            Action::GoOn if !self.ticked.contains(&true) => {
                return Step::Say("Tick all that hold, by their numbers or with Space.");
            }
            Action::GoOn => return Step::Answer(Response::Multi(ticked_places(&self.ticked))),
            Action::Toggle => self.toggle(),
            Action::Pick(_) => {
                if self.at.act(action, self.options.len()) {
                    self.toggle();
                }
            }
            moving => {
                self.at.act(moving, self.options.len());
            }
        }
        Step::Stay
    }

    fn view(&self, doc: &mut Doc<'_>) {
        doc.rich(&self.prompt);
        doc.gap();
        view_ticks(doc, &self.options, &self.ticked, self.at);
    }
}
