//! One SQLite file that holds the log of events and the projections made from it. Events and rows are
//! given and handed back as they are: nothing is folded here.

mod backup;
mod error;
#[cfg(test)]
mod fixture;
mod log;
mod projection;
mod rescue;
mod schema;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use uuid::Uuid;

pub use backup::newest_whole;
pub use error::StoreError;
pub use rescue::restore;

use crate::core::{DeckId, EventId, StudyDay};
use crate::event::{DayRow, Device, Event, Rows, Stamp};
use log::Written;

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// The learner's evidence in a data folder. Several processes may have it open.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    connection: Connection,
    device: Device,
}

/// What became of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Committed {
    Done,
    /// Another process has written since; nothing was changed. Reload and compute again.
    Moved,
}

impl Store {
    /// Opens the store of a data folder, making both where they are not there yet. `new_device` names
    /// this installation if it has no name so far.
    ///
    /// # Errors
    /// When the folder or file cannot be used; a damaged or newer file is left as it is.
    pub fn open(folder: &Path, new_device: Uuid) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(|cause| StoreError::Folder {
            path: folder.to_owned(),
            cause,
        })?;
        let refused = |cause| StoreError::database(folder, cause);
        let mut connection = connect(&database(folder)).map_err(refused)?;
        schema::checked_version(&connection, folder, schema::MIGRATIONS.len())?;
        write_ahead(&connection).map_err(refused)?;
        schema::migrate(&mut connection, folder, schema::MIGRATIONS)?;
        let device = log::own_device(&connection, new_device).map_err(refused)?;
        Ok(Self {
            folder: folder.to_owned(),
            connection,
            device,
        })
    }

    /// Whether a data folder holds a store.
    pub fn exists(folder: &Path) -> bool {
        database(folder).exists()
    }

    /// This installation.
    pub fn device(&self) -> Device {
        self.device
    }

    /// The last event in the total order, and where it stands.
    ///
    /// # Errors
    /// When the file cannot be read, as with all queries below.
    pub fn last(&self) -> Result<Option<(EventId, Stamp)>, StoreError> {
        log::last(&self.connection).map_err(self.refused())
    }

    /// The number of this device's next event.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_sequence(&self) -> Result<u64, StoreError> {
        log::next_sequence(&self.connection, self.device).map_err(self.refused())
    }

    /// The events of a deck with those of the whole program, or all there are, in their total order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&self, deck: Option<&DeckId>) -> Result<Vec<Event>, StoreError> {
        match deck {
            Some(deck) => log::of_deck(&self.connection, deck),
            None => log::all(&self.connection),
        }
        .map_err(self.refused())
    }

    /// The events of the whole program, which belong to no deck, in their total order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn program_events(&self) -> Result<Vec<Event>, StoreError> {
        log::of_program(&self.connection).map_err(self.refused())
    }

    /// The decks that events belong to, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deck_ids(&self) -> Result<Vec<DeckId>, StoreError> {
        log::decks(&self.connection).map_err(self.refused())
    }

    /// The deck that was studied last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_deck(&self) -> Result<Option<DeckId>, StoreError> {
        log::last_deck(&self.connection).map_err(self.refused())
    }

    /// All projected rows of a deck, as they would replace what stands there; none where there are none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rows(&self, deck: &DeckId) -> Result<Option<Rows>, StoreError> {
        projection::read(&self.connection, deck).map_err(self.refused())
    }

    /// What was done in a deck, by day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn days(&self, deck: &DeckId) -> Result<Vec<DayRow>, StoreError> {
        projection::days(&self.connection, deck).map_err(self.refused())
    }

    /// How many memory units of each deck are due on the day or overdue; decks without any are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn due(&self, day: StudyDay) -> Result<Vec<(DeckId, u32)>, StoreError> {
        projection::due(&self.connection, day).map_err(self.refused())
    }

    /// Appends events and writes the rows folded from them, all or nothing, provided that
    /// `expected_last` is still the last event.
    ///
    /// # Errors
    /// When an event does not follow the last one, or the file cannot be written. Nothing is changed
    /// then.
    pub fn commit(
        &mut self,
        expected_last: Option<EventId>,
        events: &[Event],
        rows: &Rows,
    ) -> Result<Committed, StoreError> {
        self.commit_all(expected_last, events, std::slice::from_ref(rows))
    }

    /// The same where events change what is believed in several decks.
    ///
    /// # Errors
    /// As above.
    pub fn commit_all(
        &mut self,
        expected_last: Option<EventId>,
        events: &[Event],
        rows: &[Rows],
    ) -> Result<Committed, StoreError> {
        let written = events
            .iter()
            .map(Written::new)
            .collect::<Result<Vec<_>, _>>()?;
        let refused = |cause| StoreError::database(&self.folder, cause);
        let ground = begin(&mut self.connection, expected_last).map_err(refused)?;
        let Some((transaction, last)) = ground else {
            return Ok(Committed::Moved);
        };
        in_order(last, events)?;
        written
            .iter()
            .try_for_each(|event| event.append(&transaction))
            .and_then(|()| {
                rows.iter()
                    .try_for_each(|rows| projection::write(&transaction, rows))
            })
            .and_then(|()| transaction.commit())
            .map_err(refused)?;
        Ok(Committed::Done)
    }

    /// Replaces the rows of all decks, all or nothing, provided that `expected_last`, the last event
    /// folded, is still the last one.
    ///
    /// # Errors
    /// When the file cannot be written. Nothing is changed then.
    pub fn rebuild(
        &mut self,
        expected_last: Option<EventId>,
        decks: &[Rows],
    ) -> Result<Committed, StoreError> {
        let refused = |cause| StoreError::database(&self.folder, cause);
        let ground = begin(&mut self.connection, expected_last).map_err(refused)?;
        let Some((transaction, _)) = ground else {
            return Ok(Committed::Moved);
        };
        projection::clear_all(&transaction)
            .and_then(|()| {
                decks
                    .iter()
                    .try_for_each(|rows| projection::write(&transaction, rows))
            })
            .and_then(|()| transaction.commit())
            .map_err(refused)?;
        Ok(Committed::Done)
    }

    /// What is wrong with the file; empty where it is whole. Takes a third of a second for a million
    /// attempts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn quick_check(&self) -> Result<Vec<String>, StoreError> {
        schema::quick_check(&self.connection).map_err(self.refused())
    }

    /// Writes what has gathered beside the file into it, as far as nobody is in the way. Done between
    /// answers, it keeps their commits short.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .map_err(self.refused())
    }

    /// Copies the whole database, as it stands now, over the file at `path`. Others may go on writing.
    ///
    /// # Errors
    /// When either file cannot be used.
    pub fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        let is_itself = fs::canonicalize(path)
            .is_ok_and(|to| fs::canonicalize(database(&self.folder)).is_ok_and(|from| from == to));
        if is_itself {
            let cause = io::Error::new(io::ErrorKind::InvalidInput, "it is the database itself");
            return Err(StoreError::file(path, cause));
        }
        backup::copy(&self.connection, &self.folder, path)
    }

    /// Makes the backup of a study day and drops those that are no longer to be kept; none where the
    /// day already has one.
    ///
    /// # Errors
    /// When the backup cannot be written.
    pub fn daily_backup(&self, today: StudyDay) -> Result<Option<PathBuf>, StoreError> {
        backup::daily(&self.connection, &self.folder, today)
    }

    fn refused(&self) -> impl Fn(rusqlite::Error) -> StoreError {
        |cause| StoreError::database(&self.folder, cause)
    }
}

