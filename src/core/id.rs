//! Identity. Progress hangs on these, never on text.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The first eight bytes as a number: slugs in the order of their starts are in order, and most of
/// them differ there. Looking one up in a map need not read the texts then, which saves a third of the time
/// that a replay takes.
fn start(slug: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, from) in bytes.iter_mut().zip(slug.bytes()) {
        *byte = from;
    }
    u64::from_be_bytes(bytes)
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Serialize, Deserialize)]
        #[serde(from = "Arc<str>", into = "Arc<str>")]
        pub struct $name {
            start: u64,
            text: Arc<str>,
        }

        impl $name {
            pub fn new(slug: impl AsRef<str>) -> Self {
                Self::from(Arc::from(slug.as_ref()))
            }

            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl From<Arc<str>> for $name {
            fn from(text: Arc<str>) -> Self {
                let start = start(&text);
                Self { start, text }
            }
        }

        impl From<$name> for Arc<str> {
            fn from(slug: $name) -> Self {
                slug.text
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.start == other.start && self.text == other.text
            }
        }

        impl Eq for $name {}

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                let starts = self.start.cmp(&other.start);
                starts.then_with(|| self.text.cmp(&other.text))
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.text.hash(state);
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.text).finish()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.text
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionId(pub Uuid);

/// In the order of the bytes, compared as one number: much faster than one after the other.
impl Ord for VersionId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.as_u128().cmp(&other.0.as_u128())
    }
}

impl PartialOrd for VersionId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn slugs_are_in_the_order_of_their_texts(a in "[a\u{0}-é]{0,10}", b in "[a\u{0}-é]{0,10}") {
            let (first, second) = (SkillId::new(&a), SkillId::new(&b));
            prop_assert_eq!(first.cmp(&second), a.cmp(&b));
            prop_assert_eq!(first == second, a == b);
        }

        #[test]
        fn a_slug_is_written_as_its_text(text in ".{0,20}") {
            let slug = SkillId::new(&text);
            let written = serde_json::to_string(&slug).unwrap();
            prop_assert_eq!(&written, &serde_json::to_string(&text).unwrap());
            prop_assert_eq!(serde_json::from_str::<SkillId>(&written).unwrap(), slug);
        }
    }
}
