//! The one place that reads the clock and asks the operating system for chance.

use chrono::Local;
use uuid::Uuid;

use crate::core::Now;

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// As the client last said.
    Client(Now),
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    pub fn now(self) -> Now {
        match self {
            Self::Client(now) => now,
            Self::System => {
                let local = Local::now();
                let offset = local.offset().local_minus_utc();
                // A system clock outside the calendar counts as 1970.
                Now::new(local.timestamp_millis(), offset).unwrap_or(Now::EPOCH)
            }
        }
    }
}

/// A seed from the operating system.
pub(super) fn entropy() -> u64 {
    Uuid::new_v4().as_u64_pair().0
}
