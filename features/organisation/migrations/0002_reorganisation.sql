-- A reorganisation of the territory: planned, then applied, perhaps undone. origin is steps (typed one by one) or
-- list (a whole list of units was read). state is planned, applied, undone or dropped. A tree's key is its first day.
CREATE TABLE reorganisation (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    citation TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    old_tree TEXT,
    new_tree TEXT,
    version BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    settled_name TEXT,
    settled_at BIGINT
);
CREATE INDEX reorganisation_by_state ON reorganisation (state, effective_on);

-- One step: merge (whole and part go into code), split (a piece of part becomes code), rename, move.
-- whole and part are codes apart by spaces.
CREATE TABLE reorganisation_step (
    reorganisation TEXT NOT NULL REFERENCES reorganisation (id),
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    whole TEXT NOT NULL,
    part TEXT NOT NULL,
    code TEXT NOT NULL,
    unit_kind TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    PRIMARY KEY (reorganisation, ordinal)
);

-- Which unit's or agency's rows went where (what is unit or agency); units and agencies that simply go on are not here.
-- Read by the statements of all features that follow (contracts::territory).
CREATE TABLE unit_move (
    reorganisation TEXT NOT NULL REFERENCES reorganisation (id),
    what TEXT NOT NULL,
    old_key TEXT NOT NULL,
    new_key TEXT NOT NULL,
    PRIMARY KEY (reorganisation, what, old_key)
);
CREATE INDEX unit_move_by_new ON unit_move (reorganisation, what, new_key);

-- Which row stood where before: what an undo puts back. kind is the key of the rows of a feature, or of this one.
CREATE TABLE unit_moved_row (
    reorganisation TEXT NOT NULL REFERENCES reorganisation (id),
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    was TEXT NOT NULL,
    PRIMARY KEY (reorganisation, kind, row_id)
);

-- The version that an edit started from; a change takes the row only at that version.
ALTER TABLE agency ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE committee ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE post ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE committee_member ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Who changed what, when and why. unit is the code of the unit at that time; subject is reorganisation, agency,
-- committee, post or seat. detail holds the changed fields.
CREATE TABLE organisation_event (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX organisation_event_by_unit ON organisation_event (unit, at);
CREATE INDEX organisation_event_by_subject ON organisation_event (subject_id, at);
