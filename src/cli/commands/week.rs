use std::io::{self, Write};

use anyhow::Context as _;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{one_line, write_json, write_table};
use crate::view::{Change, Interval, Week};

pub(in crate::cli) fn week(
    context: &Context,
    deck: Option<&str>,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let week = app
        .week()?
        .context("There is no deck to study. `gradus paths` says where decks go.")?;
    if json {
        write_json(out, &week)?;
    } else {
        write_text(out, &week)?;
    }
    Ok(Exit::Fine)
}

fn write_text(out: &mut impl Write, week: &Week) -> io::Result<()> {
    writeln!(out, "{}, {}\n", one_line(&week.deck_title), week.words)?;
    writeln!(out, "{}", week.done)?;
    for (head, moved) in [("What grew:", &week.grew), ("What faded:", &week.faded)] {
        if !moved.is_empty() {
            writeln!(out, "\n{head}")?;
            write_table(out, &moved.iter().map(row).collect::<Vec<_>>())?;
        }
    }
    if week.grew.is_empty() && week.faded.is_empty() {
        writeln!(out, "\nNothing moved much.")?;
    }
    if !week.notes.is_empty() {
        writeln!(out, "\nWhat you wrote:")?;
        for note in &week.notes {
            writeln!(out, "{}", one_line(&note.sentence))?;
        }
    }
    let said = week.thought.iter().chain(&week.foreseen);
    for text in said.chain([&week.suggestion]) {
        writeln!(out, "\n{}", one_line(text))?;
    }
    Ok(())
}

fn row(moved: &Change) -> [String; 4] {
    let chance = |it| Interval::from(it).compact();
    [
        moved.skill_title.clone(),
        chance(&moved.before),
        chance(&moved.after),
        format!("{} {}", moved.after.mark, moved.after.band),
    ]
}
