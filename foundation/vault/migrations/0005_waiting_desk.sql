-- Under which key in memory a waiting receipt lies, so that a program settles its own and leaves those of another that
-- runs beside it alone. What nobody settled for two days is lost: the key of its program is gone.
ALTER TABLE receipt_waiting ADD COLUMN desk TEXT NOT NULL DEFAULT '';
CREATE INDEX receipt_waiting_by_desk ON receipt_waiting (desk, made_at, id);
