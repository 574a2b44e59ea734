-- The log. An entry is written in the transaction of the change it tells of, without a number;
-- the sequencer gives `seq` (0, 1, 2 … without a gap) within a second. `actor` is the account, or
-- `system`, or `public`; `is_look` tells a look from a change; `reason_hash` and `payload_commit` are HMAC-SHA256 under the entry's salt.
CREATE TABLE audit_entry (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    org TEXT NOT NULL,
    action TEXT NOT NULL,
    object_type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    class TEXT NOT NULL,
    reason_hash TEXT,
    payload_commit TEXT NOT NULL,
    is_look BIGINT NOT NULL,
    seq BIGINT
);
CREATE UNIQUE INDEX audit_entry_seq ON audit_entry (seq);
CREATE INDEX audit_entry_waiting ON audit_entry (at, id) WHERE seq IS NULL;
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_object ON audit_entry (object_type, object_id, at);
CREATE INDEX audit_entry_action ON audit_entry (action, at);
CREATE INDEX audit_entry_actor ON audit_entry (actor, at);

-- What the commitments stand for; a row may be destroyed (shredded) while the tree stays valid.
CREATE TABLE audit_payload (
    entry TEXT NOT NULL PRIMARY KEY REFERENCES audit_entry (id),
    salt BYTEA NOT NULL,
    reason TEXT,
    payload TEXT NOT NULL
);

-- The Merkle tree of RFC 6962 as tiles of c2sp.org/tlog-tiles: up to 256 hashes of 32 bytes.
CREATE TABLE audit_tile (
    level BIGINT NOT NULL,
    n BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (level, n)
);

-- One row: how many entries are numbered. Only the sequencer touches it, so no writer waits for it.
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    turn BIGINT NOT NULL
);
INSERT INTO audit_head (id, size, turn) VALUES (1, 0, 0);

-- Signed checkpoints (c2sp.org/tlog-checkpoint); `seen_at` is when the same size was last signed again.
CREATE TABLE audit_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    note TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
