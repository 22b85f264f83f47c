//! Parameters of the learner model fitted to one learner's own answers, and whether these would
//! have predicted them better.

use super::forgetting::{FitProgress, WINDOWS, is_better};
use super::replay::each_answer;
use super::scoring::{Patience, Problem, Sample, Watch};
use crate::event::{Event, FitTarget, ParametersFitted, Stamp};
use crate::learner::{MODEL, Params, Tunable, log_loss};

/// Answers from which a fit is worth trying; then at each doubling.
const FIRST_FIT: usize = 100;
const PATIENCE: Patience = Patience {
    steps: 8,
    // Of all answers together: far below what is noise.
    least_gain: 0.01,
};

/// What a learner answered in all decks, ready to be learned from.
#[derive(Clone, Debug)]
pub struct OwnAnswers {
    /// Of each deck, without what was undone.
    decks: Vec<Vec<Event>>,
    /// When each answer that is predicted was given, in order.
    answered: Vec<Stamp>,
}

/// What came of a fit.
#[derive(Clone, Debug)]
pub struct OwnFit {
    pub params: Params,
    /// Answers it was fitted to.
    pub answers: usize,
    /// Mean over the answers of the second half, in nats: of the parameters in use, and of those
    /// fitted to what came before each.
    pub log_loss_before: f64,
    pub log_loss_after: f64,
    /// Whether it is better by more than noise.
    pub better: bool,
}

impl OwnAnswers {
    /// From the logs of all decks, without what was undone.
    pub fn new(params: &Params, decks: Vec<Vec<Event>>) -> Self {
        let mut answered = Vec::new();
        for events in &decks {
            each_answer(params, events, |it| {
                answered.extend(it.everyday.then_some(it.stamp));
            });
        }
        answered.sort_unstable();
        Self { decks, answered }
    }

    /// How many can be learned from.
    pub fn count(&self) -> usize {
        self.answered.len()
    }

    /// How many answers the next fit takes, when the last one was tried after so many.
    pub fn next_fit(tried_at: usize) -> usize {
        FIRST_FIT.max(2 * tried_at)
    }

    /// Fits the learner's own parameters about those of everyone, and judges them against those in
    /// use by what they would have predicted; none where it was stopped.
    pub fn fit(
        &self,
        everyone: &Params,
        in_use: &Params,
        progress: &FitProgress,
    ) -> Option<OwnFit> {
        let upto = WINDOWS.map(|share| (share * self.count() as f64) as usize);
        let before = self.losses(in_use);
        let mut losses = Vec::new();
        let mut params = everyone.clone();
        for (window, until) in upto.into_iter().enumerate() {
            progress.begin(window);
            params = self.fit_to(until, everyone, &params, progress);
            if progress.is_stopped() {
                return None;
            }
            let Some(&next) = upto.get(window + 1) else {
                break;
            };
            let after = self.losses(&params);
            let pairs = before.iter().zip(&after).enumerate();
            let pairs = pairs.map(|(at, (before, after))| (at, *before, *after));
            losses.extend(pairs.take(next).skip(until));
        }
        let mean = |loss: fn(&(usize, f64, f64)) -> f64| {
            losses.iter().map(loss).sum::<f64>() / losses.len().max(1) as f64
        };
        Some(OwnFit {
            answers: self.count(),
            log_loss_before: mean(|it| it.1),
            log_loss_after: mean(|it| it.2),
            better: is_better(&losses),
            params,
        })
    }

    /// The most likely parameters after the first so many answers.
    fn fit_to(
        &self,
        until: usize,
        everyone: &Params,
        start: &Params,
        progress: &FitProgress,
    ) -> Params {
        let end = self.answered.get(until);
        let before = |events: &[Event]| match end {
            Some(end) => events.partition_point(|it| it.stamp < *end),
            None => events.len(),
        };
        let samples = self.decks.iter().filter_map(|events| {
            let events = events.get(..before(events))?;
            Some(Sample {
                events,
                weight: 1.0,
            })
        });
        let problem = Problem {
            tunables: Tunable::of_one().collect(),
            prior: everyone,
            strength: 1.0,
            samples: samples.collect(),
        };
        let watch = Watch {
            stopped: progress.stopped(),
            told: &|share, _| progress.come(share),
        };
        problem.solve(start, &PATIENCE, &watch)
    }

    /// The log loss of each answer in the order of time.
    fn losses(&self, params: &Params) -> Vec<f64> {
        let mut losses = Vec::with_capacity(self.count());
        for events in &self.decks {
            each_answer(params, events, |it| {
                if it.everyday {
                    let chance = it.learner.predict(params, it.item, it.now);
                    losses.push((it.stamp, log_loss(&params.fit, chance, it.credit)));
                }
            });
        }
        losses.sort_unstable_by_key(|it| it.0);
        losses.into_iter().map(|it| it.1).collect()
    }
}

