//! Words that every other module uses: ids, time, seeded randomness, responses, safe text.
//! Knows no deck, no terminal, no SQL, and never reads a clock.

mod id;
mod random;
mod response;
mod text;
mod time;

pub use id::{DeckId, EventId, ItemId, MisconceptionId, SkillId, TrackId, VersionId};
pub use random::Random;
pub use response::{ActivityKind, Confidence, Helped, Response, Stage, Support};
pub use text::safe_text;
pub use time::{Now, StudyDay, TimeError};
