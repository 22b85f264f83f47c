//! Something that could not be done. Nothing is lost by it.

use std::path::Path;

use thiserror::Error;

use crate::session::Refusal;
use crate::store::StoreError;

/// What happened and what to do, in words for the learner.
#[derive(Debug, Error)]
#[error("{text}")]
pub struct Trouble {
    text: String,
    pub kind: TroubleKind,
}

/// What stood in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// It does not fit what lies before the learner, or names what is not there.
    Refused,
    /// Another process went on meanwhile.
    Moved,
    /// The machine.
    Failed,
}

impl Trouble {
    pub(super) fn new(kind: TroubleKind, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind,
        }
    }

    pub(super) fn refused(text: impl Into<String>) -> Self {
        Self::new(TroubleKind::Refused, text)
    }

    pub(super) fn moved(text: impl Into<String>) -> Self {
        Self::new(TroubleKind::Moved, text)
    }

    pub(super) fn no_deck() -> Self {
        Self::refused("There is no deck to study. `gradus paths` says where decks go.")
    }

    pub(super) fn file(path: &Path, cause: &std::io::Error) -> Self {
        let text = format!("{} cannot be written: {cause}.", path.display());
        Self::new(TroubleKind::Failed, text)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::new(TroubleKind::Failed, error.to_string())
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.to_string())
    }
}
