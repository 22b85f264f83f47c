//! How sure the learner and the model were, and how right: in all, week by week, and lately.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, unit};
use super::daily::push_bounded;
use super::params::FitParams;
use crate::core::{Confidence, StudyDay, Support};
use crate::event::Attempt;

const BINS: usize = 10;
/// Weeks that are kept: half a year of those with answers.
const WEEKS: usize = 26;
/// Predictions that are kept one by one.
const LATELY: usize = 50;

/// What the learner said of answers they counted on, and of those they did not.
pub const SURE: [Confidence; 2] = [Confidence::Fairly, Confidence::Certain];
pub const UNSURE: [Confidence; 2] = [Confidence::Guess, Confidence::Unsure];

/// How sure the learner and the model were, and how right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// By confidence, from guess to certain.
    pub confidence: [ConfBin; 4],
    pub model: ModelFit,
    /// Those with answers, the earliest first.
    pub weeks: Vec<Week>,
    /// The last predictions, the oldest first.
    pub lately: Vec<Prediction>,
}

/// How right the learner was at one confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConfBin {
    pub n: u32,
    /// Sum of scores.
    pub right: f64,
}

/// How well the model predicted this learner's answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelFit {
    pub all: Record,
    /// By predicted chance, tenths.
    pub bins: [ModelBin; BINS],
}

/// Predictions, and what came of them: sums over answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub n: u32,
    pub predicted: f64,
    /// The credit given.
    pub right: f64,
    /// Nats.
    pub log_loss: f64,
    /// The same had the mean of the answers before been predicted each time.
    pub mean_log_loss: f64,
    /// Squares of how much less the former was, answer by answer.
    pub gain_squares: f64,
}

/// The answers for which the model predicted about the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelBin {
    pub n: u32,
    pub predicted: f64,
    pub right: f64,
}

/// The answers of one week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Week {
    /// Its Monday.
    pub start: StudyDay,
    /// By confidence, from guess to certain.
    pub confidence: [ConfBin; 4],
    pub model: Record,
}

/// One answer: the chance it was given, and the credit that it got, each 0..1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    pub predicted: f64,
    pub credit: f64,
}

/// The latest predictions were, taken together, too far from what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift {
    pub n: usize,
    /// Sum of the chances.
    pub expected: f64,
    /// Sum of the credit.
    pub right: f64,
    /// Of what came above what was expected, in standard errors.
    pub errors: f64,
}

impl Calibration {
    pub(super) fn count(
        &mut self,
        params: &FitParams,
        day: StudyDay,
        attempt: &Attempt,
        answer: &Answer,
    ) {
        if let Some(said) = attempt.confidence {
            self.count_confidence(day, said, answer.score);
        }
        // Where it came partly worked, what would have come unaided could not be seen.
        if let Some(credit) = answer.credit
            && attempt.support != Support::PartlyWorked
        {
            let predicted = unit(attempt.predicted);
            self.count_prediction(params, day, Prediction { predicted, credit });
        }
    }

    /// Adds what the learner said of an answer that was scored with 0..1.
    fn count_confidence(&mut self, day: StudyDay, said: Confidence, score: f64) {
        ConfBin::count(&mut self.confidence, said, score);
        if let Some(week) = self.week_of(day) {
            ConfBin::count(&mut week.confidence, said, score);
        }
    }

    fn count_prediction(&mut self, params: &FitParams, day: StudyDay, it: Prediction) {
        let mean = self.model.all.running_mean(params);
        let own = log_loss(params, it.predicted, it.credit);
        let of_mean = log_loss(params, mean, it.credit);
        self.model.count(it, own, of_mean);
        if let Some(week) = self.week_of(day) {
            week.model.count(it, own, of_mean);
        }
        push_bounded(&mut self.lately, it, LATELY);
    }

    /// The week of a day; none for one before the earliest of as many as are kept.
    fn week_of(&mut self, day: StudyDay) -> Option<&mut Week> {
        let weekday = day.date().weekday().num_days_from_monday();
        let start = day - i32::try_from(weekday).unwrap_or(0);
        let at = match self.weeks.binary_search_by_key(&start, |it| it.start) {
            Ok(at) => at,
            Err(at) => {
                let week = Week {
                    start,
                    ..Week::default()
                };
                self.weeks.insert(at, week);
                if self.weeks.len() > WEEKS {
                    self.weeks.remove(0);
                    at.checked_sub(1)?
                } else {
                    at
                }
            }
        };
        self.weeks.get_mut(at)
    }

