//! The coach's own record on this learner: what it expected, and what came.

use chrono::Datelike;

use super::judge::Judge;
use super::scene::{ConfidenceRow, DriftNote, Interval, PredictionRow, Reliability};
use super::words::percent;
use crate::core::{Confidence, StudyDay};
use crate::learner::{Calibration, ConfBin, Drift, ModelBin, Record, Week};
use crate::session::Session;

/// Answers from which the record means something.
const ENOUGH: u32 = 30;
/// Up to so many weeks are told week by week, more of them by the month; no more rows than these.
const PERIODS: usize = 8;

pub(super) fn reliability(session: &Session) -> Reliability {
    let calibration = &session.learner.calibration;
    let judge = Judge::of(session);
    let all = &calibration.model.all;
    let mean = |sum: f64| (all.n > 0).then(|| sum / f64::from(all.n));
    let gain = gain(all, session.params.bands.interval);
    Reliability {
        predictions: all.n,
        log_loss: mean(all.log_loss),
        running_mean_log_loss: mean(all.mean_log_loss),
        gain,
        by_confidence: by_confidence(calibration, &judge),
        by_chance: by_chance(calibration, &judge),
        periods: periods(&calibration.weeks)
            .into_iter()
            .filter_map(|it| prediction_row(&judge, it.words, &it.model))
            .collect(),
        drift: drift_note(session),
        sentence: sentence(all, gain),
        numbers: numbers(all, gain),
    }
}

/// A note where the predictions are off lately.
pub(super) fn drift_note(session: &Session) -> Option<DriftNote> {
    let drift = session.learner.calibration.drift(&session.params.fit)?;
    Some(DriftNote {
        answers: drift.n,
        expected: drift.expected,
        right: drift.right,
        sentence: drift_sentence(&drift),
    })
}

fn drift_sentence(drift: &Drift) -> String {
    let (much, high) = if drift.errors < 0.0 {
        ("much", "high")
    } else {
        ("little", "low")
    };
    format!(
        "Lately I expect too {much} of you: of the last {} answers I expected {:.0} right alone, \
         and {:.0} were. My numbers are too {high} at the moment; they will follow.",
        drift.n, drift.expected, drift.right
    )
}

fn gain(all: &Record, deviations: f64) -> Option<Interval> {
    let (mean, error) = all.gain()?;
    let off = deviations * error;
    Some(Interval {
        mean,
        low: mean - off,
        high: mean + off,
    })
}

fn sentence(all: &Record, gain: Option<Interval>) -> String {
    let Some(gain) = gain.filter(|_| all.n >= ENOUGH) else {
        return format!(
            "{} of {ENOUGH} answers needed before I can tell how well my predictions hold for you.",
            all.n
        );
    };
    if gain.low > 0.0 {
        let of = |gain: f64| gain * f64::from(all.n) / all.mean_log_loss;
        let less = Interval {
            mean: of(gain.mean),
            low: of(gain.low),
            high: of(gain.high),
        };
        format!(
            "On the whole my predictions hold: your answers surprise me less than your plain average \
             would, by {}.",
            less.compact()
        )
    } else if gain.high < 0.0 {
        "Your plain average predicts you better than I do so far: take my numbers with care."
            .to_owned()
    } else {
        format!(
            "After {} answers I cannot tell whether I predict you better than your plain average \
             does: take my numbers with care.",
            all.n
        )
    }
}

fn numbers(all: &Record, gain: Option<Interval>) -> Option<String> {
    let gain = gain.filter(|_| all.n >= ENOUGH)?;
    let mean = |sum: f64| sum / f64::from(all.n);
    let numbers = format!(
        "Over {} predictions my log loss is {:.2}; predicting your average so far each time would \
         have {:.2}. Less is better; the difference is {:.2}, {:.2} to {:.2}. I expected {:.0} \
         right alone, and {:.0} were.",
        all.n,
        mean(all.log_loss),
        mean(all.mean_log_loss),
        gain.mean,
        gain.low,
        gain.high,
        all.predicted,
        all.right
    );
    // A minus, where the difference may be none.
    Some(numbers.replace('-', "−"))
}

fn by_confidence(calibration: &Calibration, judge: &Judge) -> Vec<ConfidenceRow> {
    Confidence::ALL
        .into_iter()
        .zip(calibration.confidence)
        .map(|(confidence, bin)| ConfidenceRow {
            confidence,
            answers: bin.n,
            right: bin.right,
            share: judge.share(bin.right, bin.n),
        })
        .collect()
}

fn by_chance(calibration: &Calibration, judge: &Judge) -> Vec<PredictionRow> {
    let bins = &calibration.model.bins;
    let row = |(at, bin): (usize, &ModelBin)| {
        let edge = |at: usize| percent(at as f64 / bins.len() as f64);
        Some(PredictionRow {
            words: format!("{}–{} %", edge(at), edge(at + 1)),
            answers: bin.n,
            expected: bin.predicted,
            right: bin.right,
            share: judge.share(bin.right, bin.n)?,
        })
    };
    bins.iter().enumerate().filter_map(row).collect()
}

fn prediction_row(judge: &Judge, words: String, it: &Record) -> Option<PredictionRow> {
    Some(PredictionRow {
        words,
        answers: it.n,
        expected: it.predicted,
        right: it.right,
        share: judge.share(it.right, it.n)?,
    })
}

/// Answers of a week, or of the weeks that began in a month.
pub(super) struct Span {
    pub from: StudyDay,
    pub words: String,
    pub confidence: [ConfBin; 4],
    pub model: Record,
}

/// The latest weeks or, where these are many, the latest months; the earliest first.
pub(super) fn periods(weeks: &[Week]) -> Vec<Span> {
    let monthly = weeks.len() > PERIODS;
    let mut spans: Vec<Span> = Vec::new();
    for week in weeks {
        let date = week.start.date();
        let same_month = |it: &&mut Span| {
            let from = it.from.date();
            monthly && (from.year(), from.month()) == (date.year(), date.month())
        };
        if let Some(span) = spans.last_mut().filter(same_month) {
            span.model = span.model.plus(week.model);
            for (sum, bin) in span.confidence.iter_mut().zip(week.confidence) {
                *sum = sum.plus(bin);
            }
        } else {
            let form = if monthly { "%B" } else { "%-d %b" };
            spans.push(Span {
                from: week.start,
                words: date.format(form).to_string(),
                confidence: week.confidence,
                model: week.model,
            });
        }
    }
    spans.split_off(spans.len().saturating_sub(PERIODS))
}

#[cfg(test)]
mod tests;
