//! Where things live, and what the learner has set in `config.toml`. Written is only what they set
//! on a screen; the rest of the file stays as it is.

mod paths;
mod settings;
mod write;

pub use paths::{NoHome, Paths};
pub use settings::{RETENTIONS, Settings, Theme, Warning};
pub use write::{WriteError, replace_file, set_retention};
