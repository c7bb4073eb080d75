-- The client's profile. One table per type of record, named and ordered as the fields in src/domain/record.h.
-- Ids are 16 bytes; moments are seconds since 1970 (UTC), dates days since 1970, enumerations and booleans integers.
-- `revision` is always the confirmed one, also where the row shows a change of hers that the backend has not answered.

CREATE TABLE unit (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    municipality TEXT NOT NULL, provider TEXT NOT NULL, provider_org_number TEXT NOT NULL, name TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE care_worker (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, number TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    active INTEGER NOT NULL, last_login INTEGER
) WITHOUT ROWID;

CREATE TABLE client (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, number INTEGER NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    person_id TEXT NOT NULL, address TEXT NOT NULL, household TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE "order" (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    client BLOB NOT NULL, service TEXT NOT NULL, minutes_per_visit INTEGER NOT NULL, double_staffing INTEGER NOT NULL,
    valid_from INTEGER NOT NULL, valid_to INTEGER
) WITHOUT ROWID;

CREATE TABLE shift (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, source_id TEXT NOT NULL, care_worker BLOB NOT NULL, date INTEGER NOT NULL,
    approved_at INTEGER, approved_by TEXT NOT NULL, unpaid_visits BLOB  -- 16 bytes for each
) WITHOUT ROWID;

CREATE TABLE visit (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    shift BLOB NOT NULL, source_id TEXT NOT NULL, client BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER,
    start_verification INTEGER NOT NULL, end_verification INTEGER NOT NULL, double_staffing INTEGER NOT NULL, note TEXT NOT NULL,
    registered_at INTEGER, original_start INTEGER, original_end INTEGER, phone TEXT NOT NULL,
    service_lines TEXT  -- store/service_lines.h
) WITHOUT ROWID;

CREATE TABLE lock (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    client BLOB, source_id TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, mounted_at INTEGER, removed_at INTEGER,
    battery_level INTEGER NOT NULL, battery_read_at INTEGER
) WITHOUT ROWID;

CREATE TABLE tag (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    client BLOB, source_id TEXT NOT NULL, active INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE phone (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, source_id TEXT NOT NULL, label TEXT NOT NULL, registered INTEGER NOT NULL, coupled INTEGER NOT NULL,
    active INTEGER NOT NULL, last_used_at INTEGER
) WITHOUT ROWID;

-- What is gone, so that an older line of the feed does not bring it back.
CREATE TABLE tombstone (
    type INTEGER NOT NULL, id BLOB NOT NULL, revision INTEGER NOT NULL,
    PRIMARY KEY (type, id)
) WITHOUT ROWID;

-- What she has done, in order. A row is `standing` while what she sees rests on it: until it is answered, and when accepted until
-- the feed has brought the result (`revision`).
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    type INTEGER NOT NULL, target BLOB NOT NULL, base INTEGER NOT NULL, depends_on BLOB, at INTEGER NOT NULL,
    body TEXT NOT NULL,  -- the change as the wire has it; base and depends_on of this row count
    stroke BLOB NOT NULL,
    fate INTEGER NOT NULL, standing INTEGER NOT NULL, revision INTEGER,
    late INTEGER NOT NULL DEFAULT 0, current_by TEXT NOT NULL DEFAULT '', answer TEXT, answered_at INTEGER
);
CREATE INDEX outbox_standing ON outbox (target) WHERE standing = 1;
CREATE INDEX outbox_unanswered ON outbox (position) WHERE fate < 2;
CREATE INDEX outbox_target ON outbox (target, position);
CREATE INDEX outbox_stroke ON outbox (stroke);
CREATE INDEX outbox_depends_on ON outbox (depends_on) WHERE depends_on IS NOT NULL;

-- The backend's own state of every record that a standing change has altered here: visible = confirmed + outbox.
CREATE TABLE confirmed (
    type INTEGER NOT NULL, id BLOB NOT NULL, revision INTEGER NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (type, id)
) WITHOUT ROWID;

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL
) WITHOUT ROWID;
