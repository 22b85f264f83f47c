//! Answers of many learners, each predicted by everything that is compared before it was seen.

use std::borrow::Borrow;

use rayon::prelude::*;
use serde::Serialize;

use super::baselines::{Baseline, Bkt, Elo, ItemMemory, RunningMean};
use super::replay::{Asked, History, each_answer};
use crate::core::StudyDay;
use crate::learner::Params;

/// What predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Predictor {
    /// The learner model, as the app runs it.
    Model,
    RunningMean,
    Elo,
    /// Bayesian knowledge tracing with forgetting.
    Bkt,
    /// The learner model's belief, as if nothing faded.
    BeliefAlone,
    /// FSRS-6 of the item, as if nothing but the item were known.
    MemoryAlone,
    /// The two multiplied.
    Product,
}

impl Predictor {
    /// What has something to say of every answer.
    pub const ALWAYS: &[Self] = &[Self::Model, Self::RunningMean, Self::Elo, Self::Bkt];
    /// And of answers to items that were met before.
    pub const MET_AGAIN: &[Self] = &[
        Self::Model,
        Self::RunningMean,
        Self::Elo,
        Self::Bkt,
        Self::BeliefAlone,
        Self::MemoryAlone,
        Self::Product,
    ];
}

/// So many learners are drawn one by one; more in as many groups.
const MOST_DRAWN: usize = 5000;

/// Over what is resampled to see how far the figures could be chance: what can be taken to be
/// independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Resampled {
    Learners,
    /// Of very many. Groups of what is independent are independent too and vary by as much, so the
    /// intervals come out as wide; and what is drawn stays in the processor's cache.
    GroupsOfLearners,
    /// Where all is one learner's. The days of one learner are not quite independent: the intervals
    /// are then rather too narrow.
    StudyDays,
}

impl Resampled {
    /// What fits so many learners.
    pub fn among(learners: usize) -> Self {
        match learners {
            0 | 1 => Self::StudyDays,
            2..=MOST_DRAWN => Self::Learners,
            _ => Self::GroupsOfLearners,
        }
    }

    /// What an answer is drawn with: a number, not yet dense.
    fn unit(self, learner: usize, day: StudyDay) -> u32 {
        match self {
            Self::Learners => learner as u32,
            Self::GroupsOfLearners => (learner % MOST_DRAWN) as u32,
            Self::StudyDays => day.0.cast_unsigned(),
        }
    }
}

/// An answer, and what was predicted of it. In single precision: there may be millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foretold {
    /// With what it is resampled.
    pub unit: u32,
    /// What it was worth, 0..1.
    pub credit: f32,
    /// How many of the learner's answers were predicted before this one.
    pub before: u32,
    /// Days since the item was last met; none where it is new.
    pub gap_days: Option<f32>,
    model: f32,
    running_mean: f32,
    elo: f32,
    bkt: f32,
    belief: f32,
    /// Certain where the item was never answered before.
    memory: f32,
}

impl Foretold {
    /// Chance of a right answer, 0..1.
    pub fn chance(&self, predictor: Predictor) -> f32 {
        match predictor {
            Predictor::Model => self.model,
            Predictor::RunningMean => self.running_mean,
            Predictor::Elo => self.elo,
            Predictor::Bkt => self.bkt,
            Predictor::BeliefAlone => self.belief,
            Predictor::MemoryAlone => self.memory,
            Predictor::Product => self.belief * self.memory,
        }
    }
}

/// Answers that were predicted.
pub struct Answers {
    pub(super) foretold: Vec<Foretold>,
    pub(super) histories: usize,
    pub(super) units: usize,
    pub(super) resampled: Resampled,
}

impl Answers {
    /// Replays histories, each apart from the others; the result is the same however many
    /// threads do it.
    pub fn foretell<H: Borrow<History> + Send>(
        params: &Params,
        histories: impl IndexedParallelIterator<Item = H>,
        resampled: Resampled,
    ) -> Self {
        let count = histories.len();
        let published = Params::default();
        let mut foretold: Vec<Foretold> = histories
            .enumerate()
            .flat_map_iter(|(at, history)| {
                foretell(params, &published, at, history.borrow(), resampled)
            })
            .collect();
        let units = number_densely(&mut foretold);
        Self {
            foretold,
            histories: count,
            units,
            resampled,
        }
    }
}

fn foretell(
    params: &Params,
    published: &Params,
    at: usize,
    history: &History,
    resampled: Resampled,
) -> Vec<Foretold> {
    let mut mean = RunningMean::new(&params.fit);
    let mut elo = Elo::default();
    let mut bkt = Bkt::default();
    let mut memory = ItemMemory::new(published);
    let mut foretold = Vec::new();
    each_answer(params, &history.events, |asked| {
        let &Asked {
            item, now, credit, ..
        } = asked;
        if asked.everyday {
            foretold.push(Foretold {
                unit: resampled.unit(at, now.day),
                credit: credit as f32,
                before: foretold.len() as u32,
                gap_days: asked.gap_days.map(|it| it as f32),
                model: asked.learner.predict(params, item, now) as f32,
                running_mean: mean.predict(item) as f32,
                elo: elo.predict(item) as f32,
                bkt: bkt.predict(item) as f32,
                belief: asked.learner.predict_unfaded(params, item, now) as f32,
                memory: memory.recall(&item.item, now).unwrap_or(1.0) as f32,
            });
        }
        mean.learn(item, credit);
        elo.learn(item, credit);
        bkt.learn(item, credit);
        memory.learn(&item.item, credit >= params.help.full_score, now);
    });
    foretold
}

/// Numbers the units from 0 without gaps, and says how many there are.
fn number_densely(foretold: &mut [Foretold]) -> usize {
    let mut units: Vec<u32> = foretold.iter().map(|it| it.unit).collect();
    units.sort_unstable();
    units.dedup();
    foretold.par_iter_mut().for_each(|it| {
        it.unit = units.partition_point(|&unit| unit < it.unit) as u32;
    });
    units.len()
}
