use tempfile::tempdir;

use super::fixture::{event, events, last_id, open};
use super::*;
use crate::event::{Body, Unknown};

#[test]
fn what_was_committed_is_there_after_opening_again() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    assert_eq!(store.last().unwrap(), None);
    let given = events(&store, "rust", 3);
    let done = store.commit(None, &given, &Rows::default()).unwrap();
    assert_eq!(done, Committed::Done);
    drop(store);

    let store = Store::open(folder.path(), Uuid::from_u128(8)).unwrap();
    assert_eq!(store.device(), Device(Uuid::from_u128(7)));
    assert_eq!(store.events(None).unwrap(), given);
    assert_eq!(store.next_sequence().unwrap(), 4);
    assert_eq!(
        store.last().unwrap(),
        given.last().map(|last| (last.id, last.stamp))
    );
}

#[test]
fn a_deck_gets_its_own_events_and_those_of_the_whole_program() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let mut given = events(&store, "rust", 3);
    given[1].deck = Some(DeckId::new("latin"));
    given[2].deck = None;
    store.commit(None, &given, &Rows::default()).unwrap();
    assert_eq!(
        store.events(Some(&DeckId::new("latin"))).unwrap(),
        given[1..]
    );
    assert_eq!(
        store.events(Some(&DeckId::new("greek"))).unwrap(),
        given[2..]
    );
    assert_eq!(store.program_events().unwrap(), given[2..]);
    assert_eq!(store.events(None).unwrap(), given);
    assert_eq!(
        store.deck_ids().unwrap(),
        [DeckId::new("latin"), DeckId::new("rust")]
    );
}

#[test]
fn equal_clocks_are_ordered_by_device_then_sequence() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let stamp = |device, sequence| Stamp {
        clock: 9,
        device: Device(Uuid::from_u128(device)),
        sequence,
    };
    // The device with the higher id is met first, so that its row has the lower number.
    let first = event(
        Stamp {
            clock: 8,
            ..stamp(50, 1)
        },
        "rust",
        0,
    );
    let given = [
        first,
        event(stamp(3, 1), "rust", 1),
        event(stamp(3, 2), "rust", 2),
        event(stamp(50, 2), "rust", 3),
    ];
    store.commit(None, &given, &Rows::default()).unwrap();
    assert_eq!(store.events(None).unwrap(), given);
    assert_eq!(store.events(Some(&DeckId::new("rust"))).unwrap(), given);
    assert_eq!(last_id(&store), Some(given[3].id));
}

#[test]
fn a_fact_of_a_newer_program_survives() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let mut given = events(&store, "rust", 2);
    given[0].body = Body::Unknown(Unknown {
        kind: 999,
        version: 3,
        payload: vec![0, 255, 7],
    });
    given[1].body = Body::Unknown(Unknown {
        kind: 1,
        version: 2,
        payload: vec![],
    });
    store.commit(None, &given, &Rows::default()).unwrap();
    assert_eq!(store.events(None).unwrap(), given);
}

#[test]
fn the_log_can_only_grow() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let given = events(&store, "rust", 1);
    store.commit(None, &given, &Rows::default()).unwrap();
    for statement in ["UPDATE event SET clock = 0", "DELETE FROM event"] {
        let error = store.connection.execute(statement, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    assert_eq!(store.events(None).unwrap(), given);
}

#[test]
fn a_stamp_that_does_not_follow_is_refused() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let given = events(&store, "rust", 2);
    store.commit(None, &given[1..], &Rows::default()).unwrap();
    let error = store
        .commit(Some(given[1].id), &given[..1], &Rows::default())
        .unwrap_err();
    assert!(matches!(error, StoreError::Order { .. }), "{error}");

    let twice = [events(&store, "rust", 1), events(&store, "rust", 1)].concat();
    let error = store
        .commit(Some(given[1].id), &twice, &Rows::default())
        .unwrap_err();
    assert!(matches!(error, StoreError::Order { .. }), "{error}");
    assert_eq!(store.events(None).unwrap(), given[1..]);
}

#[test]
fn a_commit_is_all_or_nothing() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let mut given = events(&store, "rust", 3);
    // The same number twice is refused by the database itself, after two events were appended.
    given[2].stamp.sequence = given[1].stamp.sequence;
    let error = store.commit(None, &given, &Rows::default()).unwrap_err();
    assert!(matches!(error, StoreError::Database { .. }), "{error}");
    assert_eq!(store.events(None).unwrap(), []);
    assert_eq!(store.deck_ids().unwrap(), []);
}

