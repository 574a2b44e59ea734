//! An obligation at work: what lists and pages show of it.

use access::{Ground, Thing};
use i18n::Translator;
use jiff::{Timestamp, civil::Date};

use super::{
    ObligationId, PlanId,
    status::{Facts, Status},
    timing::{Stored, Timing},
};

/// One obligation in a list.
#[derive(Debug, Clone)]
pub struct Work {
    /// Its identifier.
    pub id: ObligationId,
    /// The plan that promises it.
    pub plan_id: PlanId,
    /// Title of that plan.
    pub plan_title: String,
    /// Name of the unit that issued the plan.
    pub unit_name: String,
    /// Code of that unit.
    pub unit: String,
    /// That unit and all below it.
    pub ground: Ground,
    /// Label of the clause as printed.
    pub clause: String,
    /// What is to be done.
    pub text: String,
    /// The body that leads, as printed.
    pub lead: Option<String>,
    /// When it is due.
    pub timing: Timing,
    /// What the status rule looks at.
    pub facts: Facts,
    /// Where it stands today.
    pub status: Status,
    /// Per cent done, by the last accepted report.
    pub percent: i64,
    /// Whether a report waits for review.
    pub waiting: bool,
    /// Whether the last report was given back.
    pub returned: bool,
    /// Counts its changes.
    pub version: i64,
}

impl Work {
    /// When it is due, for people to read.
    pub fn due_text(&self, tr: &Translator) -> String {
        self.timing.shown(tr)
    }

    /// How far away its last day is, while it is open: "còn 3 ngày", "quá 2 ngày".
    pub fn due_relative(&self, tr: &Translator, today: Date) -> Option<String> {
        if self.status.is_done() || self.facts.due_before_issue() {
            return None;
        }
        self.facts.due_last.map(|due| relative_days(tr, due, today))
    }
}

/// How far away a day is, in words.
pub fn relative_days(tr: &Translator, day: Date, today: Date) -> String {
    let days = days_between(today, day);
    match days {
        0 => tr.t("plans-w-today"),
        1 => tr.t("plans-w-tomorrow"),
        days if days > 0 => tr.of("plans-w-days-left", days),
        days => tr.of("plans-w-days-over", -days),
    }
}

/// Whole days from one day to another; negative when the other lies before.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// What a body has to do with an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Leads (chủ trì).
    Lead,
    /// Helps (phối hợp).
    Coordinate,
    /// Carries out (thực hiện).
    Implement,
}

impl Role {
    /// All, in the order of a plan.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Coordinate, Self::Implement];

    /// The name in the database and in message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Coordinate => "coordinate",
            Self::Implement => "implement",
        }
    }

    /// The role of a key; anything unknown carries out.
    pub fn from_key(key: &str) -> Self {
        match key {
            "lead" => Self::Lead,
            "coordinate" => Self::Coordinate,
            _ => Self::Implement,
        }
    }
}

/// A body that an obligation names.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its identifier.
    pub id: String,
    /// The obligation.
    pub obligation: String,
    /// What it has to do with it.
    pub role: Role,
    /// Its name as printed.
    pub text: String,
    /// Which agency of ours it is, once known.
    pub agency: Option<String>,
}

/// A person who answers for an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignee {
    /// The obligation.
    pub obligation: String,
    /// The person.
    pub person: String,
    /// The person's name when it was assigned.
    pub name: String,
}

/// One obligation with all that its page shows.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// What lists show.
    pub work: Work,
    /// What is to come out of it.
    pub deliverable: Option<String>,
    /// Whether the plan asks rather than orders.
    pub requested: bool,
    /// Number of the plan, once given.
    pub plan_number: Option<String>,
    /// Symbol of the plan.
    pub plan_symbol: Option<String>,
    /// Last day of the plan's period.
    pub period_to: Option<Date>,
    /// The heading it stands under, label and words.
    pub section: Option<String>,
    /// The sentence it came from.
    pub quote: Option<String>,
    /// Whether the reader is assigned or serves in the agency that leads.
    pub answers: bool,
    /// Whether it names the reader's agency.
    pub named: bool,
}

impl Obligation {
    /// As the policy sees it for reporting: whose duty it is.
    pub fn thing_to_report(&self) -> Thing {
        Thing::of(self.work.ground).assigned(self.answers)
    }

    /// As the policy sees it for reading.
    pub fn thing_to_read(&self) -> Thing {
        Thing::of(self.work.ground).assigned(self.answers || self.named)
    }

    /// As the policy sees it where assignment does not matter.
    pub fn thing(&self) -> Thing {
        Thing::of(self.work.ground)
    }

    /// When it is due, as its columns hold it.
    pub fn stored_timing(&self) -> Stored {
        self.work.timing.stored()
    }
}

/// An issued plan, for the pages about its work.
#[derive(Debug, Clone)]
pub struct IssuedPlan {
    /// Its identifier.
    pub id: PlanId,
    /// Code of its unit.
    pub unit: String,
    /// That unit and all below it.
    pub ground: Ground,
    /// Name of the unit.
    pub unit_name: String,
    /// Its title.
    pub title: String,
    /// Its number, once given.
    pub number: Option<String>,
    /// Its symbol.
    pub symbol: Option<String>,
    /// Its date, as far as it is written.
    pub date: calendar::PartialDate,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// Where, as printed.
    pub place: Option<String>,
    /// First day of its period.
    pub period_from: Option<Date>,
    /// Last day of its period.
    pub period_to: Option<Date>,
    /// The day it took effect.
    pub in_force_on: Option<Date>,
}

/// An entry of the history.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who, by name.
    pub by_name: String,
    /// What kind: the end of a message key.
    pub kind: String,
    /// What exactly, as the kind writes it.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_over_months_and_both_ways() {
        assert_eq!(days_between(date(2026, 2, 27), date(2026, 3, 1)), 2);
        assert_eq!(days_between(date(2026, 3, 1), date(2026, 2, 27)), -2);
        assert_eq!(days_between(date(2024, 1, 1), date(2025, 1, 1)), 366);
    }
}
