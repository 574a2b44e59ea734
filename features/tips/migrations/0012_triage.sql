-- The order of the queue as the law model ranks it (src/model/law/triage.rs): danger, urgency, who listened; and what a
-- reporter wrote to a tip that has ended, which stands in no queue.
ALTER TABLE tip ADD COLUMN triage BIGINT NOT NULL DEFAULT 0;
UPDATE tip SET triage = urgency * 2
    + CASE WHEN is_danger = 0 THEN 20 WHEN danger_seen_at IS NULL THEN 0 ELSE 10 END
    + CASE WHEN is_danger = 1 AND channel IN ('web', 'zalo') THEN 1 ELSE 0 END;
DROP INDEX tip_in_queue;
CREATE INDEX tip_in_triage ON tip (agency, is_flood, triage, received_at, id)
    WHERE stage NOT IN ('ended', 'archived', 'passed_on');
CREATE INDEX tip_unread_ended ON tip (agency) WHERE unread > 0 AND stage IN ('ended', 'archived', 'passed_on');
