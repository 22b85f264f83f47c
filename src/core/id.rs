//! Identity. Progress hangs on these, never on text.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn new(slug: impl AsRef<str>) -> Self {
                Self(Arc::from(slug.as_ref()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(slug: &str) -> Self {
                Self::new(slug)
            }
        }
    };
}

slug!(
    /// A deck, unique among the decks in use.
    DeckId
);
slug!(
    /// A skill, unique in its deck.
    SkillId
);
slug!(
    /// An item, unique in its deck.
    ItemId
);
slug!(
    /// A track (goal), unique in its deck.
    TrackId
);
slug!(
    /// A misconception, unique in its deck.
    MisconceptionId
);

/// An event of the log: a UUIDv7, so that ids sort roughly by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An item as it stood when it was answered: the first 16 bytes of a SHA-256 over its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionId(pub Uuid);
