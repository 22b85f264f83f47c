//! The shape of the database and how an older one is brought up to it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{StoreError, backup};

/// The statements that lead from each schema to the next. The database's `user_version` counts how
/// many of them it has been through.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("sql/schema_1.sql")];

/// "Grad" in ASCII; the first migration writes it.
const APPLICATION: i64 = 0x4772_6164;

/// Without any of these the file is not a whole database of this program.
const NEEDED: [&str; 11] = [
    "belief",
    "day",
    "deck_state",
    "device",
    "event",
    "event_never_deleted",
    "event_never_updated",
    "event_order",
    "name",
    "unit",
    "unit_due",
];

/// Brings the database up to the last of the migrations, keeping a backup of an older one first.
pub(super) fn migrate(
    connection: &mut Connection,
    folder: &Path,
    migrations: &[&str],
) -> Result<(), StoreError> {
    let refused = |cause| StoreError::database(folder, cause);
    let found = checked_version(connection, folder, migrations.len())?;
    if found < migrations.len() {
        if found > 0 {
            backup::before_migration(connection, folder, found)?;
        }
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(refused)?;
        // Another process may have migrated meanwhile; what is read under the write lock counts.
        let found = checked_version(&transaction, folder, migrations.len())?;
        for (statements, version) in migrations.iter().zip(1_i64..).skip(found) {
            transaction.execute_batch(statements).map_err(refused)?;
            transaction
                .pragma_update(None, "user_version", version)
                .map_err(refused)?;
        }
        transaction.commit().map_err(refused)?;
    }
    match missing(connection).map_err(refused)? {
        None => Ok(()),
        Some(name) => Err(StoreError::damaged(folder, format!("it has no `{name}`"))),
    }
}

/// How many migrations the database has been through, if it is one of this program's.
pub(super) fn checked_version(
    connection: &Connection,
    folder: &Path,
    known: usize,
) -> Result<usize, StoreError> {
    let refused = |cause| StoreError::database(folder, cause);
    let is_empty: bool = connection
        .query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
            [],
            |row| row.get(0),
        )
        .map_err(refused)?;
    if is_empty {
        return Ok(0);
    }
    if pragma(connection, "application_id").map_err(refused)? != APPLICATION {
        let cause = "it is not a database of Gradus".to_owned();
        return Err(StoreError::damaged(folder, cause));
    }
    let found = pragma(connection, "user_version").map_err(refused)?;
    match usize::try_from(found) {
        Ok(found) if found <= known => Ok(found),
        _ => Err(StoreError::Newer {
            path: super::database(folder),
            found,
            known,
        }),
    }
}

/// A table, index or trigger that should be there and is not.
fn missing(connection: &Connection) -> rusqlite::Result<Option<&'static str>> {
    let mut named =
        connection.prepare("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)")?;
    for name in NEEDED {
        if !named.query_row([name], |row| row.get(0))? {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Whether it is a database of this program without damage.
pub(super) fn is_whole(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(pragma(connection, "application_id")? == APPLICATION && quick_check(connection)?.is_empty())
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// What SQLite finds wrong with the file; empty where it is whole.
pub(super) fn quick_check(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let findings = connection
        .prepare("PRAGMA quick_check")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(findings.into_iter().filter(|it| it != "ok").collect())
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;
    use uuid::Uuid;

    use super::*;
    use crate::event::Rows;
    use crate::store::fixture::{events, open};
    use crate::store::{Store, connect, database};

    const NEXT: &str = "ALTER TABLE deck_state ADD COLUMN note TEXT";

    #[test]
    fn an_older_file_is_brought_up_with_a_backup_first() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let given = events(&store, "rust", 3);
        store.commit(None, &given, &Rows::default()).unwrap();
        let migrations = [MIGRATIONS, &[NEXT]].concat();
        migrate(&mut store.connection, folder.path(), &migrations).unwrap();

        assert_eq!(pragma(&store.connection, "user_version").unwrap(), 2);
        assert_eq!(store.events(None).unwrap(), given);
        let backup = connect(&folder.path().join("backups/gradus-schema-1.db")).unwrap();
        assert_eq!(pragma(&backup, "user_version").unwrap(), 1);
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let folder = tempdir().unwrap();
        let mut store = open(folder.path());
        let migrations = [MIGRATIONS, &[NEXT, "ALTER TABLE nowhere ADD COLUMN x"]].concat();
        let error = migrate(&mut store.connection, folder.path(), &migrations).unwrap_err();
        assert!(matches!(error, StoreError::Database { .. }), "{error}");
        assert_eq!(pragma(&store.connection, "user_version").unwrap(), 1);
        drop(store);
        open(folder.path());
    }

    #[test]
    fn a_newer_file_is_refused_with_a_hint() {
        let folder = tempdir().unwrap();
        let store = open(folder.path());
        store
            .connection
            .pragma_update(None, "user_version", 99)
            .unwrap();
        drop(store);
        let error = Store::open(folder.path(), Uuid::nil()).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("newer Gradus (its schema is 99, this one knows 1)")
                && text.contains("Update Gradus"),
            "{text}"
        );
        assert!(matches!(error, StoreError::Newer { found: 99, .. }));
    }

    #[test]
    fn a_new_folder_is_made_without_a_backup() {
        let folder = tempdir().unwrap();
        let data = folder.path().join("a/b");
        open(&data);
        assert!(database(&data).exists());
        assert!(!data.join("backups").exists());
    }
}
