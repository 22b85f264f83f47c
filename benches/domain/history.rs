//! Histories to measure with, the same on every run.

use gradus::core::{ActivityKind, Confidence, EventId, Now, Random, Response, Support};
use gradus::deck::{Deck, Item};
use gradus::event::{Attempt, Body, Device, Event, Goal, ItemVersion, Stamp};
use uuid::Uuid;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// Answers a day.
const A_DAY: usize = 20;

/// What someone leaves who studies a deck: a goal, then so many answers, twenty a day up to the day
/// before `now`, seven in ten of them right.
pub fn history(deck: &Deck, answers: usize, now: Now) -> Vec<Event> {
    let mut log = Log::new(deck);
    let days = i64::try_from(answers.div_ceil(A_DAY)).expect("a number of days");
    let start = now.utc_ms - days * DAY_MS;
    log.add(start - MINUTE_MS, Body::Goal(goal()));
    let mut random = Random::seeded(1);
    let mut met = vec![false; deck.items.len()];
    for n in 0..answers {
        let (day, minute) = (n / A_DAY, n % A_DAY);
        let at = start + day as i64 * DAY_MS + minute as i64 * MINUTE_MS;
        let chosen = below(&mut random, deck.items.len());
        let item = &deck.items[chosen];
        if !std::mem::replace(&mut met[chosen], true) {
            log.add(at, Body::ItemVersion(item.version.as_ref().clone()));
        }
        log.add(at, Body::Attempt(attempt(item, &mut random)));
    }
    log.events
}

fn goal() -> Goal {
    Goal {
        track: None,
        date: None,
        minutes: 15,
        intention: String::new(),
    }
}

fn attempt(item: &Item, random: &mut Random) -> Attempt {
    answer(&item.version, 7, random)
}

/// An answer that is right so many times in ten.
pub fn answer(item: &ItemVersion, right_in_ten: usize, random: &mut Random) -> Attempt {
    let right = below(random, 10) < right_in_ten;
    Attempt {
        item: item.item.clone(),
        version: item.id,
        activity: ActivityKind::Practice,
        response: Response::Short("yes".to_owned()),
        score: f64::from(u8::from(right)),
        support: Support::None,
        hints: 0,
        confidence: Some(Confidence::ALL[below(random, Confidence::ALL.len())]),
        took_ms: 4_000 + below(random, 30_000) as u32,
        predicted: 0.7,
        misconceptions: Vec::new(),
        seed: random.bits(),
    }
}

fn below(random: &mut Random, n: usize) -> usize {
    (random.bits() % n as u64) as usize
}

struct Log<'a> {
    deck: &'a Deck,
    events: Vec<Event>,
}

impl<'a> Log<'a> {
    fn new(deck: &'a Deck) -> Self {
        let events = Vec::new();
        Self { deck, events }
    }

    fn add(&mut self, utc_ms: i64, body: Body) {
        let sequence = self.events.len() as u64 + 1;
        let last = self.events.last().map(|it| it.stamp);
        self.events.push(Event {
            id: EventId(Uuid::from_u128(sequence.into())),
            stamp: Stamp::after(last, sequence, Device(Uuid::from_u128(1)), utc_ms),
            now: Now::new(utc_ms, 0).expect("a time in the calendar"),
            deck: Some(self.deck.id.clone()),
            body,
        });
    }
}
