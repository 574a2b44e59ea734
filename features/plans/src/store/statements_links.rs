//! SQL about what binds plans to each other and to the calendar.

use super::fragments::{columns, status};

db::statements! {
    /// Answers an upper clause.
    ADD_ANSWER = "INSERT INTO clause_answer (upper_id, lower_id, made_by, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (upper_id, lower_id) DO NOTHING";

    /// Takes an answer back.
    DROP_ANSWER = "DELETE FROM clause_answer WHERE upper_id = $1 AND lower_id = $2";

    /// What answers a clause, within the positions `$3..=$4`.
    ANSWERS_BELOW = concat!(
        "SELECT ", columns!(), ", ", status!(), " AS status, p.title AS plan_title, p.unit_name
        FROM clause_answer c JOIN obligation o ON o.id = c.lower_id JOIN plan p ON p.id = o.plan_id
        WHERE c.upper_id = $2 AND o.live = 1 AND o.dropped = 0 AND o.unit_pos BETWEEN $3 AND $4
        ORDER BY o.unit_pos, o.ordinal, o.id LIMIT 300"
    );

    /// What a clause answers.
    ANSWERS_ABOVE = concat!(
        "SELECT ", columns!(), ", ", status!(), " AS status, p.title AS plan_title, p.unit_name
        FROM clause_answer c JOIN obligation o ON o.id = c.upper_id JOIN plan p ON p.id = o.plan_id
        WHERE c.lower_id = $2 AND o.live = 1 AND o.dropped = 0
        ORDER BY o.unit_pos, o.ordinal, o.id LIMIT 50"
    );

    /// The live obligations of a unit, as answers to choose from, newest plan first.
    OWN_CLAUSES = "SELECT o.id, o.clause, o.text, o.folded, p.title AS plan_title,
            CASE WHEN EXISTS (SELECT 1 FROM clause_answer c WHERE c.lower_id = o.id AND c.upper_id = $1)
                THEN 1 ELSE 0 END AS chosen
        FROM obligation o JOIN plan p ON p.id = o.plan_id
        WHERE o.live = 1 AND o.dropped = 0 AND o.unit_pos = $2
        ORDER BY p.in_force_on DESC, p.id, o.ordinal, o.id LIMIT 500";

    /// All answers to the clauses of a plan: which unit, which clause, where its obligation stands.
    CASCADE = "SELECT c.upper_id, c.lower_id, o.unit_pos, o.in_force_on, o.due_last, o.started_on, o.completed_on
        FROM obligation u JOIN clause_answer c ON c.upper_id = u.id JOIN obligation o ON o.id = c.lower_id
        WHERE u.plan_id = $1 AND u.live = 1 AND u.dropped = 0 AND o.live = 1 AND o.dropped = 0";

    /// The units that have issued a plan under this one.
    LOWER_PLANS = "SELECT unit_pos, MIN(id) AS id FROM plan WHERE parent_plan = $1 AND state = 'issued'
        GROUP BY unit_pos";

    /// Issued plans of the units above position `$1` that the unit `$2` has not yet read.
    TO_ACKNOWLEDGE = "SELECT p.id, p.title, p.unit_name, p.in_force_on FROM plan p
        WHERE p.unit_pos < p.unit_last AND p.unit_pos < $1 AND p.unit_last >= $1 AND p.state = 'issued'
            AND NOT EXISTS (SELECT 1 FROM acknowledgement a WHERE a.plan_id = p.id AND a.unit = $2)
        ORDER BY p.in_force_on DESC, p.id LIMIT 20";

    /// Reports of the own unit that are due until a day and not yet sent.
    REPORTS_DUE = "SELECT r.id, r.plan_id, r.due_on, r.title, r.elapsed, r.done_at, p.title AS plan_title, 1 AS own
        FROM reporting_date r JOIN plan p ON p.id = r.plan_id
        WHERE r.unit_pos = $1 AND r.due_on <= $2 AND r.done_at IS NULL AND r.elapsed = 0
        ORDER BY r.due_on, r.id LIMIT 20";

    /// One reporting date.
    REPORT_DATE = "SELECT id, plan_id, unit_pos, unit_last, due_on, title, done_at, elapsed
        FROM reporting_date WHERE id = $1";

    /// The report of a date was sent.
    MARK_REPORTED = "UPDATE reporting_date SET done_by = $2, done_at = $3 WHERE id = $1 AND done_at IS NULL";

    /// Reporting dates of the unit at `$1` and of the units above it, between two days.
    REPORTS_BETWEEN = "SELECT r.id, r.plan_id, r.due_on, r.title, r.elapsed, r.done_at, p.title AS plan_title, r.own
        FROM (
            SELECT id, plan_id, due_on, title, elapsed, done_at, 1 AS own FROM reporting_date
            WHERE unit_pos = $1 AND due_on BETWEEN $2 AND $3
            UNION ALL
            SELECT id, plan_id, due_on, title, elapsed, done_at, 0 AS own FROM reporting_date
            WHERE unit_pos < unit_last AND unit_pos < $1 AND unit_last >= $1 AND due_on BETWEEN $2 AND $3
        ) r JOIN plan p ON p.id = r.plan_id
        ORDER BY r.due_on, r.id LIMIT 500";

    /// Campaigns that touch the days between `$2` and `$3`, of the issued plans of the unit at `$1` and of the
    /// units above it.
    CAMPAIGNS_BETWEEN = "SELECT c.id, c.plan_id, c.name, c.starts_on, c.ends_on
        FROM (
            SELECT id FROM plan WHERE unit_pos = $1 AND state = 'issued'
            UNION ALL
            SELECT id FROM plan
            WHERE unit_pos < unit_last AND unit_pos < $1 AND unit_last >= $1 AND state = 'issued'
        ) p JOIN campaign c ON c.plan_id = p.id
        WHERE c.dropped = 0 AND c.starts_on IS NOT NULL
            AND c.starts_on <= $3 AND COALESCE(c.ends_on, c.starts_on) >= $2
        ORDER BY c.starts_on, c.id LIMIT 200";

    /// The targets of a plan.
    TARGETS = "SELECT text, metric, comparator, value, unit_text FROM target
        WHERE plan_id = $1 AND dropped = 0 ORDER BY ordinal, id";
}
