//! Pieces of SQL that several lists share, so that a count and the rows behind it are one rule.
//!
//! In every text that uses them `$1` is today.

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

pub(crate) use {
    columns, is_doing, is_done, is_elapsed, is_late, is_later, is_returned, is_soon, is_waiting, mine, status,
};
