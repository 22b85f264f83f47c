//! What is asked of repairs after an error.

use clap::Args;

use super::ChosenDeck;

/// Print what to take to a person, once repairs have failed
///
/// Where two repairs of one thing did not help, someone who can ask back is the better help. This is
/// the exercise, your answers and what you tried, as a text to send to them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  gradus ask
  gradus ask rust-ownership > question.txt")]
pub(in crate::cli) struct Ask {
    #[command(flatten)]
    pub deck: ChosenDeck,
}

/// Print what has helped you after an error
///
/// After an error that repeats, some minutes repair it: the wrong idea beside the right one, a
/// worked example, another exercise, the same once more. What comes first is mostly the default; at
/// most 15 % of the time it is another, the likelier the more that has helped. In config.toml,
/// `[coach] learn_what_helps = false` switches this off.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  gradus helps
  gradus helps rust-ownership --json")]
pub(in crate::cli) struct Helps {
    #[command(flatten)]
    pub deck: ChosenDeck,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
