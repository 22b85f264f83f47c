use std::io::Write;
use std::path::PathBuf;

use anyhow::ensure;

use crate::cli::context::Context;
use crate::cli::exit::Exit;

pub(in crate::cli) fn backup(
    context: &Context,
    file: Option<PathBuf>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let database = context.paths()?.database();
    ensure!(
        database.exists(),
        "There is nothing to back up yet: {} does not exist.",
        database.display()
    );
    if let Some(file) = &file {
        ensure!(
            !file.exists(),
            "{} exists and was left as it is. Name a file that is not there yet.",
            file.display()
        );
    }
    let copy = context.app(None)?.backup(file)?;
    writeln!(out, "{}", copy.display())?;
    Ok(Exit::Fine)
}
