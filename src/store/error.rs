//! What can go wrong with a file, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

use super::{backup, database};
use crate::event::{CodecError, Stamp};

#[derive(Debug, Error)]
pub enum StoreError {
    #[error(
        "{} cannot be used as the data folder: {cause}. \
         Name a folder that can be made and written to.", path.display()
    )]
    Folder { path: PathBuf, cause: io::Error },
    #[error(
        "{} cannot be written to. Nothing was changed. \
         Make the file and its folder writable, or name another data folder.", path.display()
    )]
    ReadOnly { path: PathBuf },
    #[error(
        "There is no room left on the disk for {}. Nothing was lost. \
         Free some space, then try again.", path.display()
    )]
    Full { path: PathBuf },
    #[error(
        "Another program is using {} and does not let go. \
         Close it or wait a moment, then try again.", path.display()
    )]
    Locked { path: PathBuf },
    #[error(
        "{} was written by a newer Gradus (its schema is {found}, this one knows {known}). \
         It was left as it is. Update Gradus to go on.", path.display()
    )]
    Newer {
        path: PathBuf,
        found: i64,
        known: usize,
    },
    #[error(
        "{} is damaged ({cause}). It was left as it is. {}",
        path.display(), way_out(newest_backup.as_deref())
    )]
    Damaged {
        path: PathBuf,
        /// The newest backup that is whole.
        newest_backup: Option<PathBuf>,
        cause: String,
    },
    #[error("{} is not a whole backup. Nothing was changed. Take an older one.", path.display())]
    BadBackup { path: PathBuf },
    /// The caller made a stamp that would reorder the log.
    #[error(
        "An event stamped {given:?} cannot follow one stamped {last:?}. Nothing was changed; \
         this is a fault of the program: start it again."
    )]
    Order { last: Stamp, given: Stamp },
    #[error(
        "An event could not be written down ({0}). Nothing was changed; \
         this is a fault of the program: start it again."
    )]
    Codec(#[from] CodecError),
    #[error(
        "{} could not be used: {cause}. Check that it is there and what lies in its place.",
        path.display()
    )]
    File { path: PathBuf, cause: io::Error },
    #[error(
        "The database {} refused: {cause}. \
         Nothing was changed. `gradus doctor` checks the file.", path.display()
    )]
    Database {
        path: PathBuf,
        cause: rusqlite::Error,
    },
}

fn way_out(newest_backup: Option<&Path>) -> String {
    match newest_backup {
        Some(backup) => format!(
            "`gradus doctor --restore` puts the backup {} in its place.",
            backup.display()
        ),
        None => "There is no backup; move it away to start anew.".to_owned(),
    }
}

impl StoreError {
    /// What SQLite says about the database of a data folder.
    pub(super) fn database(folder: &Path, cause: rusqlite::Error) -> Self {
        let damaged = matches!(
            cause,
            rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..)
        ) || matches!(
            cause.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        );
        if damaged {
            Self::damaged(folder, cause.to_string())
        } else {
            Self::sqlite(&database(folder), cause)
        }
    }

    /// What SQLite says about any file.
    pub(super) fn sqlite(path: &Path, cause: rusqlite::Error) -> Self {
        let path = path.to_owned();
        // The file that processes share beside the database fails to grow on a full disk only.
        let shared = cause.sqlite_error().map(|it| it.extended_code);
        if shared == Some(ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::Full { path };
        }
        match cause.sqlite_error_code() {
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path }
            }
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            _ => Self::Database { path, cause },
        }
    }

    pub(super) fn damaged(folder: &Path, cause: String) -> Self {
        Self::Damaged {
            path: database(folder),
            newest_backup: backup::newest_whole(folder),
            cause,
        }
    }

    pub(super) fn file(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Self::ReadOnly { path }
            }
            _ => Self::File { path, cause },
        }
    }
}
