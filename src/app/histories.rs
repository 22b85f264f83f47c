//! The learner's own log, as histories to replay.

use std::path::Path;

use uuid::Uuid;

use super::Trouble;
use crate::evaluation::History;
use crate::learner::counted;
use crate::store::Store;

/// What the learner did, a history for each deck, without what was undone.
///
/// # Errors
/// When the store cannot be opened or read.
pub fn histories(data: &Path) -> Result<Vec<History>, Trouble> {
    let store = Store::open(data, Uuid::new_v4())?;
    let mut histories = Vec::new();
    for deck in store.deck_ids()? {
        let events = store.events(Some(&deck))?;
        histories.push(History {
            learner: deck.to_string(),
            events: counted(&events).cloned().collect(),
        });
    }
    Ok(histories)
}
