//! How this learner forgets: weights of FSRS fitted to their own reviews, and whether those weights
//! would have predicted them better.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fsrs::{
    CombinedProgressState, ComputeParametersInput, FSRSItem, FSRSReview, compute_parameters,
    current_retrievability,
};

use super::Ratings;
use crate::event::{FitTarget, ParametersFitted};
use crate::learner::{Forgetting, OwnForgetting, Rating};

/// Delayed reviews from which a fit is worth trying; then at each doubling.
const FIRST_FIT: usize = 400;
/// Standard errors by which a fit must predict better to be kept.
const BEYOND_NOISE: f64 = 2.0;
/// Predictions are kept this far from 0 and 1, so that one surprise is not all that counts.
const CLIP: f64 = 0.001;
/// Shares of the reviews, in time, on which each fit is made: the first two are judged by what came
/// up to the next, the last is the one to keep.
pub(super) const WINDOWS: [f64; 3] = [0.5, 0.75, 1.0];

/// What came of a fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    pub weights: Vec<f32>,
    /// Delayed reviews it was fitted to.
    pub reviews: usize,
    /// Mean over the reviews of the second half, in nats: of the weights in use, and of weights
    /// fitted to what came before each.
    pub log_loss_before: f64,
    pub log_loss_after: f64,
    /// Whether it is better by more than noise.
    pub better: bool,
}

impl Ratings {
    /// How many delayed reviews the next fit takes, when the last one was tried after so many.
    pub fn next_fit(tried_at: usize) -> usize {
        FIRST_FIT.max(2 * tried_at)
    }

    /// Fits weights, and judges them against those in use by what they would have predicted; none
    /// where it was stopped, or the reviews are too much alike to tell anything.
    pub fn fit(&self, in_use: &Forgetting, progress: &FitProgress) -> Option<Fit> {
        let upto = WINDOWS.map(|share| (share * self.delayed() as f64) as usize);
        let mut losses = Vec::new();
        let mut weights = Vec::new();
        let before = self.losses(in_use)?;
        for (window, until) in upto.into_iter().enumerate() {
            progress.begin(window);
            weights = Self::train(self.training_set(until), progress)?;
            let Some(&next) = upto.get(window + 1) else {
                break;
            };
            let after = self.losses(&Forgetting::fitted(&weights)?)?;
            let judged = self.delayed.get(until..next).unwrap_or_default();
            losses.extend(judged.iter().filter_map(|it| {
                let of = |losses: &[Vec<f64>]| losses.get(it.unit)?.get(it.at).copied();
                Some((it.unit, of(&before)?, of(&after)?))
            }));
        }
        let mean = |loss: fn(&(usize, f64, f64)) -> f64| {
            losses.iter().map(loss).sum::<f64>() / losses.len().max(1) as f64
        };
        Some(Fit {
            weights,
            reviews: self.delayed(),
            log_loss_before: mean(|it| it.1),
            log_loss_after: mean(|it| it.2),
            better: is_better(&losses),
        })
    }

    /// Weights fitted to a training set; none where it was stopped, or tells nothing.
    pub fn train(
        (train_set, card_ids): (Vec<FSRSItem>, Vec<i64>),
        progress: &FitProgress,
    ) -> Option<Vec<f32>> {
        let input = ComputeParametersInput {
            train_set,
            card_ids: Some(card_ids),
            progress: Some(progress.training.clone()),
            ..ComputeParametersInput::default()
        };
        let weights = compute_parameters(input).ok();
        weights.filter(|_| !progress.is_stopped())
    }

    /// The log loss of each rating of each unit as these weights predict it.
    fn losses(&self, forgetting: &Forgetting) -> Option<Vec<Vec<f64>>> {
        let of_unit = |reviews: &Vec<FSRSReview>| {
            let reviews = reviews.clone();
            let item = FSRSItem { reviews };
            let states = forgetting
                .fsrs()
                .historical_memory_states(item.clone(), None);
            let states = states.ok()?;
            // Before the first rating there is nothing to forget.
            let first = std::iter::once(0.0);
            let later = item.reviews.iter().skip(1).zip(states);
            let losses = later.map(|(review, state)| {
                let elapsed = review.delta_t as f32;
                let recall = current_retrievability(state, elapsed, forgetting.decay());
                let recall = f64::from(recall).clamp(CLIP, 1.0 - CLIP);
                let came_back = review.rating > Rating::Again as u32;
                -if came_back { recall } else { 1.0 - recall }.ln()
            });
            Some(first.chain(losses).collect())
        };
        self.units.iter().map(of_unit).collect()
    }
}

/// Whether the second loss is smaller by more than noise. What is of one unit is not independent of
/// each other, so the standard error is that of sums over units.
pub(super) fn is_better(losses: &[(usize, f64, f64)]) -> bool {
    let mut by_unit: BTreeMap<usize, f64> = BTreeMap::new();
    for (unit, before, after) in losses {
        *by_unit.entry(*unit).or_default() += before - after;
    }
    let gained: f64 = by_unit.values().sum();
    let noise = by_unit.values().map(|it| it * it).sum::<f64>().sqrt();
    gained > BEYOND_NOISE * noise
}

impl Fit {
    /// As a fact: weights that are no better are not kept, but that it was tried is.
    pub fn into_event(self, target: FitTarget) -> ParametersFitted {
        let weights = self.weights.into_iter().map(f64::from).collect();
        let kept = self
            .better
            .then(|| (OwnForgetting::WEIGHTS.to_owned(), weights));
        ParametersFitted {
            target,
            values: kept.into_iter().collect(),
            responses: u32::try_from(self.reviews).unwrap_or(u32::MAX),
            model: None,
            log_loss_before: self.log_loss_before,
            log_loss_after: self.log_loss_after,
        }
    }
}

