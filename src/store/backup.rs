//! Backups: SQLite's own, one a study day, and one before each migration.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use chrono::Datelike;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, Transaction};

use super::{StoreError, schema};
use crate::core::StudyDay;

/// Backups of the last so many study days are kept,
const DAILY: usize = 7;
/// and of the weeks before them, the last one of each of so many.
const WEEKLY: usize = 4;

/// Ends the name of a backup that is being written, before the number of the process.
const PARTIAL: &str = "db.partial-";

/// Pages copied at a time: a megabyte.
const STEP: i32 = 256;

fn folder_of(folder: &Path) -> PathBuf {
    folder.join("backups")
}

/// Copies the database as it stands now over the file at `to`.
pub(super) fn copy(from: &Connection, folder: &Path, to: &Path) -> Result<(), StoreError> {
    // While a read transaction holds this state of the database, writes from elsewhere neither wait
    // nor make the copy start again.
    let _snapshot = snapshot(from).map_err(|cause| StoreError::database(folder, cause))?;
    let pages = || {
        let mut target = Connection::open(to)?;
        let backup = Backup::new(from, &mut target)?;
        loop {
            match backup.step(STEP)? {
                StepResult::More => {}
                other => return Ok(other),
            }
        }
    };
    match pages() {
        Ok(StepResult::Done) => Ok(()),
        Ok(_) => Err(StoreError::Locked {
            path: to.to_owned(),
        }),
        Err(cause) => Err(StoreError::sqlite(to, cause)),
    }
}

fn snapshot(connection: &Connection) -> rusqlite::Result<Transaction<'_>> {
    let transaction = connection.unchecked_transaction()?;
    transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(transaction)
}

/// Copies the database to a temporary name beside `to`, then renames it, so that a file at `to` is
/// always whole. Each process has a name of its own.
fn copy_whole(from: &Connection, folder: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = |cause: io::Error| StoreError::file(to, cause);
    fs::create_dir_all(folder_of(folder)).map_err(failed)?;
    let partial = to.with_extension(format!("{PARTIAL}{}", process::id()));
    copy(from, folder, &partial)
        .and_then(|()| fs::rename(&partial, to).map_err(failed))
        .inspect_err(|_| {
            // On a full disk, what was copied so far would be in the way.
            let _ = fs::remove_file(&partial);
        })
}

/// The backup of a database at schema `version`, about to be migrated.
pub(super) fn before_migration(
    connection: &Connection,
    folder: &Path,
    version: usize,
) -> Result<(), StoreError> {
    let to = folder_of(folder).join(format!("gradus-schema-{version}.db"));
    copy_whole(connection, folder, &to)
}

/// The backup of a study day, if it has none yet; what it supersedes goes.
pub(super) fn daily(
    connection: &Connection,
    folder: &Path,
    today: StudyDay,
) -> Result<Option<PathBuf>, StoreError> {
    let to = of_day(folder, today);
    if to.exists() {
        return Ok(None);
    }
    copy_whole(connection, folder, &to)?;
    let old = superseded(&days(folder))
        .into_iter()
        .map(|day| of_day(folder, day))
        .chain(abandoned(folder, today));
    for path in old {
        fs::remove_file(&path).map_err(|cause| StoreError::file(&path, cause))?;
    }
    Ok(Some(to))
}

/// Backups of other days that were never finished.
fn abandoned(folder: &Path, today: StudyDay) -> Vec<PathBuf> {
    let of_today = format!("gradus-{today}.");
    names(folder)
        .filter(|name| name.contains(PARTIAL) && !name.starts_with(&of_today))
        .map(|name| folder_of(folder).join(name))
        .collect()
}

/// What lies in the folder of backups.
fn names(folder: &Path) -> impl Iterator<Item = String> {
    fs::read_dir(folder_of(folder))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
}

fn of_day(folder: &Path, day: StudyDay) -> PathBuf {
    folder_of(folder).join(format!("gradus-{day}.db"))
}

/// The study days that have a backup, the newest first.
fn days(folder: &Path) -> Vec<StudyDay> {
    let day_of = |name: &str| {
        let date = name.strip_prefix("gradus-")?.strip_suffix(".db")?;
        StudyDay::parse(date).ok()
    };
    let mut days: Vec<StudyDay> = names(folder).filter_map(|name| day_of(&name)).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days
}

/// Which of the days, the newest first, need their backups no longer.
fn superseded(days: &[StudyDay]) -> Vec<StudyDay> {
    let mut weeks = BTreeSet::new();
    days.iter()
        .skip(DAILY)
        .filter(|day| {
            let is_last_of_week = weeks.insert(day.date().iso_week());
            !is_last_of_week || weeks.len() > WEEKLY
        })
        .copied()
        .collect()
}

/// The newest daily backup that is whole.
pub fn newest_whole(folder: &Path) -> Option<PathBuf> {
    days(folder)
        .into_iter()
        .map(|day| of_day(folder, day))
        .find(|path| is_whole(path))
}

