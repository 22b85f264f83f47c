//! What to do with a damaged file: set it aside, and put a backup in its place.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{StoreError, backup, database};

/// How the names of the database's files end. What SQLite keeps beside the database goes first when
/// they are moved: it must not meet a new database under the old name.
const FILES: [&str; 3] = ["-wal", "-shm", ""];

/// Moves the database out of the way, to `gradus.db.damaged-1` or the next free number.
///
/// # Errors
/// When it cannot be moved.
fn set_aside(folder: &Path) -> Result<PathBuf, StoreError> {
    let path = database(folder);
    let aside = (1..)
        .map(|number| with_suffix(&path, &format!(".damaged-{number}")))
        .find(|aside| !exists(aside))
        .unwrap_or_else(|| with_suffix(&path, ".damaged"));
    for suffix in FILES {
        let from = with_suffix(&path, suffix);
        if from.exists() {
            fs::rename(&from, with_suffix(&aside, suffix))
                .map_err(|cause| StoreError::file(&from, cause))?;
        }
    }
    Ok(aside)
}

/// Puts a copy of a backup in the place of the database. One that is there is set aside first; where
/// to, is returned.
///
/// # Errors
/// When the backup is not whole, or a file cannot be copied or moved. The database is left as it was
/// then.
pub fn restore(folder: &Path, backup: &Path) -> Result<Option<PathBuf>, StoreError> {
    let path = database(folder);
    let copy = with_suffix(&path, ".restored");
    fs::copy(backup, &copy).map_err(|cause| StoreError::file(backup, cause))?;
    if !backup::is_whole(&copy) {
        let _ = fs::remove_file(&copy);
        return Err(StoreError::BadBackup {
            path: backup.to_owned(),
        });
    }
    become_new_device(&copy).map_err(|cause| StoreError::database(folder, cause))?;
    let aside = exists(&path).then(|| set_aside(folder)).transpose()?;
    fs::rename(&copy, &path).map_err(|cause| StoreError::file(&path, cause))?;
    Ok(aside)
}

/// Events made after the backup may be on other machines already; under the old name, their numbers
/// would be given twice.
fn become_new_device(path: &Path) -> rusqlite::Result<()> {
    Connection::open(path)?
        .execute("UPDATE device SET own = 0", [])
        .map(drop)
}

