//! The text of a deck file and places in it.

use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use thiserror::Error;

/// The most a deck file may hold, in bytes. Larger subjects are folders.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Bytes of a source from where to where.
pub type Span = Range<usize>;

/// A file as it was read, with the name that findings give it.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    /// Where each line begins; counted when first asked for.
    lines: OnceLock<Vec<usize>>,
}

/// A span of a source; the file or folder as a whole where there is none.
#[derive(Clone, Debug)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Option<Span>,
}

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Why a file cannot be read as text.
#[derive(Debug, Error)]
pub(super) enum Unreadable {
    #[error("this file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("this is not a file")]
    NotAFile,
    #[error("this link leads out of the deck's folder")]
    Outside,
    #[error("this file is larger than 4 MiB")]
    TooLarge,
    #[error("this file is not UTF-8 text: see line {line}, column {column}")]
    NotUtf8 { line: usize, column: usize },
}

impl Source {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
        })
    }

    /// Reads a file, and never more of it than a deck file may hold.
    pub(super) fn read(path: &Path) -> Result<Arc<Self>, Unreadable> {
        // Before opening: a pipe in the folder would block.
        if !std::fs::metadata(path)?.is_file() {
            return Err(Unreadable::NotAFile);
        }
        let mut bytes = Vec::new();
        std::fs::File::open(path)?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
        Self::from_bytes(&path.display().to_string(), bytes)
    }

    pub(super) fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Arc<Self>, Unreadable> {
        if bytes.len() as u64 > LARGEST {
            return Err(Unreadable::TooLarge);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
                let LineColumn { line, column } = Self::new(path, before).line_column(valid);
                Err(Unreadable::NotUtf8 { line, column })
            }
        }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands at the span; empty where it does not fit the text.
    pub(super) fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    pub(super) fn line_column(&self, at: usize) -> LineColumn {
        let at = self.text.floor_char_boundary(at);
        let starts = self.lines.get_or_init(|| {
            let newlines = self
                .text
                .match_indices('\n')
                .map(|(newline, _)| newline + 1);
            std::iter::once(0).chain(newlines).collect()
        });
        let line = starts.partition_point(|&start| start <= at);
        let start = line.checked_sub(1).map_or(0, |last| starts[last]);
        LineColumn {
            line,
            column: self.text[start..at].chars().count() + 1,
        }
    }
}

impl Place {
    pub(super) fn new(source: &Arc<Source>, span: &Span) -> Self {
        Self {
            source: Arc::clone(source),
            span: Some(span.clone()),
        }
    }

    /// The file or folder as a whole.
    pub(super) fn whole(path: impl Into<String>) -> Self {
        Self {
            source: Source::new(path, ""),
            span: None,
        }
    }

    pub fn line_column(&self) -> Option<LineColumn> {
        let span = self.span.as_ref()?;
        Some(self.source.line_column(span.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.toml", "x\n⟦ä⟧ b");
        let at = source.text().find('b').unwrap();
        assert_eq!(source.line_column(at), LineColumn { line: 2, column: 5 });
        assert_eq!(source.line_column(999).line, 2);
    }

    #[test]
    fn a_file_is_never_read_further_than_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.toml");
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(1 << 40).unwrap();
        assert!(matches!(Source::read(&path), Err(Unreadable::TooLarge)));
    }

    #[test]
    fn text_that_is_not_utf8_is_named_with_its_place() {
        let error = Source::from_bytes("a.toml", b"id = 1\nx = \"\xff\"".to_vec()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "this file is not UTF-8 text: see line 2, column 6"
        );
    }
}
