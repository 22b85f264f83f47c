//! What a desired retention costs and keeps: the simulator of the `fsrs` crate on what this learner
//! remembers now, with the time their own answers take.

use std::sync::Arc;

use fsrs::{Card, SimulatorConfig, simulate};

use crate::core::StudyDay;
use crate::event::MemoryUnit;
use crate::learner::{Learner, Memory, Params, Rating};

/// Days that are looked ahead.
pub const DAYS: usize = 60;
/// Of more units than this a sample stands for all.
const MOST: usize = 2_000;
/// Few units are simulated several times, so that chance averages out.
const LEAST: usize = 2_000;
const RUNS: usize = 40;
/// The simulator's own shares of Hard, Good and Easy count as so many ratings of the learner.
const USUAL_RATINGS: f32 = 50.0;
/// An answer that failed is followed by another try.†
const TRIES_AFTER_FAILING: f32 = 2.0;

/// What reviews would take, and what would be known, at one retention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Workload {
    pub retention: f64,
    /// Minutes a day over the next 30 days.
    pub month: f64,
    /// The same over 60.
    pub two_months: f64,
    /// How many units would come back on the last of these days.
    pub known: f64,
}

/// A learner's memory, ready to be simulated.
#[derive(Clone, Debug)]
pub struct Forecast {
    cards: Vec<Remembered>,
    /// How many units each card stands for.
    weight: f64,
    config: Shares,
}

/// A unit and the weights by which it goes on.
#[derive(Clone, Debug)]
struct Remembered {
    memory: Memory,
    weights: Arc<Vec<f32>>,
    /// Days since it was last repeated.
    age: f32,
}

#[derive(Clone, Copy, Debug)]
struct Shares {
    /// Of Hard, Good and Easy among what came back.
    ratings: [f32; 3],
    /// Seconds that an answer takes, its feedback included.
    seconds: f32,
}

impl Forecast {
    /// Of what is known of the learner in all decks; `seconds` is what an answer takes them.
    pub fn new<'a>(
        params: &Params,
        learners: impl IntoIterator<Item = &'a Learner>,
        seconds: f64,
        today: StudyDay,
    ) -> Self {
        let mut all = Vec::new();
        for learner in learners {
            let weights = |unit| Arc::new(learner.forgetting(params, unit).weights().to_vec());
            let (items, skills) = (weights(MemoryUnit::Item), weights(MemoryUnit::Skill));
            all.extend(learner.memories().map(|memory| Remembered {
                memory: *memory,
                weights: match memory.unit {
                    MemoryUnit::Item => items.clone(),
                    MemoryUnit::Skill => skills.clone(),
                },
                age: today.days_since(memory.last) as f32,
            }));
        }
        let ratings = shares(&all);
        let every = all.len().div_ceil(MOST).max(1);
        let weight = every as f64;
        let cards = all.into_iter().step_by(every).collect();
        Self {
            cards,
            weight,
            config: Shares {
                ratings,
                seconds: seconds as f32,
            },
        }
    }

    /// What this retention would cost and keep.
    pub fn at(&self, retention: f64) -> Workload {
        let mut total = Workload {
            retention,
            month: 0.0,
            two_months: 0.0,
            known: 0.0,
        };
        if self.cards.is_empty() {
            return total;
        }
        let runs = (LEAST / self.cards.len()).clamp(1, RUNS);
        let cards: Vec<Card> = self.cards.iter().map(|it| it.card(retention)).collect();
        let config = self.simulator();
        let share = self.weight / runs as f64;
        for seed in 0..runs {
            let cards = Some(cards.clone());
            let seed = Some(seed as u64);
            let Ok(result) = simulate(&config, &[], retention as f32, seed, cards) else {
                continue;
            };
            let minutes = |days: usize| {
                let seconds: f32 = result.cost_per_day.iter().take(days).sum();
                share * f64::from(seconds) / 60.0 / days as f64
            };
            total.month += minutes(DAYS / 2);
            total.two_months += minutes(DAYS);
            let known = result.memorized_cnt_per_day.last().copied();
            total.known += share * f64::from(known.unwrap_or(0.0));
        }
        total
    }

    /// Nothing new is learned, and no review waits for another day.
    fn simulator(&self) -> SimulatorConfig {
        let took = self.config.seconds;
        let costs = [TRIES_AFTER_FAILING * took, took, took, took];
        SimulatorConfig {
            deck_size: self.cards.len(),
            learn_span: DAYS,
            max_cost_perday: f32::INFINITY,
            learn_limit: 0,
            review_rating_prob: self.config.ratings,
            state_rating_costs: [costs; 3],
            learning_step_count: 0,
            relearning_step_count: 0,
            ..SimulatorConfig::default()
        }
    }
}

