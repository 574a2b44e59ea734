-- An alarm: nobody of the agency that held a tip acknowledged its danger within the limit. above is the agency that is alarmed,
-- where there is one with a vault; it sees who, where and since when, never what was told.
CREATE TABLE tip_alarm (
    tip_id TEXT PRIMARY KEY REFERENCES tip (id),
    agency TEXT NOT NULL,
    above TEXT,
    since BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    seen_at BIGINT,
    seen_by TEXT,
    seen_name TEXT
);
CREATE INDEX tip_alarm_by_above ON tip_alarm (above, seen_at);
CREATE INDEX tip_alarm_by_agency ON tip_alarm (agency);
CREATE INDEX tip_by_danger ON tip (is_danger, danger_seen_at, received_at);
