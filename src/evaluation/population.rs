//! Parameters for everyone, fitted to the answers of many learners.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::History;
use super::replay::each_answer;
use super::scoring::{Patience, Problem, Sample, Watch};
use crate::core::Random;
use crate::learner::{Params, Tunable};

/// The prior about the start, in nats of mean log loss: what nothing tells of stays where it is,
/// and one standard deviation off costs half of this.
const RIDGE: f64 = 1e-4;
/// The first steps are taken on so many answers of each set, of learners drawn by a fixed seed,
const SAMPLED: usize = 20_000;
const SEED: u64 = 1;
/// the last ones on all.
const FIRST: Patience = Patience {
    steps: 8,
    least_gain: 1e-4,
};
const LAST: Patience = Patience {
    steps: 5,
    least_gain: 2e-6,
};
/// Digits that are kept of each value.
const DIGITS: i32 = 4;

/// The answers of one file.
pub struct AnswerSet {
    histories: Vec<History>,
    answers: usize,
}

/// What came of a fit to several sets.
#[derive(Clone, Debug)]
pub struct PopulationFit {
    pub params: Params,
    /// Of each set: mean log loss with the parameters of before, and with these.
    pub losses: Vec<(f64, f64)>,
    /// Whether it was stopped: then these are the best so far.
    pub stopped: bool,
}

impl AnswerSet {
    pub fn new(histories: Vec<History>, answers: usize) -> Self {
        Self { histories, answers }
    }

    /// Fits all tunables of everyone so that the mean over sets of the mean log loss is least: each
    /// set counts the same, however many answers it holds. `told` hears which share is done, and
    /// the loss as it stands.
    pub fn fit(
        sets: &[Self],
        start: &Params,
        stopped: &AtomicBool,
        told: &(dyn Fn(f64, f64) + Sync),
    ) -> PopulationFit {
        let drawn: Vec<Vec<&History>> = sets.iter().map(Self::drawn).collect();
        let all: Vec<Vec<&History>> = sets
            .iter()
            .map(|it| it.histories.iter().collect())
            .collect();
        let weight = |stage: &[Vec<&History>], patience: &Patience| {
            let events = stage.iter().flatten().map(|it| it.events.len());
            (events.sum::<usize>() * patience.steps) as f64
        };
        let (first, last) = (weight(&drawn, &FIRST), weight(&all, &LAST));
        let watch_first = |share: f64, loss: f64| told(share * first / (first + last), loss);
        let watch_last =
            |share: f64, loss: f64| told((first + share * last) / (first + last), loss);
        let stages: [(_, _, &(dyn Fn(f64, f64) + Sync)); 2] =
            [(drawn, FIRST, &watch_first), (all, LAST, &watch_last)];
        let mut params = start.clone();
        for (histories, patience, told) in stages {
            let problem = Problem {
                tunables: Tunable::of_everyone().collect(),
                prior: start,
                strength: RIDGE,
                samples: samples(&histories),
            };
            params = problem.solve(&params, &patience, &Watch { stopped, told });
        }
        round(start, &mut params);
        let losses = sets.iter().map(|it| (it.loss(start), it.loss(&params)));
        PopulationFit {
            losses: losses.collect(),
            params,
            stopped: stopped.load(Ordering::Relaxed),
        }
    }

    pub fn learners(&self) -> usize {
        self.histories.len()
    }

    pub fn answers(&self) -> usize {
        self.answers
    }

    /// Mean log loss over its answers, nats.
    fn loss(&self, params: &Params) -> f64 {
        let histories: Vec<&History> = self.histories.iter().collect();
        let problem = Problem {
            tunables: Vec::new(),
            prior: params,
            strength: 0.0,
            samples: samples(&[histories]),
        };
        problem.loss(params)
    }

    /// Learners with together about as many answers as the first steps take.
    fn drawn(&self) -> Vec<&History> {
        let mut random = Random::seeded(SEED);
        let mut all: Vec<(u64, &History)> = self
            .histories
            .iter()
            .map(|it| (random.bits(), it))
            .collect();
        all.sort_unstable_by_key(|it| it.0);
        let mut events = 0;
        let few = all.into_iter().take_while(|(_, it)| {
            let enough = events >= SAMPLED;
            events += it.events.len();
            !enough
        });
        few.map(|(_, it)| it).collect()
    }
}

