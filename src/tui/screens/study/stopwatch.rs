//! How long an answer took, without the time that the learner looked elsewhere.

use crate::core::Now;

/// Longer than this nobody thinks about one exercise: they went for a coffee.
const LONGEST_MS: i64 = 5 * 60 * 1000;

#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    gathered_ms: i64,
    running_since: Option<i64>,
}

impl Stopwatch {
    pub fn start(now: Now) -> Self {
        Self {
            gathered_ms: 0,
            running_since: Some(now.utc_ms),
        }
    }

    pub fn pause(&mut self, now: Now) {
        if let Some(since) = self.running_since.take() {
            // A clock that was set back counts as no time.
            self.gathered_ms += (now.utc_ms - since).max(0);
        }
    }

    pub fn resume(&mut self, now: Now) {
        self.running_since.get_or_insert(now.utc_ms);
    }

    /// Milliseconds, at most five minutes.
    pub fn took_ms(mut self, now: Now) -> u32 {
        self.pause(now);
        u32::try_from(self.gathered_ms.min(LONGEST_MS)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Now {
        Now::new(1_763_800_000_000 + ms, 0).unwrap()
    }

    #[test]
    fn time_spent_elsewhere_is_left_out() {
        let mut watch = Stopwatch::start(at(0));
        watch.pause(at(4_000));
        watch.pause(at(5_000));
        watch.resume(at(60_000));
        watch.resume(at(61_000));
        assert_eq!(watch.took_ms(at(63_000)), 7_000);
    }

    #[test]
    fn it_never_takes_more_than_five_minutes_or_less_than_none() {
        assert_eq!(Stopwatch::start(at(0)).took_ms(at(3_600_000)), 300_000);
        assert_eq!(Stopwatch::start(at(0)).took_ms(at(-9_000)), 0);
    }
}