#[test]
fn a_program_killed_in_the_middle_leaves_whole_commits_only() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let given = events(&store, "rust", 5);
    store.commit(None, &given, &Rows::default()).unwrap();

    // So much in one transaction that part of it is on disk before its end.
    store
        .connection
        .pragma_update(None, "cache_size", 10)
        .unwrap();
    let more = events(&store, "rust", 2_000);
    let transaction = store.connection.transaction().unwrap();
    for event in &more {
        Written::new(event).unwrap().append(&transaction).unwrap();
    }
    let killed = tempdir().unwrap();
    for name in ["gradus.db", "gradus.db-wal"] {
        fs::copy(folder.path().join(name), killed.path().join(name)).unwrap();
    }
    let log = fs::metadata(killed.path().join("gradus.db-wal")).unwrap();
    assert!(
        log.len() > 200_000,
        "nothing of it was on disk: {}",
        log.len()
    );
    let left = open(killed.path());
    assert_eq!(left.events(None).unwrap(), given);
    assert_eq!(left.quick_check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_written_is_called_so() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    store
        .connection
        .pragma_update(None, "query_only", true)
        .unwrap();
    let given = events(&store, "rust", 1);
    let error = store.commit(None, &given, &Rows::default()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("Make the file and its folder writable")
    );

    let folder = tempdir().unwrap();
    fs::create_dir(database(folder.path())).unwrap();
    let error = Store::open(folder.path(), Uuid::nil()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
}

#[test]
fn two_programs_at_once_lose_and_repeat_nothing() {
    const EACH: usize = 40;
    let folder = tempdir().unwrap();
    let write = || {
        let mut store = open(folder.path());
        let mut moved = 0;
        for _ in 0..EACH {
            loop {
                let last = last_id(&store);
                let next = events(&store, "rust", 2);
                // Between reading and committing the other one may have written; then nothing may
                // be written here, whatever the stamps say.
                match store.commit(last, &next, &Rows::default()) {
                    Ok(Committed::Done) => break,
                    Ok(Committed::Moved) => moved += 1,
                    Err(error) => panic!("{error}"),
                }
            }
        }
        moved
    };
    thread::scope(|scope| {
        scope.spawn(write);
        scope.spawn(write);
    });
    let stored = open(folder.path()).events(None).unwrap();
    let sequences: Vec<u64> = stored.iter().map(|it| it.stamp.sequence).collect();
    assert_eq!(sequences, (1..=4 * EACH as u64).collect::<Vec<_>>());
    assert!(stored.is_sorted_by_key(|it| it.stamp));
}

#[test]
fn a_commit_on_old_ground_is_told_so_and_changes_nothing() {
    let folder = tempdir().unwrap();
    let mut one = open(folder.path());
    let mut other = open(folder.path());
    let of_one = events(&one, "rust", 1);
    let of_other = events(&other, "rust", 1);
    one.commit(None, &of_one, &Rows::default()).unwrap();
    let late = other.commit(None, &of_other, &Rows::default()).unwrap();
    assert_eq!(late, Committed::Moved);
    assert_eq!(other.rebuild(None, &[]).unwrap(), Committed::Moved);
    assert_eq!(other.events(None).unwrap(), of_one);
}

#[test]
fn many_can_open_a_new_store_at_once() {
    for _ in 0..10 {
        let folder = tempdir().unwrap();
        let devices: Vec<Device> = thread::scope(|scope| {
            let opened: Vec<_> = (0..4)
                .map(|at| {
                    let folder = folder.path();
                    scope.spawn(move || Store::open(folder, Uuid::from_u128(at)).unwrap().device())
                })
                .collect();
            opened.into_iter().map(|it| it.join().unwrap()).collect()
        });
        assert!(devices.iter().all(|it| *it == devices[0]), "{devices:?}");
    }
}

#[test]
fn a_folder_below_a_file_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "text").unwrap();
    let error = Store::open(&file.join("data"), Uuid::nil()).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("Name a folder"), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"text");
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let given = events(&store, "rust", 1);
    store.commit(None, &given, &Rows::default()).unwrap();
    let pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .connection
        .pragma_update(None, "max_page_count", pages)
        .unwrap();
    let more = events(&store, "rust", 2_000);
    let error = store
        .commit(Some(given[0].id), &more, &Rows::default())
        .unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert_eq!(store.events(None).unwrap(), given);

    // With room again, the same store goes on.
    store
        .connection
        .pragma_update(None, "max_page_count", 1_000_000)
        .unwrap();
    let done = store.commit(Some(given[0].id), &more, &Rows::default());
    assert_eq!(done.unwrap(), Committed::Done);
}

#[test]
fn a_store_that_another_holds_is_called_locked() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    store.connection.busy_timeout(Duration::ZERO).unwrap();
    let other = open(folder.path());
    other.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    let given = events(&store, "rust", 1);
    let error = store.commit(None, &given, &Rows::default()).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    other.connection.execute_batch("ROLLBACK").unwrap();
    let done = store.commit(None, &given, &Rows::default());
    assert_eq!(done.unwrap(), Committed::Done);
}

#[test]
fn durability_is_as_promised() {
    let folder = tempdir().unwrap();
    let store = open(folder.path());
    let pragma = |name| -> String {
        store
            .connection
            .pragma_query_value(None, name, |row| {
                row.get_ref(0).map(|value| format!("{value:?}"))
            })
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "Text([119, 97, 108])");
    assert_eq!(pragma("synchronous"), "Integer(2)");
    assert_eq!(pragma("foreign_keys"), "Integer(1)");
    store.checkpoint().unwrap();
    assert_eq!(store.quick_check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_payload_that_cannot_be_read_is_damage() {
    let folder = tempdir().unwrap();
    let mut store = open(folder.path());
    let mut given = events(&store, "rust", 1);
    given[0].body = Body::Unknown(Unknown {
        kind: 13,
        version: 1,
        payload: b"{".to_vec(),
    });
    store.commit(None, &given, &Rows::default()).unwrap();
    let error = store.events(None).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("event kind 13"), "{error}");
}

#[test]
fn a_store_can_go_to_a_thread_of_its_own() {
    fn can_be_sent<T: Send>(_: &T) {}
    let folder = tempdir().unwrap();
    can_be_sent(&open(folder.path()));
}
