use std::io::{self, Write};

use crate::app::{self, Clock};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json, write_table};
use crate::view::{DeckDue, ahead};

pub(in crate::cli) fn due(
    context: &Context,
    short: bool,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let paths = context.paths()?;
    let folders = context.deck_folders()?;
    let now = Clock::System.now();
    let decks = app::due(paths.data(), &folders, &context.params()?, now)?;
    if json {
        write_json(out, &decks)?;
    } else if short {
        write_short(out, &decks)?;
    } else {
        write_text(out, &decks)?;
    }
    Ok(Exit::Fine)
}

/// One line, or none at all.
fn write_short(out: &mut impl Write, decks: &[DeckDue]) -> io::Result<()> {
    let due = decks.iter().filter(|it| it.units > 0);
    let due = due.map(|it| format!("{} {}", one_line(it.deck.as_str()), minutes(it)));
    let line = due.collect::<Vec<_>>().join(", ");
    if line.is_empty() {
        return Ok(());
    }
    writeln!(out, "{line}")
}

fn write_text(out: &mut impl Write, decks: &[DeckDue]) -> io::Result<()> {
    if decks.is_empty() {
        return writeln!(
            out,
            "Nothing comes back yet: no deck was begun. `gradus` begins."
        );
    }
    let mut rows =
        vec![["DECK", "COMES BACK", "TAKES", "THEN", "WHEN AND WHERE"].map(String::from)];
    rows.extend(decks.iter().map(|it| {
        [
            it.deck.to_string(),
            it.units.to_string(),
            if it.units > 0 {
                minutes(it)
            } else {
                String::new()
            },
            it.next
                .map_or_else(String::new, |next| ahead(next, it.today)),
            it.intention.clone().unwrap_or_default(),
        ]
    }));
    write_table(out, &rows)
}

fn minutes(it: &DeckDue) -> String {
    format!("{:.0} min", it.minutes.max(1.0))
}