/// How far a fit has come. Whoever holds a clone may look, and stop it.
#[derive(Clone, Debug, Default)]
pub struct FitProgress {
    /// Of a fit that the crate makes.
    training: Arc<Mutex<CombinedProgressState>>,
    /// Of any other, in thousandths of the window.
    come: Arc<AtomicUsize>,
    window: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
}

impl FitProgress {
    /// 0..1.
    pub fn share(&self) -> f64 {
        let at = self.window.load(Ordering::Relaxed);
        let training = self.lock();
        let trained = training.current() as f64 / training.total().max(1) as f64;
        let done = trained.max(self.come.load(Ordering::Relaxed) as f64 / 1_000.0);
        let before: f64 = WINDOWS.iter().take(at).sum();
        let now = WINDOWS.get(at).copied().unwrap_or(0.0);
        (before + now * done.min(1.0)) / WINDOWS.iter().sum::<f64>()
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.lock().want_abort = true;
    }

    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(super) fn stopped(&self) -> &AtomicBool {
        &self.stopped
    }

    pub(super) fn begin(&self, window: usize) {
        self.lock().splits.clear();
        self.come.store(0, Ordering::Relaxed);
        self.window.store(window, Ordering::Relaxed);
    }

    /// So much of the window, 0..1.
    pub(super) fn come(&self, share: f64) {
        self.come
            .store((share * 1_000.0) as usize, Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, CombinedProgressState> {
        self.training.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use fsrs::{DEFAULT_PARAMETERS, FSRS, MemoryState};

    use super::*;
    use crate::core::{Random, StudyDay};
    use crate::evaluation::ratings::Followed;

    /// Reviews of someone who forgets by these weights and reviews when the published ones say so.
    fn reviewed(weights: &[f32], units: usize, each: usize) -> Ratings {
        let truth = Forgetting::fitted(weights).unwrap();
        let mut random = Random::seeded(5);
        let mut ratings = Ratings::default();
        for unit in 0..units {
            let mut followed = None;
            let mut day = StudyDay((unit * 2) as i32);
            let mut states: Option<[MemoryState; 2]> = None;
            for _ in 0..each {
                let elapsed = followed.map_or(0, |it: Followed| day.days_since(it.last)) as u32;
                let recall = states.map_or(0.5, |[mine, _]| {
                    current_retrievability(mine, elapsed as f32, truth.decay())
                });
                let chance = (random.bits() >> 11) as f32 / (1_u64 << 53) as f32;
                let good = chance < recall;
                let rating = if good { Rating::Good } else { Rating::Again };
                followed = ratings.add(followed, followed.is_none(), day, rating);
                let step = |fsrs: &FSRS, state| {
                    let next = fsrs.next_states(state, 0.9, elapsed).unwrap();
                    if good { next.good } else { next.again }
                };
                let mine = step(truth.fsrs(), states.map(|it| it[0]));
                let assumed = step(&FSRS::default(), states.map(|it| it[1]));
                states = Some([mine.memory, assumed.memory]);
                day = day + (assumed.interval.round() as i32).clamp(1, 60);
            }
        }
        ratings.delayed.sort_by_key(|it| it.day);
        ratings
    }

    /// Someone who forgets much faster than most.
    fn forgetful() -> [f32; 21] {
        let mut weights = DEFAULT_PARAMETERS;
        weights[..4].copy_from_slice(&[0.1, 0.3, 0.6, 2.0]);
        weights[8] = 0.8;
        weights
    }

    #[test]
    fn who_forgets_otherwise_is_predicted_better_by_weights_of_their_own() {
        let ratings = reviewed(&forgetful(), 120, 8);
        let fit = ratings
            .fit(&Forgetting::default(), &FitProgress::default())
            .unwrap();
        assert!(fit.better, "{fit:?}");
        assert!(fit.log_loss_after < fit.log_loss_before - 0.02, "{fit:?}");
        assert_eq!(fit.reviews, 120 * 7);
        let event = fit.into_event(FitTarget::MemorySkills);
        assert_eq!(event.values[OwnForgetting::WEIGHTS].len(), 21);
    }

    #[test]
    fn who_forgets_as_most_do_keeps_the_weights_of_all() {
        let ratings = reviewed(&DEFAULT_PARAMETERS, 120, 8);
        let fit = ratings
            .fit(&Forgetting::default(), &FitProgress::default())
            .unwrap();
        assert!(!fit.better, "{fit:?}");
        let event = fit.into_event(FitTarget::MemoryItems);
        assert!(event.values.is_empty());
        assert_eq!(event.responses, 840);
    }

    #[test]
    fn a_fit_that_was_stopped_tells_nothing() {
        let progress = FitProgress::default();
        progress.stop();
        let ratings = reviewed(&forgetful(), 60, 8);
        assert_eq!(ratings.fit(&Forgetting::default(), &progress), None);
    }

    #[test]
    fn reviews_that_all_came_back_break_nothing() {
        let mut ratings = Ratings::default();
        for unit in 0..100 {
            let mut followed = None;
            for review in 0..6 {
                let day = StudyDay(unit + review * 3);
                followed = ratings.add(followed, followed.is_none(), day, Rating::Good);
            }
        }
        let fit = ratings.fit(&Forgetting::default(), &FitProgress::default());
        assert!(fit.is_none_or(|it| it.log_loss_after.is_finite()));
    }

    #[test]
    fn a_fit_is_tried_at_four_hundred_and_at_each_doubling() {
        assert_eq!(
            [0, 150, 400, 800].map(Ratings::next_fit),
            [400, 400, 800, 1600]
        );
    }
}
