//! Pieces of SQL that several lists share, so that a count and the rows behind it are one rule.
//!
//! In every text that uses those about obligations `$1` is today.

/// The status of obligation `o` today, by the rule of [`crate::model::Status::of`].
macro_rules! status {
    () => {
        "CASE WHEN o.completed_on IS NOT NULL THEN
            CASE WHEN o.completed_on > o.due_last AND (o.in_force_on IS NULL OR o.due_last >= o.in_force_on)
            THEN 'done_late' ELSE 'done' END
        WHEN o.started_on IS NULL AND o.due_last < o.in_force_on THEN 'elapsed'
        WHEN o.due_last < $1 AND (o.in_force_on IS NULL OR o.due_last >= o.in_force_on) THEN 'late'
        WHEN o.started_on IS NOT NULL THEN 'in_progress'
        ELSE 'not_started' END"
    };
}

/// The columns of obligation `o` that a list shows. Whether a report waits is asked without naming the state
/// in a condition: an index on the state would be taken, which is as long as the country's open reports.
macro_rules! columns {
    () => {
        "o.id, o.plan_id, o.unit, o.unit_pos, o.unit_last, o.ordinal, o.clause, o.text, o.timing, o.due, o.due_last,
        o.window_from, o.window_to, o.in_force_on, o.percent, o.started_on, o.completed_on, o.version,
        (SELECT y.text FROM obligation_party y WHERE y.obligation_id = o.id AND y.role = 'lead'
            ORDER BY y.ordinal LIMIT 1) AS lead,
        (SELECT g.state FROM progress g WHERE g.obligation_id = o.id
            ORDER BY g.submitted_at DESC, g.id DESC LIMIT 1) AS latest,
        COALESCE((SELECT MAX(CASE WHEN g.state = 'submitted' THEN 1 ELSE 0 END) FROM progress g
            WHERE g.obligation_id = o.id), 0) AS waiting"
    };
}

/// The live obligations of a person: those of the units at `$2..=$3`, those assigned to the person `$4`,
/// those that name the agency `$5`. Each part of the union is a look-up in an index, whatever the size of
/// the country. `CROSS JOIN` keeps SQLite from reading every live obligation first; to PostgreSQL it is the same
/// join.
macro_rules! mine {
    () => {
        concat!(
            "WITH mine AS (
                SELECT id FROM obligation WHERE live = 1 AND unit_pos BETWEEN $2 AND $3
                UNION SELECT obligation_id FROM obligation_assignee WHERE person_id = $4
                UNION SELECT obligation_id FROM obligation_party WHERE agency_id = $5
            ), work AS (
                SELECT ",
            columns!(),
            ", ",
            status!(),
            " AS status
                FROM mine CROSS JOIN obligation o
                WHERE o.id = mine.id AND o.live = 1 AND o.dropped = 0
            ) "
        )
    };
}

/// Past its last day.
macro_rules! is_late {
    () => {
        "status = 'late'"
    };
}
/// Due from today until `$6`.
macro_rules! is_soon {
    () => {
        "status IN ('not_started', 'in_progress') AND due_last >= $1 AND due_last <= $6"
    };
}
/// Due after `$6`, or with no day to meet.
macro_rules! is_later {
    () => {
        "status IN ('not_started', 'in_progress') AND (due_last IS NULL OR due_last > $6 OR due_last < $1)"
    };
}
/// Being worked on, in time.
macro_rules! is_doing {
    () => {
        "status = 'in_progress'"
    };
}
/// With progress that nobody has reviewed.
macro_rules! is_waiting {
    () => {
        "waiting = 1"
    };
}
/// Whose last progress was given back.
macro_rules! is_returned {
    () => {
        "latest = 'returned' AND completed_on IS NULL"
    };
}
/// Done, in time or late.
macro_rules! is_done {
    () => {
        "status IN ('done', 'done_late')"
    };
}
/// With a last day before the plan took effect.
macro_rules! is_elapsed {
    () => {
        "status = 'elapsed'"
    };
}

/// The plans that a person may see as `p`: issued ones of the units at `$1..=$2` and, where `$3` is 1, of those
/// above `$4`; drafts, discarded ones too, of the unit at `$5`.
macro_rules! visible {
    () => {
        "((p.state = 'issued' AND (p.unit_pos BETWEEN $1 AND $2
            OR (CAST($3 AS BIGINT) = 1 AND p.unit_pos <= $4 AND p.unit_last >= $4)))
        OR (p.state IN ('draft', 'discarded') AND p.unit_pos = $5))"
    };
}

/// The filters of the list of plans: year `$6`, state `$7`, level `$8`, unit `$9`, words `$10`; zero or empty
/// means any, but for discarded drafts, which are shown when asked for only.
macro_rules! plan_filters {
    () => {
        "(CAST($6 AS BIGINT) = 0 OR p.year = CAST($6 AS BIGINT)
            OR CAST(CAST($6 AS BIGINT) AS TEXT) BETWEEN SUBSTR(p.period_from, 1, 4) AND SUBSTR(p.period_to, 1, 4))
        AND (($7 = '' AND p.state <> 'discarded') OR p.state = $7) AND ($8 = '' OR p.level = $8) AND ($9 = '' OR p.unit = $9)
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
        d.failure, d.type_code, d.number, d.symbol, d.year, d.month, d.day, d.issuer, d.title, d.uploaded_by, d.uploaded_at"
    };
}

pub(crate) use {
    columns, document, document_filters, head, is_doing, is_done, is_elapsed, is_late, is_later, is_returned, is_soon,
    is_waiting, mine, plan_filters, status, visible,
};
