//! Setting one thing in `config.toml`, without touching what else the learner wrote there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use thiserror::Error;
use toml_edit::{DocumentMut, Item, Table, value};

/// Why a setting could not be written. The file is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("{file} cannot be changed: {cause}")]
    File { file: String, cause: io::Error },
    #[error("{file} is not TOML, so nothing can be set in it: {cause}")]
    Form {
        file: String,
        cause: Box<toml_edit::TomlError>,
    },
}

/// Sets the desired retention in the file, which is made where it is not there yet.
///
/// # Errors
/// When the file cannot be read or written, or is not TOML.
pub fn set_retention(file: &Path, retention: f64) -> Result<(), WriteError> {
    let name = || file.display().to_string();
    let failed = |cause| WriteError::File {
        file: name(),
        cause,
    };
    let text = match fs::read_to_string(file) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.map_err(failed)?,
    };
    let mut document: DocumentMut = text.parse().map_err(|cause| WriteError::Form {
        file: name(),
        cause: Box::new(cause),
    })?;
    let memory = document
        .entry("memory")
        .or_insert(Item::Table(Table::new()));
    if !memory.is_table_like() {
        *memory = Item::Table(Table::new());
    }
    if let Some(memory) = memory.as_table_like_mut() {
        // To the percent: what is not shown is not set.
        let rounded = (retention * 100.0).round() / 100.0;
        match memory.get_mut("retention").and_then(Item::as_value_mut) {
            Some(known) => {
                let around = known.decor().clone();
                *known = rounded.into();
                *known.decor_mut() = around;
            }
            None => drop(memory.insert("retention", value(rounded))),
        }
    }
    replace_file(file, &document.to_string()).map_err(failed)
}

/// Writes a file so that the new text stands in it whole or not at all.
///
/// # Errors
/// When it, or the new file beside it, cannot be written; the file is as it was then.
pub fn replace_file(file: &Path, text: &str) -> io::Result<()> {
    // A link to where someone keeps their settings stays one.
    let file = &fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let beside = file.with_extension("toml.new");
    let mut new = fs::File::create(&beside)?;
    new.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(file) {
        new.set_permissions(old.permissions())?;
    }
    new.sync_all()?;
    fs::rename(&beside, file)
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::config::{Paths, Settings};

    #[test]
    fn what_else_is_in_the_file_stays_as_it_is() {
        let home = tempdir().unwrap();
        let file = Paths::below(home.path()).settings();
        let written = "# mine\n[theme]\nname   = \"dark\" # at night\n\n[memory]\n# enough\nretention = 0.8\n";
        fs::write(&file, written).unwrap();
        set_retention(&file, 0.85).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(text, written.replace("0.8\n", "0.85\n"));
        assert_eq!(Settings::read(&Paths::below(home.path())).0.retention, 0.85);
    }

    #[test]
    fn a_file_is_made_where_there_is_none() {
        let home = tempdir().unwrap();
        let file = home.path().join("config").join("config.toml");
        set_retention(&file, 0.95).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(text, "[memory]\nretention = 0.95\n");
    }

    #[test]
    fn what_is_not_toml_is_left_alone() {
        let home = tempdir().unwrap();
        let file = home.path().join("config.toml");
        fs::write(&file, "[memory\n").unwrap();
        let error = set_retention(&file, 0.95).unwrap_err();
        assert!(matches!(error, WriteError::Form { .. }));
        assert_eq!(fs::read_to_string(&file).unwrap(), "[memory\n");
    }
}
