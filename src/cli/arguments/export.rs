//! `gradus export`.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ExportCommand {
    /// Write your answers for others to learn from, without what could tell who you are
    ///
    /// Each row is one answer: item, skills, deck, level, how many options and hints there were, and
    /// how right it was. Your name in it is a number made anew for each deck. Days are counted from
    /// your first, minutes from the first answer of the day. What you typed, how sure you were and how
    /// long it took are left out, and so is what you took back.
    ///
    /// The same answers have the same rows in every export, so those of one learner never count
    /// twice.
    #[command(after_help = "\
Examples:
  gradus export responses --anonymous
  gradus export responses --anonymous --deck birds -o mine.csv.gz")]
    Responses {
        /// Yes, without what could tell who you are. There is no other way yet
        #[arg(long)]
        anonymous: bool,
        /// Of this deck only, by its id
        #[arg(long, value_name = "DECK")]
        deck: Option<String>,
        /// Write to this file, compressed by gzip if its name ends in .gz; by default to standard
        /// output
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// Write over the file if it exists
        #[arg(long, requires = "output")]
        force: bool,
    },
}
