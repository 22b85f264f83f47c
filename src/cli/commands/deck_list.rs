use std::io::{self, Write};

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::text::{count, one_line, write_json, write_table};
use crate::deck::{Entry, Finding, Library, Origin};

pub(in crate::cli) fn deck_list(
    context: &Context,
    json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Exit> {
    let library = Library::load(&context.deck_folders()?);
    let decks: Vec<Listed> = library.entries().iter().map(Listed::new).collect();
    if json {
        write_json(out, &decks)?;
    } else {
        write_text(out, &decks)?;
    }
    Ok(Exit::Fine)
}

/// A deck as it was found.
#[derive(Serialize)]
struct Listed<'a> {
    /// The path, or `built in`.
    from: String,
    /// None where it cannot be used.
    deck: Option<Summary<'a>>,
    /// Where the deck is from that is used in its place, for having the same id.
    replaced_by: Option<String>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Summary<'a> {
    id: &'a str,
    title: &'a str,
    version: &'a str,
    language: &'a str,
    skills: usize,
    items: usize,
}

impl<'a> Listed<'a> {
    fn new(entry: &'a Entry) -> Self {
        let errors = entry.findings.iter().filter(|it| Finding::is_error(it));
        let errors = errors.count();
        Self {
            from: place(&entry.origin),
            deck: entry.deck.as_deref().map(|deck| Summary {
                id: deck.id.as_str(),
                title: &deck.title,
                version: &deck.version,
                language: &deck.language,
                skills: deck.skills.len(),
                items: deck.items.len(),
            }),
            replaced_by: entry.replaced_by.as_ref().map(place),
            errors,
            warnings: entry.findings.len() - errors,
        }
    }
}

fn place(origin: &Origin) -> String {
    match origin {
        Origin::BuiltIn(_) => "built in".to_owned(),
        Origin::Path(path) => path.display().to_string(),
    }
}

fn write_text(out: &mut impl Write, decks: &[Listed]) -> io::Result<()> {
    let mut rows = vec![["ID", "TITLE", "SKILLS", "ITEMS", "FROM"].map(String::from)];
    for listed in decks.iter().filter(|it| it.replaced_by.is_none()) {
        if let Some(deck) = &listed.deck {
            rows.push([
                deck.id.to_owned(),
                deck.title.to_owned(),
                deck.skills.to_string(),
                deck.items.to_string(),
                listed.from.clone(),
            ]);
        }
    }
    write_table(out, &rows)?;
    for note in decks.iter().filter_map(note) {
        writeln!(out, "\n{}", one_line(&note))?;
    }
    Ok(())
}

/// What is to be said of a deck that is not there as its author meant it.
fn note(listed: &Listed) -> Option<String> {
    let from = &listed.from;
    if listed.errors > 0 {
        let errors = count(listed.errors, "error");
        let effect = match (&listed.deck, &listed.replaced_by) {
            (None, _) => "cannot be used",
            (_, Some(_)) => "is not used",
            (Some(_), None) => "is used in part",
        };
        return Some(format!(
            "{from} {effect}, for {errors}. See: gradus deck check {from}"
        ));
    }
    let other = listed.replaced_by.as_ref()?;
    let deck = listed.deck.as_ref()?;
    Some(format!("`{}` ({from}) gives way to {other}.", deck.id))
}
