-- How many pictures came with a message, so that both sides of the thread see that they arrived.
ALTER TABLE tip_message ADD COLUMN files BIGINT NOT NULL DEFAULT 0;
