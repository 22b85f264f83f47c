//! Items and histories for tests.

use super::{History, Responses};
use crate::core::{
    ActivityKind, EventId, ItemId, Now, Random, Response, SkillId, Support, VersionId,
};
use crate::event::{Attempt, Body, Device, Event, Guess, ItemVersion, MemoryUnit, Stamp};
use crate::learner::{Learner, Params};

pub const HEADER: &str = "learner,seq,ts,item,skills,correct\n";

pub fn item(id: &str, skills: &[&str]) -> ItemVersion {
    ItemVersion {
        id: VersionId(uuid::Uuid::nil()),
        item: ItemId::new(id),
        skills: skills.iter().map(SkillId::new).collect(),
        level: 3,
        target: 3,
        difficulty: None,
        guess: Guess::Produced,
        unit: MemoryUnit::Skill,
        practices: Vec::new(),
    }
}

/// The histories in a table without its header.
pub fn histories(rows: &str) -> Vec<History> {
    use rayon::prelude::*;
    let table = format!("{HEADER}{rows}");
    Responses::read(table.as_bytes())
        .unwrap()
        .histories()
        .collect()
}

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;
const A_DAY: usize = 20;
const SKILLS: u64 = 5;
const ITEMS_EACH: u64 = 8;

/// Someone who answers as the model with these parameters expects, 20 times every other day: each
/// answer is drawn with the chance that is predicted after all before it, which draws the learner
/// from the model's own prior.
pub fn simulated(params: &Params, seed: u64, answers: usize) -> Vec<Event> {
    let mut random = Random::seeded(seed);
    let mut learner = Learner::new(params);
    let mut events: Vec<Event> = Vec::new();
    for number in 0..answers {
        let skill = random.bits() % SKILLS;
        let at = skill * ITEMS_EACH + random.bits() % ITEMS_EACH;
        let item = ItemVersion {
            id: VersionId(uuid::Uuid::from_u128(at.into())),
            ..item(&format!("item-{at}"), &[&format!("skill-{skill}")])
        };
        let (day, minute) = (2 * (number / A_DAY) as i64, (number % A_DAY) as i64);
        let now = Now::new(day * DAY_MS + DAY_MS / 2 + minute * MINUTE_MS, 0).unwrap();
        let drawn = (random.bits() >> 11) as f64 / (1_u64 << 53) as f64;
        let right = drawn < learner.predict(params, &item, now);
        let attempt = Attempt {
            item: item.item.clone(),
            version: item.id,
            activity: ActivityKind::Practice,
            response: Response::DontKnow,
            score: f64::from(u8::from(right)),
            support: Support::None,
            hints: 0,
            confidence: None,
            took_ms: 10_000,
            predicted: 0.5,
            misconceptions: Vec::new(),
            seed: 0,
        };
        for body in [Body::ItemVersion(item), Body::Attempt(attempt)] {
            let sequence = events.len() as u64 + 1;
            let last = events.last().map(|it| it.stamp);
            events.push(Event {
                id: EventId(uuid::Uuid::from_u128(sequence.into())),
                stamp: Stamp::after(last, sequence, Device(uuid::Uuid::nil()), now.utc_ms),
                now,
                deck: None,
                body,
            });
            learner.apply(params, events.last().unwrap());
        }
    }
    events
}
