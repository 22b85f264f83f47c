use std::io::Write;
use std::path::PathBuf;

use crate::cli::arguments::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::write_json;
use crate::deck::{Severity, check};

pub(in crate::cli) fn deck_check(
    context: &Context,
    paths: &[PathBuf],
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let report = check(paths);
    match format {
        Format::Text => {
            let text = report.render(context.color(), context.columns());
            out.write_all(text.as_bytes())?;
        }
        Format::Json => write_json(out, &report)?,
    }
    Ok(match report.count(Severity::Error) {
        0 => Exit::Fine,
        _ => Exit::Findings,
    })
}