/// The database of a data folder.
fn database(folder: &Path) -> PathBuf {
    folder.join("gradus.db")
}

/// Changes nothing in the file yet: it may not be ours.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Turning a new file to write-ahead logging is the one statement that does not wait for others.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(10);
    let mut waited = Duration::ZERO;
    loop {
        let turned = connection.pragma_update(None, "journal_mode", "WAL");
        let busy = |cause: &rusqlite::Error| {
            cause.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && waited < PATIENCE
        };
        if !turned.as_ref().is_err_and(busy) {
            return turned;
        }
        thread::sleep(PAUSE);
        waited += PAUSE;
    }
}

/// A transaction that alone may write, and the last stamp; none where `expected_last` is no longer the
/// last event.
fn begin(
    connection: &mut Connection,
    expected_last: Option<EventId>,
) -> rusqlite::Result<Option<(Transaction<'_>, Option<Stamp>)>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (last, stamp) = log::last(&transaction)?.unzip();
    Ok((last == expected_last).then_some((transaction, stamp)))
}

/// Each event must stand after the one before it.
fn in_order(last: Option<Stamp>, events: &[Event]) -> Result<(), StoreError> {
    let mut last = last;
    for event in events {
        let given = event.stamp;
        match last {
            Some(last) if given <= last => return Err(StoreError::Order { last, given }),
            _ => last = Some(given),
        }
    }
    Ok(())
}