    /// Whether as many predictions as are kept were, taken together, further from what came than
    /// chance explains: calibration in the large over a moving window. Each answer counts as a
    /// coin with its predicted chance; partial credit varies less, so this errs on the quiet side.
    pub fn drift(&self, params: &FitParams) -> Option<Drift> {
        if self.lately.len() < LATELY {
            return None;
        }
        let sum = |of: fn(&Prediction) -> f64| self.lately.iter().map(of).sum::<f64>();
        let (expected, right) = (sum(|it| it.predicted), sum(|it| it.credit));
        let variance = sum(|it| it.predicted * (1.0 - it.predicted));
        // Where everything was certain, one surprise is not yet a drift.
        let errors = (right - expected) / variance.max(1.0).sqrt();
        (errors.abs() >= params.drift_errors).then_some(Drift {
            n: self.lately.len(),
            expected,
            right,
            errors,
        })
    }
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

    /// The answers of which one of these was said.
    pub fn sum(bins: &[Self; 4], said: [Confidence; 2]) -> Self {
        let among = Confidence::ALL.into_iter().zip(bins);
        let chosen = among.filter(|(confidence, _)| said.contains(confidence));
        chosen.fold(Self::default(), |sum, (_, bin)| sum.plus(*bin))
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            right: self.right + other.right,
        }
    }
}

impl ModelFit {
    fn count(&mut self, it: Prediction, own: f64, of_mean: f64) {
        self.all.count(it, own, of_mean);
        let at = (it.predicted * BINS as f64) as usize;
        if let Some(bin) = self.bins.get_mut(at.min(BINS - 1)) {
            bin.n += 1;
            bin.predicted += it.predicted;
            bin.right += it.credit;
        }
    }
}

impl Record {
    /// What the answers so far say of the next one.
    fn running_mean(&self, params: &FitParams) -> f64 {
        let weight = params.mean_weight;
        (self.right + weight / 2.0) / (f64::from(self.n) + weight)
    }

    /// Adds an answer, with its log loss and that of the running mean.
    fn count(&mut self, it: Prediction, own: f64, of_mean: f64) {
        self.n += 1;
        self.predicted += it.predicted;
        self.right += it.credit;
        self.log_loss += own;
        self.mean_log_loss += of_mean;
        self.gain_squares += (of_mean - own).powi(2);
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            predicted: self.predicted + other.predicted,
            right: self.right + other.right,
            log_loss: self.log_loss + other.log_loss,
            mean_log_loss: self.mean_log_loss + other.mean_log_loss,
            gain_squares: self.gain_squares + other.gain_squares,
        }
    }

    /// By how much the mean log loss is below that of the running mean, and the standard error of
    /// that: the differences of one-step predictions are taken as uncorrelated (Diebold and Mariano 1995).
    /// None below two answers.
    pub fn gain(&self) -> Option<(f64, f64)> {
        let n = f64::from(self.n);
        let mean = (self.mean_log_loss - self.log_loss) / n;
        let variance = (self.gain_squares / n - mean * mean).max(0.0) * n / (n - 1.0);
        (self.n > 1).then(|| (mean, (variance / n).sqrt()))
    }
}