impl Remembered {
    /// As the simulator wants it, where today is day 0.
    fn card(&self, retention: f64) -> Card {
        let interval = self.memory.interval(retention).round().max(1.0) as f32;
        Card {
            difficulty: self.memory.difficulty as f32,
            stability: self.memory.stability as f32,
            last_date: -self.age,
            due: (interval - self.age).max(0.0),
            interval,
            lapses: u32::from(self.memory.lapses),
            desired_retention: retention as f32,
            parameters: self.weights.clone(),
            ..Card::default()
        }
    }
}

/// How what came back was rated: as usual, and as this learner's units were rated last.
fn shares(cards: &[Remembered]) -> [f32; 3] {
    let usual = SimulatorConfig::default().review_rating_prob;
    let own = [Rating::Hard, Rating::Good, Rating::Easy].map(|rating| {
        let rated = cards.iter().filter(|it| it.memory.rating == Some(rating));
        rated.count() as f32
    });
    let total = USUAL_RATINGS + own.iter().sum::<f32>();
    let [hard, good, easy] = own;
    let [usual_hard, usual_good, usual_easy] = usual.map(|it| it * USUAL_RATINGS);
    [
        (hard + usual_hard) / total,
        (good + usual_good) / total,
        (easy + usual_easy) / total,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{ItemId, Now};
    use crate::learner::{ItemState, Moment};

    const TODAY: StudyDay = StudyDay(20_000);

    /// Facts of some days of stability, repeated some days ago.
    fn learner(units: i32, stability: f64) -> Learner {
        let params = Params::default();
        let mut learner = Learner::new(&params);
        for unit in 0..units {
            let day = TODAY - unit % 10;
            let now = Now { day, ..Now::EPOCH };
            let forgetting = &params.memory.item;
            let shown = Memory::shown(&params, forgetting, MemoryUnit::Item, now);
            let state = ItemState {
                trace: learner.traits.ability(),
                practiced: 1.0,
                recall: None,
                memory: Some(Memory { stability, ..shown }),
                attempts: 1,
                last: Moment::from(now),
                last_score: 1.0,
                version: crate::core::VersionId(uuid::Uuid::nil()),
            };
            learner.items.insert(ItemId::new(format!("{unit}")), state);
        }
        learner
    }

    fn forecast(units: i32, seconds: f64) -> Forecast {
        let learner = learner(units, 12.0);
        Forecast::new(&Params::default(), [&learner], seconds, TODAY)
    }

    #[test]
    fn more_retention_costs_more_and_keeps_more() {
        let forecast = forecast(300, 20.0);
        let at = [0.75, 0.85, 0.95].map(|it| forecast.at(it));
        assert!(
            at.is_sorted_by(|a, b| a.two_months < b.two_months),
            "{at:?}"
        );
        assert!(at.is_sorted_by(|a, b| a.month < b.month), "{at:?}");
        assert!(at.is_sorted_by(|a, b| a.known < b.known), "{at:?}");
        assert!(at.iter().all(|it| it.known < 300.0));
    }

    #[test]
    fn the_time_is_that_of_the_learners_own_answers() {
        let slow = forecast(100, 40.0).at(0.9);
        let fast = forecast(100, 20.0).at(0.9);
        assert!((slow.month / fast.month - 2.0).abs() < 1e-3);
        assert_eq!(slow.known, fast.known);
    }

    #[test]
    fn a_sample_stands_for_all() {
        let few = forecast(1_000, 20.0).at(0.9);
        let many = forecast(10_000, 20.0).at(0.9);
        assert!(
            (many.month / few.month / 10.0 - 1.0).abs() < 0.1,
            "{many:?}"
        );
        assert!(
            (many.known / few.known / 10.0 - 1.0).abs() < 0.02,
            "{many:?}"
        );
    }

    #[test]
    fn nothing_remembered_costs_nothing() {
        let nothing = Forecast::new(&Params::default(), [], 20.0, TODAY).at(0.9);
        assert_eq!((nothing.month, nothing.known), (0.0, 0.0));
    }
}
