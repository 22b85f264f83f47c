//! Setting `difficulty` in the files of a deck. Not a byte changes but those values and the lines
//! they stand in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::finding::Finding;
use super::folder::{files_of, unreadable};
use super::source::{Source, Span, Unreadable};
use super::{Deck, build};
use crate::core::ItemId;

/// A deck together with its files.
#[derive(Debug)]
pub struct OnDisk {
    pub deck: Deck,
    sources: Vec<Arc<Source>>,
}

/// What a file is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    pub path: PathBuf,
    pub before: String,
    pub after: String,
    /// Those whose difficulty changes.
    pub items: usize,
}

impl OnDisk {
    /// Reads a deck file or the folder of a deck.
    ///
    /// # Errors
    /// The errors found in it, one at least: what is not whole is not rewritten.
    pub fn read(path: &Path) -> Result<Self, Vec<Finding>> {
        let files = files_of(path);
        let (deck, found) = match files.sources.is_empty() {
            true => (None, Vec::new()),
            false => build(&files.sources),
        };
        let mut errors: Vec<Finding> = files.findings.into_iter().chain(found).collect();
        errors.retain(Finding::is_error);
        match deck {
            Some(deck) if errors.is_empty() => Ok(Self {
                deck,
                sources: files.sources,
            }),
            _ if errors.is_empty() => {
                let why = Unreadable::Io(std::io::ErrorKind::InvalidData.into());
                Err(vec![unreadable(path, &why)])
            }
            _ => Err(errors),
        }
    }

    /// The files that change if these items get these difficulties, to two decimals.
    pub fn with_difficulties(&self, difficulties: &BTreeMap<ItemId, f64>) -> Vec<Rewritten> {
        let changed = |source: &Arc<Source>| {
            let edits = edits(source.text(), difficulties);
            (!edits.is_empty()).then(|| Rewritten {
                path: PathBuf::from(source.path()),
                before: source.text().to_owned(),
                items: edits.len(),
                after: edited(source.text(), edits),
            })
        };
        self.sources.iter().filter_map(changed).collect()
    }
}

/// As it is written: `-0.40`.
fn written(difficulty: f64) -> String {
    let text = format!("{difficulty:.2}");
    match text.as_str() {
        "-0.00" => "0.00".to_owned(),
        _ => text,
    }
}

/// What to put where, in the order of the text.
fn edits(text: &str, difficulties: &BTreeMap<ItemId, f64>) -> Vec<(Span, String)> {
    let Ok(root) = DeTable::parse(text) else {
        return Vec::new();
    };
    let items = root.get_ref().get("item").map(Spanned::get_ref);
    let items = items.and_then(DeValue::as_array);
    let mut edits: Vec<_> = items
        .into_iter()
        .flatten()
        .filter_map(|item| edit(text, item, difficulties))
        .collect();
    edits.sort_by_key(|(span, _)| span.start);
    edits
}

fn edited(text: &str, edits: Vec<(Span, String)>) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for (span, put) in edits {
        edited.push_str(text.get(from..span.start).unwrap_or_default());
        edited.push_str(&put);
        from = span.end;
    }
    edited.push_str(text.get(from..).unwrap_or_default());
    edited
}

