//! The commands about the learner model, as they are typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::RESPONSES;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ModelCommand {
    /// Replay answers through the learner model, and say how well it predicted each
    ///
    /// Every answer is predicted before it is taken in, by the same code that plans your sessions.
    /// The same answers are predicted by the learner's running mean, by Elo ratings and by Bayesian
    /// knowledge tracing with forgetting (BKT), to see what the model is worth.
    ///
    /// Printed are log loss, the area under the ROC curve (AUC), the root mean square error (RMSE)
    /// and the expected calibration error over 15 bins (ECE): of all answers, of each learner's
    /// first 20, and of items met again after half a day and after three days. Intervals hold 95 %;
    /// they come from drawing the learners 1,000 times anew.
    ///
    /// Without a file the answers are your own, from all decks. Nothing is changed by it.
    #[command(after_help = EVALUATE_EXAMPLES, after_long_help = format!("{EVALUATE_EXAMPLES}\n\n{RESPONSES}"))]
    Evaluate {
        /// Answers of any number of learners, as CSV, plain or compressed by gzip
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        responses: Option<PathBuf>,
        /// Parameters of the model, as `gradus model fit` writes them; what the file does not name
        /// is as shipped
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        params: Option<PathBuf>,
        #[command(flatten)]
        known: KnownOfItems,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },

    /// Fit the parameters that hold for everyone to answers of many learners
    ///
    /// Found are those with which the model would have predicted the answers best: the mean over
    /// files of the log loss, so that each file counts the same however long it is. What the
    /// answers do not tell of stays as it is. Ctrl-C ends it with the best parameters so far.
    ///
    /// Nothing changes in how you are coached: try the file with `gradus model evaluate --params`,
    /// on answers it was not fitted to.
    #[command(after_help = FIT_EXAMPLES, after_long_help = format!("{FIT_EXAMPLES}\n\n{RESPONSES}"))]
    Fit {
        /// Answers of any number of learners, as CSV, plain or compressed by gzip
        #[arg(long, required = true, num_args = 1.., value_name = "FILE", value_hint = ValueHint::FilePath)]
        responses: Vec<PathBuf>,
        /// Where to write the parameters, as TOML; by default, and for `-`, they are printed
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: Option<PathBuf>,
    },
}

const FIT_EXAMPLES: &str = "\
Examples:
  gradus model fit --responses answers.csv.gz --out params.toml
  gradus model fit --responses algebra.csv.gz spanish.csv.gz > params.toml
  gradus model evaluate --responses others.csv.gz --cold --params params.toml";

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

const EVALUATE_EXAMPLES: &str = "\
Examples:
  gradus model evaluate                               your own answers
  gradus model evaluate --responses answers.csv.gz    those of others
  gradus model evaluate --responses answers.csv --warm --folds 3
  gradus model evaluate --responses answers.csv --deck birds.toml
  gradus model evaluate --responses answers.csv --cold --params params.toml
  gradus model evaluate --responses answers.csv --json";
