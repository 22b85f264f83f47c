//! The figures, and the intervals about them.

use rayon::prelude::*;
use serde::Serialize;

use super::answers::{Answers, Foretold, Predictor, Resampled};
use super::bootstrap::{AT_ONCE, Draws, FEWEST_UNITS, Interval, RESAMPLES, WALKS};
use super::metrics::{BINS, Ranking, Scores, bin};
use crate::learner::FitParams;

/// The answers of one learner that count as the first.
const FIRST: u32 = 20;
/// Days after which an item is met again rather than still.
const AGAIN_DAYS: f32 = 0.5;
const LATER_DAYS: f32 = 3.0;

/// How well answers were predicted.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub answers: usize,
    /// Learners, or decks of one learner.
    pub histories: usize,
    /// What was resampled for the intervals, and how many there are of it.
    pub resampled: Resampled,
    pub units: usize,
    /// How often; 0 where there is too little for intervals.
    pub resamples: usize,
    /// Those that hold any answers.
    pub parts: Vec<Part>,
}

/// Some of the answers, and how well they were predicted.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub of: PartOf,
    pub answers: usize,
    /// The learner model first.
    pub measured: Vec<Measured>,
    /// How much better the learner model predicts than each of the others.
    pub gains: Vec<Gain>,
    /// Of the learner model: by predicted chance, the bins that are not empty.
    pub reliability: Vec<Bin>,
}

/// Which of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOf {
    All,
    /// The first 20 of each learner.
    First,
    /// To items met again after half a day or more.
    MetAgain,
    /// The same after three days or more.
    MetLater,
}

/// How well one thing predicted.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    pub predictor: Predictor,
    /// Nats.
    pub log_loss: Figure,
    pub auc: Figure,
    pub rmse: Figure,
    pub ece: Figure,
}

/// The log loss of another, less that of the learner model, in the same resamples: above 0 the
/// learner model predicts better.
#[derive(Clone, Debug, Serialize)]
pub struct Gain {
    pub over: Predictor,
    /// Nats.
    pub log_loss: Figure,
}

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// None where it is not defined.
    pub value: Option<f64>,
    pub interval: Option<Interval>,
}

/// The answers for which about the same chance was predicted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Chances from here
    pub from: f64,
    /// to here.
    pub to: f64,
    pub answers: usize,
    /// The mean of what was predicted, 0..1.
    pub predicted: f64,
    /// The mean of what the answers were worth, 0..1.
    pub right: f64,
}

impl PartOf {
    pub const ALL: [Self; 4] = [Self::All, Self::First, Self::MetAgain, Self::MetLater];

    fn holds(self, answer: &Foretold) -> bool {
        let after = |days| answer.gap_days.is_some_and(|gap| gap >= days);
        match self {
            Self::All => true,
            Self::First => answer.before < FIRST,
            Self::MetAgain => after(AGAIN_DAYS),
            Self::MetLater => after(LATER_DAYS),
        }
    }

    fn predictors(self) -> &'static [Predictor] {
        match self {
            Self::All | Self::First => Predictor::ALWAYS,
            Self::MetAgain | Self::MetLater => Predictor::MET_AGAIN,
        }
    }
}

impl Report {
    /// Calls `walked` after each of the [`WALKS`] that make up the resamples.
    pub fn of(params: &FitParams, answers: &Answers, walked: impl Fn() + Sync) -> Self {
        let parts: Vec<Ranked> = PartOf::ALL
            .into_iter()
            .map(|of| Ranked::new(params, of, answers))
            .filter(|part| !part.answers.is_empty())
            .collect();
        let enough = answers.units >= FEWEST_UNITS;
        let walks: Vec<Vec<Walk>> = (0..if enough { WALKS } else { 0 })
            .into_par_iter()
            .map(|walk| {
                let draws = Draws::of(answers.units, walk);
                let walk = parts.iter().map(|part| part.walk(&draws)).collect();
                walked();
                walk
            })
            .collect();
        let parts = parts.iter().enumerate();
        Self {
            answers: answers.foretold.len(),
            histories: answers.histories,
            resampled: answers.resampled,
            units: answers.units,
            resamples: if enough { RESAMPLES } else { 0 },
            parts: parts
                .map(|(at, part)| {
                    let walks: Vec<&Walk> = walks.iter().filter_map(|it| it.get(at)).collect();
                    part.report(&walks)
                })
                .collect(),
        }
    }
}

