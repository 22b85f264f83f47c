//! Tables of answers, as commands read them.

use std::fs::File;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::bars;
use crate::evaluation::Responses;

/// Reads a file, and names it in what goes wrong.
pub(super) fn read_responses(path: &Path) -> anyhow::Result<Responses> {
    let name = || path.display().to_string();
    let file = File::open(path).with_context(name)?;
    let bar = bars::reading(file.metadata().map_or(0, |it| it.len()));
    let responses = Responses::read(bar.wrap_read(file)).with_context(name)?;
    bar.finish_and_clear();
    Ok(responses)
}
