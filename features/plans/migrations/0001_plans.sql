-- A document as it came in, with its bytes and the text that was read from them.
-- reading is waiting, failed, alike (a person has to choose), read or kept (the other plan was kept); plan_json
-- is what the reader found, in the form lachan.plan/1, empty until it was read.
-- unit_pos and unit_last repeat the unit's range in the present tree, so that a list of a province and
-- its communes is one range on an index; a reorganisation rewrites them.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    unit_pos BIGINT NOT NULL,
    unit_last BIGINT NOT NULL,
    direction TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    content BYTEA NOT NULL,
    normalised TEXT NOT NULL,
    plan_json TEXT NOT NULL DEFAULT '',
    fingerprint TEXT NOT NULL,
    reading TEXT NOT NULL,
    failure TEXT,
    type_code TEXT,
    number TEXT,
    symbol TEXT,
    year BIGINT,
    month BIGINT,
    day BIGINT,
    issuer TEXT,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    form_key TEXT NOT NULL UNIQUE,
    uploaded_by TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL
);
CREATE INDEX document_by_unit ON document (unit_pos, uploaded_at);

-- One plan of one committee: first a draft made from the reading, then issued.
CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    unit TEXT NOT NULL,
    unit_pos BIGINT NOT NULL,
    unit_last BIGINT NOT NULL,
    unit_name TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    level TEXT,
    number TEXT,
    symbol TEXT,
    place TEXT,
    year BIGINT,
    month BIGINT,
    day BIGINT,
    issuer TEXT,
    signer_name TEXT,
    signer_title TEXT,
    signer_mode TEXT,
    period_from TEXT,
    period_to TEXT,
    parent_plan TEXT REFERENCES plan (id),
    in_force_on TEXT,
    version BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    issued_by TEXT,
    issued_at BIGINT
);
CREATE INDEX plan_by_unit ON plan (unit_pos, state);

CREATE TABLE plan_section (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    heading TEXT NOT NULL,
    level BIGINT NOT NULL,
    span_from BIGINT,
    span_to BIGINT
);
CREATE INDEX plan_section_by_plan ON plan_section (plan_id, ordinal);

