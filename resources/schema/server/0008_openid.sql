-- Who an OpenID provider says that somebody is, and which account that is. fingerprint: of issuer and subject, made with the key that
-- lies beside the database, so that it tells nothing without it (the subject may be a personal identity number).
CREATE TABLE identity (
    fingerprint CHAR(43) NOT NULL PRIMARY KEY,
    account CHAR(36) NOT NULL REFERENCES account (id),
    issuer TEXT NOT NULL,
    linked_at BIGINT NOT NULL
);
CREATE INDEX identity_by_account ON identity (account);
-- How a session was begun: with what the account has (its second_factor), or through an OpenID provider.
ALTER TABLE session ADD COLUMN by_openid SMALLINT NOT NULL DEFAULT 0;
