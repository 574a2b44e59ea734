-- An account of a person, acting in one unit and perhaps one agency. roles are keys apart by spaces.
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    agency_id TEXT,
    roles TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- A session: only the hash of the browser's secret is kept.
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

-- Tries to sign in that did not succeed, by the hash of the name typed, whether or not an account has it:
-- so neither answer nor time tells which names exist.
CREATE TABLE sign_in_attempt (
    login_hash TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    last_at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (last_at);
