-- duress_hash: a second password under which an account opens a session that sees next to nothing, and tells others.
-- It stands under the salt of the password itself, so judging both costs one hash.
ALTER TABLE account ADD COLUMN duress_hash TEXT;
ALTER TABLE session ADD COLUMN duress BIGINT NOT NULL DEFAULT 0;
-- person_secret: the person's secret wrapped under a key that only the browser's cookie gives.
ALTER TABLE session ADD COLUMN person_secret BYTEA;

-- What somebody should look at: kind is duress, locked or second-locked. No name that was typed stands here.
CREATE TABLE sign_in_alert (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    seen_by TEXT,
    seen_name TEXT,
    seen_at BIGINT
);
CREATE INDEX sign_in_alert_by_time ON sign_in_alert (at);
CREATE INDEX sign_in_alert_by_account ON sign_in_alert (account_id);

-- The quarterly review of the accounts of a unit and those below it; period as 2026-Q1.
CREATE TABLE account_review (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    begun_by TEXT NOT NULL,
    begun_name TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    signed_by TEXT,
    signed_name TEXT,
    signed_at BIGINT,
    UNIQUE (unit, period)
);

-- What was found of one account: verdict is keep or withdraw.
CREATE TABLE account_review_row (
    review_id TEXT NOT NULL REFERENCES account_review (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    verdict TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (review_id, account_id)
);
