-- What is done with locks, tags and phones (src/domain/equipment.h).
ALTER TABLE lock ADD COLUMN battery_changed_at INTEGER;
ALTER TABLE lock ADD COLUMN last_used_at INTEGER;
ALTER TABLE lock ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN last_used_at INTEGER;
ALTER TABLE tag ADD COLUMN last_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE phone ADD COLUMN holder BLOB;
ALTER TABLE phone ADD COLUMN last_used_by BLOB;
ALTER TABLE phone ADD COLUMN app_version TEXT NOT NULL DEFAULT '';
ALTER TABLE phone ADD COLUMN undelivered INTEGER;
ALTER TABLE phone ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE TABLE lock_reading (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    lock BLOB NOT NULL, day INTEGER NOT NULL, openings INTEGER NOT NULL, battery_level INTEGER NOT NULL, read_at INTEGER
) WITHOUT ROWID;
CREATE INDEX lock_reading_lock ON lock_reading (lock);
CREATE TABLE lock_order (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL, client BLOB, lock BLOB, booked_at INTEGER,
    attendant TEXT NOT NULL, address TEXT NOT NULL, note TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at INTEGER
) WITHOUT ROWID;
CREATE TABLE control (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, kind INTEGER NOT NULL, month INTEGER NOT NULL, checked INTEGER NOT NULL,
    deviations TEXT NOT NULL, note TEXT NOT NULL, signed_by TEXT NOT NULL, signed_at INTEGER
) WITHOUT ROWID;
-- What cannot wait is sent before all else (domain::is_urgent).
ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_urgent ON outbox (position) WHERE fate < 2 AND urgent = 1;
