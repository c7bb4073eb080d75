-- By what a decision finds the neighbours of a visit. client: whose visit, order, lock or tag it is. starts_at: of a visit. care_worker:
-- of a visit, its shift's. household: of a client. Filled in for what is there already by the program (record_keys.cpp).
ALTER TABLE record ADD COLUMN client CHAR(36);
ALTER TABLE record ADD COLUMN starts_at BIGINT;
ALTER TABLE record ADD COLUMN care_worker CHAR(36);
ALTER TABLE record ADD COLUMN household TEXT;
CREATE INDEX record_of_client ON record (client, starts_at) WHERE client IS NOT NULL;
CREATE INDEX record_of_care_worker ON record (care_worker, starts_at) WHERE care_worker IS NOT NULL;
CREATE INDEX record_of_household ON record (unit, household) WHERE household IS NOT NULL;

-- What the municipalities have published of their rules. Each unit has a copy among its records, for the feed.
CREATE TABLE rulebook (
    number BIGINT NOT NULL PRIMARY KEY,
    municipality TEXT NOT NULL,
    version TEXT NOT NULL UNIQUE,
    valid_from CHAR(10) NOT NULL,
    installed_at BIGINT NOT NULL,
    body TEXT NOT NULL
);
