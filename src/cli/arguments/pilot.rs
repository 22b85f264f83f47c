//! `gradus pilot` as it is typed.

use clap::builder::PossibleValue;
use clap::{Subcommand, ValueEnum};

use super::ChosenDeck;
use crate::core::Comparison;
use crate::pilot::WEEKS;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PilotCommand {
    /// Begin to compare two ways, having said what that could show
    ///
    /// Skills of your goal that are not secure yet are paired by what is known of them; of each pair
    /// chance has one studied one way, one the other. The coach then keeps to that, and to all else it
    /// does. Compared is what comes right, without help, 7 days or more after a skill was begun, in
    /// another exercise than its first.
    ///
    /// With few skills only large differences can be seen. Before it begins, the very analysis that your
    /// answers will get is tried on simulated ones, to say how large.
    #[command(after_help = "\
Examples:
  gradus pilot start interleaved-or-blocked
  gradus pilot start examples-or-hints rust-ownership --weeks 12
  gradus pilot start interleaved-or-blocked --dry-run
  gradus pilot start interleaved-or-blocked --dry-run --pairs 40   what 80 skills could show

A deck has one pilot at a time. `gradus pilot undo` takes it back.")]
    Start {
        /// Which two ways
        #[arg(value_enum)]
        comparison: Comparison,
        #[command(flatten)]
        deck: ChosenDeck,
        /// How long it is to run
        #[arg(long, value_name = "N", default_value_t = *WEEKS.start(), value_parser = clap::value_parser!(u8).range(i64::from(*WEEKS.start())..=i64::from(*WEEKS.end())))]
        weeks: u8,
        /// Begin without asking
        #[arg(long)]
        yes: bool,
        /// Begin nothing: say what would be compared, and what that could show
        #[arg(long, conflicts_with = "yes")]
        dry_run: bool,
        /// Say what so many pairs could show, instead of those of the deck
        #[arg(long, value_name = "N", requires = "dry_run", value_parser = clap::value_parser!(u32).range(1..=500))]
        pairs: Option<u32>,
        /// Print as JSON
        #[arg(long, requires = "dry_run")]
        json: bool,
    },

    /// Say where the last pilot stands, and what it shows so far
    ///
    /// Skills whose answer that counts is not there yet change nothing in the estimate.
    #[command(after_help = "\
Examples:
  gradus pilot status
  gradus pilot status rust-ownership --json")]
    Status {
        #[command(flatten)]
        deck: ChosenDeck,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },

    /// End the pilot before its weeks are over
    ///
    /// From then on all skills are studied as any other. What was measured stays, and `gradus pilot
    /// status` shows it.
    #[command(after_help = "\
Examples:
  gradus pilot stop
  gradus pilot stop rust-ownership")]
    Stop {
        #[command(flatten)]
        deck: ChosenDeck,
    },

    /// Take back that the last pilot was ended or, if it was not, that it began
    ///
    /// A pilot that is taken back was never there; your answers stay.
    #[command(after_help = "\
Examples:
  gradus pilot undo
  gradus pilot undo rust-ownership")]
    Undo {
        #[command(flatten)]
        deck: ChosenDeck,
    },
}

impl ValueEnum for Comparison {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::InterleavedOrBlocked => {
                "Exercises of other skills between those of a new one, or none"
            }
            Self::ExamplesOrHints => {
                "A worked example before the first exercises, or these at once, with hints at hand"
            }
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}