/// Whether there is a database at the path, or what is left of one.
fn exists(path: &Path) -> bool {
    FILES.iter().any(|it| with_suffix(path, it).exists())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use tempfile::tempdir;
    use uuid::Uuid;

    use super::*;
    use crate::core::StudyDay;
    use crate::event::{Device, Rows};
    use crate::store::Store;
    use crate::store::fixture::{events, last_id, open};

    /// A store with something in it, closed, so that all of it is in the file.
    fn filled(folder: &Path) -> PathBuf {
        let mut store = open(folder);
        let given = events(&store, "rust", 200);
        store.commit(None, &given, &Rows::default()).unwrap();
        store.daily_backup(StudyDay(20_000)).unwrap().unwrap()
    }

    fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
        let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(bytes).unwrap();
    }

    #[test]
    fn damage_is_told_with_the_way_out_and_the_file_is_left_alone() {
        let damages: [fn(&Path); 5] = [
            |path| overwrite(path, 0, b"not the header"),
            |path| fs::write(path, "someone's notes, not a database").unwrap(),
            |path| overwrite(path, 100, &[0xff; 500]),
            |path| {
                let file = fs::OpenOptions::new().write(true).open(path).unwrap();
                file.set_len(4096 * 2 + 17).unwrap();
            },
            |path| {
                let other = Connection::open(path).unwrap();
                other.execute_batch("DROP TABLE belief").unwrap();
            },
        ];
        for (at, damage) in damages.iter().enumerate() {
            let folder = tempdir().unwrap();
            let backup = filled(folder.path());
            let path = database(folder.path());
            damage(&path);
            let before = fs::read(&path).unwrap();
            let error = Store::open(folder.path(), Uuid::nil()).unwrap_err();
            assert!(
                error.to_string().contains("gradus doctor --restore"),
                "{at}: {error}"
            );
            match error {
                StoreError::Damaged { newest_backup, .. } => {
                    assert_eq!(newest_backup, Some(backup), "{at}");
                }
                other => panic!("{at}: {other}"),
            }
            assert!(fs::read(&path).unwrap() == before, "the file was changed");
        }
    }

    #[test]
    fn a_database_of_another_program_is_not_touched() {
        let folder = tempdir().unwrap();
        let other = Connection::open(database(folder.path())).unwrap();
        other.execute_batch("CREATE TABLE theirs (x)").unwrap();
        drop(other);
        let before = fs::read(database(folder.path())).unwrap();
        let error = Store::open(folder.path(), Uuid::nil()).unwrap_err();
        assert!(error.to_string().contains("no backup"), "{error}");
        assert!(
            fs::read(database(folder.path())).unwrap() == before,
            "the file was changed"
        );
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_the_backup_takes_its_place() {
        let folder = tempdir().unwrap();
        let backup = filled(folder.path());
        let path = database(folder.path());
        overwrite(&path, 0, b"broken");
        fs::write(with_suffix(&path, "-wal"), "log").unwrap();
        let damaged = fs::read(&path).unwrap();

        let aside = restore(folder.path(), &backup).unwrap().unwrap();
        assert_eq!(aside, folder.path().join("gradus.db.damaged-1"));
        assert!(
            fs::read(&aside).unwrap() == damaged,
            "what was damaged is kept"
        );
        assert_eq!(fs::read(with_suffix(&aside, "-wal")).unwrap(), b"log");
        let store = Store::open(folder.path(), Uuid::from_u128(9)).unwrap();
        assert_eq!(store.events(None).unwrap().len(), 200);
        drop(store);

        // What was set aside before stays.
        let again = set_aside(folder.path()).unwrap();
        assert_eq!(again, folder.path().join("gradus.db.damaged-2"));
        assert!(
            fs::read(&aside).unwrap() == damaged,
            "what was damaged is kept"
        );
        assert_eq!(open(folder.path()).events(None).unwrap(), []);
    }

    #[test]
    fn a_log_left_alone_does_not_spoil_the_backup() {
        let folder = tempdir().unwrap();
        let backup = filled(folder.path());
        let mut store = open(folder.path());
        let more = events(&store, "rust", 1);
        let last = last_id(&store);
        store.commit(last, &more, &Rows::default()).unwrap();
        let path = database(folder.path());
        let log = fs::read(with_suffix(&path, "-wal")).unwrap();
        drop(store);
        fs::remove_file(&path).unwrap();
        fs::write(with_suffix(&path, "-wal"), &log).unwrap();

        restore(folder.path(), &backup).unwrap().unwrap();
        assert_eq!(open(folder.path()).events(None).unwrap().len(), 200);
    }

    #[test]
    fn after_a_restore_no_number_is_given_twice() {
        let folder = tempdir().unwrap();
        let backup = filled(folder.path());
        restore(folder.path(), &backup).unwrap();
        let mut store = Store::open(folder.path(), Uuid::from_u128(9)).unwrap();
        assert_eq!(store.device(), Device(Uuid::from_u128(9)));
        assert_eq!(store.next_sequence().unwrap(), 1);
        let last = last_id(&store);
        let more = events(&store, "rust", 1);
        store.commit(last, &more, &Rows::default()).unwrap();
        assert_eq!(store.events(None).unwrap().last(), more.last());
    }

    #[test]
    fn what_is_no_backup_replaces_nothing() {
        let folder = tempdir().unwrap();
        filled(folder.path());
        let notes = folder.path().join("notes");
        fs::write(&notes, "text").unwrap();
        let before = fs::read(database(folder.path())).unwrap();
        let error = restore(folder.path(), &notes).unwrap_err();
        assert!(matches!(error, StoreError::BadBackup { .. }), "{error}");
        let error = restore(folder.path(), &folder.path().join("none")).unwrap_err();
        assert!(matches!(error, StoreError::File { .. }), "{error}");
        assert!(
            fs::read(database(folder.path())).unwrap() == before,
            "the file was changed"
        );
        assert!(!with_suffix(&database(folder.path()), ".restored").exists());
    }
}
