//! `gradus deck check`: all findings of all files of some decks, in one run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::finding::{Finding, Severity};
use super::folder::{decks_in, files_of, is_deck_folder, unreadable};
use super::link::Linked;
use super::lint::lint;
use super::source::{Place, Source};
use super::{Deck, read_and_link};
use crate::core::SkillId;

/// What a check found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// How many decks were checked, broken ones included.
    pub decks: usize,
    pub findings: Vec<Finding>,
}

/// What is to be said of a skill that its text alone does not show.
#[derive(Clone, Debug)]
pub struct SkillHint {
    pub skill: SkillId,
    /// Stable, `lint::…`.
    pub code: &'static str,
    pub message: String,
    pub help: String,
}

/// Checks the decks at these paths: deck files, deck folders, folders of decks, or a file of a deck
/// folder, which stands for the whole deck.
pub fn check(paths: &[PathBuf]) -> Report {
    check_with(paths, |_| Vec::new())
}

/// The same, with what else there is to say of the skills of each deck that can be read.
pub fn check_with(paths: &[PathBuf], mut hints: impl FnMut(&Deck) -> Vec<SkillHint>) -> Report {
    let mut report = Report::default();
    let mut met = BTreeSet::new();
    for path in paths {
        for deck in report.decks_at(path) {
            if met.insert(deck.canonicalize().unwrap_or(deck.clone())) {
                let files = files_of(&deck);
                report.findings.extend(files.findings);
                report.decks += 1;
                report
                    .findings
                    .extend(check_deck(&files.sources, &mut hints));
            }
        }
    }
    report
}

/// What reading the deck finds, and how it could teach better.
fn check_deck(
    sources: &[Arc<Source>],
    hints: &mut impl FnMut(&Deck) -> Vec<SkillHint>,
) -> Vec<Finding> {
    if sources.is_empty() {
        return Vec::new();
    }
    let (linked, mut findings) = read_and_link(sources);
    if let Some(linked) = &linked {
        findings.extend(lint(linked));
        findings.extend(placed(linked, hints(&linked.deck)));
    }
    Finding::sort(&mut findings);
    findings
}

/// At the id of the skill that each is about.
fn placed(linked: &Linked, hints: Vec<SkillHint>) -> impl Iterator<Item = Finding> {
    hints.into_iter().filter_map(|hint| {
        let (_, at) = linked.skills().find(|(it, _)| it.id == hint.skill)?;
        let finding = Finding::hint(hint.code, at.place(&at.id), hint.message);
        Some(finding.help(hint.help))
    })
}

impl Report {
    pub fn count(&self, severity: Severity) -> usize {
        let same = |it: &&Finding| it.severity == severity;
        self.findings.iter().filter(same).count()
    }

    /// All findings with their source lines, then one line that counts them, for a terminal of so
    /// many columns.
    pub fn render(&self, color: bool, columns: usize) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            text += &finding.render(color, columns);
            text += "\n\n";
        }
        text + &self.summary() + "\n"
    }

    fn summary(&self) -> String {
        let counted = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            _ => format!("{count} {what}s"),
        };
        let decks = counted(self.decks, "deck");
        if self.findings.is_empty() {
            return format!("{decks} checked, nothing found");
        }
        let errors = counted(self.count(Severity::Error), "error");
        let warnings = counted(self.count(Severity::Warning), "warning");
        let hints = match self.count(Severity::Hint) {
            0 => String::new(),
            count => format!(", {}", counted(count, "hint")),
        };
        format!("{decks} checked: {errors}, {warnings}{hints}")
    }

    fn decks_at(&mut self, path: &Path) -> Vec<PathBuf> {
        let of_deck = path.parent().filter(|parent| is_deck_folder(parent));
        let found = match (path.is_dir(), of_deck) {
            (true, _) => decks_in(path),
            (false, Some(folder)) => Ok(vec![folder.to_owned()]),
            (false, None) => path.metadata().map(|_| vec![path.to_owned()]),
        };
        match found {
            Ok(decks) => {
                if decks.is_empty() {
                    let message = "there is no deck in this folder";
                    let place = Place::whole(path.display().to_string());
                    self.findings.push(
                        Finding::warning("deck::no-deck", place, message)
                            .help("a deck is a file NAME.toml, or a folder with a file deck.toml"),
                    );
                }
                decks
            }
            Err(error) => {
                self.findings.push(unreadable(path, &error.into()));
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANUAL: &str = include_str!("../../docs/DECKS.md");

    fn broken() -> Vec<(String, Report)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/decks/broken");
        let decks = decks_in(&folder).unwrap().into_iter();
        let checked = decks.map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            let findings = check_deck(
                &[Source::new(format!("{name}.toml"), text)],
                &mut |_| vec![],
            );
            (name.to_owned(), Report { decks: 1, findings })
        });
        checked.collect()
    }

    /// The rendered report is the contract: one snapshot a broken deck.
    #[test]
    fn every_broken_deck_is_reported_whole() {
        for (name, report) in broken() {
            assert!(!report.findings.is_empty(), "{name}");
            insta::assert_snapshot!(name, report.render(false, 100));
        }
    }

    #[test]
    fn the_manual_explains_every_finding_and_shows_one_as_it_is() {
        let findings = broken().into_iter().flat_map(|(_, report)| report.findings);
        for finding in findings {
            let row = format!("| `{}` |", finding.code);
            assert!(MANUAL.contains(&row), "{row}");
        }
        let (_, kinds) = broken()
            .into_iter()
            .find(|(name, _)| name == "kinds")
            .unwrap();
        let shown = kinds.findings[0].render(false, 100);
        assert!(MANUAL.contains(&shown), "{shown}");
    }

    #[test]
    fn the_examples_of_the_manual_are_a_deck() {
        let mut text = String::new();
        let mut rest = MANUAL;
        while let Some((_, block)) = rest.split_once("\n```toml\n") {
            let (example, after) = toml_block(block);
            text += example;
            rest = after;
        }
        let report = check_deck(&[Source::new("DECKS.md", text)], &mut |_| vec![]);
        let about_format = |it: &&Finding| it.code.starts_with("deck::");
        assert_eq!(
            report
                .iter()
                .find(about_format)
                .map(|it| it.render(false, 100)),
            None
        );
        assert!(report.iter().any(|it| it.code.starts_with("lint::")));
    }

    /// Up to the fence that ends it: one outside of a text in the TOML.
    fn toml_block(block: &str) -> (&str, &str) {
        let mut ends = block.match_indices("\n```\n").map(|(at, _)| at + 1);
        let end = ends.find(|&end| block[..end].matches("'''").count().is_multiple_of(2));
        block.split_at(end.unwrap())
    }

    #[test]
    fn a_file_of_a_deck_folder_stands_for_the_deck_and_each_deck_is_checked_once() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        write("deck.toml", "format = 1\n[deck]\nid = \"a\"\ntitle = \"A\"").unwrap();
        write("more.toml", "[[item]]").unwrap();
        let paths = ["more.toml", "deck.toml", ""].map(|it| folder.path().join(it));
        let report = check(&paths);
        assert_eq!(report.decks, 1);
        let missing_ids = report
            .findings
            .iter()
            .filter(|it| it.code == "deck::missing-id");
        assert_eq!(missing_ids.count(), 1);
    }

    #[test]
    fn paths_without_a_deck_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let report = check(&[folder.path().to_owned(), folder.path().join("none.toml")]);
        let codes: Vec<_> = report.findings.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["deck::no-deck", "deck::unreadable"]);
        assert_eq!(report.summary(), "0 decks checked: 1 error, 1 warning");
    }
}
