-- Work for later. `state` is waiting, running, done or dead; `claim` names who runs it now and
-- `claimed_until` says until when that holds. `unique_key` is unique within a kind for as long as
-- the row stands, so that one period or one cause makes one job.
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claim TEXT,
    claimed_until BIGINT,
    last_error_key TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX job_unique_key ON job (kind, unique_key);
CREATE INDEX job_due ON job (state, run_at);