/// Whether the file is a database of this program without damage.
pub(super) fn is_whole(path: &Path) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
        .and_then(|connection| schema::is_whole(&connection))
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use proptest::prelude::*;
    use tempfile::tempdir;
    use uuid::Uuid;

    use super::*;
    use crate::event::Rows;
    use crate::store::fixture::{events, last_id, open};
    use crate::store::{Committed, Store, restore};

    #[test]
    fn a_day_gets_one_backup_that_holds_everything() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let given = events(&store, "rust", 500);
        store.commit(None, &given, &Rows::default()).unwrap();
        let day = StudyDay::parse("2026-11-22").unwrap();
        let backup = store.daily_backup(day).unwrap().unwrap();
        assert_eq!(backup, folder.path().join("backups/gradus-2026-11-22.db"));
        assert_eq!(store.daily_backup(day).unwrap(), None);
        assert!(is_whole(&backup));

        let elsewhere = tempdir().unwrap();
        restore(elsewhere.path(), &backup).unwrap();
        assert_eq!(open(elsewhere.path()).events(None).unwrap(), given);
    }

    #[test]
    fn a_backup_holds_one_moment_while_another_program_writes() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let given = events(&store, "rust", 3_000);
        store.commit(None, &given, &Rows::default()).unwrap();
        let path = folder.path().join("copy.db");
        let write = || {
            let mut other = open(folder.path());
            for _ in 0..100 {
                let more = events(&other, "rust", 2);
                let done = other.commit(last_id(&other), &more, &Rows::default());
                assert_eq!(done.unwrap(), Committed::Done);
            }
        };
        thread::scope(|scope| {
            let writer = scope.spawn(write);
            while !writer.is_finished() {
                // Over the copy that is there already.
                store.backup_to(&path).unwrap();
            }
        });
        let elsewhere = tempdir().unwrap();
        restore(elsewhere.path(), &path).unwrap();
        let copied = open(elsewhere.path()).events(None).unwrap();
        assert_eq!(copied.len() % 2, 0, "half a commit was copied");
        assert_eq!(copied, store.events(None).unwrap()[..copied.len()]);
        assert!(copied.len() >= given.len());
    }

    #[test]
    fn a_backup_is_not_written_over_what_is_no_backup() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let given = events(&store, "rust", 1);
        store.commit(None, &given, &Rows::default()).unwrap();
        let itself = folder.path().join("./gradus.db");
        let error = store.backup_to(&itself).unwrap_err();
        assert!(error.to_string().contains("the database itself"), "{error}");
        assert_eq!(store.events(None).unwrap(), given);

        let notes = folder.path().join("notes.txt");
        fs::write(&notes, "what I must not forget").unwrap();
        let error = store.backup_to(&notes).unwrap_err();
        assert!(error.to_string().contains("not a database"), "{error}");
        assert_eq!(fs::read(&notes).unwrap(), b"what I must not forget");
    }

    #[test]
    fn a_backup_that_cannot_be_written_leaves_no_file_in_its_name() {
        let folder = tempdir().unwrap();
        let store = open(folder.path());
        fs::write(folder_of(folder.path()), "in the way").unwrap();
        let day = StudyDay(20_000);
        let error = store.daily_backup(day).unwrap_err();
        assert!(matches!(error, StoreError::File { .. }), "{error}");
        assert!(!of_day(folder.path(), day).exists());
    }

    #[test]
    fn seven_days_and_four_weeks_are_kept() {
        let folder = tempdir().unwrap();
        let store = open(folder.path());
        // A Monday.
        let first = StudyDay::parse("2026-08-31").unwrap();
        for at in 0..70 {
            store.daily_backup(first + at).unwrap().unwrap();
        }
        let kept: Vec<String> = days(folder.path())
            .iter()
            .map(StudyDay::to_string)
            .collect();
        let sundays = ["2026-11-01", "2026-10-25", "2026-10-18", "2026-10-11"];
        let last_week = [
            "2026-11-08",
            "2026-11-07",
            "2026-11-06",
            "2026-11-05",
            "2026-11-04",
            "2026-11-03",
            "2026-11-02",
        ];
        assert_eq!(kept, [&last_week[..], &sundays].concat());
    }

    #[test]
    fn only_old_backups_and_unfinished_ones_are_removed() {
        let folder = tempdir().unwrap();
        let store = open(folder.path());
        let backups = folder_of(folder.path());
        fs::create_dir_all(&backups).unwrap();
        let mine = backups.join("gradus-my-own.db");
        let unfinished = |day| backups.join(format!("gradus-{}.{PARTIAL}1", StudyDay(day)));
        for day in 0..20 {
            store.daily_backup(StudyDay(day)).unwrap();
        }
        for path in [&mine, &unfinished(5), &unfinished(20)] {
            fs::write(path, "text").unwrap();
        }
        store.daily_backup(StudyDay(20)).unwrap();
        assert!(mine.exists() && unfinished(20).exists());
        assert!(!unfinished(5).exists());
    }

    #[test]
    fn the_newest_whole_backup_is_found() {
        let folder = tempdir().unwrap();
        let store = Store::open(folder.path(), Uuid::nil()).unwrap();
        assert_eq!(newest_whole(folder.path()), None);
        let whole = store.daily_backup(StudyDay(10)).unwrap();
        let newer = store.daily_backup(StudyDay(11)).unwrap().unwrap();
        fs::write(newer, "not a database at all").unwrap();
        assert_eq!(newest_whole(folder.path()), whole);
    }

    proptest! {
        #[test]
        fn thinning_keeps_the_newest_and_is_done_after_once(
            days in proptest::collection::btree_set(-400..400_i32, 0..60),
        ) {
            let days: Vec<StudyDay> = days.into_iter().rev().map(StudyDay).collect();
            let gone = superseded(&days);
            let kept: Vec<StudyDay> =
                days.iter().filter(|it| !gone.contains(it)).copied().collect();
            prop_assert!(kept.len() <= DAILY + WEEKLY);
            prop_assert_eq!(&kept[..kept.len().min(DAILY)], &days[..days.len().min(DAILY)]);
            prop_assert_eq!(superseded(&kept), []);
        }
    }
}
