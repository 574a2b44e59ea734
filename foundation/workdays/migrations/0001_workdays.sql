-- Days off and days worked that this office entered beside those that come with the program. kind is rest (a holiday), swap (a day off in
-- exchange), work (worked in exchange) or year (the notice of a whole year; day is its first of January). A row counts from valid_from on.
CREATE TABLE workday_row (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    citation TEXT NOT NULL,
    is_verified BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    replaces TEXT,
    added_by TEXT NOT NULL,
    added_name TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX workday_row_by_day ON workday_row (day);

-- Rows that were taken back: an id of workday_row, or the key of a row that comes with the program. Nothing is ever deleted.
CREATE TABLE workday_withdrawal (
    row_key TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    withdrawn_by TEXT NOT NULL,
    withdrawn_name TEXT NOT NULL,
    withdrawn_at BIGINT NOT NULL
);
