//! What is wrong with decks, and what would make them teach better.

mod missing;

use std::io::Write;
use std::path::PathBuf;

use anyhow::ensure;

use super::responses::{answers_to, named_all, read_joined};
use crate::cli::arguments::Format;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::write_json;
use crate::deck::{Report, Severity, check, check_with};
use missing::missing_prerequisites;

pub(in crate::cli) fn deck_check(
    context: &Context,
    paths: &[PathBuf],
    responses: &[PathBuf],
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let report = match responses {
        [] => check(paths),
        files => check_with_answers(paths, files)?,
    };
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

/// A check that also tells what the answers in these files suggest.
fn check_with_answers(paths: &[PathBuf], files: &[PathBuf]) -> anyhow::Result<Report> {
    let all = read_joined(files)?;
    let (mut decks, mut answered) = (0, 0);
    let report = check_with(paths, |deck| {
        decks += 1;
        let Some((answers, _)) = answers_to(deck, all.clone()) else {
            return Vec::new();
        };
        answered += 1;
        missing_prerequisites(deck, &answers)
    });
    // Where no deck can be read, the findings say why.
    ensure!(
        answered > 0 || decks == 0,
        "no answer in {} is to an item of what was checked",
        named_all(files)
    );
    Ok(report)
}
