use std::io::{self, Write};

use anyhow::Context as _;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{count, one_line, write_json, write_table};
use crate::view::{HelpRow, Helps};

pub(in crate::cli) fn helps(
    context: &Context,
    deck: Option<&str>,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let app = context.app(deck)?;
    let helps = app
        .helps()
        .context("There is no deck to study. `gradus paths` says where decks go.")?;
    if json {
        write_json(out, &helps)?;
    } else {
        write_text(out, &helps)?;
    }
    Ok(Exit::Fine)
}

fn write_text(out: &mut impl Write, helps: &Helps) -> io::Result<()> {
    writeln!(
        out,
        "{}\n\nWhat came first after an error, and by how much the next answer elsewhere, on a \
         later day,\nwas right more often than predicted:\n",
        one_line(&helps.deck_title)
    )?;
    let heading = ["", "CAME FIRST", "ANSWERS", "BEYOND (95 %)", "FROM HERE ON"];
    let mut rows = vec![heading.map(String::from)];
    rows.extend(helps.rows.iter().map(row));
    write_table(out, &rows)?;
    writeln!(out, "\n{}", helps.sentence)?;
    if helps.waiting > 0 {
        let waiting = count(helps.waiting, "more repair");
        writeln!(out, "{waiting} without such an answer yet.")?;
    }
    if !helps.learns {
        writeln!(
            out,
            "Nothing follows from this: `learn_what_helps` is off in the settings."
        )?;
    }
    Ok(())
}

fn row(row: &HelpRow) -> [String; 5] {
    let points = |share: f64| format!("{:+.0}", share * 100.0);
    let beyond = row.beyond.map_or_else(
        || "too little to tell".to_owned(),
        |it| {
            let [mean, low, high] = [it.mean, it.low, it.high].map(points);
            format!("{mean} points ({low} to {high})")
        },
    );
    [
        row.what.to_owned(),
        count(row.chosen as usize, "time"),
        row.answers.to_string(),
        beyond,
        format!("{} %", (row.share * 1_000.0).round() / 10.0),
    ]
}
