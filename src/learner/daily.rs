//! What is counted along the way: the day and the pace.

use serde::{Deserialize, Serialize};

use super::params::PaceParams;
use crate::core::{ActivityKind, ItemId, SkillId, StudyDay};
use crate::event::Walk;

/// How many answers of a day are kept one by one.
const RECENT: usize = 12;

/// The study day of the latest event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Today {
    pub day: StudyDay,
    pub attempts: u32,
    /// Sum of scores.
    pub right: f64,
    /// Of answers and teaching together.
    pub took_ms: u64,
    /// Of answers to reviews.
    pub review_ms: u64,
    /// How often confidence was asked.
    pub confidence_asked: u8,
    /// The last answers, the oldest first.
    pub recent: Vec<Recent>,
    /// What was studied last and not followed by an answer yet.
    pub last_walk: Option<(Walk, SkillId)>,
    /// What the learner skipped.
    pub skipped: Vec<(SkillId, Option<ItemId>)>,
    /// The session under way.
    pub session: Option<Running>,
}

/// A session under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Running {
    /// As planned at its start.
    pub minutes: f64,
    /// Activities finished.
    pub done: u32,
    /// Answers graded.
    pub answered: u32,
    /// Answers right at once and without help.
    pub unaided: u32,
    pub took_ms: u64,
    /// Whether a break was suggested.
    pub break_suggested: bool,
}

/// One answer of today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    pub item: ItemId,
    /// The skill it was asked for.
    pub skill: SkillId,
    pub activity: ActivityKind,
    /// 0..1, before any reduction for help.
    pub score: f64,
    pub took_ms: u32,
}

/// What was done on one study day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DayTotal {
    pub attempts: u32,
    /// Sum of scores.
    pub right: f64,
    pub took_ms: u64,
}

/// Running mean and variance of log response time (Welford 1962).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    pub answers: u32,
    /// Mean of the natural log of milliseconds.
    pub mean: f64,
    /// Sum of squared deviations from it.
    pub squares: f64,
}

/// A time against the learner's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tempo {
    Fast,
    Usual,
    Slow,
}

impl Today {
    pub(super) fn new(day: StudyDay) -> Self {
        Self {
            day,
            ..Self::default()
        }
    }

    pub(super) fn remember(&mut self, recent: Recent) {
        push_bounded(&mut self.recent, recent, RECENT);
    }
}

impl Pace {
    /// Whether such a time is fast or slow for this learner; usual until enough are known.
    pub fn tempo(&self, params: &PaceParams, took_ms: u32) -> Tempo {
        if self.answers < params.answers {
            return Tempo::Usual;
        }
        let off = log_ms(took_ms) - self.mean;
        let width = params.width * (self.squares / f64::from(self.answers)).sqrt();
        if off < -width {
            Tempo::Fast
        } else if off > width {
            Tempo::Slow
        } else {
            Tempo::Usual
        }
    }

    /// A usual time in milliseconds; 0 before the first answer.
    pub fn usual_ms(&self) -> u32 {
        if self.answers == 0 {
            0
        } else {
            self.mean.exp() as u32
        }
    }

    /// The mean time in seconds, of times that are spread log-normally; none before enough answers
    /// to call any fast or slow.
    pub fn mean_seconds(&self, params: &PaceParams) -> Option<f64> {
        let variance = self.squares / f64::from(self.answers.max(1));
        (self.answers >= params.answers).then(|| (self.mean + variance / 2.0).exp() / 1_000.0)
    }

    pub(super) fn count(&mut self, took_ms: u32) {
        let value = log_ms(took_ms);
        self.answers = self.answers.saturating_add(1);
        let off = value - self.mean;
        self.mean += off / f64::from(self.answers);
        self.squares += off * (value - self.mean);
    }
}

fn log_ms(took_ms: u32) -> f64 {
    f64::from(took_ms.max(1)).ln()
}

/// Appends, and drops the oldest beyond `most`.
pub(super) fn push_bounded<T>(list: &mut Vec<T>, it: T, most: usize) {
    list.push(it);
    if list.len() > most {
        list.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_is_usual_until_enough_is_known() {
        let params = PaceParams::default();
        let mut pace = Pace::default();
        for took_ms in [8_000, 9_000, 10_000, 11_000, 12_000, 13_000, 10_000] {
            pace.count(took_ms);
        }
        assert_eq!(pace.tempo(&params, 1), Tempo::Usual);
        pace.count(10_000);
        assert_eq!(pace.tempo(&params, 1), Tempo::Fast);
        assert_eq!(pace.tempo(&params, 10_000), Tempo::Usual);
        assert_eq!(pace.tempo(&params, 60_000), Tempo::Slow);
    }

    #[test]
    fn the_mean_time_counts_the_slow_ones_too() {
        let params = PaceParams::default();
        let mut pace = Pace::default();
        for took_ms in [5_000, 20_000].repeat(4) {
            assert_eq!(pace.mean_seconds(&params), None);
            pace.count(took_ms);
        }
        // exp of the mean log is 10 s; half the variance is (ln 2)² / 2.
        let expected = 10.0 * (2.0_f64.ln().powi(2) / 2.0).exp();
        assert!((pace.mean_seconds(&params).unwrap() - expected).abs() < 1e-9);
    }

    #[test]
    fn pace_is_mean_and_variance_of_log_times() {
        let mut pace = Pace::default();
        let times = [1_000, 20_000, 5_000, 0, u32::MAX];
        for took_ms in times {
            pace.count(took_ms);
        }
        let logs = times.map(|it| f64::from(it.max(1)).ln());
        let mean = logs.iter().sum::<f64>() / 5.0;
        let squares: f64 = logs.iter().map(|it| (it - mean).powi(2)).sum();
        assert!((pace.mean - mean).abs() < 1e-12);
        assert!((pace.squares - squares).abs() < 1e-9);
    }
}
