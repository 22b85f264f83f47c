//! Projections: rows given by the caller, written and read back as they are. Nothing is computed here.

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::log::know_name;
use crate::core::{DeckId, StudyDay};
use crate::event::{DayRow, DeckRow, Rows, StateRow, UnitRow};

const TABLES: [&str; 4] = ["deck_state", "belief", "unit", "day"];

/// Writes rows over what stands there.
pub(super) fn write(connection: &Connection, rows: &Rows) -> rusqlite::Result<()> {
    let Some(deck) = deck_of(rows) else {
        return Ok(());
    };
    know_name(connection, deck)?;
    if rows.replace {
        clear(connection, deck)?;
    }
    if let Some(it) = &rows.deck {
        connection
            .prepare_cached(include_str!("sql/deck_state_put.sql"))?
            .execute(params![it.deck.as_str(), it.model, it.state])?;
    }
    write_beliefs(connection, &rows.states)?;
    write_units(connection, &rows.units)?;
    write_days(connection, &rows.days)
}

fn write_beliefs(connection: &Connection, states: &[StateRow]) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(include_str!("sql/belief_put.sql"))?;
    for it in states {
        put.execute(params![
            it.deck.as_str(),
            it.kind,
            it.id,
            it.mean,
            it.variance,
            it.state
        ])?;
    }
    Ok(())
}

fn write_units(connection: &Connection, units: &[UnitRow]) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(include_str!("sql/unit_put.sql"))?;
    for it in units {
        put.execute(params![
            it.deck.as_str(),
            it.kind,
            it.id,
            it.stability,
            it.difficulty,
            it.last.0,
            it.due.0
        ])?;
    }
    Ok(())
}

fn write_days(connection: &Connection, days: &[DayRow]) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(include_str!("sql/day_put.sql"))?;
    for it in days {
        put.execute(params![
            it.deck.as_str(),
            it.day.0,
            it.attempts,
            it.right,
            it.took_ms
        ])?;
    }
    Ok(())
}

fn deck_of(rows: &Rows) -> Option<&DeckId> {
    let deck = rows.deck.iter().map(|it| &it.deck);
    let states = rows.states.iter().map(|it| &it.deck);
    let units = rows.units.iter().map(|it| &it.deck);
    let days = rows.days.iter().map(|it| &it.deck);
    deck.chain(states).chain(units).chain(days).next()
}

fn clear(connection: &Connection, deck: &DeckId) -> rusqlite::Result<()> {
    for table in TABLES {
        connection
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE deck = (SELECT id FROM name WHERE text = ?1)"
            ))?
            .execute([deck.as_str()])?;
    }
    Ok(())
}

