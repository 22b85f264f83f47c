use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::app;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::say;
use crate::cli::text::count;
use crate::core::DeckId;
use crate::evaluation::{Exported, write_anonymous};
use crate::event::Event;

const ASK: &str = "\
This writes a row for each answer you gave: exercise, skills, deck, level, options and hints,
how right it was, and how many days after your first. There is no name, date, time of day or
device in it, and nothing that you typed. Say --anonymous if that is what you want.";

pub(in crate::cli) fn export_responses(
    context: &Context,
    anonymous: bool,
    deck: Option<&str>,
    to: Option<&Path>,
    force: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    ensure!(anonymous, ASK);
    let logs = logs(context, deck)?;
    let Some(file) = to else {
        let mut out = BufWriter::new(out);
        write(&mut out, &logs)?;
        out.flush()?;
        return Ok(Exit::Fine);
    };
    let exported = write_to(file, force, &logs).with_context(|| file.display().to_string())?;
    say(format_args!(
        "{} of {} written to {}.",
        count(exported.rows, "row"),
        count(exported.decks, "deck"),
        file.display()
    ));
    Ok(Exit::Fine)
}

fn logs(context: &Context, deck: Option<&str>) -> anyhow::Result<Vec<(DeckId, Vec<Event>)>> {
    let paths = context.paths()?;
    ensure!(
        paths.database().exists(),
        "There is nothing to export yet: {} does not exist.",
        paths.database().display()
    );
    let mut logs = app::deck_logs(paths.data())?;
    if let Some(deck) = deck {
        logs.retain(|(id, _)| id.as_str() == deck);
        if logs.is_empty() {
            bail!(
                "You have not studied a deck with the id {deck}. `gradus deck list` shows the ids."
            );
        }
    }
    Ok(logs)
}

fn write_to(file: &Path, force: bool, logs: &[(DeckId, Vec<Event>)]) -> anyhow::Result<Exported> {
    let opened = match force {
        true => File::create(file),
        false => File::create_new(file),
    };
    let opened = match opened {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            bail!("it exists and was left as it is. --force writes over it");
        }
        opened => BufWriter::new(opened?),
    };
    if file.extension().is_some_and(|it| it == "gz") {
        let mut packed = GzEncoder::new(opened, Compression::default());
        let exported = write(&mut packed, logs)?;
        packed.finish()?.flush()?;
        return Ok(exported);
    }
    let mut opened = opened;
    let exported = write(&mut opened, logs)?;
    opened.flush()?;
    Ok(exported)
}

fn write(out: impl Write, logs: &[(DeckId, Vec<Event>)]) -> anyhow::Result<Exported> {
    let logs = logs.iter().map(|(deck, events)| (deck, events.as_slice()));
    match write_anonymous(out, logs) {
        Ok(exported) => Ok(exported),
        Err(error) => Err(match error.into_kind() {
            csv::ErrorKind::Io(cause) => cause.into(),
            other => io::Error::other(format!("{other:?}")).into(),
        }),
    }
}
