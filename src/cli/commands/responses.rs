//! Tables of answers, as commands read them.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::deck_named::items_by_id;
use crate::cli::bars;
use crate::core::{DeckId, ItemId};
use crate::deck::{Deck, Item};
use crate::evaluation::{Responses, Unknown};
use crate::event::ItemVersion;

/// Reads a file, and names it in what goes wrong.
pub(super) fn read_responses(path: &Path) -> anyhow::Result<Responses> {
    let name = || path.display().to_string();
    let file = File::open(path).with_context(name)?;
    let bar = bars::reading(file.metadata().map_or(0, |it| it.len()));
    let responses = Responses::read(bar.wrap_read(file)).with_context(name)?;
    bar.finish_and_clear();
    Ok(responses)
}

/// All answers in these files.
pub(super) fn read_joined(files: &[PathBuf]) -> anyhow::Result<Responses> {
    let read: anyhow::Result<Vec<Responses>> = files.iter().map(|it| read_responses(it)).collect();
    Responses::join(read?).with_context(|| named_all(files))
}

pub(super) fn named_all(files: &[PathBuf]) -> String {
    let names: Vec<String> = files.iter().map(|it| it.display().to_string()).collect();
    names.join(", ")
}

/// The answers to items of the deck, which are taken as the deck has them; none where there are
/// none.
pub(super) fn answers_to(deck: &Deck, responses: Responses) -> Option<(Responses, Unknown)> {
    let items = items_by_id(deck);
    let known = |of_deck: &str, it: &ItemVersion| as_in_deck(deck, &items, of_deck, it);
    responses.of_items(known).ok()
}

fn as_in_deck(
    deck: &Deck,
    items: &HashMap<&ItemId, &Item>,
    of_deck: &str,
    answered: &ItemVersion,
) -> Option<ItemVersion> {
    let same = |id: &DeckId| id.as_str() == of_deck;
    if !of_deck.is_empty() && !same(&deck.id) && !deck.was.iter().any(same) {
        return None;
    }
    let item = items.get(&answered.item)?;
    Some(ItemVersion {
        difficulty: None,
        ..item.version.as_ref().clone()
    })
}
