-- How an offer ended that nobody signed for: withdrawn by whoever sent it, declined by whom it was offered to, or closed because the
-- tip went past both. Nothing while it waits and where it was signed.
ALTER TABLE tip_handover ADD COLUMN ended_as TEXT;
UPDATE tip_handover SET ended_as = 'closed' WHERE received_at IS NOT NULL AND received_by = '';
-- The few that wait, without looking through all.
CREATE INDEX tip_handover_open ON tip_handover (sent_at) WHERE received_at IS NULL;
