//! What `gradus simulate` is asked.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::coach::Part;
use crate::simulate::Family;

/// Compare the coach with other ways of studying, on simulated learners
///
/// Learners of three families, each a theory of learning that is not the coach's own, study the
/// same courses for the same minutes: with the coach, in the author's order, at random, by mastery
/// in a fixed order, and with flashcards by FSRS. Printed are scores in an exam on unseen
/// exercises at the end and a month later, the time to competency, and the minutes wasted, each
/// with a 95 % interval.
///
/// It tells whether the coach's choices are sound if learners are like that, not that people
/// learn more. docs/SIMULATION.md says what is assumed. Nothing of yours is read or changed.
/// Ctrl-C ends it with the learners that are through.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  gradus simulate
  gradus simulate --family tracing --course layered-50 --learners 20
  gradus simulate --svg chart.svg
  gradus simulate --ablate --course layered-20    what each part of the coach earns
  gradus simulate --without interleaving --without support --json")]
pub(in crate::cli) struct Simulated {
    /// Learners in each family and course
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(2..=5_000))]
    pub learners: u16,
    /// Days, some of which are missed
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=365))]
    pub days: u16,
    /// Minutes on each day
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(3..=240))]
    pub minutes: u16,
    /// Only learners of this family; may be given again
    #[arg(long, value_name = "FAMILY")]
    pub family: Vec<Family>,
    /// A built-in deck, or a made course: layered-N, wide-N or forest-N, with N skills; may be given
    /// again
    #[arg(long, value_name = "COURSE")]
    pub course: Vec<String>,
    /// Decide all that is left to chance by this number
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Desired retention of the flashcards, in percent; may be given again
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(50..=99))]
    pub retention: Vec<u8>,
    /// Compare the coach with itself without this part; may be given again
    #[arg(long, value_name = "PART")]
    pub without: Vec<Part>,
    /// The same of every part in turn
    #[arg(long, conflicts_with = "without")]
    pub ablate: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
    /// Draw a chart into this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub svg: Option<PathBuf>,
}

impl ValueEnum for Family {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.title()))
    }
}

impl ValueEnum for Part {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