/// All histories, each answer weighed so that every set counts the same.
fn samples<'a>(sets: &[Vec<&'a History>]) -> Vec<Sample<'a>> {
    let each = |set: &Vec<&'a History>| {
        let answers: usize = set.par_iter().map(|it| predicted(it)).sum();
        let weight = 1.0 / (sets.len() * answers.max(1)) as f64;
        let samples = set.iter().map(|it| Sample {
            events: &it.events,
            weight,
        });
        samples.collect::<Vec<_>>()
    };
    sets.iter().flat_map(each).collect()
}

/// How many answers are predicted.
fn predicted(history: &History) -> usize {
    let mut count = 0;
    each_answer(&Params::default(), &history.events, |it| {
        count += usize::from(it.everyday);
    });
    count
}

/// Leaves of each value that has changed as many digits as mean anything.
fn round(start: &Params, params: &mut Params) {
    for tunable in Tunable::of_everyone() {
        let value = tunable.get(params);
        if value != 0.0 && value != tunable.get(start) {
            let places = DIGITS - 1 - value.abs().log10().floor() as i32;
            let scale = 10_f64.powi(places);
            tunable.set(params, (value * scale).round() / scale);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::testing::simulated;
    use crate::learner::Provenance;

    fn set(params: &Params, learners: u64, answers: usize) -> AnswerSet {
        let one = |seed: u64| History {
            learner: seed.to_string(),
            events: simulated(params, seed, answers),
        };
        let histories = (0..learners).into_par_iter().map(one).collect();
        AnswerSet::new(histories, learners as usize * answers)
    }

    fn told(_: f64, _: f64) {}

    #[test]
    fn learners_unlike_those_before_are_predicted_better_after_a_fit() {
        let start = Params::default();
        let mut unlike = start.clone();
        unlike.response.slip = 0.25;
        let set = set(&unlike, 8, 40);
        let fit = AnswerSet::fit(&[set], &start, &AtomicBool::new(false), &told);
        let (before, after) = fit.losses[0];
        assert!(after < before - 0.02, "{before} {after}");
        assert!(fit.params.response.slip > start.response.slip + 0.05);
        assert_eq!(fit.params.response.provenance, Provenance::Fitted);
        // No answer was fast or came after a lesson.
        assert_eq!(fit.params.pace, start.pace);
        assert_eq!(fit.params.teaching, start.teaching);
    }

    #[test]
    fn a_set_counts_the_same_however_long_it_is() {
        let start = Params::default();
        let [long, short] =
            [(4, 40), (1, 20)].map(|(learners, answers)| set(&start, learners, answers));
        let sets = [&long, &short].map(|it| it.histories.iter().collect());
        let samples = samples(&sets);
        let weights: Vec<f64> = samples.iter().map(|it| it.weight).collect();
        assert_eq!(
            weights,
            [
                1.0 / 320.0,
                1.0 / 320.0,
                1.0 / 320.0,
                1.0 / 320.0,
                1.0 / 40.0
            ]
        );
    }

    #[test]
    fn a_fit_that_was_stopped_leaves_what_it_has() {
        let start = Params::default();
        let set = set(&start, 2, 20);
        let fit = AnswerSet::fit(&[set], &start, &AtomicBool::new(true), &told);
        assert!(fit.stopped);
        assert_eq!(fit.params.written(""), start.written(""));
        assert_eq!(fit.losses[0].0, fit.losses[0].1);
    }

    #[test]
    fn four_digits_are_kept() {
        let start = Params::default();
        let mut params = start.clone();
        params.belief.ability.drift = 0.001_234_567;
        params.traits.growth.mean = 1.234_567;
        round(&start, &mut params);
        assert_eq!(params.belief.ability.drift, 0.001_235);
        assert_eq!(params.traits.growth.mean, 1.235);
    }
}
