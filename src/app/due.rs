//! What comes back today in each deck, without opening any: for a prompt or a status bar.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::memory::USUAL_SECONDS;
use super::{Trouble, current_learner};
use crate::coach::{Desk, Policy, due_now, next_return};
use crate::core::{DeckId, Now};
use crate::deck::{Deck, Library};
use crate::learner::{Learner, Params};
use crate::session::FEEDBACK_MINUTES;
use crate::store::Store;
use crate::view::DeckDue;

/// What comes back in each deck that was begun and can be read: first where it is most. Nothing is
/// made where nothing is stored yet.
///
/// # Errors
/// When the store cannot be opened or read.
pub fn due(
    data: &Path,
    deck_folders: &[PathBuf],
    params: &Params,
    now: Now,
) -> Result<Vec<DeckDue>, Trouble> {
    if !Store::exists(data) {
        return Ok(Vec::new());
    }
    let store = Store::open(data, Uuid::new_v4())?;
    let begun: Vec<DeckId> = store.deck_ids()?;
    if begun.is_empty() {
        return Ok(Vec::new());
    }
    let library = Library::load(deck_folders);
    let mut all = Vec::new();
    for deck in begun.iter().filter_map(|id| library.deck(id)) {
        let learner = current_learner(&store, params, &deck.id)?.learner;
        all.push(of_deck(deck, &learner, params, now));
    }
    all.sort_by_key(|it| std::cmp::Reverse(it.units));
    Ok(all)
}

fn of_deck(deck: &Deck, learner: &Learner, params: &Params, now: Now) -> DeckDue {
    let own = learner.own_params.over(params);
    let policy = Policy::default();
    let desk = Desk::new(deck, learner, &own, &policy, now);
    let units = due_now(&desk);
    let seconds = learner
        .pace
        .mean_seconds(&own.pace)
        .unwrap_or(USUAL_SECONDS);
    let goal = learner.goal.as_ref();
    DeckDue {
        deck: deck.id.clone(),
        title: deck.title.clone(),
        units,
        minutes: units as f64 * (seconds / 60.0 + FEEDBACK_MINUTES),
        next: next_return(&desk),
        today: now.day,
        intention: goal
            .map(|goal| goal.intention.clone())
            .filter(|text| !text.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::app::testing::{app_in, store_in};

    fn due_in(folder: &Path) -> Vec<DeckDue> {
        let now = app_in(folder).now();
        due(folder, &[], &Params::default(), now).unwrap()
    }

    #[test]
    fn where_nothing_is_stored_nothing_is_due_and_nothing_made() {
        let folder = tempdir().unwrap();
        let nowhere = folder.path().join("data");
        let now = Now::EPOCH;
        assert_eq!(due(&nowhere, &[], &Params::default(), now).unwrap(), []);
        assert!(!nowhere.exists());
    }

    #[test]
    fn what_is_due_is_what_today_says() {
        let folder = tempdir().unwrap();
        drop(store_in(folder.path(), 40));
        let app = app_in(folder.path());
        let session = app.session().unwrap();
        let today = crate::view::today(session, app.now());
        let all = due_in(folder.path());
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].units, today.due);
        assert!(all[0].next > Some(app.now().day) || all[0].next.is_none());
    }
}
