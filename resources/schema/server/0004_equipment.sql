-- What phones and other systems have told of locks, tags and phones, by the teller's own id: told again, it changes nothing.
CREATE TABLE sighting (
    unit BIGINT NOT NULL REFERENCES unit (number),
    kind VARCHAR(20) NOT NULL,
    source_id TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (unit, kind, source_id)
);
CREATE INDEX sighting_by_age ON sighting (told_at);

-- A phone's own access. It ends with the phone: the record is asked every time.
CREATE TABLE phone_session (
    token_hash CHAR(64) NOT NULL PRIMARY KEY,
    phone CHAR(36) NOT NULL,
    unit BIGINT NOT NULL REFERENCES unit (number),
    expires_at BIGINT NOT NULL
);
CREATE INDEX phone_session_by_phone ON phone_session (phone);