/// Of one answer, nats: -(y ln p + (1 - y) ln(1 - p)), with p kept off 0 and 1.
pub fn log_loss(params: &FitParams, predicted: f64, credit: f64) -> f64 {
    let p = predicted.clamp(params.clip, 1.0 - params.clip);
    -(credit * p.ln() + (1.0 - credit) * (1.0 - p).ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::Random;
    use crate::learner::testing::{Log, item, right};

    fn monday() -> StudyDay {
        StudyDay::parse("2026-01-05").unwrap()
    }

    fn counted(answers: &[(f64, f64)]) -> Calibration {
        let mut calibration = Calibration::default();
        for &(predicted, credit) in answers {
            let it = Prediction { predicted, credit };
            calibration.count_prediction(&FitParams::default(), monday(), it);
        }
        calibration
    }

    #[test]
    fn the_model_is_judged_against_a_running_mean() {
        let answers = [(0.9, 1.0), (0.8, 1.0), (0.1, 0.0), (1.0, 0.0)];
        let fit = counted(&answers).model;
        let ln = f64::ln;
        let own = [-ln(0.9), -ln(0.8), -ln(0.9), -ln(0.001)];
        assert!((fit.all.log_loss - own.iter().sum::<f64>()).abs() < 1e-9);
        // Laplace's rule of succession: 1/2, 2/3, 1/4, 2/5.
        let running = [-ln(0.5), -ln(2.0 / 3.0), -ln(0.25), -ln(0.4)];
        assert!((fit.all.mean_log_loss - running.iter().sum::<f64>()).abs() < 1e-9);
        assert_eq!(fit.bins.map(|it| it.n), [0, 1, 0, 0, 0, 0, 0, 0, 1, 2]);

        let gains: Vec<f64> = own.iter().zip(running).map(|(own, it)| it - own).collect();
        let mean = gains.iter().sum::<f64>() / 4.0;
        let variance = gains.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / 3.0;
        let (gain, error) = fit.all.gain().unwrap();
        assert!((gain - mean).abs() < 1e-9);
        assert!((error - (variance / 4.0).sqrt()).abs() < 1e-9);
        assert_eq!(counted(&answers[..1]).model.all.gain(), None);
    }

    #[test]
    fn a_prediction_is_not_held_against_an_exercise_that_came_partly_worked() {
        let asked = item(1, &["a"]);
        let mut log = Log::default();
        let partly = Attempt {
            support: Support::PartlyWorked,
            ..right(&asked)
        };
        log.answer(&asked, partly);
        let learner = log.fold();
        assert_eq!(learner.calibration.model.all.n, 0);
        assert_eq!(learner.pace.answers, 1);
        let hinted = Attempt {
            support: Support::Hints,
            hints: 1,
            predicted: 0.8,
            ..right(&asked)
        };
        log.answer(&asked, hinted);
        let all = log.fold().calibration.model.all;
        assert_eq!((all.n, all.predicted, all.right), (1, 0.8, 1.0 / 3.0));
    }

    #[test]
    fn weeks_begin_on_monday_and_add_up() {
        let params = FitParams::default();
        let mut calibration = Calibration::default();
        let it = Prediction {
            predicted: 0.75,
            credit: 1.0,
        };
        for day in [0, 6, 7, 3] {
            calibration.count_prediction(&params, monday() + day, it);
            calibration.count_confidence(monday() + day, Confidence::Certain, 1.0);
        }
        let weeks: Vec<_> = calibration
            .weeks
            .iter()
            .map(|it| (it.start, it.model.n, it.confidence[3].n))
            .collect();
        assert_eq!(weeks, [(monday(), 3, 3), (monday() + 7, 1, 1)]);
        let sum = calibration.weeks[0].model.plus(calibration.weeks[1].model);
        assert!((sum.log_loss - calibration.model.all.log_loss).abs() < 1e-12);
        assert_eq!((sum.n, sum.predicted), (4, 3.0));
    }

    #[test]
    fn the_latest_weeks_are_kept_though_the_clock_be_set_back() {
        let mut calibration = Calibration::default();
        for week in 0..40 {
            calibration.count_confidence(monday() + 7 * week, Confidence::Unsure, 0.5);
        }
        calibration.count_confidence(monday(), Confidence::Unsure, 0.5);
        let starts: Vec<_> = calibration.weeks.iter().map(|it| it.start).collect();
        let kept: Vec<_> = (14..40).map(|week| monday() + 7 * week).collect();
        assert_eq!(starts, kept);
        assert_eq!(calibration.confidence[1].n, 41);
        let unsure = ConfBin::sum(&calibration.confidence, UNSURE);
        assert_eq!((unsure.n, unsure.right), (41, 20.5));
        assert_eq!(ConfBin::sum(&calibration.confidence, SURE).n, 0);
    }

    #[test]
    fn a_drift_is_what_was_expected_against_what_came() {
        let answers = |right: usize| -> Vec<(f64, f64)> {
            (0..50)
                .map(|at| (0.76, if at < right { 1.0 } else { 0.0 }))
                .collect()
        };
        let params = FitParams::default();
        let drift = counted(&answers(27)).drift(&params).unwrap();
        assert_eq!((drift.n, drift.right), (50, 27.0));
        assert!((drift.expected - 38.0).abs() < 1e-9);
        assert!((drift.errors + 11.0 / (50.0 * 0.76 * 0.24_f64).sqrt()).abs() < 1e-9);
        assert_eq!(counted(&answers(30)).drift(&params), None);
        assert!(counted(&answers(50)).drift(&params).unwrap().errors > 0.0);
        assert_eq!(counted(&answers(0)[..49]).drift(&params), None);
        let sure_and_once_wrong: Vec<_> = (0..50)
            .map(|at| (1.0, if at == 0 { 0.0 } else { 1.0 }))
            .collect();
        assert_eq!(counted(&sure_and_once_wrong).drift(&params), None);
    }

    /// How many of 300 learners are told of a drift within 500 answers, if each right answer
    /// comes with a chance `too_high` below the one predicted.
    fn told(too_high: f64) -> usize {
        let params = FitParams::default();
        let mut random = Random::seeded(1);
        let mut uniform = || random.bits() as f64 / u64::MAX as f64;
        let mut is_told = || {
            let mut calibration = Calibration::default();
            (0..500).any(|_| {
                let predicted = 0.35 + 0.6 * uniform();
                let credit = f64::from(u8::from(uniform() < predicted - too_high));
                let it = Prediction { predicted, credit };
                calibration.count_prediction(&params, monday(), it);
                calibration.drift(&params).is_some()
            })
        };
        (0..300).filter(|_| is_told()).count()
    }

    #[test]
    fn true_predictions_are_rarely_called_drifted_and_false_ones_nearly_always() {
        assert!((10..=30).contains(&told(0.0)), "{}", told(0.0));
        assert!(told(0.1) >= 230, "{}", told(0.1));
        assert_eq!(told(0.2), 300);
    }
}
