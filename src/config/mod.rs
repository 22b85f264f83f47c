//! Where things live, and what the learner has set. Reads `config.toml`; never writes it.

mod paths;
mod settings;

pub use paths::{NoHome, Paths};
pub use settings::{Settings, Theme, Warning};
