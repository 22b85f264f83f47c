//! What is known of items before learners answer them.

use clap::{Args, ValueHint};

/// What is known of items before a learner's first answer.
#[derive(Debug, Args)]
pub(in crate::cli) struct KnownOfItems {
    /// Know nothing of any item beforehand: the default
    #[arg(long, conflicts_with_all = ["warm", "deck"])]
    cold: bool,
    /// Know how hard each item is, as `gradus deck calibrate` finds it from other learners
    ///
    /// Learners are dealt into folds in the order in which they first appear; the difficulties for
    /// each fold come from the learners of all others. What is compared with stays cold.
    #[arg(long, requires = "responses", conflicts_with = "deck")]
    warm: bool,
    /// How many folds
    #[arg(long, value_name = "N", requires = "warm", default_value_t = 3, value_parser = clap::value_parser!(u16).range(2..=100))]
    folds: u16,
    /// Know how hard each item is from this deck, by its id or path
    #[arg(long, value_name = "DECK", requires = "responses", value_hint = ValueHint::AnyPath)]
    deck: Option<String>,
}

/// The same, as one choice.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum Known<'a> {
    Nothing,
    FromOtherFolds(usize),
    FromDeck(&'a str),
}

impl KnownOfItems {
    pub fn choice(&self) -> Known<'_> {
        match &self.deck {
            Some(deck) => Known::FromDeck(deck),
            None if self.warm => Known::FromOtherFolds(self.folds.into()),
            None => Known::Nothing,
        }
    }
}
