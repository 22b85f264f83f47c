//! Decks on disk: which files belong to one, read within bounds.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::finding::Finding;
use super::source::{Place, Source, Unreadable};

/// The file that makes a folder a deck.
pub(super) const MAIN: &str = "deck.toml";

/// The files of one deck, the main one first.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Empty where the main file cannot be read.
    pub sources: Vec<Arc<Source>>,
    pub findings: Vec<Finding>,
}

/// The decks in a folder, sorted: its TOML files, and those of its folders that hold a `deck.toml`;
/// the folder itself where it is a deck.
pub(super) fn decks_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if is_deck_folder(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let paths = visible(folder)?.into_iter();
    Ok(paths
        .filter(|it| is_toml(it) || is_deck_folder(it))
        .collect())
}

/// The files of the deck at `path`: itself, or what its folder holds.
pub(super) fn files_of(path: &Path) -> Files {
    let mut files = Files::default();
    if !is_deck_folder(path) {
        files.add(path, Source::read(path));
        return files;
    }
    let read = |file: &Path| within(path, file).and_then(|()| Source::read(file));
    let main = path.join(MAIN);
    files.add(&main, read(&main));
    if files.sources.is_empty() {
        return files;
    }
    match visible(path) {
        Ok(paths) => {
            for further in paths.iter().filter(|it| is_toml(it) && **it != main) {
                files.add(further, read(further));
            }
        }
        Err(error) => files.add(path, Err(error.into())),
    }
    files
}

impl Files {
    pub fn add(&mut self, path: &Path, source: Result<Arc<Source>, Unreadable>) {
        match source {
            Ok(source) => self.sources.push(source),
            Err(why) => self.findings.push(unreadable(path, &why)),
        }
    }
}

pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Finding {
    let place = Place::whole(path.display().to_string());
    Finding::error("deck::unreadable", place, why.to_string())
}

pub(super) fn is_deck_folder(path: &Path) -> bool {
    path.join(MAIN).is_file()
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "toml") && !path.is_dir()
}

/// What the folder holds but hidden files, which editors leave behind.
fn visible(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// A deck may have been made by anyone: a link in it must not lead out of its folder.
fn within(folder: &Path, file: &Path) -> Result<(), Unreadable> {
    if file.canonicalize()?.starts_with(folder.canonicalize()?) {
        Ok(())
    } else {
        Err(Unreadable::Outside)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(files: &Files) -> Vec<&str> {
        let paths = files.sources.iter().map(|it| it.path());
        paths.filter_map(|path| path.rsplit('/').next()).collect()
    }

    #[test]
    fn the_main_file_comes_first_and_hidden_ones_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.toml", "deck.toml", "a.toml", ".c.toml", "notes.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let files = files_of(folder.path());
        assert_eq!(names(&files), ["deck.toml", "a.toml", "b.toml"]);
        assert!(files.findings.is_empty());
    }

    #[test]
    fn decks_are_files_and_folders_with_a_main_file() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "two/deck.toml",
            "no-deck/notes.toml",
            "one.toml",
            "readme.md",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = decks_in(folder.path()).unwrap();
        assert_eq!(found, ["one.toml", "two"].map(|it| folder.path().join(it)));
        let two = folder.path().join("two");
        assert_eq!(decks_in(&two).unwrap(), [two]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        let secret = outside.path().join("secret.toml");
        fs::write(&secret, "secret = true").unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("deck.toml"), "").unwrap();
        fs::write(folder.path().join("real.toml"), "").unwrap();
        let link = |to: &Path, name| std::os::unix::fs::symlink(to, folder.path().join(name));
        link(&secret, "out.toml").unwrap();
        link(&folder.path().join("real.toml"), "within.toml").unwrap();
        let files = files_of(folder.path());
        assert_eq!(names(&files), ["deck.toml", "real.toml", "within.toml"]);
        let told: Vec<_> = files
            .findings
            .iter()
            .map(|it| it.message.as_str())
            .collect();
        assert_eq!(told, ["this link leads out of the deck's folder"]);
    }
}
