//! The total order of events: a hybrid logical clock, then the device, then its sequence.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One installation of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Device(pub Uuid);

/// Where an event stands among all events of all devices. Ordered by field order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16 (Kulkarni et al.,
    /// "Logical Physical Clocks", 2014). Never below the last one seen.
    pub clock: u64,
    pub device: Device,
    /// Counts this device's events from 1.
    pub sequence: u64,
}

impl Stamp {
    /// The stamp that follows `last` on `device` at `utc_ms`. A clock that was set back does not
    /// reorder anything: the counter goes on from the last stamp.
    pub fn after(last: Option<Stamp>, sequence: u64, device: Device, utc_ms: i64) -> Self {
        let physical = u64::try_from(utc_ms).unwrap_or(0) << 16;
        let clock = last.map_or(physical, |last| physical.max(last.clock + 1));
        Self {
            clock,
            device,
            sequence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_does_not_reorder() {
        let device = Device(Uuid::nil());
        let first = Stamp::after(None, 1, device, 1_000);
        let second = Stamp::after(Some(first), 2, device, 10);
        let third = Stamp::after(Some(second), 3, device, 2_000);
        assert!(first < second && second < third);
    }
}
