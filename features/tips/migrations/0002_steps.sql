-- The order in which steps were noted; of one instant the earlier comes first.
ALTER TABLE tip_event ADD COLUMN ordinal BIGINT NOT NULL DEFAULT 0;

-- What a noted step rests on: date of its paper (its number stands in tip_event), the officer named in it, and the reason in free
-- words, sealed like what was told.
CREATE TABLE tip_event_paper (
    event_id TEXT PRIMARY KEY REFERENCES tip_event (id),
    tip_id TEXT NOT NULL REFERENCES tip (id),
    dated TEXT,
    officer TEXT,
    officer_name TEXT,
    reason_sealed BYTEA
);
CREATE INDEX tip_event_paper_by_tip ON tip_event_paper (tip_id);
