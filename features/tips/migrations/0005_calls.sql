-- A call that an operator is writing down. What was typed is sealed to the operator alone: it names people, and nobody has
-- decided yet what of it is kept. began_at is when the call began, from which the limits run once it is taken in.
CREATE TABLE tip_call (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    began_at BIGINT NOT NULL,
    saved_at BIGINT NOT NULL
);
CREATE INDEX tip_call_by_account ON tip_call (account, began_at);
CREATE INDEX tip_call_by_save ON tip_call (saved_at);
