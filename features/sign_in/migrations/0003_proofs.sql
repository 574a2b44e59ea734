-- A code generator (TOTP, RFC 6238). secret is sealed under a key outside the database; pending is one that was shown
-- and not confirmed yet. last_step: each step of 30 seconds counts once.
CREATE TABLE code_generator (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    secret BYTEA,
    pending BYTEA,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);

-- Codes on paper that stand in once for the generator: keyed hashes only.
CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id),
    code_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, code_hash)
);

-- A passkey (WebAuthn): data is its public half and counter as JSON.
CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    credential TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account_id);

-- What a browser was asked to sign; used once, within minutes. account_id is empty where nobody is known yet.
CREATE TABLE passkey_challenge (
    id TEXT PRIMARY KEY,
    account_id TEXT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenge_by_end ON passkey_challenge (ends_at);
