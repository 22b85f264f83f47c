//! Text from decks as styled lines.

pub mod code;
pub mod markdown;
mod table;
pub mod wrap;
