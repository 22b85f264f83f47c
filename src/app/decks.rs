//! The decks that were found, as they are shown.

use super::{App, Trouble, folders};
use crate::deck::{Entry, Library, Origin};
use crate::view::{DeckLine, Decks};

/// Columns that rendered findings are laid out for.
const COLUMNS: usize = 76;

impl App {
    pub fn decks(&self) -> Decks {
        let due = self.store.due(self.now().day).unwrap_or_default();
        let started = self.store.deck_ids().unwrap_or_default();
        let line = |entry: &Entry| {
            let id = entry.deck.as_ref().map(|deck| deck.id.clone());
            let errors = entry.findings.iter().filter(|it| it.is_error()).count();
            DeckLine {
                title: title(entry),
                summary: entry
                    .deck
                    .as_ref()
                    .map(|it| it.summary.clone())
                    .unwrap_or_default(),
                origin: match &entry.origin {
                    Origin::BuiltIn(_) => "built in".to_owned(),
                    Origin::Path(path) => path.display().to_string(),
                },
                skills: entry.deck.as_ref().map_or(0, |deck| deck.skills.len()),
                items: entry.deck.as_ref().map_or(0, |deck| deck.items.len()),
                due: due
                    .iter()
                    .find(|(deck, _)| Some(deck) == id.as_ref())
                    .map_or(0, |(_, count)| *count as usize),
                started: id.as_ref().is_some_and(|id| started.contains(id)),
                current: self
                    .session
                    .as_ref()
                    .is_some_and(|it| Some(&it.deck.id) == id.as_ref()),
                errors,
                warnings: entry.findings.len() - errors,
                findings: entry
                    .findings
                    .iter()
                    .map(|it| it.render(false, COLUMNS))
                    .collect(),
                deck: id.filter(|_| entry.replaced_by.is_none()),
            }
        };
        Decks {
            decks: self.library.entries().iter().map(line).collect(),
            folder: self.options.deck_folder.display().to_string(),
        }
    }

    /// Finds the decks again, as at the start, and stays where the learner is if that deck is
    /// still there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn reload_decks(&mut self) -> Result<(), Trouble> {
        self.library = Library::load(&folders(&self.options));
        let current = self.session.as_ref().map(|session| session.deck.id.clone());
        let known = |id: &_| self.library.deck(id).is_some();
        let first = self.library.decks().first().map(|deck| deck.id.clone());
        match current.filter(known).or(first) {
            Some(id) => self.open_deck(&id),
            None => {
                self.session = None;
                Ok(())
            }
        }
    }
}

fn title(entry: &Entry) -> String {
    match (&entry.deck, &entry.origin) {
        (Some(deck), _) => deck.title.clone(),
        (None, Origin::BuiltIn(name)) => (*name).to_owned(),
        (None, Origin::Path(path)) => path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        ),
    }
}
