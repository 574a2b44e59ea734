-- A tip, with the agency that deals with it now. What was told and by whom stands sealed in tip_part, tip_message
-- and tip_file; here stands only what the queue, the clocks and the counts need. received_at is rounded down to the hour
-- where the reporter is anonymous. stage is a key of the model; shown_stage is what the reporter is told, from shown_from on.
CREATE TABLE tip (
    id TEXT PRIMARY KEY,
    agency TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_pos BIGINT NOT NULL,
    unit_last BIGINT NOT NULL,
    channel TEXT NOT NULL,
    privacy TEXT NOT NULL,
    anonymity_reason TEXT,
    received_at BIGINT NOT NULL,
    place TEXT,
    is_danger BIGINT NOT NULL,
    danger_seen_at BIGINT,
    urgency BIGINT NOT NULL,
    cluster BIGINT,
    is_flood BIGINT NOT NULL,
    stage TEXT NOT NULL,
    kind TEXT,
    shown_stage TEXT NOT NULL,
    next_shown_stage TEXT,
    shown_from BIGINT,
    unread BIGINT NOT NULL,
    assigned_to TEXT,
    idempotency TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL
);
CREATE INDEX tip_by_agency ON tip (agency, stage, is_danger, urgency, received_at);
CREATE INDEX tip_by_unit ON tip (unit_pos);
CREATE INDEX tip_by_cluster ON tip (cluster);

-- An entry in an agency's lodging book (sổ theo dõi tiếp nhận); it stays when the tip goes on to another agency.
CREATE TABLE tip_entry (
    agency TEXT NOT NULL,
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (agency, year, serial),
    UNIQUE (tip_id, agency)
);

-- The last number given in an agency's lodging book of a year.
CREATE TABLE tip_serial (
    agency TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (agency, year)
);

-- Who told it and how to reach them safely: a sealed record of its own.
CREATE TABLE tip_reporter (
    tip_id TEXT PRIMARY KEY REFERENCES tip (id),
    text_sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- A sealed part of a tip: what was told at the start, an intake note.
CREATE TABLE tip_part (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    part TEXT NOT NULL,
    text_sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (tip_id, part)
);

-- The thread between reporter and agency. author is reporter or agency; never a name. Of a reporter's message only the hour
-- is kept, so ordinal holds the order.
CREATE TABLE tip_message (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    author TEXT NOT NULL,
    text_sealed BYTEA NOT NULL,
    written_at BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    idempotency TEXT NOT NULL UNIQUE
);
CREATE INDEX tip_message_by_tip ON tip_message (tip_id, ordinal);

-- An attachment: the copy without metadata, and the original where the reporter wanted it kept.
CREATE TABLE tip_file (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    media_type TEXT NOT NULL,
    copy_sealed BYTEA NOT NULL,
    original_sealed BYTEA,
    name_sealed BYTEA NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX tip_file_by_tip ON tip_file (tip_id, added_at);

-- What happened on the legal path: kind is a key of the model, at the instant that starts or stops clocks.
CREATE TABLE tip_event (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    number TEXT,
    detail TEXT,
    agency TEXT,
    by_person TEXT,
    by_name TEXT NOT NULL,
    noted_at BIGINT NOT NULL
);
CREATE INDEX tip_event_by_tip ON tip_event (tip_id, at);

-- Whom a tip is about: this agency or person never sees it, whatever the rights say.
CREATE TABLE tip_bar (
    tip_id TEXT NOT NULL REFERENCES tip (id),
    barred_kind TEXT NOT NULL,
    barred TEXT NOT NULL,
    PRIMARY KEY (tip_id, barred_kind, barred)
);

-- A hand-over to another agency, open until that agency signs for it.
CREATE TABLE tip_handover (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    from_agency TEXT NOT NULL,
    to_agency TEXT NOT NULL,
    with_reporter BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    sent_by TEXT NOT NULL,
    received_at BIGINT,
    received_by TEXT
);
CREATE INDEX tip_handover_by_tip ON tip_handover (tip_id, sent_at);
CREATE INDEX tip_handover_by_receiver ON tip_handover (to_agency, received_at);

-- What a visitor of the public door carries through a journey, sealed under a key that only the browser's cookie holds.
CREATE TABLE tip_pocket (
    id TEXT PRIMARY KEY,
    sealed BYTEA NOT NULL,
    version BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX tip_pocket_by_end ON tip_pocket (ends_at);

-- Files of a pocket, sealed under the same key.
CREATE TABLE tip_pocket_file (
    id TEXT PRIMARY KEY,
    pocket TEXT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX tip_pocket_file_by_pocket ON tip_pocket_file (pocket);
