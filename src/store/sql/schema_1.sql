-- "Grad" in ASCII: tells a Gradus file from any other SQLite file.
PRAGMA application_id = 0x47726164;

-- Names that events refer to, each written once.
CREATE TABLE name (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- Installations whose events are here; at most one is this one.
CREATE TABLE device (
    id   INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    own  INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX device_own ON device (own) WHERE own = 1;

CREATE TABLE event (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clock    INTEGER NOT NULL,
    device   INTEGER NOT NULL REFERENCES device,
    sequence INTEGER NOT NULL,
    utc_ms   INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    kind     INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    deck     INTEGER REFERENCES name,
    payload  BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_order ON event (clock, device, sequence);
CREATE UNIQUE INDEX event_sequence ON event (device, sequence);
CREATE INDEX event_deck ON event (deck, clock);

CREATE TRIGGER event_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;
CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log of events is append-only'); END;

-- Projections: all of what follows can be dropped and rebuilt from events.

CREATE TABLE deck_state (
    deck  INTEGER PRIMARY KEY REFERENCES name,
    model INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE belief (
    deck     INTEGER NOT NULL REFERENCES name,
    kind     TEXT NOT NULL CHECK (kind IN ('skill', 'item')),
    id       TEXT NOT NULL,
    mean     REAL NOT NULL,
    variance REAL NOT NULL,
    state    TEXT NOT NULL,
    PRIMARY KEY (deck, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    deck       INTEGER NOT NULL REFERENCES name,
    kind       TEXT NOT NULL CHECK (kind IN ('skill', 'item')),
    id         TEXT NOT NULL,
    stability  REAL NOT NULL,
    difficulty REAL NOT NULL,
    last       INTEGER NOT NULL,
    due        INTEGER NOT NULL,
    PRIMARY KEY (deck, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_due ON unit (due, deck);

CREATE TABLE day (
    deck     INTEGER NOT NULL REFERENCES name,
    day      INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    "right"  REAL NOT NULL,
    took_ms  INTEGER NOT NULL,
    PRIMARY KEY (deck, day)
) STRICT, WITHOUT ROWID;