/// What to put where for one item.
fn edit(
    text: &str,
    item: &Spanned<DeValue>,
    difficulties: &BTreeMap<ItemId, f64>,
) -> Option<(Span, String)> {
    let table = item.get_ref().as_table()?;
    let id = table.get("id")?.get_ref().as_str()?;
    let difficulty = *difficulties.get(id)?;
    if let Some(known) = table.get("difficulty") {
        let here = text.get(known.span())?;
        let same = here
            .parse()
            .is_ok_and(|it: f64| written(it) == written(difficulty));
        return (!same).then(|| (known.span(), written(difficulty)));
    }
    let (level, value) = table.get_key_value("level")?;
    let at = value.span().end;
    if text.get(item.span())?.starts_with('{') {
        return Some((at..at, format!(", difficulty = {}", written(difficulty))));
    }
    // A line of its own below that of the level, whose comment stays with it.
    let line = text
        .get(..level.span().start)?
        .rfind('\n')
        .map_or(0, |it| it + 1);
    let indent = text.get(line..level.span().start)?;
    let line = format!("{indent}difficulty = {}", written(difficulty));
    Some(match text.get(at..)?.find('\n') {
        Some(end) => {
            let end = at + end;
            let newline = if text.get(..end)?.ends_with('\r') {
                "\r\n"
            } else {
                "\n"
            };
            (end + 1..end + 1, format!("{line}{newline}"))
        }
        None => (text.len()..text.len(), format!("\n{line}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse;

    const EVERY_KIND: &str = include_str!("../../tests/data/decks/every-kind.toml");

    fn with_difficulties(text: &str, difficulties: &BTreeMap<ItemId, f64>) -> String {
        edited(text, edits(text, difficulties))
    }

    fn rewritten(text: &str, difficulties: &[(&str, f64)]) -> String {
        let known = difficulties.iter().map(|&(id, it)| (ItemId::from(id), it));
        with_difficulties(text, &known.collect())
    }

    #[test]
    fn a_line_is_added_below_the_level_and_nothing_else_changes() {
        let text = "[[item]]\n  id = \"a\"\n  level   = 2   # recall\n  prompt = \"?\"\n\n[[item.gap]]\naccept = [\"x\"]\n";
        let expected = text.replace("# recall\n", "# recall\n  difficulty = -0.41\n");
        assert_eq!(rewritten(text, &[("a", -0.4051)]), expected);
        assert_eq!(rewritten(text, &[("b", 1.0)]), text);
    }

    #[test]
    fn what_stands_there_is_replaced_with_its_comment_kept() {
        let text = "[[item]]\nid = \"a\"\nlevel = 2\ndifficulty = 1 # guessed";
        let expected = text.replace("= 1 #", "= 0.00 #");
        assert_eq!(rewritten(text, &[("a", -0.001)]), expected);
        assert_eq!(rewritten(text, &[("a", 1.004)]), text);
    }

    #[test]
    fn windows_lines_braces_and_a_missing_last_line_break_are_met() {
        let text = "[[item]]\r\nid = \"a\"\r\nlevel = 2\r\nx = 1\r\n";
        let expected = text.replace("2\r\n", "2\r\ndifficulty = 0.50\r\n");
        assert_eq!(rewritten(text, &[("a", 0.5)]), expected);
        assert_eq!(
            rewritten("item = [{ id = \"a\", level = 2 }]", &[("a", 0.5)]),
            "item = [{ id = \"a\", level = 2, difficulty = 0.50 }]"
        );
        assert_eq!(
            rewritten("[[item]]\nid = \"a\"\nlevel = 2", &[("a", 0.5)]),
            "[[item]]\nid = \"a\"\nlevel = 2\ndifficulty = 0.50"
        );
    }

    #[test]
    fn every_item_of_a_deck_reads_back_as_hard_as_it_was_made() {
        let deck = parse("d.toml", EVERY_KIND).0.unwrap();
        for text in [EVERY_KIND.to_owned(), EVERY_KIND.replace('\n', "\r\n")] {
            let known: BTreeMap<ItemId, f64> = deck
                .items
                .iter()
                .zip(1..)
                .map(|(item, n)| (item.id.clone(), f64::from(n) / 4.0))
                .collect();
            let (again, findings) = parse("d.toml", &with_difficulties(&text, &known));
            assert!(findings.is_empty(), "{findings:?}");
            for item in &again.unwrap().items {
                assert_eq!(item.version.difficulty, known.get(&item.id).copied());
            }
        }
    }

    #[test]
    fn a_broken_deck_is_not_rewritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "format = 1").unwrap();
        assert!(!OnDisk::read(&path).unwrap_err().is_empty());
        assert!(
            !OnDisk::read(&folder.path().join("none.toml"))
                .unwrap_err()
                .is_empty()
        );
    }
}
