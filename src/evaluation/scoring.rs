//! Parameters that predict answers best: Fisher scoring over replays.
//!
//! The chance of each answer is differentiated by running its learner's history again with each
//! parameter moved a little. That gives the gradient of the log loss and, for nothing, the Fisher
//! information of the answers, so a handful of steps do what a general optimizer, which sees the
//! gradient only, needs dozens for.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use super::replay::each_answer;
use crate::event::Event;
use crate::learner::{Params, Tunable, log_loss};

/// By how much a parameter is moved, on its scale, to see what comes of it.
const NUDGE: f64 = 1e-4;
/// No parameter moves further in one step.
const LONGEST_STEP: f64 = 1.5;
/// A step that does not help is halved so many times.
const HALVINGS: usize = 4;

/// Answers of one learner, and how much each of them counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample<'a> {
    pub events: &'a [Event],
    pub weight: f64,
}

/// What is fitted to what.
pub(super) struct Problem<'a> {
    pub tunables: Vec<&'static Tunable>,
    /// What holds a priori: each tunable is normal about its value here,
    pub prior: &'a Params,
    /// with its own standard deviation and so many times the precision.
    pub strength: f64,
    pub samples: Vec<Sample<'a>>,
}

/// When to stop.
pub(super) struct Patience {
    pub steps: usize,
    /// A step that gains less was the last one.
    pub least_gain: f64,
}

/// Who looks on, and may stop it. Stopped, it gives the best so far.
pub(super) struct Watch<'a> {
    pub stopped: &'a AtomicBool,
    /// Told which share of the steps has been done, and the objective as it stands.
    pub told: &'a (dyn Fn(f64, f64) + Sync),
}

/// Gradient and information at a place.
struct Slopes {
    loss: f64,
    gradient: DVector<f64>,
    information: DMatrix<f64>,
}

impl Problem<'_> {
    /// The parameters that make the weighted loss, with what the prior holds against them, least.
    pub fn solve(&self, start: &Params, patience: &Patience, watch: &Watch) -> Params {
        let mut at = self.place(start);
        let replays = AtomicUsize::new(0);
        let each = self.samples.len() * (self.tunables.len() + 2);
        let total = (each * patience.steps).max(1) as f64;
        let mut now = f64::NAN;
        for step in 0..patience.steps {
            let tell = |loss: f64| {
                let done = step * each + replays.load(Ordering::Relaxed).min(each);
                (watch.told)(done as f64 / total, loss);
            };
            replays.store(0, Ordering::Relaxed);
            let replayed = |count: usize| {
                replays.fetch_add(count, Ordering::Relaxed);
                tell(now);
            };
            let slopes = self.slopes(start, &at, watch.stopped, &replayed);
            let Some(slopes) = slopes.filter(|_| !watch.stopped.load(Ordering::Relaxed)) else {
                break;
            };
            let before = slopes.loss + self.held_against(&at);
            now = before;
            let Some(mut by) = self.step(&at, &slopes) else {
                break;
            };
            let mut gained = 0.0;
            for _ in 0..HALVINGS {
                let tried = &at + &by;
                let after = self.loss(&self.params(start, &tried)) + self.held_against(&tried);
                if after < before {
                    gained = before - after;
                    now = after;
                    at = tried;
                    break;
                }
                by /= 2.0;
            }
            tell(now);
            if gained < patience.least_gain {
                break;
            }
        }
        self.params(start, &at)
    }

    /// The weighted sum of the log loss of all answers.
    pub fn loss(&self, params: &Params) -> f64 {
        let of_one = |sample: &Sample| {
            let chances = chances(params, sample.events);
            let losses = chances.iter().map(|&(p, y)| log_loss(&params.fit, p, y));
            sample.weight * losses.sum::<f64>()
        };
        sum_in_order(self.samples.par_iter().map(of_one))
    }

    fn place(&self, params: &Params) -> DVector<f64> {
        let places = self.tunables.iter().map(|it| it.scaled(params));
        DVector::from_iterator(self.tunables.len(), places)
    }

    fn params(&self, start: &Params, at: &DVector<f64>) -> Params {
        let mut params = start.clone();
        for (tunable, place) in self.tunables.iter().zip(at.iter()) {
            tunable.set_scaled(&mut params, *place);
        }
        params
    }

    fn precision(&self, tunable: &Tunable) -> f64 {
        self.strength / (tunable.sd * tunable.sd)
    }

    /// Half the squared distance from the prior.
    fn held_against(&self, at: &DVector<f64>) -> f64 {
        let off = at - self.place(self.prior);
        let squares = self.tunables.iter().zip(off.iter());
        let sum: f64 = squares
            .map(|(it, off)| self.precision(it) * off * off)
            .sum();
        sum / 2.0
    }

    fn step(&self, at: &DVector<f64>, slopes: &Slopes) -> Option<DVector<f64>> {
        let precisions = self.tunables.iter().map(|it| self.precision(it));
        let precisions = DVector::from_iterator(self.tunables.len(), precisions);
        let off = at - self.place(self.prior);
        let gradient = &slopes.gradient + precisions.component_mul(&off);
        let information = &slopes.information + DMatrix::from_diagonal(&precisions);
        let step = -information.cholesky()?.solve(&gradient);
        let longest = step.amax();
        Some(step * (LONGEST_STEP / longest.max(LONGEST_STEP)))
    }

    fn slopes(
        &self,
        start: &Params,
        at: &DVector<f64>,
        stopped: &AtomicBool,
        replayed: &(dyn Fn(usize) + Sync),
    ) -> Option<Slopes> {
        let here = self.params(start, at);
        let nudged: Vec<Params> = (0..at.len())
            .map(|k| {
                let mut there = at.clone();
                there[k] += NUDGE;
                self.params(start, &there)
            })
            .collect();
        let of_one = |sample: &Sample| {
            if stopped.load(Ordering::Relaxed) {
                return None;
            }
            let slopes = slopes(&here, &nudged, *sample);
            replayed(nudged.len() + 1);
            Some(slopes)
        };
        let all: Vec<Option<Slopes>> = self.samples.par_iter().map(of_one).collect();
        let nothing = Slopes::nothing(at.len());
        all.into_iter()
            .try_fold(nothing, |sum, one| Some(sum.plus(one?)))
    }
}

