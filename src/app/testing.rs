//! A learner with a history, for the tests.

use std::path::Path;

use uuid::Uuid;

use super::{App, Clock, Options};
use crate::core::{
    ActivityKind, DeckId, ItemId, Now, Random, Response, SkillId, Support, VersionId,
};
use crate::event::{Attempt, Body, Device, Event, Guess, ItemVersion, MemoryUnit};
use crate::learner::{Learner, Params};
use crate::session::LogEnd;
use crate::store::Store;

const DAY_MS: i64 = 86_400_000;
const START_MS: i64 = 1_767_614_400_000;

fn now(day: i64) -> Now {
    Now::new(START_MS + day * DAY_MS, 0).unwrap()
}

fn version(unit: usize) -> ItemVersion {
    ItemVersion {
        id: VersionId(Uuid::from_u128(unit as u128 + 1)),
        item: ItemId::new(format!("fact-{unit}")),
        skills: vec![SkillId::new("facts")],
        level: 3,
        target: 3,
        difficulty: None,
        guess: Guess::Produced,
        unit: MemoryUnit::Item,
        practices: Vec::new(),
    }
}

fn answer(unit: usize, score: f64) -> Body {
    Body::Attempt(Attempt {
        item: version(unit).item,
        version: version(unit).id,
        activity: ActivityKind::Review,
        response: Response::DontKnow,
        score,
        support: Support::None,
        hints: 0,
        confidence: None,
        took_ms: 10_000,
        predicted: 0.5,
        misconceptions: Vec::new(),
        seed: 0,
    })
}

/// Someone who learns facts on one day and has lost half of them a few days later.
fn log(units: usize) -> Vec<Event> {
    let mut random = Random::seeded(3);
    let mut end = LogEnd {
        device: Device(Uuid::from_u128(9)),
        last: None,
        sequence: 0,
    };
    let deck = Some(DeckId::new("rust-ownership"));
    let mut events = Vec::new();
    for day in [0, 1, 4, 8, 16, 17, 21] {
        for unit in 0..units {
            let half = random.bits().is_multiple_of(2);
            let score = f64::from(u8::from(day <= 1 || half));
            let bodies = [Body::ItemVersion(version(unit)), answer(unit, score)];
            for body in bodies {
                events.push(end.event(&mut random, deck.clone(), body, now(day)));
            }
        }
    }
    events
}

pub fn store_in(folder: &Path, units: usize) -> Store {
    let mut store = Store::open(folder, Uuid::from_u128(9)).unwrap();
    let events = log(units);
    let deck = DeckId::new("rust-ownership");
    let rows = Learner::fold(&Params::default(), &events).rows(&deck, None);
    store.commit(None, &events, &rows).unwrap();
    store
}

pub fn app_in(folder: &Path) -> App {
    App::open(Options {
        data: folder.to_owned(),
        deck_folder: folder.join("decks"),
        more_decks: Vec::new(),
        settings: folder.join("config.toml"),
        retention: 0.9,
        rules: Vec::new(),
        clock: Clock::Client(now(25)),
        seed: Some(1),
    })
    .unwrap()
}
