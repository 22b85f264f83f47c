//! Rows as the events that the program itself would have written.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::columns::Cells;
use crate::core::{ActivityKind, EventId, ItemId, Now, Response, SkillId, Support, VersionId};
use crate::event::{Attempt, Body, Device, Event, Guess, ItemVersion, MemoryUnit, Stamp};

/// Where nothing is known of how hard items are, they all stand at the middle level, which is the
/// target.
const LEVEL: u8 = 3;

pub(super) fn version(cells: &Cells) -> ItemVersion {
    let Cells {
        item,
        skills,
        level,
        options,
        ..
    } = cells;
    let hash = Sha256::digest(format!("{item}\n{skills}\n{level:?}\n{options}"));
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    let mut skills: Vec<SkillId> = skills
        .split(';')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(SkillId::new)
        .collect();
    skills.sort();
    skills.dedup();
    ItemVersion {
        id: VersionId(Uuid::from_bytes(id)),
        item: ItemId::new(item),
        skills,
        level: level.unwrap_or(LEVEL),
        target: LEVEL,
        difficulty: None,
        guess: match options {
            0 | 1 => Guess::Produced,
            picked => Guess::Picked(*picked),
        },
        unit: MemoryUnit::Skill,
        practices: Vec::new(),
    }
}

#[derive(Default)]
pub(super) struct Log {
    pub events: Vec<Event>,
    met: BTreeSet<VersionId>,
}

impl Log {
    pub fn answer(&mut self, item: &ItemVersion, ms: i64, score: Option<f64>, hints: u8) {
        let now = Now::new(ms, 0).unwrap_or(Now::EPOCH);
        if self.met.insert(item.id) {
            self.add(now, Body::ItemVersion(item.clone()));
        }
        self.add(now, Body::Attempt(attempt(item, score, hints)));
    }

    fn add(&mut self, now: Now, body: Body) {
        let sequence = self.events.len() as u64 + 1;
        let last = self.events.last().map(|it| it.stamp);
        self.events.push(Event {
            id: EventId(Uuid::from_u128(u128::from(sequence))),
            stamp: Stamp::after(last, sequence, Device(Uuid::nil()), now.utc_ms),
            now,
            deck: None,
            body,
        });
    }
}

/// An answer in practice; what was studied without one is an item that was shown worked.
fn attempt(item: &ItemVersion, score: Option<f64>, hints: u8) -> Attempt {
    Attempt {
        item: item.item.clone(),
        version: item.id,
        activity: ActivityKind::Practice,
        response: Response::DontKnow,
        score: score.unwrap_or(1.0),
        support: score.map_or(Support::FullyWorked, |_| Support::None),
        hints,
        confidence: None,
        took_ms: 0,
        predicted: 0.5,
        misconceptions: Vec::new(),
        seed: 0,
    }
}
