//! Difficulties for a deck, from the answers of many learners.

mod tell;
mod unlike;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};

use super::deck_named::{path_of, read_deck};
use super::responses::{answers_to, named_all, read_joined};
use crate::cli::bars;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::config::replace_file;
use crate::core::ItemId;
use crate::deck::{Deck, Item, Rewritten};
use crate::evaluation::{Calibrator, Difficulties, REPLAYS, Responses};
use crate::learner::Params;
use tell::Told;
use unlike::unlike;

/// With fewer learners it cannot be told whether an item is hard or they are not able ‡.
const FEWEST_LEARNERS: usize = 5;

pub(in crate::cli) fn deck_calibrate(
    context: &Context,
    named: &str,
    files: &[PathBuf],
    dry_run: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let params = Params::default();
    let path = path_of(context, named)?;
    let on_disk = read_deck(&path)?;
    let deck = &on_disk.deck;
    let (responses, unknown) = answers_to(deck, read_joined(files)?).with_context(|| {
        format!(
            "no answer in {} is to an item of this deck",
            named_all(files)
        )
    })?;
    ensure!(
        responses.learners() >= FEWEST_LEARNERS,
        "Answers of {} learners to items of this deck are too few: from {FEWEST_LEARNERS} on it can be\n\
         told whether an item is hard or those who answered it were not able. Nothing was changed.",
        responses.learners()
    );
    let difficulties = estimated(&params, &responses);
    let known = of_deck(&params, deck, &difficulties);
    let rewritten = on_disk.with_difficulties(&known);
    let unlike = unlike(&params.response, deck, &difficulties);
    // Before anything is said: whoever reads may stop reading.
    if !dry_run {
        put(&rewritten)?;
    }
    let told = Told {
        deck,
        responses: &responses,
        unknown: &unknown,
        difficulties: &difficulties,
        known: &known,
        unlike: &unlike,
    };
    told.write(out)?;
    if dry_run {
        tell::write_changes(out, &rewritten)?;
    } else {
        tell::write_files(out, &rewritten)?;
    }
    Ok(Exit::Fine)
}

fn estimated(params: &Params, responses: &Responses) -> Difficulties {
    let bar = bars::calibrating((responses.answers * REPLAYS) as u64);
    let done = |events| bar.inc(events);
    let calibrator = Calibrator::new(params, responses, done);
    let difficulties = calibrator.estimate(|_| true, done);
    bar.finish_and_clear();
    difficulties
}

/// What each item of the deck is to say. One that nobody answered is as hard as others of the same
/// skills; if there is none of these either, it is left alone.
fn of_deck(params: &Params, deck: &Deck, found: &Difficulties) -> BTreeMap<ItemId, f64> {
    let difficulty = |it: &Item| found.of(&params.response, &it.version);
    let items = deck.items.iter();
    items
        .filter_map(|it| Some((it.id.clone(), difficulty(it)?)))
        .collect()
}

fn put(rewritten: &[Rewritten]) -> anyhow::Result<()> {
    for file in rewritten {
        replace_file(&file.path, &file.after).with_context(|| {
            format!("{} cannot be changed and is as it was", file.path.display())
        })?;
    }
    Ok(())
}
