//! SQL about one plan with its contents.

use super::fragments::head;

db::statements! {
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
}
