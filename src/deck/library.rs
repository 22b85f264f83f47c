//! All decks that can be studied: those built in, and those in the learner's folders.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::finding::Finding;
use super::folder::{Files, MAIN, decks_in, files_of, unreadable};
use super::source::{Place, Source};
use super::{Deck, build};
use crate::core::DeckId;

static STARTERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/decks");

/// The decks found, usable or not.
#[derive(Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    decks: Vec<Arc<Deck>>,
}

/// One deck as it was found, or a folder that could not be searched.
#[derive(Debug)]
pub struct Entry {
    pub origin: Origin,
    /// None where it cannot be used.
    pub deck: Option<Arc<Deck>>,
    /// The deck that is used in its place, for having the same id.
    pub replaced_by: Option<Origin>,
    pub findings: Vec<Finding>,
}

/// Where a deck comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the program itself, under this name.
    BuiltIn(&'static str),
    /// A file, or a folder that holds `deck.toml`.
    Path(PathBuf),
}

impl Library {
    /// The decks built in and those in the folders. A learner's deck takes the place of a built-in
    /// one with the same id; of two learner's decks with the same id the first is used. A folder
    /// that does not exist holds none.
    pub fn load(folders: &[PathBuf]) -> Self {
        let mut own = Vec::new();
        let mut met = BTreeSet::new();
        for folder in folders {
            match decks_in(folder) {
                Ok(paths) => own.extend(
                    paths
                        .into_iter()
                        // Two of the folders may be one, or lie within each other.
                        .filter(|path| met.insert(path.canonicalize().unwrap_or(path.clone())))
                        .map(|path| Entry::read(Origin::Path(path.clone()), files_of(&path))),
                ),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => own.push(Entry::unsearchable(folder, error)),
            }
        }
        let built_in = STARTERS.dirs().map(built_in).collect();
        Self::of(own, built_in)
    }

    fn of(mut own: Vec<Entry>, mut built_in: Vec<Entry>) -> Self {
        let mut taken: BTreeMap<DeckId, Origin> = BTreeMap::new();
        for entry in own.iter_mut().chain(&mut built_in) {
            let Some(deck) = &entry.deck else { continue };
            match taken.get(&deck.id) {
                Some(first) => entry.give_way_to(first.clone()),
                None => {
                    taken.insert(deck.id.clone(), entry.origin.clone());
                }
            }
        }
        let mut entries = built_in;
        entries.append(&mut own);
        let decks = entries
            .iter()
            .filter(|it| it.replaced_by.is_none())
            .filter_map(|it| it.deck.clone())
            .collect();
        Self { entries, decks }
    }

    /// The decks that can be studied, each id once.
    pub fn decks(&self) -> &[Arc<Deck>] {
        &self.decks
    }

    pub fn deck(&self, id: &DeckId) -> Option<&Arc<Deck>> {
        self.decks.iter().find(|deck| deck.id == *id)
    }

    /// All that was found, built-in decks first, broken and replaced ones included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    fn read(origin: Origin, files: Files) -> Self {
        let mut findings = files.findings;
        let deck = if files.sources.is_empty() {
            None
        } else {
            let (deck, found) = build(&files.sources);
            findings.extend(found);
            deck.map(Arc::new)
        };
        Self {
            origin,
            deck,
            replaced_by: None,
            findings,
        }
    }

    fn unsearchable(folder: &Path, error: std::io::Error) -> Self {
        Self {
            origin: Origin::Path(folder.to_owned()),
            deck: None,
            replaced_by: None,
            findings: vec![unreadable(folder, &error.into())],
        }
    }

    /// Leaves the id to another deck. That is the learner's wish where this one is built in, and
    /// hardly where both are their own.
    fn give_way_to(&mut self, first: Origin) {
        if let (Origin::Path(own), Origin::Path(other), Some(deck)) =
            (&self.origin, &first, &self.deck)
        {
            let place = Place::whole(own.display().to_string());
            let message = format!("the deck id `{}` is taken", deck.id);
            let help = format!("{} has it and is used", other.display());
            self.findings
                .push(Finding::error("deck::taken-id", place, message).help(help));
        }
        self.replaced_by = Some(first);
    }
}

