//! The command line as it is typed. Parsing, help and completions all come from here.

mod config;
mod export;
mod model;
mod pilot;
mod repair;
mod simulated;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub(super) use self::config::ConfigCommand;
pub(super) use self::export::ExportCommand;
pub(super) use self::repair::{Ask, Helps};

use crate::config::Theme;
use crate::core::StudyDay;
pub(super) use model::{Known, ModelCommand};
pub(super) use pilot::PilotCommand;
pub(super) use simulated::Simulated;

/// A personal study coach in the terminal.
///
/// It finds out where you stand, decides what comes next and says why, teaches and tests, and
/// brings things back before they fade. Everything stays on this machine.
///
/// Without a command it opens where you left off.
#[derive(Debug, Parser)]
#[command(
    name = "gradus",
    version,
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}")
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub everywhere: Everywhere,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  gradus                         open, and press Enter to start
  gradus study --minutes 15      go straight to today's session
  gradus progress                print where you stand
  gradus deck check birds.toml   say how a deck could teach better";

const EXIT_CODES: &str = "\
Exit codes:
  0  Done.
  1  A check found errors, in a deck or in what is stored.
  2  The command line was not understood.
  3  It cannot be done here, for instance without a terminal or on a full disk.
     What to do instead is said on standard error.";

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Everywhere {
    /// Keep everything below this folder instead of the platform's (also: GRADUS_HOME)
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub home: Option<PathBuf>,
    /// Show no colors (also: NO_COLOR)
    #[arg(long, global = true)]
    pub no_color: bool,
    /// Draw for this background, whatever the settings say
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<Theme>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Study: reviews, lessons and exercises as the coach proposes them
    #[command(after_help = "\
Examples:
  gradus study
  gradus study --minutes 10
  gradus study rust-ownership")]
    Study {
        #[command(flatten)]
        deck: ChosenDeck,
        /// How long you mean to study now, instead of your usual minutes
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=600))]
        minutes: Option<u16>,
    },

    /// Find out again where you stand
    ///
    /// You rate yourself on what the deck teaches, then a short check asks the questions that
    /// tell most. What you have done so far stays.
    #[command(after_help = "\
Examples:
  gradus baseline
  gradus baseline rust-ownership")]
    Baseline {
        #[command(flatten)]
        deck: ChosenDeck,
    },

    /// Print where you stand, what fades, and what is next
    #[command(after_help = "\
Examples:
  gradus progress
  gradus progress --why
  gradus progress rust-ownership --json")]
    Progress {
        #[command(flatten)]
        deck: ChosenDeck,
        /// Print as JSON
        #[arg(long)]
        json: bool,
        /// Say what each chance rests on
        #[arg(long, conflicts_with = "json")]
        why: bool,
    },

    /// Print what today holds, and whether goal, date and minutes fit
    ///
    /// The coach is played forward over the days to come, on answers that come right as often as it
    /// expects of you. Where that is not enough, it says what would be.
    #[command(after_help = "\
Examples:
  gradus plan
  gradus plan --minutes 30          what half an hour a day would bring
  gradus plan --by 2027-06-01       what can be reached by then")]
    Plan {
        #[command(flatten)]
        deck: ChosenDeck,
        /// Minutes a day, instead of those of your goal
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=600))]
        minutes: Option<u16>,
        /// The day to look at, instead of your goal's
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = StudyDay::parse)]
        by: Option<StudyDay>,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },

    /// Print why the coach proposed what is open, or came last
    ///
    /// What else could have come and what it is worth, and every adaptation rule: which hold, on
    /// what evidence, and how far the others are from it. All is worked out again from what was
    /// known when it was decided.
    #[command(after_help = "\
