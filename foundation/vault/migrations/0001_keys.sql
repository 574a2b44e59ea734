-- The key pair of an account. Only the newest version is live; the public half is no secret.
CREATE TABLE vault_person_key (
    account TEXT NOT NULL,
    version BIGINT NOT NULL,
    public_key BYTEA NOT NULL,
    is_live BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, version)
);

-- The secret half of an account's key pair, locked with a password, a passkey or a code.
CREATE TABLE vault_person_lock (
    account TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    lock_id TEXT NOT NULL,
    locked BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, version, kind, lock_id)
);

-- The key pair of an agency's vault. One version is live; older ones are reached through vault_link.
-- The key of the agency's blind indexes is sealed to the pair.
CREATE TABLE agency_vault (
    agency TEXT NOT NULL,
    version BIGINT NOT NULL,
    public_key BYTEA NOT NULL,
    index_sealed BYTEA NOT NULL,
    is_live BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (agency, version)
);

-- The vault's secret, sealed to one member.
CREATE TABLE vault_member (
    agency TEXT NOT NULL,
    version BIGINT NOT NULL,
    account TEXT NOT NULL,
    person_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    admitted_by TEXT NOT NULL,
    admitted_at BIGINT NOT NULL,
    PRIMARY KEY (agency, version, account)
);
CREATE INDEX vault_member_by_account ON vault_member (account, agency);

-- The secret of a retired vault, sealed to the vault that came after it.
CREATE TABLE vault_link (
    agency TEXT NOT NULL,
    version BIGINT NOT NULL,
    under_agency TEXT NOT NULL,
    under_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (agency, version, under_agency, under_version)
);

-- Somebody who belongs to a vault but cannot open it until a member admits them.
CREATE TABLE vault_waiting (
    agency TEXT NOT NULL,
    account TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (agency, account)
);

-- One row for each sealed record; it stays when the keys are destroyed, so that a restored backup can be told.
CREATE TABLE sealed_record (
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    shredded_at BIGINT,
    PRIMARY KEY (record_type, record_id)
);

-- The record key, sealed to one holder: an agency's vault, the receipt of a reporter, or one person for a short time.
CREATE TABLE record_key (
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    holder_kind TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_version BIGINT NOT NULL,
    public_key BYTEA,
    sealed BYTEA NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (record_type, record_id, holder_kind, holder)
);
CREATE INDEX record_key_by_holder ON record_key (holder_kind, holder, holder_version);
