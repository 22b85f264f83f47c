//! What is known of items before a learner's first answer.

use anyhow::ensure;
use indicatif::HumanCount;

use crate::cli::arguments::Known;
use crate::cli::bars;
use crate::cli::commands::deck_named::{items_by_id, path_of, read_deck};
use crate::cli::context::Context;
use crate::cli::text::count;
use crate::evaluation::{Calibrator, REPLAYS, Responses};
use crate::event::ItemVersion;
use crate::learner::Params;

/// The items as they are known to the learners of each fold, and what to say of it.
pub(super) fn known_versions(
    params: &Params,
    context: &Context,
    responses: &Responses,
    known: Known,
) -> anyhow::Result<(Vec<Vec<ItemVersion>>, Option<String>)> {
    match known {
        Known::Nothing => Ok((vec![responses.versions().to_vec()], None)),
        Known::FromOtherFolds(folds) => {
            let told = format!(
                "Warm: items are as hard as the learners of the other {} found them. Running mean,\n\
                 Elo and BKT know nothing beforehand.",
                count(folds - 1, "fold"),
            );
            Ok((from_other_folds(params, responses, folds), Some(told)))
        }
        Known::FromDeck(named) => {
            let deck = read_deck(&path_of(context, named)?)?.deck;
            let items = items_by_id(&deck);
            let difficulty = |it: &ItemVersion| {
                let item = items.get(&it.item)?;
                Some(params.response.difficulty(&item.version))
            };
            let versions = responses.versions_with(difficulty);
            let found = versions.iter().filter(|it| it.difficulty.is_some()).count();
            ensure!(found > 0, "{named} has none of these items.");
            let told = format!(
                "{} of {} are as hard as {named} says. Running mean, Elo and BKT know nothing\n\
                 beforehand.",
                HumanCount(found as u64),
                count(versions.len(), "item"),
            );
            Ok((vec![versions], Some(told)))
        }
    }
}

/// For each fold, difficulties from the learners of all others.
fn from_other_folds(params: &Params, responses: &Responses, folds: usize) -> Vec<Vec<ItemVersion>> {
    let rounds = 1 + (folds - 1) * (REPLAYS - 1);
    let bar = bars::calibrating((responses.answers * rounds) as u64);
    let done = |events| bar.inc(events);
    let calibrator = Calibrator::new(params, responses, done);
    let of_fold = |fold| {
        let others = calibrator.estimate(|learner| learner % folds != fold, done);
        responses.versions_with(|it| others.of(&params.response, it))
    };
    let versions = (0..folds).map(of_fold).collect();
    bar.finish_and_clear();
    versions
}
