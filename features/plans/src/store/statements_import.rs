//! SQL about documents, drafts and issued plans.

/// The plans that a person may see as `p`: issued ones of the units at `$1..=$2` and, where `$3` is 1, of those
/// above `$4`; drafts of the unit at `$5`.
macro_rules! visible {
    () => {
        "((p.state = 'issued' AND (p.unit_pos BETWEEN $1 AND $2
            OR (CAST($3 AS BIGINT) = 1 AND p.unit_pos <= $4 AND p.unit_last >= $4)))
        OR (p.state = 'draft' AND p.unit_pos = $5))"
    };
}

/// The filters of the list of plans: year `$6`, state `$7`, level `$8`, unit `$9`, words `$10`; zero or empty
/// means any.
macro_rules! plan_filters {
    () => {
        "(CAST($6 AS BIGINT) = 0 OR p.year = CAST($6 AS BIGINT)
            OR CAST(CAST($6 AS BIGINT) AS TEXT) BETWEEN SUBSTR(p.period_from, 1, 4) AND SUBSTR(p.period_to, 1, 4))
        AND ($7 = '' OR p.state = $7) AND ($8 = '' OR p.level = $8) AND ($9 = '' OR p.unit = $9)
        AND p.folded LIKE CAST($10 AS TEXT) ESCAPE '!'"
    };
}

/// The columns of plan `p` without its contents.
macro_rules! head {
    () => {
        "p.id, p.document_id, p.unit, p.unit_pos, p.unit_last, p.unit_name, p.state, p.title, p.level, p.number,
        p.symbol, p.place, p.year, p.month, p.day, p.issuer, p.signer_name, p.signer_title, p.signer_mode,
        p.period_from, p.period_to, p.parent_plan, p.in_force_on, p.version, p.created_at, p.issued_at"
    };
}

/// The filters of the register: unit position `$1`, direction `$2`, kind `$3`, words `$4`.
macro_rules! document_filters {
    () => {
        "d.unit_pos = $1 AND ($2 = '' OR d.direction = $2) AND ($3 = '' OR d.type_code = $3)
        AND d.folded LIKE CAST($4 AS TEXT) ESCAPE '!'"
    };
}

/// The columns of document `d` without its bytes and texts.
macro_rules! document {
    () => {
        "d.id, d.unit, d.unit_pos, d.unit_last, d.direction, d.file_name, d.media_type, d.size, d.reading,
        d.failure, d.type_code, d.number, d.symbol, d.year, d.month, d.day, d.issuer, d.title, d.uploaded_at"
    };
}

