//! What the exit code says. `gradus --help` lists the same.

use std::process::ExitCode;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    Fine,
    /// A check found errors.
    Findings,
    /// It cannot be done here and now. (2 is a command line that was not understood: clap's.)
    Impossible,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Impossible => 3,
        })
    }
}