fn built_in(folder: &'static Dir<'static>) -> Entry {
    let mut files: Vec<_> = folder.files().collect();
    files.sort_by_key(|file| (!file.path().ends_with(MAIN), file.path()));
    let mut read = Files::default();
    for file in files {
        let name = Path::new("decks").join(file.path());
        let source = Source::from_bytes(&name.display().to_string(), file.contents().to_vec());
        read.add(&name, source);
    }
    let name = folder.path().to_str().unwrap_or_default();
    Entry::read(Origin::BuiltIn(name), read)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A whole deck in one file.
    fn deck(id: &str, title: &str) -> String {
        format!(
            r#"
            format = 1
            [deck]
            id = "{id}"
            title = "{title}"
            [[skill]]
            id = "one"
            title = "One"
            [[item]]
            id = "one-plus-one"
            skills = ["one"]
            kind = "number"
            level = 2
            prompt = "1 + 1"
            answer = 2
            "#
        )
    }

    fn titles(library: &Library) -> Vec<&str> {
        let decks = library.decks().iter();
        decks.map(|deck| deck.title.as_str()).collect()
    }

    #[test]
    fn the_built_in_decks_have_no_findings_at_all() {
        let library = Library::load(&[]);
        assert!(!library.decks().is_empty());
        for entry in library.entries() {
            assert_eq!(entry.findings.len(), 0, "{:?}", entry.origin);
            assert!(matches!(entry.origin, Origin::BuiltIn(_)));
        }
        let report = crate::deck::check(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("decks")]);
        assert_eq!(report.render(false, 100), "1 deck checked, nothing found\n");
    }

    #[test]
    fn a_learners_deck_takes_the_place_of_a_built_in_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        fs::write(&path, deck("rust-ownership", "My own")).unwrap();
        let library = Library::load(&[folder.path().to_owned()]);
        assert_eq!(titles(&library), ["My own"]);
        let replaced = library
            .entries()
            .iter()
            .find_map(|it| it.replaced_by.clone());
        assert_eq!(replaced, Some(Origin::Path(path)));
        assert!(library.entries().iter().all(|it| it.findings.is_empty()));
    }

    #[test]
    fn of_two_decks_with_one_id_the_first_by_name_is_used_and_the_other_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.toml"), deck("same", "B")).unwrap();
        fs::write(folder.path().join("a.toml"), deck("same", "A")).unwrap();
        let library = Library::load(&[folder.path().to_owned()]);
        assert_eq!(library.deck(&"same".into()).unwrap().title, "A");
        let told: Vec<_> = library
            .entries()
            .iter()
            .flat_map(|it| &it.findings)
            .map(|it| (it.code, it.path().ends_with("b.toml")))
            .collect();
        assert_eq!(told, [("deck::taken-id", true)]);
    }

    #[test]
    fn a_broken_deck_is_named_while_all_others_work() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), "format = 2").unwrap();
        fs::write(folder.path().join("b.toml"), deck("good", "Good")).unwrap();
        let missing = folder.path().join("missing");
        let no_folder = folder.path().join("b.toml");
        let folders = [folder.path().to_owned(), missing, no_folder.clone()];
        let library = Library::load(&folders);
        assert!(titles(&library).contains(&"Good"));
        let broken: Vec<_> = library
            .entries()
            .iter()
            .filter(|it| it.deck.is_none())
            .map(|it| (it.origin.clone(), it.findings[0].code))
            .collect();
        let a = folder.path().join("a.toml");
        assert_eq!(
            broken,
            [
                (Origin::Path(a), "deck::format"),
                (Origin::Path(no_folder), "deck::unreadable")
            ]
        );
    }

    #[test]
    fn a_folder_given_twice_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), deck("once", "Once")).unwrap();
        let folders = [folder.path().to_owned(), folder.path().join(".")];
        let library = Library::load(&folders);
        let own = library.entries().iter();
        let own = own.filter(|it| matches!(it.origin, Origin::Path(_)));
        assert_eq!(own.count(), 1);
    }
}
