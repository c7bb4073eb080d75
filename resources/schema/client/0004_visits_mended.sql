-- A visit as it was registered, where it has been edited; what has been done to records; and what a change was made on
-- (src/domain/record.h, change.h).
ALTER TABLE visit ADD COLUMN original_service_lines TEXT;
ALTER TABLE visit ADD COLUMN original_double_staffing INTEGER;
ALTER TABLE visit ADD COLUMN original_shift BLOB;
CREATE TABLE activity (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    target BLOB NOT NULL, target_revision INTEGER NOT NULL, verb TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX activity_target ON activity (target);
ALTER TABLE outbox ADD COLUMN before TEXT NOT NULL DEFAULT '';  -- the record that she changed, as the wire has it
