//! Reading and appending events.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use uuid::Uuid;

use crate::core::{DeckId, EventId, Now, StudyDay};
use crate::event::{CodecError, Device, Event, Stamp, decode, encode};

/// An event with its payload written down, ready to be appended.
pub(super) struct Written<'a> {
    event: &'a Event,
    kind: u16,
    version: u16,
    payload: Vec<u8>,
}

impl<'a> Written<'a> {
    pub(super) fn new(event: &'a Event) -> Result<Self, CodecError> {
        let (kind, version, payload) = encode(&event.body)?;
        Ok(Self {
            event,
            kind,
            version,
            payload,
        })
    }

    pub(super) fn append(&self, connection: &Connection) -> rusqlite::Result<()> {
        let Event {
            id,
            stamp,
            now,
            deck,
            ..
        } = self.event;
        know_device(connection, stamp.device)?;
        if let Some(deck) = deck {
            know_name(connection, deck)?;
        }
        connection
            .prepare_cached(include_str!("sql/event_append.sql"))?
            .execute(named_params! {
                ":id": id.0.as_bytes(),
                ":clock": stamp.clock,
                ":device": stamp.device.0.as_bytes(),
                ":sequence": stamp.sequence,
                ":utc_ms": now.utc_ms,
                ":offset_s": now.offset_s,
                ":day": now.day.0,
                ":kind": self.kind,
                ":version": self.version,
                ":deck": deck.as_ref().map(DeckId::as_str),
                ":payload": self.payload,
            })
            .map(drop)
    }
}

/// The device of this installation; `new` where it has none yet.
pub(super) fn own_device(connection: &Connection, new: Uuid) -> rusqlite::Result<Device> {
    let own = || {
        connection
            .query_row("SELECT uuid FROM device WHERE own = 1", [], |row| {
                device(row, 0)
            })
            .optional()
    };
    if let Some(device) = own()? {
        return Ok(device);
    }
    connection.execute(include_str!("sql/device_claim.sql"), [new.as_bytes()])?;
    // Another process may have been first.
    own()?.ok_or(rusqlite::Error::QueryReturnedNoRows)
}

/// The number of the device's next event, from 1.
pub(super) fn next_sequence(connection: &Connection, device: Device) -> rusqlite::Result<u64> {
    connection
        .prepare_cached(include_str!("sql/event_next_sequence.sql"))?
        .query_row([device.0.as_bytes()], |row| row.get(0))
}

/// The last event in the total order.
pub(super) fn last(connection: &Connection) -> rusqlite::Result<Option<(EventId, Stamp)>> {
    connection
        .prepare_cached(include_str!("sql/event_last.sql"))?
        .query_row([], |row| Ok((id(row)?, stamp(row)?)))
        .optional()
}

/// All events in their total order.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Event>> {
    connection
        .prepare(include_str!("sql/event_all.sql"))?
        .query_map([], event)?
        .collect()
}

/// The events of a deck and those of the whole program, in their total order.
pub(super) fn of_deck(connection: &Connection, deck: &DeckId) -> rusqlite::Result<Vec<Event>> {
    connection
        .prepare(include_str!("sql/event_of_deck.sql"))?
        .query_map([deck.as_str()], event)?
        .collect()
}

/// The events that belong to no deck, in their total order.
pub(super) fn of_program(connection: &Connection) -> rusqlite::Result<Vec<Event>> {
    connection
        .prepare(include_str!("sql/event_of_program.sql"))?
        .query_map([], event)?
        .collect()
}

/// The decks that events belong to.
pub(super) fn decks(connection: &Connection) -> rusqlite::Result<Vec<DeckId>> {
    connection
        .prepare(include_str!("sql/event_decks.sql"))?
        .query_map([], |row| {
            row.get_ref(0)?
                .as_str()
                .map(DeckId::new)
                .map_err(Into::into)
        })?
        .collect()
}

/// The deck of the last event that belongs to one.
pub(super) fn last_deck(connection: &Connection) -> rusqlite::Result<Option<DeckId>> {
    connection
        .prepare_cached(include_str!("sql/event_last_deck.sql"))?
        .query_row([], |row| {
            row.get_ref(0)?
                .as_str()
                .map(DeckId::new)
                .map_err(Into::into)
        })
        .optional()
}

/// Makes the deck's name one that rows can refer to.
pub(super) fn know_name(connection: &Connection, deck: &DeckId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO name (text) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([deck.as_str()])
        .map(drop)
}

fn know_device(connection: &Connection, device: Device) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO device (uuid) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute(params![device.0.as_bytes()])
        .map(drop)
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let payload = row.get_ref("payload")?.as_blob()?;
    let body = decode(row.get("kind")?, row.get("version")?, payload)
        .map_err(|cause| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, cause.into()))?;
    Ok(Event {
        id: id(row)?,
        stamp: stamp(row)?,
        now: Now {
            utc_ms: row.get("utc_ms")?,
            offset_s: row.get("offset_s")?,
            day: StudyDay(row.get("day")?),
        },
        deck: row.get_ref("deck")?.as_str_or_null()?.map(DeckId::new),
        body,
    })
}

fn id(row: &Row<'_>) -> rusqlite::Result<EventId> {
    Ok(EventId(Uuid::from_bytes(row.get("id")?)))
}

fn stamp(row: &Row<'_>) -> rusqlite::Result<Stamp> {
    Ok(Stamp {
        clock: row.get("clock")?,
        device: device(row, "device")?,
        sequence: row.get("sequence")?,
    })
}

fn device(row: &Row<'_>, column: impl rusqlite::RowIndex) -> rusqlite::Result<Device> {
    Ok(Device(Uuid::from_bytes(row.get(column)?)))
}
