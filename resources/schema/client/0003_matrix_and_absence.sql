-- Which services the unit may combine; and when clients are away (src/domain/record.h).
CREATE TABLE matrix (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    unit BLOB NOT NULL, rulebook TEXT NOT NULL, cells TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE absence (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    client BLOB NOT NULL, kind INTEGER NOT NULL,
    starts_at INTEGER NOT NULL, ends_at INTEGER, known_at INTEGER, cancelled_at INTEGER
) WITHOUT ROWID;
CREATE INDEX absence_client ON absence (client);
ALTER TABLE "order" ADD COLUMN minutes_per_month INTEGER;
