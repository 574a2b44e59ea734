//! SQL about obligations at work: lists, one obligation, assignment, changes.

use super::fragments::{
    columns, is_doing, is_done, is_elapsed, is_late, is_later, is_returned, is_soon, is_waiting, mine, status,
};

db::statements! {
    /// The numbers on the tiles of "Việc của tôi".
    MY_COUNTS = concat!(
        mine!(),
        "SELECT COUNT(*) FILTER (WHERE ", is_late!(), ") AS late,
            COUNT(*) FILTER (WHERE ", is_soon!(), ") AS soon,
            COUNT(*) FILTER (WHERE ", is_later!(), ") AS later,
            COUNT(*) FILTER (WHERE ", is_doing!(), ") AS doing,
            COUNT(*) FILTER (WHERE ", is_waiting!(), ") AS waiting,
            COUNT(*) FILTER (WHERE ", is_returned!(), ") AS returned,
            COUNT(*) FILTER (WHERE ", is_done!(), ") AS done,
            COUNT(*) FILTER (WHERE ", is_elapsed!(), ") AS elapsed,
            COUNT(*) AS every_one
        FROM work"
    );

    /// One of these lists, `$7`; the same conditions as the numbers.
    MY_ROWS = concat!(
        mine!(),
        "SELECT work.*, p.title AS plan_title, p.unit_name
        FROM work JOIN plan p ON p.id = work.plan_id
        WHERE CASE CAST($7 AS TEXT)
            WHEN 'late' THEN ", is_late!(), "
            WHEN 'soon' THEN ", is_soon!(), "
            WHEN 'later' THEN ", is_later!(), "
            WHEN 'doing' THEN ", is_doing!(), "
            WHEN 'waiting' THEN ", is_waiting!(), "
            WHEN 'returned' THEN ", is_returned!(), "
            WHEN 'done' THEN ", is_done!(), "
            WHEN 'elapsed' THEN ", is_elapsed!(), "
            ELSE 1 = 1 END
        ORDER BY work.due_last NULLS LAST, work.plan_id, work.ordinal, work.id
        LIMIT CAST($8 AS BIGINT) OFFSET CAST($9 AS BIGINT)"
    );

    /// The obligations of a plan by the agency that leads (id, or name as printed, or `-` for none) and by
    /// person; empty means any.
    PLAN_ROWS = concat!(
        "SELECT ", columns!(), ", p.title AS plan_title, p.unit_name
        FROM obligation o JOIN plan p ON p.id = o.plan_id
        WHERE o.plan_id = $1 AND o.live = 1 AND o.dropped = 0
            AND ($2 = '' OR EXISTS (SELECT 1 FROM obligation_party y
                WHERE y.obligation_id = o.id AND y.role = 'lead' AND (y.agency_id = $2 OR y.text = $2))
                OR ($2 = '-' AND NOT EXISTS (SELECT 1 FROM obligation_party y
                    WHERE y.obligation_id = o.id AND y.role = 'lead')))
            AND ($3 = '' OR EXISTS (SELECT 1 FROM obligation_assignee a
                WHERE a.obligation_id = o.id AND a.person_id = $3))
        ORDER BY o.ordinal, o.id"
    );

    /// A person's obligations whose last day lies between `$6` and `$7`, for the calendar.
    MY_BETWEEN = concat!(
        mine!(),
        "SELECT work.*, p.title AS plan_title, p.unit_name
        FROM work JOIN plan p ON p.id = work.plan_id
        WHERE work.due_last BETWEEN $6 AND $7
        ORDER BY work.due_last, work.plan_id, work.ordinal, work.id LIMIT 500"
    );

    /// One live obligation with its plan; whether the person `$2` of agency `$3` answers for it (assigned, or
    /// of the agency that leads), and whether it names them at all; and the sentence that it came from.
    OBLIGATION = concat!(
        "SELECT ", columns!(), ", o.deliverable, o.requested, o.basis, o.span_from, o.span_to, o.updated_at,
            p.title AS plan_title, p.unit_name, p.number, p.symbol, p.year, p.month, p.day, p.period_to, p.document_id,
            s.label AS section_label, s.heading AS section_heading,
            CASE WHEN EXISTS (SELECT 1 FROM obligation_assignee a
                    WHERE a.obligation_id = o.id AND a.person_id = $2)
                OR EXISTS (SELECT 1 FROM obligation_party y
                    WHERE y.obligation_id = o.id AND y.role = 'lead' AND y.agency_id = $3)
                THEN 1 ELSE 0 END AS answers,
            CASE WHEN EXISTS (SELECT 1 FROM obligation_party y WHERE y.obligation_id = o.id AND y.agency_id = $3)
                THEN 1 ELSE 0 END AS named,
            (SELECT SUBSTR(d.normalised, CAST(o.span_from + 1 AS INTEGER), CAST(o.span_to - o.span_from AS INTEGER))
                FROM document d WHERE d.id = p.document_id) AS quote
        FROM obligation o JOIN plan p ON p.id = o.plan_id LEFT JOIN plan_section s ON s.id = o.section_id
        WHERE o.id = $1 AND o.live = 1 AND o.dropped = 0"
    );

    /// An issued plan, for the pages about its work.
    PLAN = "SELECT id, document_id, unit, unit_pos, unit_last, unit_name, title, number, symbol, place, year, month, day,
            issuer, period_from, period_to, parent_plan, in_force_on
        FROM plan WHERE id = $1 AND state = 'issued'";

    /// The bodies that the obligations of a plan name.
    PARTIES_OF_PLAN = "SELECT y.id, y.obligation_id, y.ordinal, y.role, y.text, y.agency_id
        FROM obligation o JOIN obligation_party y ON y.obligation_id = o.id
        WHERE o.plan_id = $1 ORDER BY o.ordinal, y.ordinal, y.id";

    /// The bodies that an obligation names.
    PARTIES = "SELECT id, obligation_id, ordinal, role, text, agency_id FROM obligation_party
        WHERE obligation_id = $1 ORDER BY ordinal, id";

    /// The people on the obligations of a plan.
    ASSIGNEES_OF_PLAN = "SELECT a.obligation_id, a.person_id, a.person_name, a.duty
        FROM obligation o JOIN obligation_assignee a ON a.obligation_id = o.id
        WHERE o.plan_id = $1 ORDER BY a.person_name, a.person_id";

    /// The people on an obligation.
    ASSIGNEES = "SELECT obligation_id, person_id, person_name, duty FROM obligation_assignee
        WHERE obligation_id = $1 ORDER BY person_name, person_id";

    /// Takes a version of an obligation as one's base for a change: nobody else may have changed it since.
    CLAIM_VERSION = "UPDATE obligation SET version = version + 1, updated_by = $3, updated_at = $4
        WHERE id = $1 AND version = $2 AND live = 1 AND dropped = 0";

    /// Changes the words and dates of an obligation.
    SAVE_OBLIGATION = "UPDATE obligation SET text = $2, folded = $3, deliverable = $4, timing = $5, due = $6,
            due_last = $7, window_from = $8, window_to = $9 WHERE id = $1";

    /// Changes only when it is due.
    SAVE_TIMING = "UPDATE obligation SET timing = $2, due = $3, due_last = $4, window_from = $5, window_to = $6
        WHERE id = $1";

    /// Says which agency of ours a named body is.
    MAP_PARTY = "UPDATE obligation_party SET agency_id = $3 WHERE id = $2 AND obligation_id = $1";

    /// Takes all bodies off, before the new ones are written.
    CLEAR_PARTIES = "DELETE FROM obligation_party WHERE obligation_id = $1";

    /// Names a body.
    ADD_PARTY = "INSERT INTO obligation_party (id, obligation_id, ordinal, role, text, agency_id)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// Takes all people off, before the new ones are written.
    CLEAR_ASSIGNEES = "DELETE FROM obligation_assignee WHERE obligation_id = $1";

    /// Puts a person on.
    ADD_ASSIGNEE = "INSERT INTO obligation_assignee
            (obligation_id, person_id, person_name, duty, assigned_by, assigned_at)
        VALUES ($1, $2, $3, $4, $5, $6)";

    /// Writes into the history.
    ADD_EVENT = "INSERT INTO plan_event (id, plan_id, obligation_id, at, by_person, by_name, kind, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The history of an obligation, newest first.
    EVENTS = "SELECT at, by_name, kind, detail FROM plan_event WHERE obligation_id = $1
        ORDER BY at DESC, id DESC LIMIT 100";
}
