//! All decks that were found, and what is wrong with those that cannot be used.

use ratatui::text::Span;

use super::Screen;
use crate::core::Now;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Place;
use crate::tui::layout::{Page, Room};
use crate::tui::look::Look;
use crate::tui::rich::wrap::{blank, clip, width};
use crate::tui::widgets::doc::Doc;
use crate::tui::widgets::select::Select;
use crate::tui::words::counted;
use crate::view::{DeckLine, Decks};

pub struct DecksScreen {
    decks: Decks,
    at: Select,
}

impl DecksScreen {
    pub fn new(decks: Decks) -> Self {
        let current = decks.decks.iter().position(|line| line.current);
        let mut at = Select::first();
        at.set(current.unwrap_or(0));
        Self { decks, at }
    }

    fn selected(&self) -> Option<&DeckLine> {
        self.decks.decks.get(self.at.at()?)
    }

    fn any_usable(&self) -> bool {
        self.decks.decks.iter().any(|line| line.deck.is_some())
    }

    fn intro(&self, doc: &mut Doc<'_>) {
        if self.decks.decks.is_empty() {
            doc.text("No decks yet. A deck is a file of skills and exercises on one subject.");
            doc.gap();
            doc.text(&format!("Put one into {} and press r.", self.decks.folder));
        } else if !self.any_usable() {
            doc.text(
                "None of these decks can be used as it stands. What is in the way is named \
                 below; once it is mended, r looks again. Your progress is safe.",
            );
            doc.gap();
        }
    }

    fn deck(&self, doc: &mut Doc<'_>, line: &DeckLine, here: bool) {
        let theme = doc.look.theme;
        let style = match (here, line.deck.is_some()) {
            (true, _) => theme.selected,
            (false, true) => theme.strong,
            (false, false) => theme.dim,
        };
        let state = if line.current { "  current" } else { "" };
        let origin = clip(&line.origin, doc.width / 3);
        let title = clip(
            &line.title,
            doc.width.saturating_sub(width(&origin) + width(state) + 3),
        );
        let taken = width(&title) + width(state) + width(&origin);
        doc.line(vec![
            Span::styled(title, style),
            Span::styled(state, theme.accent),
            blank(doc.width.min(84).saturating_sub(taken).max(1)),
            Span::styled(origin, theme.dim),
        ]);
        doc.dim(&counts(line));
    }

    fn findings(doc: &mut Doc<'_>, line: &DeckLine) {
        let theme = doc.look.theme;
        if !line.summary.is_empty() {
            doc.text(&line.summary);
        }
        for finding in &line.findings {
            doc.gap();
            for text in finding.lines() {
                doc.line(vec![Span::styled(text.to_owned(), theme.text)]);
            }
        }
    }
}

/// After a pause much has waited, and how much helps nobody: no day holds more.
const MOST_DUE: usize = 20;

/// "12 skills, 143 exercises, 7 due" or what keeps it from being used.
fn counts(line: &DeckLine) -> String {
    let mut parts = Vec::new();
    if line.deck.is_some() {
        parts.push(counted(line.skills, "skill"));
        parts.push(counted(line.items, "exercise"));
        match (line.started, line.due) {
            (true, 0) => parts.push("nothing due".to_owned()),
            (true, due @ 1..=MOST_DUE) => parts.push(format!("{due} due")),
            (true, _) => parts.push(format!("more than {MOST_DUE} due")),
            (false, _) => parts.push("not started".to_owned()),
        }
    } else {
        parts.push("cannot be used".to_owned());
    }
    if line.errors > 0 {
        parts.push(counted(line.errors, "error"));
    }
    if line.warnings > 0 {
        parts.push(counted(line.warnings, "warning"));
    }
    parts.join(" · ")
}

impl Screen for DecksScreen {
    fn place(&self) -> Place {
        Place::Decks
    }

    fn allows(&self, action: Action) -> bool {
        match action {
            Action::GoOn => self.selected().is_some_and(|line| line.deck.is_some()),
            Action::Back => self.any_usable(),
            Action::Reload => true,
            _ => !self.decks.decks.is_empty(),
        }
    }

    fn label(&self, action: Action) -> Option<String> {
        (action == Action::Down).then(|| "deck".to_owned())
    }

    fn is_list(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _now: Now) -> Effect {
        match action {
            Action::Back => Effect::Back,
            Action::Reload => Effect::ReloadDecks,
            Action::GoOn => match self.selected().and_then(|line| line.deck.clone()) {
                Some(deck) => Effect::OpenDeck(deck),
                None => Effect::Nothing,
            },
            moving => {
                self.at.act(moving, self.decks.decks.len());
                Effect::Nothing
            }
        }
    }

    fn view(&self, look: Look<'_>, room: Room) -> Page {
        let mut doc = Doc::new(look, room.width);
        self.intro(&mut doc);
        for (n, line) in self.decks.decks.iter().enumerate() {
            let here = self.at.at() == Some(n);
            doc.gap();
            doc.marked(here, |doc| {
                self.deck(doc, line, here);
                if here && room.side.is_none() {
                    doc.indented(2, |doc| Self::findings(doc, line));
                }
            });
        }
        if self.any_usable() {
            doc.gap();
            doc.dim(&format!("Your own decks go into {}", self.decks.folder));
        }
        let page = Page::new("Decks", Vec::new(), doc);
        match (room.side, self.selected()) {
            (Some(width), Some(line)) => {
                let mut side = Doc::new(look, width);
                Self::findings(&mut side, line);
                page.with_side(side)
            }
            _ => page,
        }
    }
}
