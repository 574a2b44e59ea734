-- An account begins with an invitation; activated_at is empty until its owner has taken it. disabled_why is a key.
ALTER TABLE account ADD COLUMN activated_at BIGINT;
ALTER TABLE account ADD COLUMN pledged_at BIGINT;
ALTER TABLE account ADD COLUMN last_sign_in_at BIGINT;
ALTER TABLE account ADD COLUMN disabled_at BIGINT;
ALTER TABLE account ADD COLUMN disabled_why TEXT;
UPDATE account SET activated_at = created_at;

-- stage: full, second (the second proof is still to come), setup (a second proof must be set up first).
-- raised_until: sealed data may be shown until then.
ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT 'full';
ALTER TABLE session ADD COLUMN raised_until BIGINT;

-- A one-time code with which a person takes an account: only its keyed hash is kept, for 72 hours.
-- kind: first, or lost (all proofs are lost: a second person has to confirm before there is a code).
CREATE TABLE invitation (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    code_hash TEXT UNIQUE,
    proposed_by TEXT NOT NULL,
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    confirmed_by TEXT,
    confirmed_name TEXT,
    confirmed_at BIGINT,
    ends_at BIGINT,
    used_at BIGINT,
    withdrawn_at BIGINT
);
CREATE INDEX invitation_by_account ON invitation (account_id);

-- A role of an account: one person proposes, another confirms. The confirmed ones stand in account.roles too.
CREATE TABLE role_grant (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_name TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    confirmed_by TEXT,
    confirmed_name TEXT,
    confirmed_at BIGINT,
    ended_by TEXT,
    ended_name TEXT,
    ended_at BIGINT
);
CREATE INDEX role_grant_by_account ON role_grant (account_id);

-- The rules of signing in that an installation may set, dated and with their source. The newest that is valid holds.
CREATE TABLE sign_in_parameter (
    key TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (key, valid_from)
);
INSERT INTO sign_in_parameter (key, valid_from, value, source) VALUES
    ('second_factor', '2026-01-01', 'required', 'TCVN 14423:2026, QCVN 12:2026/BCA 3.7.2.8.3'),
    ('password_profile', '2026-01-01', 'asvs', 'OWASP ASVS 5.0 6.2');

-- What accounts had before roles took two persons.
INSERT INTO role_grant (id, account_id, role, proposed_by, proposed_name, proposed_at, confirmed_at)
    SELECT 'set-up-' || id || '-leader', id, 'leader', 'set-up', '', created_at, created_at
    FROM account WHERE ' ' || roles || ' ' LIKE '% leader %';
INSERT INTO role_grant (id, account_id, role, proposed_by, proposed_name, proposed_at, confirmed_at)
    SELECT 'set-up-' || id || '-standing_office', id, 'standing_office', 'set-up', '', created_at, created_at
    FROM account WHERE ' ' || roles || ' ' LIKE '% standing_office %';
INSERT INTO role_grant (id, account_id, role, proposed_by, proposed_name, proposed_at, confirmed_at)
    SELECT 'set-up-' || id || '-officer', id, 'officer', 'set-up', '', created_at, created_at
    FROM account WHERE ' ' || roles || ' ' LIKE '% officer %';
INSERT INTO role_grant (id, account_id, role, proposed_by, proposed_name, proposed_at, confirmed_at)
    SELECT 'set-up-' || id || '-admin', id, 'admin', 'set-up', '', created_at, created_at
    FROM account WHERE ' ' || roles || ' ' LIKE '% admin %';
