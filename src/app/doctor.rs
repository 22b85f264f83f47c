//! Whether the file is whole, and what is believed still is what the log says.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::Trouble;
use crate::core::DeckId;
use crate::event::Rows;
use crate::learner::{Learner, Params};
use crate::store::{Committed, Store, newest_whole};

/// What an examination found.
#[derive(Debug)]
pub struct Report {
    /// What SQLite finds wrong with the file; empty where it is whole.
    pub damage: Vec<String>,
    pub decks: Vec<Examined>,
    pub rebuilt: bool,
}

/// One deck's history.
#[derive(Debug)]
pub struct Examined {
    pub deck: DeckId,
    pub events: usize,
    /// Whether the stored rows are those that its events give.
    pub agrees: bool,
}

impl Report {
    pub fn is_healthy(&self) -> bool {
        self.damage.is_empty() && (self.rebuilt || self.decks.iter().all(|deck| deck.agrees))
    }
}

/// Folds every deck's log anew and holds it against the stored rows; with `rebuild` the new rows
/// take their place.
///
/// # Errors
/// When the store cannot be opened, read or written.
pub fn examine(data: &Path, params: &Params, rebuild: bool) -> Result<Report, Trouble> {
    let mut store = Store::open(data, Uuid::new_v4())?;
    let damage = store.quick_check()?;
    let last = store.last()?.map(|(id, _)| id);
    let mut decks = Vec::new();
    let mut all = Vec::new();
    for deck in store.deck_ids()? {
        let events = store.events(Some(&deck))?;
        let rows = Learner::fold(params, &events).rows(&deck, None).sorted();
        let stored = store.rows(&deck)?.map(|stored| {
            Rows {
                replace: true,
                ..stored
            }
            .sorted()
        });
        decks.push(Examined {
            agrees: stored.as_ref() == Some(&rows),
            events: events.len(),
            deck,
        });
        all.push(rows);
    }
    if rebuild && store.rebuild(last, &all)? == Committed::Moved {
        return Err(Trouble::moved(
            "Another process is writing. Close it and try again.",
        ));
    }
    Ok(Report {
        damage,
        decks,
        rebuilt: rebuild,
    })
}

/// What a restoration did.
#[derive(Debug)]
pub struct Restored {
    pub backup: PathBuf,
    /// Where the database that was there is now.
    pub aside: Option<PathBuf>,
}

/// Puts a backup in the place of the database, which is set aside: the one named, or the newest
/// that is whole.
///
/// # Errors
/// When there is no whole backup, or files cannot be moved. Nothing has changed then.
pub fn restore(data: &Path, backup: Option<PathBuf>) -> Result<Restored, Trouble> {
    let newest = || newest_whole(data);
    let backup = backup.or_else(newest).ok_or_else(|| {
        Trouble::refused(format!(
            "There is no whole backup below {}.",
            data.display()
        ))
    })?;
    let aside = crate::store::restore(data, &backup)?;
    Ok(Restored { backup, aside })
}