Examples:
  gradus why
  gradus why rust-ownership --json")]
    Why {
        #[command(flatten)]
        deck: ChosenDeck,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },

    /// Print what the last seven days came to, with one suggestion
    #[command(after_help = "Examples:\n  gradus week\n  gradus week rust-ownership --json")]
    Week {
        #[command(flatten)]
        deck: ChosenDeck,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },

    /// Print what comes back today in each deck that you began, and the minutes it takes
    #[command(after_help = "\
Examples:
  gradus due
  gradus due --short    one line for a prompt or status bar; nothing where nothing comes back")]
    Due {
        /// One line, or nothing where nothing comes back today
        #[arg(long, conflicts_with = "json")]
        short: bool,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    Ask(Ask),
    Helps(Helps),

    /// Print how your memory stands, and what keeping more or less of it would cost
    ///
    /// Over all decks: what comes back when, what keeps slipping, the minutes that each desired
    /// retention would take, the weights by which forgetting is predicted, and what was learned of
    /// your pace.
    #[command(after_help = "\
Examples:
  gradus memory
  gradus memory --retention 85    bring things back when the chance of recall is 85 %
  gradus memory --undo-fit        forget what was learned of how you learn and forget")]
    Memory {
        /// Print as JSON
        #[arg(long)]
        json: bool,
        /// The chance of recall, in percent, at which things come back from now on
        #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(70..=97))]
        retention: Option<u8>,
        /// Take back the weights and parameters that were fitted to you
        #[arg(long)]
        undo_fit: bool,
    },

    /// Check, list and calibrate decks
    #[command(subcommand)]
    Deck(DeckCommand),

    /// Check what you have set
    #[command(subcommand)]
    Config(ConfigCommand),

    /// See how well the coach predicts answers, and fit it to those of many learners
    #[command(subcommand)]
    Model(ModelCommand),

    /// Compare two ways of studying on yourself, over 8 to 12 weeks
    #[command(subcommand)]
    Pilot(PilotCommand),

    /// Write what others can use
    #[command(subcommand)]
    Export(ExportCommand),

    /// Copy all your evidence into one file
    ///
    /// It is a copy as of now, even while you study in another window.
    #[command(after_help = "\
Examples:
  gradus backup
  gradus backup /media/stick/gradus.db")]
    Backup {
        /// A file that is not there yet; by default one in the folder of backups
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: Option<PathBuf>,
    },

    /// Check that what is stored is whole and agrees with itself
    #[command(after_help = "\
Examples:
  gradus doctor
  gradus doctor --rebuild

Exits with 1 if anything is amiss.")]
    Doctor {
        /// Work out anew, from all you ever did, what the coach believes of you
        #[arg(long)]
        rebuild: bool,
        /// Put a backup in the place of the database: this file, or the newest that is whole. The
        /// database is set aside, never overwritten
        #[arg(long, value_name = "BACKUP", num_args = 0..=1, conflicts_with = "rebuild", value_hint = clap::ValueHint::FilePath)]
        restore: Option<Option<PathBuf>>,
    },

    /// Show where your evidence, decks and settings live
    #[command(after_help = "\
Examples:
  gradus paths
  gradus paths --home ~/study")]
    Paths,

    /// Speak JSON-RPC on standard input and output, for editors and other programs
    ///
    /// One message a line. docs/PROTOCOL.md describes the methods and shows a session.
    #[command(after_help = "\
Examples:
  gradus serve
  gradus serve --clock client --seed 7   the same answers on every run")]
    Serve {
        /// Who says what time it is
        #[arg(long, value_enum, default_value_t)]
        clock: ClockChoice,
        /// Decide all that is left to chance by this number
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },

    Simulate(Simulated),

    /// Print a script that completes commands in your shell
    #[command(after_help = "\
Examples:
  gradus completions bash > ~/.local/share/bash-completion/completions/gradus
  gradus completions fish > ~/.config/fish/completions/gradus.fish")]
    Completions {
        shell: Shell,
    },
}

/// Which deck a command is about.
#[derive(Debug, Args)]
pub(super) struct ChosenDeck {
    /// The id of a deck, as `gradus deck list` shows it; by default the one you studied last
    #[arg(value_name = "DECK")]
    id: Option<String>,
}

