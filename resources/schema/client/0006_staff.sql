-- Care workers' accounts, and the orders of administrators' (src/domain/staff.h).
ALTER TABLE care_worker ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE care_worker ADD COLUMN subcontractor TEXT NOT NULL DEFAULT '';
ALTER TABLE care_worker ADD COLUMN exempt TEXT NOT NULL DEFAULT '';
ALTER TABLE care_worker ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE care_worker ADD COLUMN created_at INTEGER;
ALTER TABLE care_worker ADD COLUMN changed_at INTEGER;
ALTER TABLE care_worker ADD COLUMN code_until INTEGER;
CREATE TABLE account_order (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL, person TEXT NOT NULL, combine INTEGER NOT NULL,
    until INTEGER, note TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at INTEGER
) WITHOUT ROWID;
