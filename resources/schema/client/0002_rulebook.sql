-- What the municipality has published of its rules (src/domain/record.h).
CREATE TABLE rulebook (
    id BLOB NOT NULL PRIMARY KEY, revision INTEGER NOT NULL,
    municipality TEXT NOT NULL, version TEXT NOT NULL, valid_from INTEGER NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
