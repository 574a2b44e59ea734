//! What the papers about a plan know, as it stood on the last day of a period.

use std::{collections::HashMap, sync::Arc};

use access::Actor;
use i18n::{Lang, Translator};
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use organisation::Committee;
use web::Services;

use crate::{
    actions::{WorkError, open_work},
    model::{
        ObligationId, PlanId, Status,
        work::{Assignee, IssuedPlan, Party, Role, Work},
    },
    rights::SeeProgress,
    store::{
        dates::{self, Target},
        obligations::{self, PlanFilter},
        progress::{self, Accepted},
    },
};

/// The days that a paper covers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Period {
    /// The period asked for; what is missing or unreadable runs from the plan's first day until today.
    pub(crate) fn of(plan: &IssuedPlan, from: Option<Date>, to: Option<Date>, today: Date) -> Self {
        let to = to.unwrap_or(today);
        let first = plan.period_from.or(plan.in_force_on).unwrap_or(to);
        Self { from: from.unwrap_or(first).min(to), to }
    }
}

/// All that the papers of one plan say.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Vietnamese: the language of papers.
    pub(crate) tr: Translator,
    pub(crate) plan: IssuedPlan,
    pub(crate) period: Period,
    /// The obligations as they stood on the last day of the period.
    pub(crate) works: Vec<Work>,
    pub(crate) parties: Vec<Party>,
    pub(crate) people: Vec<Assignee>,
    /// Accepted reports sent until the last day of the period.
    accepted: HashMap<ObligationId, Vec<Accepted>>,
    pub(crate) targets: Vec<Target>,
    pub(crate) committee: Option<Committee>,
    /// Name of the committee one level above.
    pub(crate) above: Option<String>,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
}

impl Facts {
    /// Names of the bodies of one role, as printed.
    pub(crate) fn bodies(&self, id: ObligationId, role: Role) -> String {
        let id = id.to_string();
        let names: Vec<&str> = self
            .parties
            .iter()
            .filter(|party| party.obligation == id && party.role == role)
            .map(|party| party.text.as_str())
            .collect();
        names.join("; ")
    }

    /// Names of the people on an obligation.
    pub(crate) fn names(&self, id: ObligationId) -> String {
        let id = id.to_string();
        let names: Vec<&str> =
            self.people.iter().filter(|one| one.obligation == id).map(|one| one.name.as_str()).collect();
        names.join("; ")
    }

    /// The accepted reports on an obligation sent within the period, oldest first.
    pub(crate) fn within(&self, id: ObligationId) -> impl Iterator<Item = &Accepted> {
        let from = self.period.from;
        self.accepted
            .get(&id)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter(move |report| base::local_date(report.submitted_at) >= from)
    }

    /// The last accepted report on an obligation until the end of the period.
    pub(crate) fn last(&self, id: ObligationId) -> Option<&Accepted> {
        self.accepted.get(&id).and_then(|reports| reports.last())
    }

    /// How many obligations had a status on the last day of the period.
    pub(crate) fn count(&self, status: Status) -> i64 {
        i64::try_from(self.works.iter().filter(|work| work.status == status).count()).unwrap_or(i64::MAX)
    }
}

/// Gathers the facts, for one who may see the progress of the plan.
pub(crate) async fn gather(
    services: &Services,
    actor: &Actor,
    id: PlanId,
    from: Option<Date>,
    to: Option<Date>,
) -> Result<Facts, WorkError> {
    let (plan, _permit) = open_work::plan::<SeeProgress>(services, actor, id).await?;
    let today = services.context.today();
    let period = Period::of(&plan, from, to, today);
    let mut q = &services.db;
    let mut works = obligations::of_plan(&mut q, id, &PlanFilter::default(), period.to).await?;
    let mut accepted: HashMap<ObligationId, Vec<Accepted>> = HashMap::new();
    for report in progress::accepted_before(&mut q, id, day_after(period.to)).await? {
        accepted.entry(report.obligation).or_default().push(report);
    }
    for work in &mut works {
        stand_as_of(work, accepted.get(&work.id).and_then(|reports| reports.last()), period.to);
    }
    let above = match organisation::unit(&mut q, &plan.unit).await?.and_then(|unit| unit.parent) {
        Some(parent) => organisation::committee_of(&mut q, &parent, today).await?.map(|committee| committee.name),
        None => None,
    };
    Ok(Facts {
        tr: Translator::new(Arc::clone(&services.catalogue), Lang::Vi),
        period,
        works,
        parties: obligations::parties_of_plan(&mut q, id).await?,
        people: obligations::assignees_of_plan(&mut q, id).await?,
        accepted,
        targets: dates::targets(&mut q, id).await?,
        committee: organisation::committee_of(&mut q, &plan.unit, today).await?,
        above,
        now: services.context.now(),
        today,
        plan,
    })
}

/// Puts an obligation back to how it stood at the end of a day.
fn stand_as_of(work: &mut Work, last: Option<&Accepted>, day: Date) {
    work.percent = last.map_or(0, |report| report.percent);
    work.facts.completed_on = last.filter(|report| report.percent == 100).and_then(|report| report.done_on);
    work.facts.started_on = work.facts.started_on.filter(|started| *started <= day);
    work.status = Status::of(&work.facts, day);
}

/// The first instant after a day in Việt Nam.
fn day_after(day: Date) -> Timestamp {
    let next = day.saturating_add(1.day());
    TimeZone::fixed(base::VIETNAM)
        .to_timestamp(next.to_datetime(jiff::civil::Time::midnight()))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_vietnamese_day_ends_at_seventeen_hours_utc() {
        assert_eq!(day_after(date(2026, 3, 31)).to_string(), "2026-03-31T17:00:00Z");
    }
}
