//! What is counted along the way: the day, the pace, and how well everyone predicted.

use serde::{Deserialize, Serialize};

use super::params::{FitParams, PaceParams};
use crate::core::{ActivityKind, Confidence, ItemId, SkillId, StudyDay};
use crate::event::Walk;

/// How many answers of a day are kept one by one.
const RECENT: usize = 12;
const BINS: usize = 10;

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

/// How right the learner was at one confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConfBin {
    pub n: u32,
    /// Sum of scores.
    pub right: f64,
}

/// How sure the learner and the model were, and how right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// By confidence, from guess to certain.
    pub confidence: [ConfBin; 4],
    pub model: ModelFit,
}

/// How well the model predicted this learner's answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelFit {
    pub n: u32,
    /// Sum over answers, nats.
    pub log_loss: f64,
    /// The same had the mean of the answers before been predicted each time.
    pub mean_log_loss: f64,
    /// Sum of the credit given.
    pub right: f64,
    /// By predicted chance, tenths.
    pub bins: [ModelBin; BINS],
}

/// The answers for which the model predicted about the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelBin {
    pub n: u32,
    pub predicted: f64,
    pub right: f64,
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

impl ConfBin {
    /// Adds an answer to its bin among four.
    pub(super) fn count(bins: &mut [Self; 4], confidence: Confidence, score: f64) {
        let [guess, unsure, fairly, certain] = bins;
        let bin = match confidence {
            Confidence::Guess => guess,
            Confidence::Unsure => unsure,
            Confidence::Fairly => fairly,
            Confidence::Certain => certain,
        };
        bin.n += 1;
        bin.right += score;
    }
}

impl ModelFit {
    /// Adds an answer that was credited with 0..1.
    pub(super) fn count(&mut self, params: &FitParams, predicted: f64, credit: f64) {
        let weight = params.mean_weight;
        let mean = (self.right + weight / 2.0) / (f64::from(self.n) + weight);
        self.log_loss += log_loss(params, predicted, credit);
        self.mean_log_loss += log_loss(params, mean, credit);
        self.n += 1;
        self.right += credit;
        let at = (predicted * BINS as f64) as usize;
        if let Some(bin) = self.bins.get_mut(at.min(BINS - 1)) {
            bin.n += 1;
            bin.predicted += predicted;
            bin.right += credit;
        }
    }
}

/// Of one answer, nats: -(y ln p + (1 - y) ln(1 - p)), with p kept off 0 and 1.
pub fn log_loss(params: &FitParams, predicted: f64, credit: f64) -> f64 {
    let p = predicted.clamp(params.clip, 1.0 - params.clip);
    -(credit * p.ln() + (1.0 - credit) * (1.0 - p).ln())
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

    #[test]
    fn the_model_is_judged_against_a_running_mean() {
        let params = FitParams::default();
        let mut fit = ModelFit::default();
        for (predicted, credit) in [(0.9, 1.0), (0.8, 1.0), (0.1, 0.0), (1.0, 0.0)] {
            fit.count(&params, predicted, credit);
        }
        let ln = f64::ln;
        let expected = -(ln(0.9) + ln(0.8) + ln(0.9) + ln(0.001));
        assert!((fit.log_loss - expected).abs() < 1e-9);
        // Laplace's rule of succession: 1/2, 2/3, 1/4, 2/5.
        let expected = -(ln(0.5) + ln(2.0 / 3.0) + ln(0.25) + ln(0.4));
        assert!((fit.mean_log_loss - expected).abs() < 1e-9);
        let counts = fit.bins.map(|it| it.n);
        assert_eq!(counts, [0, 1, 0, 0, 0, 0, 0, 0, 1, 2]);
    }
}
