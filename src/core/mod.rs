//! Words that every other module uses: ids, time, seeded randomness, responses, ways of studying, safe
//! text.
//! Knows no deck, no terminal, no SQL, and never reads a clock.

mod id;
mod random;
mod response;
mod suggest;
mod text;
mod time;
mod way;

pub use id::{DeckId, EventId, ItemId, MisconceptionId, SkillId, TrackId, VersionId};
pub use random::Random;
pub use response::{ActivityKind, Confidence, Response, Stage, Support};
pub use suggest::{listed, nearest, quote};
pub use text::safe_text;
pub use time::{Now, StudyDay, TimeError};
pub use way::{Comparison, Way};
