use std::io::{self, Write};
use std::path::PathBuf;

use crate::app::{self, Examined, Report, examine};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{count, write_table};

pub(in crate::cli) fn doctor(
    context: &Context,
    rebuild: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let paths = context.paths()?;
    let database = paths.database();
    if !database.exists() {
        writeln!(
            out,
            "Nothing is stored yet: {} does not exist.",
            database.display()
        )?;
        return Ok(Exit::Fine);
    }
    let report = examine(paths.data(), &context.params()?, rebuild)?;
    write_report(out, &report)?;
    Ok(if report.is_healthy() {
        Exit::Fine
    } else {
        Exit::Findings
    })
}

pub(in crate::cli) fn restore(
    context: &Context,
    backup: Option<PathBuf>,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let restored = app::restore(context.paths()?.data(), backup)?;
    writeln!(out, "restored   {}", restored.backup.display())?;
    if let Some(aside) = restored.aside {
        writeln!(out, "set aside  {}", aside.display())?;
    }
    Ok(Exit::Fine)
}

fn write_report(out: &mut impl Write, report: &Report) -> io::Result<()> {
    if report.damage.is_empty() {
        writeln!(out, "The database is whole.")?;
    } else {
        writeln!(out, "The database is damaged:")?;
        for damage in &report.damage {
            writeln!(out, "  {damage}")?;
        }
    }
    let row = |examined: &Examined| {
        let agrees = match (report.rebuilt, examined.agrees) {
            (true, true) => "rebuilt, the same as before",
            (true, false) => "rebuilt",
            (false, true) => "agrees with its log",
            (false, false) => "does not agree with its log; --rebuild mends that",
        };
        [
            examined.deck.to_string(),
            count(examined.events, "event"),
            agrees.to_owned(),
        ]
    };
    write_table(out, &report.decks.iter().map(row).collect::<Vec<_>>())
}
