//! From the text of a deck file to the parts of a deck, with all findings on the way.

mod cloze;
mod draft;
mod exercise;
mod item;
mod log;
mod mend;
mod rules;
mod skill;
mod table;
mod text;
mod value;

use std::sync::Arc;

use toml::de::DeTable;

pub(super) use self::draft::{Draft, Head, ItemAt, ItemDraft, SkillAt, SkillDraft, TrackDraft};
use self::log::Log;
use self::mend::mend;
use self::table::Table;
use self::value::Value;
use super::Track;
use super::finding::Finding;
use super::source::Source;

/// The version of the deck format that this program reads.
const FORMAT: f64 = 1.0;

/// Which file of a deck it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `deck.toml` of a folder, or a deck in one file.
    Main,
    /// A further file of a folder.
    Further,
}

/// A file whose format this program does not read; nothing else of it was looked at.
pub(super) struct UnknownFormat;

/// The parts in one file.
pub(super) fn file(
    source: &Arc<Source>,
    role: Role,
) -> (Result<Draft, UnknownFormat>, Vec<Finding>) {
    let log = Log::new(source);
    let (root, errors) = DeTable::parse_recoverable(source.text());
    let mended = (!errors.is_empty()).then(|| mend(source.text(), &log));
    let root = match &mended {
        Some(mended) => DeTable::parse_recoverable(&mended.text).0,
        None => root,
    };
    // What a missing key is missing from is the file: its first byte stands for it.
    let root = Table::new(&log, root.get_ref(), 0..0, "a deck file");
    let lost_head = mended.as_ref().is_some_and(|it| it.lost_head);
    let mut draft = document(root, role, lost_head);
    if let (Ok(draft), Some(mended)) = (&mut draft, mended) {
        draft.lost.add(mended.lost);
    }
    (draft, log.into_findings())
}

fn document(mut root: Table<'_>, role: Role, lost_head: bool) -> Result<Draft, UnknownFormat> {
    let says_format = format(&mut root)?;
    let mut draft = Draft::default();
    match role {
        Role::Main => {
            if !lost_head {
                if !says_format {
                    report_no_format(&root);
                }
                draft.head = head(&mut root).filter(|_| says_format);
            }
            for table in root.tables("track", "a track") {
                draft.tracks.extend(table.log().sound(|| track(table)));
            }
            let rules = root.value("rule").map(rules::rules);
            draft.rules.extend(rules.unwrap_or_default());
        }
        Role::Further => only_in_main(&mut root),
    }
    for value in root.list("skill") {
        let read = || value.table("a skill").map(skill::skill);
        match value.log().sound(read).flatten() {
            Some(skill) => draft.skills.push(skill),
            None => draft.lost.note(value.raw()),
        }
    }
    for table in root.tables("item", "an item") {
        let read = table.log().sound(|| item::item(table));
        draft.items.extend(read.flatten());
    }
    root.finish(&[]);
    Ok(draft)
}

fn report_no_format(root: &Table<'_>) {
    let place = root.log().place(root.span());
    let message = "the deck does not say its format";
    root.log().add(
        Finding::error("deck::format", place, message).help("write `format = 1` as the first line"),
    );
}

/// Whether the file says that it is of the format read here. Stops at any other: what its keys mean
/// is not known.
fn format(root: &mut Table<'_>) -> Result<bool, UnknownFormat> {
    let Some(value) = root.value("format") else {
        return Ok(false);
    };
    let number = value.number();
    if number == FORMAT || !value.is_number() {
        return Ok(number == FORMAT);
    }
    let place = value.log().place(&value.span());
    let message = format!("this gradus reads decks of format 1, and this is format {number}");
    let finding = Finding::error("deck::format", place, message);
    value.log().add(if number > FORMAT {
        finding.help("a newer gradus reads it: update this one; other decks work as before")
    } else {
        finding.help("formats count from 1")
    });
    Err(UnknownFormat)
}

fn head(root: &mut Table<'_>) -> Option<Head> {
    let mut table = root.need("deck")?.table("the deck")?;
    table.log().sound(|| {
        let id_span = table.value("id").map_or(table.span().clone(), Value::span);
        let head = Head {
            id: table.id(),
            title: table.need_line("title"),
            summary: table.text("summary"),
            language: table
                .value("language")
                .map_or_else(|| "en".to_owned(), Value::full_line),
            version: table.line("version"),
            authors: table.lines("authors"),
            license: table.line("license"),
            target: table.value("target").map_or(3, Value::level),
            was: table.list("was").into_iter().map(Value::id).collect(),
            id_at: table.log().place(&id_span),
        };
        table.finish(&[]);
        head
    })
}

fn only_in_main(root: &mut Table<'_>) {
    for key in ["deck", "track", "rule"] {
        if let Some(value) = root.value(key) {
            let message = format!("`{key}` stands in deck.toml only, and has no effect here");
            let place = value.log().place(&value.span());
            value
                .log()
                .add(Finding::warning("deck::unused-key", place, message));
        }
    }
}

fn track(mut table: Table<'_>) -> TrackDraft {
    let skills = table.need_list("skills");
    let draft = TrackDraft {
        source: Arc::clone(&table.log().source),
        id: table.value("id").map_or(table.span().clone(), Value::span),
        skills: skills.iter().map(|it| it.span()).collect(),
        track: Track {
            id: table.id(),
            title: table.need_line("title"),
            skills: skills.into_iter().map(Value::id).collect(),
            level: table.value("level").map(Value::level),
        },
    };
    table.finish(&[]);
    draft
}
