//! SQL about what issuing a plan leaves behind.

db::statements! {
    /// Links a legal basis to a document.
    LINK_BASIS = "UPDATE legal_basis SET document_id = $2 WHERE id = $1";

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
}
