-- What care workers sign in with on a phone. Empty hash: there is none. code_until: seconds since 1970.
CREATE TABLE care_worker_access (
    care_worker CHAR(36) NOT NULL PRIMARY KEY,
    password_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    code_until BIGINT NOT NULL
);
-- Who is a care worker too: her number in the unit. Nobody approves her own visits.
ALTER TABLE account ADD COLUMN care_worker_number TEXT;
