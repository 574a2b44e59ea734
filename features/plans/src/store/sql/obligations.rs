//! SQL about obligations and their plans.

use super::fragments::columns;

db::statements! {
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
}
