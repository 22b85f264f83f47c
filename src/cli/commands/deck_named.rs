//! A deck that a command names by its path or id.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use crate::cli::context::Context;
use crate::core::{DeckId, ItemId};
use crate::deck::{Deck, Finding, Item, Library, OnDisk, Origin};

/// Where the deck is. One that is built in has no place.
pub(super) fn path_of(context: &Context, named: &str) -> anyhow::Result<PathBuf> {
    let path = Path::new(named);
    if path.exists() {
        return Ok(path.to_owned());
    }
    let library = Library::load(&context.deck_folders()?);
    let id = DeckId::new(named);
    let used = library.entries().iter().find(|it| {
        let deck = it.deck.as_ref();
        it.replaced_by.is_none() && deck.is_some_and(|deck| deck.id == id)
    });
    match used.map(|it| &it.origin) {
        Some(Origin::Path(path)) => Ok(path.clone()),
        Some(Origin::BuiltIn(name)) => bail!(
            "The deck {named} is built in. Copy its folder, decks/{name} in the source of Gradus, into\n\
             {}: with the same id it takes the place of the built-in one.",
            context.paths()?.decks().display()
        ),
        None => bail!(
            "There is no deck at {named}, and none of yours has that id. `gradus deck list` shows them."
        ),
    }
}

/// The deck at a path, if nothing in it is broken.
pub(super) fn read_deck(path: &Path) -> anyhow::Result<OnDisk> {
    OnDisk::read(path).map_err(|errors| {
        let first = errors.first().map(|it: &Finding| it.message.clone());
        anyhow!(
            "{} cannot be used: {}. `gradus deck check {}` says more.",
            path.display(),
            first.unwrap_or_default(),
            path.display()
        )
    })
}

/// The items by the ids they have or had.
pub(super) fn items_by_id(deck: &Deck) -> HashMap<&ItemId, &Item> {
    let before = deck
        .items
        .iter()
        .flat_map(|it| it.was.iter().map(move |id| (id, it)));
    before
        .chain(deck.items.iter().map(|it| (&it.id, it)))
        .collect()
}
