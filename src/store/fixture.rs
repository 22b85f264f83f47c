//! Stores and events for the tests.

use std::path::Path;

use uuid::Uuid;

use super::Store;
use crate::core::{DeckId, EventId, Now};
use crate::event::{Body, Device, Event, SessionEnd, Stamp};

pub(super) fn open(folder: &Path) -> Store {
    Store::open(folder, Uuid::from_u128(7)).unwrap()
}

/// Facts that are easily told apart, stamped to follow what the store holds.
pub(super) fn events(store: &Store, deck: &str, count: u16) -> Vec<Event> {
    let mut last = store.last().unwrap().map(|(_, stamp)| stamp);
    let first = store.next_sequence().unwrap();
    (0..count)
        .map(|at| {
            let sequence = first + u64::from(at);
            let stamp = Stamp::after(last, sequence, store.device(), 1_000);
            last = Some(stamp);
            event(stamp, deck, at)
        })
        .collect()
}

pub(super) fn event(stamp: Stamp, deck: &str, answered: u16) -> Event {
    let Device(device) = stamp.device;
    Event {
        id: EventId(Uuid::from_u128(
            device.as_u128() << 64 | u128::from(stamp.sequence),
        )),
        stamp,
        now: Now::new(1_000, 3_600).unwrap(),
        deck: Some(DeckId::new(deck)),
        body: Body::SessionEnd(SessionEnd { answered }),
    }
}

pub(super) fn last_id(store: &Store) -> Option<EventId> {
    store.last().unwrap().map(|(id, _)| id)
}
