-- A receipt that was given while none was ready: its digits and the record key, under a key that is in memory only,
-- until the slow step is done (foundation/vault/src/desk.rs). Empty but for minutes after a flood.
CREATE TABLE receipt_waiting (
    id TEXT NOT NULL PRIMARY KEY,
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX receipt_waiting_by_record ON receipt_waiting (record_type, record_id);