db::statements! {
    /// Keeps a document; nothing happens when the same form was sent before.
    ADD_DOCUMENT = "INSERT INTO document (id, unit, unit_pos, unit_last, direction, file_name, media_type, sha256,
            size, content, normalised, plan_json, fingerprint, reading, title, folded, form_key, uploaded_by,
            uploaded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', 'waiting', $6, $11, $12, $13, $14)
        ON CONFLICT (form_key) DO NOTHING";

    /// The document that a form made.
    DOCUMENT_BY_FORM = "SELECT id FROM document WHERE form_key = $1 AND unit_pos = $2";

    /// The first document of a unit with these bytes that was read.
    DOCUMENT_BY_HASH = "SELECT id FROM document WHERE unit_pos = $1 AND sha256 = $2 AND reading <> 'failed'
        ORDER BY uploaded_at, id LIMIT 1";

    /// The plan made of a document.
    PLAN_OF_DOCUMENT = "SELECT id, unit_pos, unit_last, state FROM plan WHERE document_id = $1
        ORDER BY created_at, id LIMIT 1";

    /// Keeps what was read.
    KEEP_READING = "UPDATE document SET normalised = $2, plan_json = $3, fingerprint = $4, reading = $5,
            failure = NULL, type_code = $6, number = $7, symbol = $8, year = $9, month = $10, day = $11,
            issuer = $12, title = $13, folded = $14
        WHERE id = $1";

    /// Keeps why nothing could be read.
    KEEP_FAILURE = "UPDATE document SET reading = 'failed', failure = $2 WHERE id = $1";

    /// Notes where the document stands.
    SET_READING = "UPDATE document SET reading = $2 WHERE id = $1";

    /// One document.
    DOCUMENT = concat!("SELECT ", document!(), " FROM document d WHERE d.id = $1");

    /// The texts of a document.
    DOCUMENT_TEXTS = "SELECT normalised, plan_json, fingerprint FROM document WHERE id = $1";

    /// The bytes of a document.
    DOCUMENT_CONTENT = "SELECT file_name, media_type, content FROM document WHERE id = $1";

    /// How many documents the register shows.
    COUNT_DOCUMENTS = concat!("SELECT COUNT(*) FROM document d WHERE ", document_filters!());

    /// A page of the register, newest first, each with the plan made of it.
    DOCUMENTS = concat!(
        "SELECT ", document!(), ",
            (SELECT MIN(p.id) FROM plan p WHERE p.document_id = d.id) AS plan
        FROM document d WHERE ", document_filters!(), "
        ORDER BY d.uploaded_at DESC, d.id LIMIT CAST($5 AS BIGINT) OFFSET CAST($6 AS BIGINT)"
    );

    /// The kinds of document in a unit's register.
    DOCUMENT_KINDS = "SELECT DISTINCT type_code FROM document WHERE unit_pos = $1 AND type_code IS NOT NULL
        ORDER BY type_code";

    /// The fingerprints of the plans that a person may see, but for one document's.
    FINGERPRINTS = concat!(
        "SELECT p.id, d.fingerprint FROM plan p JOIN document d ON d.id = p.document_id
        WHERE ", visible!(), " AND d.id <> $6 AND d.fingerprint <> '' ORDER BY p.created_at DESC, p.id LIMIT 5000"
    );

    /// A document with this number and symbol in the own unit, or behind an issued plan of a unit above, but for
    /// the one that cites it.
    DOCUMENT_BY_NUMBER = "SELECT d.id, p.id AS plan FROM document d
            LEFT JOIN plan p ON p.document_id = d.id AND p.state = 'issued'
        WHERE d.number = $1 AND d.symbol = $2 AND d.id <> $4
            AND (d.unit_pos = $3 OR (p.id IS NOT NULL AND d.unit_pos < $3 AND d.unit_last >= $3))
        ORDER BY d.unit_pos DESC, d.uploaded_at, d.id LIMIT 1";

    /// Makes a draft.
    ADD_PLAN = "INSERT INTO plan (id, document_id, unit, unit_pos, unit_last, unit_name, state, title, folded,
            version, created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'draft', '', '', 1, $7, $8)";

    /// Writes the facts of a plan.
    SET_FACTS = "UPDATE plan SET title = $2, folded = $3, level = $4, number = $5, symbol = $6, place = $7,
            year = $8, month = $9, day = $10, issuer = $11, signer_name = $12, signer_title = $13,
            signer_mode = $14, period_from = $15, period_to = $16, parent_plan = $17
        WHERE id = $1";

    /// Gives "during the year" its last day after the period was changed.
    SET_YEAR_END = "UPDATE obligation SET due_last = $2 WHERE plan_id = $1 AND timing = 'year'";

    /// Adds a heading.
    ADD_SECTION = "INSERT INTO plan_section (id, plan_id, ordinal, code, label, heading, level, span_from, span_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// Adds an obligation to a draft; nothing happens when it is there.
    ADD_ITEM = "INSERT INTO obligation (id, plan_id, unit, unit_pos, unit_last, ordinal, section_id, clause, text,
            folded, deliverable, timing, due, due_last, window_from, window_to, requested, basis, span_from,
            span_to, origin, dropped, live, percent, version, updated_by, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            0, 0, 0, 1, $22, $23)
        ON CONFLICT (id) DO NOTHING";

    /// Adds a body that an obligation names.
    ADD_PARTY = "INSERT INTO obligation_party (id, obligation_id, ordinal, role, text, agency_id)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// Forgets the bodies that an obligation names.
    DROP_PARTIES = "DELETE FROM obligation_party WHERE obligation_id = $1";

    /// Adds a target.
    ADD_TARGET = "INSERT INTO target (id, plan_id, ordinal, section_id, obligation_id, kind, metric, comparator,
            value, unit_text, subject, text, span_from, span_to, dropped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)";

    /// Adds a reporting duty.
    ADD_DUTY = "INSERT INTO reporting_duty (id, plan_id, ordinal, frequency, due, rule, reporter, recipient, via,
            text, span_from, span_to, dropped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (id) DO NOTHING";

    /// Adds a campaign.
    ADD_CAMPAIGN = "INSERT INTO campaign (id, plan_id, ordinal, name, starts_on, ends_on, recurring, span_from,
            span_to, dropped)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)";

    /// Adds a legal basis or citation.
    ADD_BASIS = "INSERT INTO legal_basis (id, plan_id, ordinal, role, type_name, number, symbol, date_text, issuer,
            subject, document_id, span_from, span_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// Links a legal basis to a document.
    LINK_BASIS = "UPDATE legal_basis SET document_id = $2 WHERE id = $1";

    /// Adds a recipient.
    ADD_RECIPIENT = "INSERT INTO recipient (id, plan_id, ordinal, text, purpose) VALUES ($1, $2, $3, $4, $5)";

    /// Adds a note of the reader.
    ADD_NOTE = "INSERT INTO reading_note (id, plan_id, ordinal, kind, text, span_from, span_to)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    /// One plan.
    PLAN = concat!("SELECT ", head!(), " FROM plan p WHERE p.id = $1");

    /// Takes a draft for a change: counts its version and keeps others out until the change is made.
    TOUCH_DRAFT = "UPDATE plan SET version = version + 1 WHERE id = $1 AND state = 'draft'";

    /// The same for a plan in any state.
    TOUCH_PLAN = "UPDATE plan SET version = version + 1 WHERE id = $1";

    /// The headings of a plan.
    SECTIONS = "SELECT id, code, label, heading, level FROM plan_section WHERE plan_id = $1 ORDER BY ordinal, id";

    /// The obligations of a plan.
    ITEMS = "SELECT id, ordinal, section_id, clause, text, deliverable, timing, due, due_last, window_from,
            window_to, requested, span_from, span_to, origin, dropped, in_force_on, percent, started_on,
            completed_on, version
        FROM obligation WHERE plan_id = $1 ORDER BY ordinal, id";

    /// The bodies that the obligations of a plan name.
    PARTIES = "SELECT y.obligation_id, y.role, y.text, y.agency_id
        FROM obligation o JOIN obligation_party y ON y.obligation_id = o.id
        WHERE o.plan_id = $1 ORDER BY o.ordinal, o.id, y.ordinal, y.id";

    /// The targets of a plan.
    TARGETS = "SELECT id, kind, metric, comparator, value, unit_text, subject, text, span_from, span_to, dropped
        FROM target WHERE plan_id = $1 ORDER BY ordinal, id";

    /// The reporting duties of a plan.
    DUTIES = "SELECT id, frequency, due, rule, reporter, recipient, via, text, span_from, span_to, dropped
        FROM reporting_duty WHERE plan_id = $1 ORDER BY ordinal, id";

    /// The campaigns of a plan.
    CAMPAIGNS = "SELECT name, starts_on, ends_on, recurring FROM campaign WHERE plan_id = $1 AND dropped = 0
        ORDER BY ordinal, id";

    /// The legal bases of a plan, with the issued plan behind each that is one of ours.
    BASES = "SELECT b.id, b.role, b.type_name, b.number, b.symbol, b.date_text, b.issuer, b.subject, b.document_id,
            (SELECT MIN(p.id) FROM plan p WHERE p.document_id = b.document_id AND p.state = 'issued') AS plan,
            b.span_from, b.span_to
        FROM legal_basis b WHERE b.plan_id = $1 ORDER BY b.ordinal, b.id";

    /// The recipients of a plan.
    RECIPIENTS = "SELECT text, purpose FROM recipient WHERE plan_id = $1 ORDER BY ordinal, id";

    /// The notes of the reader.
    NOTES = "SELECT kind, text, span_from, span_to FROM reading_note WHERE plan_id = $1 ORDER BY ordinal, id";

    /// Changes the words, the time and the rest of an obligation of a draft, unless somebody did so before.
    EDIT_ITEM = "UPDATE obligation SET text = $3, folded = $4, deliverable = $5, timing = $6, due = $7,
            due_last = $8, window_from = $9, window_to = $10, requested = $11, origin = $12, span_from = $13,
            span_to = $14, updated_by = $15, updated_at = $16, version = version + 1
        WHERE id = $1 AND version = $2";

    /// Takes an obligation out of a draft or in again, unless somebody changed it before.
    DROP_ITEM = "UPDATE obligation SET dropped = $3, origin = $4, updated_by = $5, updated_at = $6,
            version = version + 1
        WHERE id = $1 AND version = $2";

    /// Makes room behind a place in the plan.
    SHIFT_ITEMS = "UPDATE obligation SET ordinal = ordinal + $3 WHERE plan_id = $1 AND ordinal > $2";

    /// Changes a target.
    EDIT_TARGET = "UPDATE target SET text = $3, comparator = $4, value = $5, unit_text = $6, subject = $7, kind = $8
        WHERE id = $1 AND plan_id = $2";

    /// Takes a target out or in again.
    DROP_TARGET = "UPDATE target SET dropped = $3 WHERE id = $1 AND plan_id = $2";

    /// Changes a reporting duty.
    EDIT_DUTY = "UPDATE reporting_duty SET text = $3, frequency = $4, due = $5, rule = $6, reporter = $7,
            recipient = $8, via = $9
        WHERE id = $1 AND plan_id = $2";

    /// Takes a reporting duty out or in again.
    DROP_DUTY = "UPDATE reporting_duty SET dropped = $3 WHERE id = $1 AND plan_id = $2";

    /// Puts a plan into force.
    ISSUE = "UPDATE plan SET state = 'issued', in_force_on = $2, issued_by = $3, issued_at = $4 WHERE id = $1";

    /// Makes the obligations of a plan bind.
    MAKE_LIVE = "UPDATE obligation SET live = 1, in_force_on = $2 WHERE plan_id = $1 AND dropped = 0";

    /// Adds a date to the calendar of reports.
    ADD_REPORTING_DATE = "INSERT INTO reporting_date (id, duty_id, plan_id, unit, unit_pos, unit_last, due_on, rule,
            title, elapsed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// Whether a date of a duty stands in the calendar.
    HAS_REPORTING_DATE = "SELECT COUNT(*) FROM reporting_date WHERE duty_id = $1 AND due_on = $2";

    /// The reporting dates of a plan.
    REPORTING_DATES = "SELECT id, duty_id, due_on, rule, title, elapsed, done_at FROM reporting_date
        WHERE plan_id = $1 ORDER BY due_on, id";

    /// Gives a plan its number.
    SET_NUMBER = "UPDATE plan SET number = $2, symbol = $3, folded = $4, year = $5, month = $6, day = $7
        WHERE id = $1";

    /// Gives the document behind a plan the same number.
    SET_DOCUMENT_NUMBER = "UPDATE document SET number = $2, symbol = $3, year = $4, month = $5, day = $6 WHERE id = $1";

    /// A unit has read a plan.
    ACKNOWLEDGE = "INSERT INTO acknowledgement (plan_id, unit, unit_name, person_name, at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (plan_id, unit) DO NOTHING";

    /// How many units have read a plan.
    COUNT_ACKNOWLEDGED = "SELECT COUNT(*) FROM acknowledgement WHERE plan_id = $1";

    /// When a unit read a plan.
    ACKNOWLEDGED_BY = "SELECT unit_name, person_name, at FROM acknowledgement WHERE plan_id = $1 AND unit = $2";

    /// The units that have read a plan, the last first.
    ACKNOWLEDGEMENTS = "SELECT unit_name, person_name, at FROM acknowledgement WHERE plan_id = $1
        ORDER BY at DESC, unit LIMIT 500";

    /// The history of a plan, newest first.
    PLAN_EVENTS = "SELECT at, by_name, kind, detail FROM plan_event WHERE plan_id = $1 AND obligation_id IS NULL
        ORDER BY at DESC, id DESC LIMIT 100";

    /// How many plans the list shows.
    COUNT_PLANS = concat!("SELECT COUNT(*) FROM plan p WHERE ", visible!(), " AND ", plan_filters!());

    /// A page of the list of plans: the unit's own first, then those above and below; with how many obligations
    /// bind, how many are done and how many are late on `$11`.
    PLANS = concat!(
        "SELECT ", head!(), ",
            (SELECT COUNT(*) FROM obligation o WHERE o.plan_id = p.id AND o.dropped = 0) AS obligations,
            (SELECT COUNT(*) FROM obligation o WHERE o.plan_id = p.id AND o.dropped = 0
                AND o.completed_on IS NOT NULL) AS done,
            (SELECT COUNT(*) FROM obligation o WHERE o.plan_id = p.id AND o.dropped = 0 AND o.live = 1
                AND o.completed_on IS NULL AND o.due_last < $11
                AND (o.in_force_on IS NULL OR o.due_last >= o.in_force_on)) AS late
        FROM plan p WHERE ", visible!(), " AND ", plan_filters!(), "
        ORDER BY CASE WHEN p.unit_pos = $4 THEN 0 ELSE 1 END, COALESCE(p.issued_at, p.created_at) DESC, p.id
        LIMIT CAST($12 AS BIGINT) OFFSET CAST($13 AS BIGINT)"
    );

    /// The years of the plans that a person may see, newest first.
    PLAN_YEARS = concat!(
        "SELECT DISTINCT COALESCE(p.year, CAST(SUBSTR(p.period_from, 1, 4) AS BIGINT)) AS year FROM plan p
        WHERE ", visible!(), " AND (p.year IS NOT NULL OR p.period_from IS NOT NULL) ORDER BY 1 DESC"
    );

    /// The issued plans of the units above position `$1`, newest first: what a plan may carry out.
    PLANS_ABOVE = "SELECT id, title, unit_name, number, symbol FROM plan
        WHERE state = 'issued' AND unit_pos < $1 AND unit_last >= $1 ORDER BY issued_at DESC, id LIMIT 100";

    /// The issued plans that carry out a plan, within the positions `$2..=$3`.
    PLANS_BELOW = "SELECT COUNT(*) FROM plan WHERE parent_plan = $1 AND state = 'issued' AND unit_pos BETWEEN $2 AND $3";
}
