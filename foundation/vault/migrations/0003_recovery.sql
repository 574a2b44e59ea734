-- The live secret of an agency's vault, split among trustees: any needed of them bring it back together.
CREATE TABLE vault_share_set (
    agency TEXT NOT NULL,
    set_no BIGINT NOT NULL,
    vault_version BIGINT NOT NULL,
    needed BIGINT NOT NULL,
    is_live BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (agency, set_no)
);

-- One share, sealed to its trustee; the commitment tells a true share from another.
CREATE TABLE vault_share (
    agency TEXT NOT NULL,
    set_no BIGINT NOT NULL,
    account TEXT NOT NULL,
    person_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    commitment TEXT NOT NULL,
    PRIMARY KEY (agency, set_no, account)
);
CREATE INDEX vault_share_by_account ON vault_share (account);

-- A recovery, or the rehearsal of one. The ephemeral pair exists while a recovery is open.
CREATE TABLE vault_recovery (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    set_no BIGINT NOT NULL,
    account TEXT NOT NULL,
    ephemeral_public BYTEA,
    ephemeral_sealed BYTEA,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX vault_recovery_by_agency ON vault_recovery (agency, state);

-- A share that a trustee handed in; sealed to the ephemeral key, and empty for a rehearsal.
CREATE TABLE vault_recovery_share (
    recovery TEXT NOT NULL,
    account TEXT NOT NULL,
    sealed BYTEA,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (recovery, account)
);

-- Somebody asked to see one record that is not theirs; a member of the vault lets them for a short time; a third looks
-- at it afterwards. The reason is sealed to the agency's vault.
CREATE TABLE break_glass (
    id TEXT NOT NULL PRIMARY KEY,
    agency TEXT NOT NULL,
    vault_version BIGINT NOT NULL,
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    account TEXT NOT NULL,
    reason_sealed BYTEA NOT NULL,
    minutes BIGINT NOT NULL,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    expires_at BIGINT,
    reviewed_by TEXT,
    reviewed_at BIGINT,
    verdict TEXT
);
CREATE INDEX break_glass_by_agency ON break_glass (agency, state);
CREATE INDEX break_glass_by_end ON break_glass (state, expires_at);
