//! SQL about dates that are not obligations, and targets.

db::statements! {
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