impl OwnFit {
    /// As a fact: parameters that are no better are not kept, but that it was tried is.
    pub fn into_event(self) -> ParametersFitted {
        let value = |it: &Tunable| (it.name.to_owned(), vec![it.get(&self.params)]);
        let kept = self.better.then(|| Tunable::of_one().map(value));
        ParametersFitted {
            target: FitTarget::Model,
            values: kept.into_iter().flatten().collect(),
            model: Some(MODEL),
            responses: u32::try_from(self.answers).unwrap_or(u32::MAX),
            log_loss_before: self.log_loss_before,
            log_loss_after: self.log_loss_after,
        }
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;
    use crate::evaluation::testing::simulated;
    use crate::learner::Provenance;

    /// Someone who remembers single exercises rather than skills, far more than most.
    fn unlike() -> Params {
        let mut params = Params::default();
        params.belief.skill.sd = 0.2;
        params.belief.item.sd = 4.0;
        params.traits.growth.mean = 0.0;
        params.traits.repetition.mean = 4.0;
        params
    }

    fn fit(learner: &Params, seed: u64, answers: usize) -> OwnFit {
        let shipped = Params::default();
        let log = simulated(learner, seed, answers);
        let answers = OwnAnswers::new(&shipped, vec![log]);
        let progress = FitProgress::default();
        answers.fit(&shipped, &shipped, &progress).unwrap()
    }

    fn fits(learner: &Params, seeds: u64, answers: usize) -> Vec<OwnFit> {
        let fit = |seed| fit(learner, seed, answers);
        (0..seeds).into_par_iter().map(fit).collect()
    }

    #[test]
    fn who_differs_is_predicted_better_by_parameters_of_their_own() {
        let fits = fits(&unlike(), 12, 400);
        let better: f64 = fits
            .iter()
            .map(|it| it.log_loss_before - it.log_loss_after)
            .sum();
        assert!(better / fits.len() as f64 > 0.004, "{better}");
        let kept: Vec<&OwnFit> = fits.iter().filter(|it| it.better).collect();
        assert!(kept.len() >= 4, "{}", kept.len());
        for it in kept {
            let sd = it.params.belief.item.sd;
            assert!(sd > 1.2 * Params::default().belief.item.sd, "{sd}");
            assert_eq!(it.params.belief.provenance, Provenance::Fitted);
        }
    }

    /// Of 200 such learners the fit was kept with 4.5 %.
    #[test]
    fn who_does_not_differ_keeps_the_parameters_of_everyone() {
        let fits = fits(&Params::default(), 12, 100);
        let kept = fits.iter().filter(|it| it.better).count();
        assert!(kept <= 1, "{kept}");
        for it in fits {
            let kept = it.better;
            let event = it.into_event();
            assert_eq!(event.values.is_empty(), !kept);
            assert_eq!((event.responses, event.model), (100, Some(MODEL)));
        }
    }

    #[test]
    fn answers_of_all_decks_count_in_the_order_of_time() {
        let shipped = Params::default();
        let log = simulated(&shipped, 1, 120);
        let (even, odd): (Vec<_>, Vec<_>) = log.into_iter().partition(|it| it.now.day.0 % 4 == 0);
        let answers = OwnAnswers::new(&shipped, vec![odd, even]);
        assert_eq!(answers.count(), 120);
        assert!(answers.answered.is_sorted());
        let until = answers.answered[60];
        let decks = answers.decks.iter().flatten();
        let before = decks.filter(|it| it.stamp < until).count();
        assert_eq!(
            before,
            2 * 60 + 1,
            "each answer has its item version before it"
        );
        let fit = answers.fit(&shipped, &shipped, &FitProgress::default());
        assert_eq!(fit.unwrap().answers, 120);
    }

    #[test]
    fn a_fit_that_was_stopped_tells_nothing() {
        let shipped = Params::default();
        let answers = OwnAnswers::new(&shipped, vec![simulated(&shipped, 1, 100)]);
        let progress = FitProgress::default();
        progress.stop();
        assert!(answers.fit(&shipped, &shipped, &progress).is_none());
    }

    #[test]
    fn a_fit_is_tried_at_a_hundred_and_at_each_doubling() {
        let next = [0, 60, 100, 203, 400].map(OwnAnswers::next_fit);
        assert_eq!(next, [100, 120, 200, 406, 800]);
    }
}
