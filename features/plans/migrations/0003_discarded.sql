-- A draft that is not to become a plan is kept as discarded, with who did so, when and why: nothing typed is lost,
-- and within a few minutes it can be taken back.
ALTER TABLE plan ADD COLUMN discarded_by TEXT;
ALTER TABLE plan ADD COLUMN discarded_name TEXT;
ALTER TABLE plan ADD COLUMN discarded_at BIGINT;
ALTER TABLE plan ADD COLUMN discard_reason TEXT;