-- One promise of a plan: who, what, by when, with the sentence it came from.
-- timing is due, window, year or none; due is as precise as the text (2026-11-20, 2026-07, 2026-Q2, 2026) and due_last
-- its last day in time. started_on, completed_on and percent come from accepted or submitted progress only.
CREATE TABLE obligation (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    unit TEXT NOT NULL,
    unit_pos BIGINT NOT NULL,
    unit_last BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    section_id TEXT REFERENCES plan_section (id),
    clause TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    deliverable TEXT,
    timing TEXT NOT NULL,
    due TEXT,
    due_last TEXT,
    window_from TEXT,
    window_to TEXT,
    requested BIGINT NOT NULL,
    basis TEXT NOT NULL,
    span_from BIGINT,
    span_to BIGINT,
    origin TEXT NOT NULL,
    dropped BIGINT NOT NULL,
    live BIGINT NOT NULL,
    in_force_on TEXT,
    percent BIGINT NOT NULL,
    started_on TEXT,
    completed_on TEXT,
    version BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX obligation_by_plan ON obligation (plan_id, ordinal);
-- Only live ones, and not by that flag: nearly all are live, so an index that begins with it invites the engine to
-- walk through the country.
CREATE INDEX obligation_open ON obligation (unit_pos, due_last) WHERE live = 1;

-- A body that the text names for an obligation; agency_id once it is known which agency of ours it is.
CREATE TABLE obligation_party (
    id TEXT PRIMARY KEY,
    obligation_id TEXT NOT NULL REFERENCES obligation (id),
    ordinal BIGINT NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    agency_id TEXT
);
CREATE INDEX obligation_party_by_obligation ON obligation_party (obligation_id, ordinal);
CREATE INDEX obligation_party_by_agency ON obligation_party (agency_id, role);

-- A person who answers for an obligation (duty owner) or helps with it (duty helper).
CREATE TABLE obligation_assignee (
    obligation_id TEXT NOT NULL REFERENCES obligation (id),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    duty TEXT NOT NULL,
    assigned_by TEXT NOT NULL,
    assigned_at BIGINT NOT NULL,
    PRIMARY KEY (obligation_id, person_id)
);
CREATE INDEX obligation_assignee_by_person ON obligation_assignee (person_id);

CREATE TABLE target (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    section_id TEXT REFERENCES plan_section (id),
    obligation_id TEXT REFERENCES obligation (id),
    kind TEXT NOT NULL,
    metric TEXT,
    comparator TEXT,
    value DOUBLE PRECISION,
    unit_text TEXT,
    subject TEXT,
    text TEXT NOT NULL,
    span_from BIGINT,
    span_to BIGINT,
    dropped BIGINT NOT NULL
);
CREATE INDEX target_by_plan ON target (plan_id, ordinal);

CREATE TABLE reporting_duty (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    frequency TEXT NOT NULL,
    due TEXT NOT NULL,
    rule TEXT NOT NULL,
    reporter TEXT,
    recipient TEXT,
    via TEXT,
    text TEXT NOT NULL,
    span_from BIGINT,
    span_to BIGINT,
    dropped BIGINT NOT NULL
);
CREATE INDEX reporting_duty_by_plan ON reporting_duty (plan_id, ordinal);

-- One date of a reporting duty in the calendar, made when the plan is issued.
CREATE TABLE reporting_date (
    id TEXT PRIMARY KEY,
    duty_id TEXT NOT NULL REFERENCES reporting_duty (id),
    plan_id TEXT NOT NULL REFERENCES plan (id),
    unit TEXT NOT NULL,
    unit_pos BIGINT NOT NULL,
    unit_last BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    rule TEXT NOT NULL,
    title TEXT NOT NULL,
    elapsed BIGINT NOT NULL,
    done_by TEXT,
    done_at BIGINT
);
CREATE INDEX reporting_date_by_day ON reporting_date (due_on, unit_pos);

CREATE TABLE campaign (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    name TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    recurring BIGINT NOT NULL,
    span_from BIGINT,
    span_to BIGINT,
    dropped BIGINT NOT NULL
);
CREATE INDEX campaign_by_plan ON campaign (plan_id, ordinal);

-- A document that the plan rests on or cites; document_id once it is known to be one of ours.
CREATE TABLE legal_basis (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    role TEXT NOT NULL,
    type_name TEXT,
    number TEXT,
    symbol TEXT,
    date_text TEXT,
    issuer TEXT,
    subject TEXT,
    document_id TEXT,
    span_from BIGINT,
    span_to BIGINT
);
CREATE INDEX legal_basis_by_plan ON legal_basis (plan_id, ordinal);

CREATE TABLE recipient (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    text TEXT NOT NULL,
    purpose TEXT,
    acknowledged_unit TEXT,
    acknowledged_by TEXT,
    acknowledged_at BIGINT
);
CREATE INDEX recipient_by_plan ON recipient (plan_id, ordinal);

-- A unit below that has read an issued plan.
CREATE TABLE acknowledgement (
    plan_id TEXT NOT NULL REFERENCES plan (id),
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    person_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (plan_id, unit)
);

-- What the reader wants a person to look at.
CREATE TABLE reading_note (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    span_from BIGINT,
    span_to BIGINT
);
CREATE INDEX reading_note_by_plan ON reading_note (plan_id, ordinal);

-- One report of progress on one obligation. form_key makes a second press of the button harmless.
CREATE TABLE progress (
    id TEXT PRIMARY KEY,
    obligation_id TEXT NOT NULL REFERENCES obligation (id),
    plan_id TEXT NOT NULL REFERENCES plan (id),
    unit_pos BIGINT NOT NULL,
    text TEXT NOT NULL,
    percent BIGINT NOT NULL,
    difficulty TEXT,
    proposal TEXT,
    done_on TEXT,
    state TEXT NOT NULL,
    form_key TEXT NOT NULL UNIQUE,
    submitted_by TEXT NOT NULL,
    submitted_name TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    reviewed_by TEXT,
    reviewed_name TEXT,
    reviewed_at BIGINT,
    review_note TEXT
);
CREATE INDEX progress_by_obligation ON progress (obligation_id, submitted_at);
CREATE INDEX progress_waiting ON progress (state, unit_pos, submitted_at);

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    progress_id TEXT NOT NULL REFERENCES progress (id),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL
);
CREATE INDEX evidence_by_progress ON evidence (progress_id);

-- A clause of a lower plan answers a clause of an upper one.
CREATE TABLE clause_answer (
    upper_id TEXT NOT NULL REFERENCES obligation (id),
    lower_id TEXT NOT NULL REFERENCES obligation (id),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (upper_id, lower_id)
);
CREATE INDEX clause_answer_by_lower ON clause_answer (lower_id);

-- An urging letter ("đôn đốc") about an obligation to a unit or to the people who answer for it.
CREATE TABLE reminder (
    id TEXT PRIMARY KEY,
    obligation_id TEXT NOT NULL REFERENCES obligation (id),
    plan_id TEXT NOT NULL REFERENCES plan (id),
    unit TEXT NOT NULL,
    unit_pos BIGINT NOT NULL,
    person_id TEXT,
    agency_id TEXT,
    text TEXT NOT NULL,
    form_key TEXT NOT NULL UNIQUE,
    sent_by TEXT NOT NULL,
    sent_name TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX reminder_by_unit ON reminder (unit_pos, sent_at);
CREATE INDEX reminder_by_obligation ON reminder (obligation_id, sent_at);

-- Who did what to a plan or an obligation, for its history.
CREATE TABLE plan_event (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    obligation_id TEXT,
    at BIGINT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX plan_event_by_plan ON plan_event (plan_id, at);
CREATE INDEX plan_event_by_obligation ON plan_event (obligation_id, at);

-- Plans of units that have units below them: few, however many communes there are. A commune asks which of
-- them bind it.
CREATE INDEX plan_wide ON plan (unit_pos) WHERE unit_pos < unit_last;
CREATE INDEX plan_by_parent ON plan (parent_plan);
CREATE INDEX reporting_date_by_unit ON reporting_date (unit_pos, due_on);
CREATE INDEX reporting_date_wide ON reporting_date (due_on) WHERE unit_pos < unit_last;
