-- What a line of a record's history is about (activities), so that it is found without the log.
ALTER TABLE record ADD COLUMN target CHAR(36);
UPDATE record SET target = (SELECT a.target FROM activity a WHERE a.unit = record.unit AND a.sequence = record.sequence) WHERE type = 12;
CREATE INDEX record_of_target ON record (target) WHERE target IS NOT NULL;

-- The activity log: who did, read or tried what, about whom, when, from where. One chain of rows for each provider, and number 0 for
-- what has none. length, hash: of the last row. What retention has cut off ended with the row cut_position, which had cut_hash.
CREATE TABLE log_chain (
    number BIGINT NOT NULL PRIMARY KEY,
    length BIGINT NOT NULL,
    hash CHAR(64) NOT NULL,
    cut_position BIGINT NOT NULL,
    cut_hash CHAR(64) NOT NULL
);

-- hash: over the hash of the row before and everything that stands in this one. What there is not is empty. unit 0: none. target,
-- client, lock, phone: ids of records. told: the id by which a client told of it afterwards, at happened_at.
CREATE TABLE log_entry (
    chain BIGINT NOT NULL REFERENCES log_chain (number),
    position BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    account_name TEXT NOT NULL,
    role VARCHAR(20) NOT NULL,
    unit BIGINT NOT NULL,
    verb VARCHAR(40) NOT NULL,
    target_type VARCHAR(20) NOT NULL,
    target TEXT NOT NULL,
    client TEXT NOT NULL,
    lock TEXT NOT NULL,
    program TEXT NOT NULL,
    phone TEXT NOT NULL,
    outcome VARCHAR(10) NOT NULL,
    detail TEXT NOT NULL,
    told TEXT NOT NULL,
    hash CHAR(64) NOT NULL,
    PRIMARY KEY (chain, position)
);
CREATE INDEX log_of_unit ON log_entry (unit, recorded_at);
CREATE INDEX log_of_client ON log_entry (client) WHERE client <> '';
CREATE INDEX log_of_lock ON log_entry (lock) WHERE lock <> '';
CREATE UNIQUE INDEX log_told ON log_entry (told) WHERE told <> '';
