-- Somebody who has left an agency (a role ended, an account was closed) while no other member was at hand to give the
-- vault new keys. Their own copy of its secret is gone at once, but for the last member's; the next member who signs in
-- gives the vault new keys without them, and takes the row away.
CREATE TABLE vault_leaving (
    agency TEXT NOT NULL,
    account TEXT NOT NULL,
    left_at BIGINT NOT NULL,
    PRIMARY KEY (agency, account)
);
CREATE INDEX vault_leaving_by_account ON vault_leaving (account);
