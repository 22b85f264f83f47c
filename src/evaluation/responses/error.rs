//! Why a table of answers cannot be used, and where.

use std::io;

use csv::StringRecord;
use thiserror::Error;

use super::columns::Columns;
use crate::core::safe_text;

/// So much of a cell is quoted.
const QUOTED: usize = 40;

/// Rows are counted as a text editor does: the header is row 1.
#[derive(Debug, Error)]
pub enum ResponsesError {
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    #[error(
        "missing {missing}; the columns found are {found}, and there must be {}",
        Columns::NAMES.join(", ")
    )]
    Columns { missing: String, found: String },
    #[error("row {row}: {column} is `{found}`, and must be {expected}")]
    Value {
        row: u64,
        column: &'static str,
        found: String,
        expected: &'static str,
    },
    #[error("row {row} has {cells} cells, and the header {columns}")]
    Cells { row: u64, cells: u64, columns: u64 },
    #[error("row {0} is not UTF-8 text")]
    NotText(u64),
    #[error("there is no answer in it")]
    Empty,
}

impl ResponsesError {
    pub(super) fn columns<'a>(
        missing: impl Iterator<Item = &'a str>,
        header: &StringRecord,
    ) -> Self {
        let quoted = |name: &str| format!("`{}`", quotable(name));
        let found: Vec<String> = header
            .iter()
            .take(Columns::NAMES.len() * 2)
            .map(quoted)
            .collect();
        let missing: Vec<String> = missing.map(quoted).collect();
        Self::Columns {
            missing: missing.join(", "),
            found: match found.as_slice() {
                [] => "none".to_owned(),
                _ => found.join(", "),
            },
        }
    }

    pub(super) fn value(
        row: u64,
        column: &'static str,
        found: &str,
        expected: &'static str,
    ) -> Self {
        Self::Value {
            row,
            column,
            found: quotable(found),
            expected,
        }
    }
}

impl From<csv::Error> for ResponsesError {
    fn from(error: csv::Error) -> Self {
        let row = error.position().map_or(1, csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(cause) => Self::Unreadable(cause),
            csv::ErrorKind::Utf8 { .. } => Self::NotText(row),
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => Self::Cells {
                row,
                cells: len,
                columns: expected_len,
            },
            other => Self::Unreadable(io::Error::other(format!("{other:?}"))),
        }
    }
}

/// A cell as it may be shown: of any file whatever.
fn quotable(cell: &str) -> String {
    let mut text: String = safe_text(cell).chars().take(QUOTED).collect();
    if text.len() < cell.len() {
        text.push('…');
    }
    text.replace(['\n', '\t'], " ")
}
