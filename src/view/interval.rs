//! Numbers with their intervals: the one place where both are written.

use super::scene::{Interval, Progress, SkillEstimate, Today};
use super::words::percent;
use crate::core::Now;
use crate::learner::Estimate;
use crate::session::{Phase, Session};

impl Interval {
    /// The share of `n` answers that were right, and where that of many more like them lies
    /// (Wilson 1927), `deviations` to either side. None without answers.
    pub(super) fn of_share(right: f64, n: u32, deviations: f64) -> Option<Self> {
        if n == 0 {
            return None;
        }
        let n = f64::from(n);
        let mean = (right / n).clamp(0.0, 1.0);
        let z2 = deviations * deviations / n;
        let center = (mean + z2 / 2.0) / (1.0 + z2);
        let half = (z2 * mean * (1.0 - mean) + z2 * z2 / 4.0).sqrt() / (1.0 + z2);
        Some(Self {
            mean,
            low: (center - half).clamp(0.0, mean),
            high: (center + half).clamp(mean, 1.0),
        })
    }

    /// "71 % (60–80)", for tables and beside other words.
    pub fn compact(self) -> String {
        format!("{} % ({})", percent(self.mean), self.range())
    }

    /// "71 %, 60 to 80", for sentences.
    pub fn spoken(self) -> String {
        let (low, high) = (percent(self.low), percent(self.high));
        format!("{} %, {low} to {high}", percent(self.mean))
    }

    /// "60–80".
    pub fn range(self) -> String {
        format!("{}–{}", percent(self.low), percent(self.high))
    }
}

/// The chance that the exercise at hand comes right, put down before it is answered.
pub fn forecast(session: &Session, now: Now) -> Option<Interval> {
    let Phase::Doing(doing) = &session.phase else {
        return None;
    };
    let item = session.deck.item(doing.decision.item.as_ref()?)?;
    let learner = &session.learner;
    Some(learner.forecast(&session.params, &item.version, now).into())
}

impl From<Estimate> for Interval {
    fn from(it: Estimate) -> Self {
        Self {
            mean: it.mean,
            low: it.low,
            high: it.high,
        }
    }
}

impl From<&SkillEstimate> for Interval {
    fn from(it: &SkillEstimate) -> Self {
        Self {
            mean: it.chance,
            low: it.low,
            high: it.high,
        }
    }
}

impl Today {
    /// The share of the goal that can be done now.
    pub fn reached(&self) -> Interval {
        Interval {
            mean: self.share,
            low: self.low,
            high: self.high,
        }
    }
}

impl Progress {
    /// The share of the goal that can be done now.
    pub fn reached(&self) -> Interval {
        Interval {
            mean: self.share,
            low: self.low,
            high: self.high,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EIGHTY: f64 = 1.281_551_565_5;

    #[test]
    fn a_number_is_written_with_its_interval() {
        let it = Interval {
            mean: 0.712,
            low: 0.598,
            high: 0.8,
        };
        assert_eq!(it.compact(), "71 % (60–80)");
        assert_eq!(it.spoken(), "71 %, 60 to 80");
    }

    #[test]
    fn a_share_is_as_sure_as_there_are_answers() {
        let share = |right, n| Interval::of_share(right, n, EIGHTY).map(Interval::compact);
        assert_eq!(share(0.0, 0), None);
        assert_eq!(share(0.0, 1).as_deref(), Some("0 % (0–62)"));
        assert_eq!(share(3.0, 4).as_deref(), Some("75 % (43–92)"));
        assert_eq!(share(30.0, 40).as_deref(), Some("75 % (65–83)"));
        assert_eq!(share(40.0, 40).as_deref(), Some("100 % (96–100)"));
    }

    proptest! {
        #[test]
        fn a_share_lies_in_its_interval(right in -1.0..70.0, n in 1..60_u32) {
            let Interval { mean, low, high } = Interval::of_share(right, n, EIGHTY).unwrap();
            prop_assert!(0.0 <= low && low <= mean && mean <= high && high <= 1.0);
        }
    }
}
