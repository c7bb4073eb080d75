-- What people have looked at on this computer, until the backend has been told (domain/activity_log.h). It stays when somebody else
-- signs in: it is told when whoever looked does so again.
CREATE TABLE noted_reading (
    id BLOB NOT NULL PRIMARY KEY,
    who TEXT NOT NULL, at INTEGER NOT NULL, verb INTEGER NOT NULL, type INTEGER NOT NULL, target BLOB NOT NULL,
    told INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX noted_reading_target ON noted_reading (target, at);
CREATE INDEX noted_reading_untold ON noted_reading (at) WHERE told = 0;