impl Slopes {
    fn nothing(count: usize) -> Self {
        Self {
            loss: 0.0,
            gradient: DVector::zeros(count),
            information: DMatrix::zeros(count, count),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            loss: self.loss + other.loss,
            gradient: self.gradient + other.gradient,
            information: self.information + other.information,
        }
    }
}

fn slopes(here: &Params, nudged: &[Params], sample: Sample) -> Slopes {
    let clip = here.fit.clip;
    let answers = chances(here, sample.events);
    let moved = nudged.iter().map(|it| chances(it, sample.events));
    let moved: Vec<Vec<(f64, f64)>> = moved.collect();
    let mut sum = Slopes::nothing(nudged.len());
    let mut slope = DVector::zeros(nudged.len());
    for (at, &(chance, credit)) in answers.iter().enumerate() {
        let p = chance.clamp(clip, 1.0 - clip);
        for (slope, moved) in slope.iter_mut().zip(&moved) {
            let there = moved.get(at).map_or(chance, |it| it.0);
            *slope = (there - chance) / NUDGE;
        }
        let spread = p * (1.0 - p);
        sum.loss += sample.weight * log_loss(&here.fit, chance, credit);
        sum.gradient
            .axpy(sample.weight * (p - credit) / spread, &slope, 1.0);
        sum.information
            .ger(sample.weight / spread, &slope, &slope, 1.0);
    }
    sum
}

/// Of each everyday answer what was predicted, and what it was worth.
fn chances(params: &Params, events: &[Event]) -> Vec<(f64, f64)> {
    let mut chances = Vec::with_capacity(events.len());
    each_answer(params, events, |asked| {
        if asked.everyday {
            let chance = asked.learner.predict(params, asked.item, asked.now);
            chances.push((chance, asked.credit));
        }
    });
    chances
}

/// In the order of the samples, so that it comes out the same however many threads there are.
fn sum_in_order(numbers: impl IndexedParallelIterator<Item = f64>) -> f64 {
    numbers.collect::<Vec<f64>>().into_iter().sum()
}
