-- What the backend remembers. Only SQL that SQLite and PostgreSQL both know. Times are seconds since 1970 in UTC.

-- One counter for each provider: every change of a record takes the next number, and whoever has taken it holds the row until
-- the end of the transaction, so that numbers become visible in their order.
CREATE TABLE provider (
    number BIGINT NOT NULL PRIMARY KEY,
    org_number TEXT NOT NULL UNIQUE,
    sequence BIGINT NOT NULL
);

CREATE TABLE unit (
    number BIGINT NOT NULL PRIMARY KEY,
    id CHAR(36) NOT NULL UNIQUE,
    provider BIGINT NOT NULL REFERENCES provider (number),
    municipality TEXT NOT NULL,
    name TEXT NOT NULL
);

-- Everything that the feed carries. body: the canonical text, as sent. source_hash: of the row as it was delivered, without what
-- has been done to it here. shift: a visit's shift.
CREATE TABLE record (
    id CHAR(36) NOT NULL PRIMARY KEY,
    type SMALLINT NOT NULL,
    unit BIGINT NOT NULL REFERENCES unit (number),
    revision BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    deleted_at BIGINT,
    shift CHAR(36),
    source_hash CHAR(32) NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX record_in_order ON record (unit, type, id);
CREATE UNIQUE INDEX record_by_sequence ON record (unit, sequence);
CREATE INDEX record_by_shift ON record (shift) WHERE shift IS NOT NULL;

CREATE TABLE account (
    id CHAR(36) NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role VARCHAR(20) NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT
);

CREATE TABLE account_unit (
    account CHAR(36) NOT NULL REFERENCES account (id),
    unit BIGINT NOT NULL REFERENCES unit (number),
    PRIMARY KEY (account, unit)
);

CREATE TABLE session (
    token_hash CHAR(64) NOT NULL PRIMARY KEY,
    account CHAR(36) NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);

-- What was answered to a command, so that the same key gives the same answer.
CREATE TABLE command (
    account CHAR(36) NOT NULL REFERENCES account (id),
    command_key CHAR(36) NOT NULL,
    body_hash CHAR(32) NOT NULL,
    answer TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (account, command_key)
);
CREATE INDEX command_by_age ON command (answered_at);

-- The activity log: who did what to which record, when. role: service for deliveries.
CREATE TABLE activity (
    provider BIGINT NOT NULL REFERENCES provider (number),
    sequence BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    account_name TEXT NOT NULL,
    role VARCHAR(20) NOT NULL,
    unit BIGINT NOT NULL REFERENCES unit (number),
    verb VARCHAR(40) NOT NULL,
    target CHAR(36) NOT NULL,
    revision_before BIGINT NOT NULL,
    revision_after BIGINT NOT NULL,
    PRIMARY KEY (provider, sequence)
);
