//! `gradus config`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
    /// Say what in config.toml has no effect, with its place and what was likely meant
    ///
    /// `gradus paths` says where the file is. Settings that cannot be used are passed over and never
    /// a reason to stop; here is why.
    ///
    /// Rules in it change what the coach does. Each says: when all of this holds, do that. The first
    /// that holds decides, yours before those of a deck, and those before the built-in ones.
    /// `gradus why` shows them at work, docs/DECKS.md lists all there are.
    #[command(after_help = "\
Examples:
  gradus config check

A rule of one's own in config.toml, and one switched off:
  [[rule]]
  name = \"an example after the first miss\"
  when = { misses-today = \">= 1\" }
  do = \"example\"

  [[rule]]
  name = \"slower and less right than usual\"
  off = true

Exits with 1 if anything has no effect.")]
    Check,
}