/// The scores of each predictor in each of the resamples of one walk.
type Walk = Vec<[Scores; AT_ONCE]>;

/// Some of the answers, in the order in which each predictor puts them.
struct Ranked<'a> {
    of: PartOf,
    answers: Vec<&'a Foretold>,
    rankings: Vec<(Predictor, Ranking)>,
}

impl<'a> Ranked<'a> {
    fn new(params: &FitParams, of: PartOf, answers: &'a Answers) -> Self {
        let held = answers.foretold.iter().filter(|it| of.holds(it));
        let answers: Vec<&Foretold> = held.collect();
        let rank = |&predictor: &Predictor| {
            let ranked = answers
                .iter()
                .map(|it| (it.unit, it.chance(predictor), it.credit));
            (predictor, Ranking::new(params, ranked))
        };
        Self {
            of,
            rankings: of.predictors().iter().map(rank).collect(),
            answers,
        }
    }

    fn walk(&self, draws: &Draws) -> Walk {
        let weights = |unit| draws.weights(unit);
        self.rankings
            .iter()
            .map(|(_, ranking)| ranking.weighted_scores(weights))
            .collect()
    }

    fn report(&self, walks: &[&Walk]) -> Part {
        let judged: Vec<Judged> = self
            .rankings
            .iter()
            .enumerate()
            .map(|(at, (predictor, ranking))| Judged {
                predictor: *predictor,
                scores: ranking.scores(),
                resampled: walks
                    .iter()
                    .filter_map(|walk| walk.get(at))
                    .flatten()
                    .copied()
                    .collect(),
            })
            .collect();
        let gains = match judged.as_slice() {
            [model, others @ ..] => others.iter().map(|it| model.gain_over(it)).collect(),
            [] => Vec::new(),
        };
        Part {
            of: self.of,
            answers: self.answers.len(),
            measured: judged.iter().map(Judged::measured).collect(),
            gains,
            reliability: reliability(&self.answers),
        }
    }
}

/// One predictor's scores on some of the answers, and in all resamples of them.
struct Judged {
    predictor: Predictor,
    scores: Scores,
    resampled: Vec<Scores>,
}

impl Judged {
    fn measured(&self) -> Measured {
        let figure = |score: fn(&Scores) -> f64| {
            Figure::new(score(&self.scores), self.resampled.iter().map(score))
        };
        Measured {
            predictor: self.predictor,
            log_loss: figure(|it| it.log_loss),
            auc: figure(|it| it.auc),
            rmse: figure(|it| it.rmse),
            ece: figure(|it| it.ece),
        }
    }

    fn gain_over(&self, other: &Self) -> Gain {
        let pairs = other.resampled.iter().zip(&self.resampled);
        Gain {
            over: other.predictor,
            log_loss: Figure::new(
                other.scores.log_loss - self.scores.log_loss,
                pairs.map(|(other, own)| other.log_loss - own.log_loss),
            ),
        }
    }
}

impl Figure {
    fn new(value: f64, resampled: impl Iterator<Item = f64>) -> Self {
        Self {
            value: Some(value).filter(|it| it.is_finite()),
            interval: Interval::around(value, resampled),
        }
    }
}

fn reliability(answers: &[&Foretold]) -> Vec<Bin> {
    let mut bins = [Bin::default(); BINS];
    for answer in answers {
        let chance = f64::from(answer.chance(Predictor::Model));
        if let Some(bin) = bins.get_mut(bin(chance)) {
            bin.answers += 1;
            bin.predicted += chance;
            bin.right += f64::from(answer.credit);
        }
    }
    let mean = |(at, bin): (usize, Bin)| Bin {
        from: at as f64 / BINS as f64,
        to: (at + 1) as f64 / BINS as f64,
        answers: bin.answers,
        predicted: bin.predicted / bin.answers as f64,
        right: bin.right / bin.answers as f64,
    };
    let bins = bins.into_iter().enumerate();
    bins.filter(|(_, it)| it.answers > 0).map(mean).collect()
}

#[cfg(test)]
mod tests;
