//! Memory: how it stands, and how much of it to keep, with what that costs shown beside it.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::blank;
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::words::{counted, percent, short_date};
use crate::view::{Memory, RetentionChoice};

/// Below this the longer look ahead is left out.
const NARROW: usize = 60;
/// So many of one's own parameters are named, those that differ most.
const CHIEF: usize = 4;
/// The longest bar of a day.
const CHART: usize = 30;

pub struct MemoryScreen {
    memory: Memory,
    at: Select,
}

impl MemoryScreen {
    pub fn new(memory: Memory) -> Self {
        let now = memory.choices.iter().position(|it| it.is_now);
        let mut at = Select::first();
        at.set(now.unwrap_or(0));
        Self { memory, at }
    }

    fn choice(&self) -> Option<&RetentionChoice> {
        self.memory.choices.get(self.at.at()?)
    }

    fn choices(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let wide = doc.width >= NARROW;
        doc.strong("How much to keep");
        doc.dim(if wide {
            "The chance at which something comes back to you; what that takes in minutes a day over \
             the next 30 and 60 days, and how much you would then know. Simulated on what you \
             remember now, at your pace."
        } else {
            "The chance at which it comes back; minutes a day over 30 days; known after 60."
        });
        doc.gap();
        let mut heading = format!("{:>9}{:>10}", "comes at", "30 days");
        if wide {
            heading += &format!("{:>10}", "60 days");
        }
        heading += &format!("{:>10}", "known");
        doc.line(vec![Span::styled(heading, theme.dim)]);
        for (n, choice) in self.memory.choices.iter().enumerate() {
            let here = self.at.at() == Some(n);
            let style = if here { theme.selected } else { theme.text };
            let mut line = format!("{:>10}", takes(choice.month));
            if wide {
                line += &format!("{:>10}", takes(choice.two_months));
            }
            let known = format!("{:.0}/{}", choice.known, self.memory.units());
            line += &format!("{known:>10}");
            let mut spans = vec![
                Span::styled(format!("{:>7} %", percent(choice.retention)), style),
                Span::styled(line, theme.text),
            ];
            if choice.is_now {
                spans.push(Span::styled(" now", theme.accent));
            }
            doc.marked(here, |doc| doc.line(spans));
        }
    }

    fn ahead(&self, doc: &mut Doc<'_>) {
        let theme = doc.look.theme;
        let most = self.memory.due.iter().map(|it| it.units).max().unwrap_or(0);
        doc.strong("What comes back when");
        doc.gap();
        for due in &self.memory.due {
            let filled = due.units * CHART.min(doc.width / 3) / most.max(1);
            let mut line = vec![
                Span::styled(format!("{:<12}", short_date(due.day)), theme.text),
                Span::styled(format!("{:>4}", due.units), theme.strong),
                blank(2),
            ];
            line.push(Span::styled("━".repeat(filled), theme.accent));
            doc.line(line);
        }
    }

    fn leeches(&self, doc: &mut Doc<'_>) {
        if self.memory.leeches.is_empty() {
            return;
        }
        doc.gap();
        doc.strong("What keeps slipping");
        doc.dim("Repeating these as they are does not help, so they are explained anew first.");
        for leech in &self.memory.leeches {
            let lapses = counted(usize::from(leech.lapses), "time");
            doc.text(&format!(
                "{}: lost {lapses} ({})",
                leech.title, leech.deck_title
            ));
        }
    }

    fn weights(&self, doc: &mut Doc<'_>) {
        doc.gap();
        doc.strong("How you forget");
        for weights in &self.memory.weights {
            doc.text(&format!("For {}: {}.", weights.what, weights.whence));
        }
    }

    fn pace(&self, doc: &mut Doc<'_>) {
        let pace = &self.memory.pace;
        doc.gap();
        doc.strong("Your pace");
        doc.text(&format!("It is {}.", pace.whence));
        for it in pace.own.iter().take(CHIEF) {
            doc.dim(&it.sentence());
        }
    }
}

/// "3.4 min".
fn takes(minutes: f64) -> String {
    format!("{minutes:.1} min")
}

impl Screen for MemoryScreen {
    fn place(&self) -> Place {
        Place::Memory
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::GoOn => self.choice().is_some_and(|it| !it.is_now),
            Action::Undo => self.memory.has_fit(),
            _ => true,
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        match (action, self.choice()) {
            (Action::GoOn, Some(choice)) => Some(format!("keep {} %", percent(choice.retention))),
            (Action::Down, _) => Some("more".to_owned()),
            _ => None,
        }
    }

    fn is_list(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => Effect::Back,
            Action::Undo => Effect::UndoFit,
            Action::GoOn => match self.choice() {
                Some(choice) => Effect::SetRetention(choice.retention),
                None => Effect::Nothing,
            },
            moving => {
                self.at.act(moving, self.memory.choices.len());
                Effect::Nothing
            }
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        doc.text(&self.memory.sentence());
        doc.gap();
        self.choices(&mut doc);
        let page = |doc| Page::new("Memory", Vec::new(), doc);
        match room.side {
            Some(width) => {
                self.leeches(&mut doc);
                self.weights(&mut doc);
                self.pace(&mut doc);
                let mut side = Doc::new(look, width);
                self.ahead(&mut side);
                page(doc).with_side(side)
            }
            None => {
                doc.gap();
                self.ahead(&mut doc);
                self.leeches(&mut doc);
                self.weights(&mut doc);
                self.pace(&mut doc);
                page(doc)
            }
        }
    }
}
