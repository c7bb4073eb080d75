-- What an account shows beside its password: totp, or none, which is served on this computer only; another system shows nothing more.
-- one_time_password: the next sign-in has to choose another. deactivated_at: it may not sign in.
ALTER TABLE account ADD COLUMN second_factor VARCHAR(10) NOT NULL DEFAULT 'totp';
ALTER TABLE account ADD COLUMN one_time_password SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN deactivated_at BIGINT;
UPDATE account SET second_factor = 'none' WHERE role = 'service';

-- The secret that the account's app has too, sealed with a key that lies beside the database. confirmed_at: when a code of it has
-- come. last_step: the newest half minute whose code has been used.
CREATE TABLE second_factor (
    account CHAR(36) NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed_secret TEXT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);

-- Each may stand for one code, and goes when it is used.
CREATE TABLE recovery_code (
    account CHAR(36) NOT NULL REFERENCES account (id),
    code_hash CHAR(43) NOT NULL,
    PRIMARY KEY (account, code_hash)
);

-- A session is from a sign-in to its end, and has one token after the other: those that open, for minutes, and those that give
-- the next ones, once. Who was signed in signs in anew.
DROP TABLE session;
CREATE TABLE session (
    id CHAR(36) NOT NULL PRIMARY KEY,
    account CHAR(36) NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);

CREATE TABLE access_token (
    token_hash CHAR(64) NOT NULL PRIMARY KEY,
    session CHAR(36) NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_token_by_session ON access_token (session);

CREATE TABLE refresh_token (
    token_hash CHAR(64) NOT NULL PRIMARY KEY,
    session CHAR(36) NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    used_at BIGINT
);
CREATE INDEX refresh_token_by_session ON refresh_token (session);
