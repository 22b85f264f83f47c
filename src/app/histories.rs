//! The learner's own log, as histories to replay.

use std::path::Path;

use uuid::Uuid;

use super::Trouble;
use crate::core::DeckId;
use crate::evaluation::History;
use crate::event::Event;
use crate::learner::counted;
use crate::store::Store;

/// Everything that is logged of each deck, what was undone included.
///
/// # Errors
/// When the store cannot be opened or read.
pub fn deck_logs(data: &Path) -> Result<Vec<(DeckId, Vec<Event>)>, Trouble> {
    let store = Store::open(data, Uuid::new_v4())?;
    let mut logs = Vec::new();
    for deck in store.deck_ids()? {
        let events = store.events(Some(&deck))?;
        logs.push((deck, events));
    }
    Ok(logs)
}

/// What the learner did, a history for each deck, without what was undone.
///
/// # Errors
/// As for [`deck_logs`].
pub fn histories(data: &Path) -> Result<Vec<History>, Trouble> {
    let history = |(deck, events): (DeckId, Vec<Event>)| History {
        learner: deck.to_string(),
        events: counted(&events).cloned().collect(),
    };
    Ok(deck_logs(data)?.into_iter().map(history).collect())
}
