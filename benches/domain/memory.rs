//! How a learner forgets, from their reviews, and what keeping more would cost.

use divan::Bencher;
use divan::counter::ItemsCount;
use gradus::core::{DeckId, EventId, ItemId, Now, Random, SkillId, VersionId};
use gradus::evaluation::{FitProgress, Forecast, Ratings};
use gradus::event::{Body, Device, Event, Guess, ItemVersion, MemoryUnit, Stamp};
use gradus::learner::{Forgetting, Learner, Params};
use uuid::Uuid;

use crate::history::answer;
use crate::now;

const DAY_MS: i64 = 24 * 60 * 60_000;
/// Times that each fact is reviewed after it was learned, and after how many days each.
const WAITS: [i64; 20] = [
    1, 2, 4, 7, 12, 20, 33, 50, 2, 6, 14, 30, 60, 3, 9, 20, 45, 1, 5, 15,
];

/// The logs of someone who learned so many facts, a hundred a day.
fn reviews(facts: u128) -> Vec<Event> {
    let start = now().utc_ms - 1_000 * DAY_MS;
    let mut events = Vec::new();
    let mut random = Random::seeded(4);
    for fact in 1..=facts {
        let version = version(fact);
        let mut at = start + (fact / 100) as i64 * DAY_MS;
        add(&mut events, at, Body::ItemVersion(version.clone()));
        for wait in std::iter::once(0).chain(WAITS) {
            at += wait * DAY_MS;
            let attempt = answer(&version, 9, &mut random);
            add(&mut events, at, Body::Attempt(attempt));
        }
    }
    events.sort_by_key(|it| it.now.utc_ms);
    events
}

fn version(fact: u128) -> ItemVersion {
    ItemVersion {
        id: VersionId(Uuid::from_u128(fact)),
        item: ItemId::new(format!("fact-{fact}")),
        skills: vec![SkillId::new(format!("facts-{}", fact % 50))],
        level: 3,
        target: 3,
        difficulty: None,
        guess: Guess::Produced,
        unit: MemoryUnit::Item,
        practices: Vec::new(),
    }
}

fn add(events: &mut Vec<Event>, utc_ms: i64, body: Body) {
    let sequence = events.len() as u64 + 1;
    events.push(Event {
        id: EventId(Uuid::from_u128(sequence.into())),
        stamp: Stamp::after(None, sequence, Device(Uuid::nil()), utc_ms),
        now: Now::new(utc_ms, 0).expect("a time in the calendar"),
        deck: Some(DeckId::new("facts")),
        body,
    });
}

fn ratings(reviews_after_the_first: u128) -> Ratings {
    let events = reviews(reviews_after_the_first / WAITS.len() as u128);
    let [items, _] = Ratings::read(&Params::default(), [events.as_slice()]);
    assert_eq!(items.delayed() as u128, reviews_after_the_first);
    items
}

/// The optimizer alone.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 5)]
fn fit_weights(bencher: Bencher, reviews: u128) {
    let ratings = ratings(reviews);
    bencher
        .counter(ItemsCount::new(ratings.delayed()))
        .with_inputs(|| ratings.training_set(ratings.delayed()))
        .bench_values(|set| Ratings::train(set, &FitProgress::default()));
}

/// All of it: three fits, two of them judged by what came after.
#[divan::bench(args = [1_000, 100_000, 1_000_000], sample_count = 3)]
fn fit_and_judge(bencher: Bencher, reviews: u128) {
    let ratings = ratings(reviews);
    bencher.bench(|| ratings.fit(&Forgetting::default(), &FitProgress::default()));
}

/// Facts are remembered one by one.
#[divan::bench(args = [1_000_000], sample_count = 5)]
fn fold_answers_to_facts(bencher: Bencher, answers: u128) {
    let params = Params::default();
    let events = reviews(answers / (WAITS.len() as u128 + 1));
    bencher.bench(|| Learner::fold(&params, &events));
}

/// What one desired retention would cost, of so many facts.
#[divan::bench(args = [100, 2_000, 20_000], sample_count = 10)]
fn workload(bencher: Bencher, facts: u128) {
    let params = Params::default();
    let learner = Learner::fold(&params, &reviews(facts));
    let forecast = Forecast::new(&params, [&learner], 20.0, now().day);
    bencher.bench(|| forecast.at(0.9));
}
