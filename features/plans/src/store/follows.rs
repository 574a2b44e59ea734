//! Plans and documents follow their unit through a reorganisation of the territory.

use contracts::{follow, settle_positions, territory::FollowsUnits};

db::statements! {
    /// The positions of documents.
    SETTLE_DOCUMENTS = settle_positions!("document");
    /// The positions of plans.
    SETTLE_PLANS = settle_positions!("plan");
    /// An obligation stands where its plan stands.
    SETTLE_OBLIGATIONS = "UPDATE obligation SET unit = p.unit, unit_pos = p.unit_pos, unit_last = p.unit_last FROM plan p
        WHERE p.id = obligation.plan_id AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
        AND (obligation.unit <> p.unit OR obligation.unit_pos <> p.unit_pos OR obligation.unit_last <> p.unit_last)";
    /// A reporting date stands where its plan stands.
    SETTLE_DATES = "UPDATE reporting_date SET unit = p.unit, unit_pos = p.unit_pos, unit_last = p.unit_last FROM plan p
        WHERE p.id = reporting_date.plan_id AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
        AND (reporting_date.unit <> p.unit OR reporting_date.unit_pos <> p.unit_pos
             OR reporting_date.unit_last <> p.unit_last)";
    /// Progress stands where its plan stands.
    SETTLE_PROGRESS = "UPDATE progress SET unit_pos = p.unit_pos FROM plan p
        WHERE p.id = progress.plan_id AND progress.unit_pos <> p.unit_pos
        AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)";
    /// An urging letter stands at the unit that it urges.
    SETTLE_REMINDERS = "UPDATE reminder SET unit_pos = u.pos FROM unit u
        WHERE u.tree = $1 AND u.code = reminder.unit AND reminder.unit_pos <> u.pos";
}

/// What follows. A plan keeps the name of the unit that issued it.
pub const FOLLOWS_UNITS: FollowsUnits = FollowsUnits {
    feature: "plans",
    rows: &[
        follow!("plans-follow-document", unit, "document", "id", "unit"),
        follow!("plans-follow-plan", unit, "plan", "id", "unit"),
        follow!("plans-follow-reminder", unit, "reminder", "id", "unit"),
        follow!("plans-follow-party", agency, "obligation_party", "id", "agency_id"),
        follow!("plans-follow-reminder-agency", agency, "reminder", "id", "agency_id"),
    ],
    settle: &[
        &SETTLE_DOCUMENTS,
        &SETTLE_PLANS,
        &SETTLE_OBLIGATIONS,
        &SETTLE_DATES,
        &SETTLE_PROGRESS,
        &SETTLE_REMINDERS,
    ],
};