/// Drops the rows of all decks.
pub(super) fn clear_all(connection: &Connection) -> rusqlite::Result<()> {
    for table in TABLES {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// All rows of a deck; none where nothing was ever written.
pub(super) fn read(connection: &Connection, deck: &DeckId) -> rusqlite::Result<Option<Rows>> {
    let rows = Rows {
        deck: deck_state(connection, deck)?,
        states: beliefs(connection, deck)?,
        units: units(connection, deck)?,
        days: days(connection, deck)?,
        replace: true,
    };
    let found = deck_of(&rows).is_some();
    Ok(found.then_some(rows))
}

fn deck_state(connection: &Connection, deck: &DeckId) -> rusqlite::Result<Option<DeckRow>> {
    connection
        .prepare_cached(include_str!("sql/deck_state_of_deck.sql"))?
        .query_row([deck.as_str()], |row| {
            Ok(DeckRow {
                deck: deck.clone(),
                model: row.get("model")?,
                state: row.get("state")?,
            })
        })
        .optional()
}

fn beliefs(connection: &Connection, deck: &DeckId) -> rusqlite::Result<Vec<StateRow>> {
    connection
        .prepare_cached(include_str!("sql/belief_of_deck.sql"))?
        .query_map([deck.as_str()], |row| {
            Ok(StateRow {
                deck: deck.clone(),
                kind: kind(row)?,
                id: row.get("id")?,
                mean: row.get("mean")?,
                variance: row.get("variance")?,
                state: row.get("state")?,
            })
        })?
        .collect()
}

fn units(connection: &Connection, deck: &DeckId) -> rusqlite::Result<Vec<UnitRow>> {
    connection
        .prepare_cached(include_str!("sql/unit_of_deck.sql"))?
        .query_map([deck.as_str()], |row| {
            Ok(UnitRow {
                deck: deck.clone(),
                kind: kind(row)?,
                id: row.get("id")?,
                stability: row.get("stability")?,
                difficulty: row.get("difficulty")?,
                last: StudyDay(row.get("last")?),
                due: StudyDay(row.get("due")?),
            })
        })?
        .collect()
}

/// What was done in a deck, by day.
pub(super) fn days(connection: &Connection, deck: &DeckId) -> rusqlite::Result<Vec<DayRow>> {
    connection
        .prepare_cached(include_str!("sql/day_of_deck.sql"))?
        .query_map([deck.as_str()], |row| {
            Ok(DayRow {
                deck: deck.clone(),
                day: StudyDay(row.get("day")?),
                attempts: row.get("attempts")?,
                right: row.get("right")?,
                took_ms: row.get("took_ms")?,
            })
        })?
        .collect()
}

/// How many units of each deck are due on the day, overdue ones included.
pub(super) fn due(connection: &Connection, day: StudyDay) -> rusqlite::Result<Vec<(DeckId, u32)>> {
    connection
        .prepare_cached(include_str!("sql/unit_due.sql"))?
        .query_map([day.0], |row| {
            let deck: String = row.get("deck")?;
            Ok((DeckId::new(deck), row.get("due")?))
        })?
        .collect()
}

fn kind(row: &Row<'_>) -> rusqlite::Result<&'static str> {
    match row.get_ref("kind")?.as_str()? {
        "skill" => Ok("skill"),
        "item" => Ok("item"),
        other => {
            Err(FromSqlError::Other(format!("`{other}` is neither skill nor item").into()).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::store::fixture::{events, last_id, open};
    use crate::store::{Committed, Store, StoreError};

    fn commit(store: &mut Store, rows: &Rows) -> Result<Committed, StoreError> {
        let last = last_id(store);
        let events = events(store, "rust", 1);
        store.commit(last, &events, rows)
    }

    fn rows(deck: &str) -> Rows {
        let deck = DeckId::new(deck);
        let state = |kind, id: &str, mean| StateRow {
            deck: deck.clone(),
            kind,
            id: id.to_owned(),
            mean,
            variance: f64::MIN_POSITIVE,
            state: "{\"n\":1}".to_owned(),
        };
        let unit = |kind, id: &str, due| UnitRow {
            deck: deck.clone(),
            kind,
            id: id.to_owned(),
            stability: 1.0 / 3.0,
            difficulty: 10.0,
            last: StudyDay(-1),
            due: StudyDay(due),
        };
        Rows {
            deck: Some(DeckRow {
                deck: deck.clone(),
                model: 3,
                state: "語".to_owned(),
            }),
            states: vec![
                state("item", "moves", -0.1 - 0.2),
                state("skill", "moves", 1e-310),
            ],
            units: vec![unit("item", "a", 100), unit("skill", "b", 101)],
            days: vec![DayRow {
                deck: deck.clone(),
                day: StudyDay(20_000),
                attempts: u32::MAX,
                right: 2.1,
                took_ms: u64::from(u32::MAX) * 9,
            }],
            replace: true,
        }
    }

    #[test]
    fn rows_are_read_back_exactly() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let deck = DeckId::new("rust");
        assert_eq!(store.rows(&deck).unwrap(), None);
        commit(&mut store, &rows("rust")).unwrap();
        commit(&mut store, &rows("latin")).unwrap();
        assert_eq!(store.rows(&deck).unwrap(), Some(rows("rust")));
        assert_eq!(store.days(&deck).unwrap(), rows("rust").days);
    }

    #[test]
    fn rows_are_written_over_and_the_others_stay_unless_all_are_replaced() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        commit(&mut store, &rows("rust")).unwrap();
        commit(&mut store, &rows("latin")).unwrap();
        let mut change = Rows {
            states: vec![rows("rust").states[1].clone()],
            ..Rows::default()
        };
        change.states[0].mean = 7.0;
        commit(&mut store, &change).unwrap();
        let mut expected = rows("rust");
        expected.states[1].mean = 7.0;
        assert_eq!(store.rows(&DeckId::new("rust")).unwrap(), Some(expected));

        change.replace = true;
        commit(&mut store, &change).unwrap();
        assert_eq!(store.rows(&DeckId::new("rust")).unwrap(), Some(change));
        assert_eq!(
            store.rows(&DeckId::new("latin")).unwrap(),
            Some(rows("latin"))
        );
    }

    #[test]
    fn a_rebuild_leaves_nothing_of_what_was() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        commit(&mut store, &rows("rust")).unwrap();
        let last = last_id(&store);
        let done = store.rebuild(last, &[rows("latin"), rows("greek")]);
        assert_eq!(done.unwrap(), Committed::Done);
        assert_eq!(store.rows(&DeckId::new("rust")).unwrap(), None);
        for deck in ["latin", "greek"] {
            assert_eq!(store.rows(&DeckId::new(deck)).unwrap(), Some(rows(deck)));
        }
    }

    #[test]
    fn what_is_due_counts_what_is_overdue() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        commit(&mut store, &rows("rust")).unwrap();
        commit(&mut store, &rows("latin")).unwrap();
        let due = |day| store.due(StudyDay(day)).unwrap();
        let (latin, rust) = (DeckId::new("latin"), DeckId::new("rust"));
        assert_eq!(due(99), []);
        assert_eq!(due(100), [(latin.clone(), 1), (rust.clone(), 1)]);
        assert_eq!(due(400), [(latin, 2), (rust, 2)]);
    }

    #[test]
    fn rows_that_make_no_sense_take_their_events_with_them() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let mut wrong = rows("rust");
        wrong.states[0].mean = f64::NAN;
        let error = commit(&mut store, &wrong).unwrap_err();
        assert!(matches!(error, StoreError::Database { .. }), "{error}");
        assert_eq!(store.events(None).unwrap(), []);
        assert_eq!(store.rows(&DeckId::new("rust")).unwrap(), None);
    }
}