impl ChosenDeck {
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum DeckCommand {
    /// Say what is wrong with decks, and what would make them teach better
    ///
    /// All findings of all files come in one run, each with its place and what to do about it.
    ///
    /// With the answers of many learners it also hints at prerequisites that nobody wrote down:
    /// skills that hardly anyone shows without another. It takes about 200 learners to find
    /// most of them.
    #[command(after_help = "\
Examples:
  gradus deck check birds.toml
  gradus deck check decks/
  gradus deck check --format json rust/ birds.toml
  gradus deck check birds.toml --responses class.csv.gz

Exits with 1 if anything is an error; warnings are advice, hints what answers suggest.
`gradus deck calibrate --help` describes files of answers.")]
    Check {
        /// Deck files, deck folders, or folders of decks
        #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
        /// Answers, as `gradus export responses --anonymous` writes them, plain or compressed by gzip
        #[arg(long, num_args = 1.., value_name = "FILE", value_hint = ValueHint::FilePath)]
        responses: Vec<PathBuf>,
        /// How to print the findings
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },

    /// List the decks that were found, and what is wrong with the broken ones
    #[command(after_help = "\
Examples:
  gradus deck list
  gradus deck list --json")]
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },

    /// Find out from many learners' answers how hard each item is, and write it into a deck
    ///
    /// How able each learner was at each answer is worked out by the learner model; what is left is
    /// the item. An item that few answered is taken to be about as hard as others of the same
    /// skills. Written is `difficulty`, in logits; levels, comments and everything else stay as they
    /// are. Printed are the items that behave unlike their level.
    #[command(after_help = CALIBRATE_EXAMPLES, after_long_help = format!("{CALIBRATE_EXAMPLES}\n\n{RESPONSES}"))]
    Calibrate {
        /// A deck file, the folder of a deck, or the id of one of your decks
        #[arg(value_name = "DECK", value_hint = ValueHint::AnyPath)]
        deck: String,
        /// Answers, as `gradus export responses --anonymous` writes them, plain or compressed by gzip
        #[arg(long, required = true, num_args = 1.., value_name = "FILE", value_hint = ValueHint::FilePath)]
        responses: Vec<PathBuf>,
        /// Change nothing: print what would change
        #[arg(long)]
        dry_run: bool,
    },
}

const CALIBRATE_EXAMPLES: &str = "\
Examples:
  gradus deck calibrate birds.toml --responses class.csv.gz
  gradus deck calibrate birds.toml --responses ada.csv ben.csv eve.csv fay.csv gus.csv
  gradus deck calibrate birds --responses class.csv --dry-run

Answers to items that the deck does not have are left out, and told.";

const RESPONSES: &str = "\
The file begins with the names of its columns. There must be, in any order:
  learner   a name or number
  seq       a number that orders the learner's rows, which may stand in any order;
            of two with the same number the first counts
  ts        seconds; -1 or empty where only the order is known, and then the
            learner is left out of what was met again
  item      a name or number
  skills    names or numbers, separated by semicolons; may be empty
  correct   1, 0 or anything between; empty where an item was shown, not asked

There may be:
  deck      the id of the deck that the item is of
  level     1 to 5; else all items stand at level 3
  options   out of how many the answer was picked; empty or 0 where it was not
  hints     how many were shown before the answer, which is then not predicted

  learner,seq,ts,item,skills,correct
  ada,1,1700000000,sum-1,adding,1
  ada,2,1700000060,sum-2,adding;carrying,0";

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Format {
    /// With their source lines, for people
    #[default]
    Text,
    /// For editors and scripts
    Json,
}

/// Whose clock counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ClockChoice {
    /// This machine's
    #[default]
    System,
    /// Each request carries `now` (RFC 3339), and this machine's clock is not read
    Client,
}

impl ValueEnum for Theme {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
