//! What stands in the calendar: duties, reports, campaigns.

use jiff::civil::Date;
use web::{Problem, Services, Visit};

use super::views::short;
use crate::{
    rights::MyWork,
    store::{dates, worklist},
};

/// One entry of a day.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// `duty`, `report` or `campaign`.
    pub(super) kind: &'static str,
    pub(super) uid: String,
    pub(super) href: String,
    pub(super) text: String,
    pub(super) note: String,
    pub(super) tag: &'static str,
    pub(super) tag_text: String,
    /// First and last day, the same for what is due on one day.
    pub(super) from: Date,
    pub(super) to: Date,
}

/// Everything of the person's own between two days.
pub(super) async fn entries(visit: &Visit, services: &Services, from: Date, to: Date) -> Result<Vec<Entry>, Problem> {
    let actor = visit.actor()?;
    let scope = visit.scope::<MyWork>()?;
    let today = services.context.today();
    let mut q = &services.db;
    let tr = &visit.tr;
    let mut entries = Vec::new();
    for work in worklist::between(&mut q, &scope, today, from, to).await? {
        let Some(due) = work.facts.due_last else { continue };
        entries.push(Entry {
            kind: "duty",
            uid: work.id.to_string(),
            href: format!("/nhiem-vu/{}", work.id),
            text: short(&work.text, 150),
            note: short(&work.plan_title, 100),
            tag: work.status.key(),
            tag_text: tr.t(&work.status.message()),
            from: due,
            to: due,
        });
    }
    for report in dates::reports_between(&mut q, actor, from, to).await? {
        let (tag, key) = if report.own && report.done {
            ("done", "plans-w-report-done")
        } else if report.elapsed {
            ("elapsed", "plans-w-status-elapsed")
        } else if report.own && report.due_on < today {
            ("late", "plans-w-status-late")
        } else {
            ("report", "plans-w-report-due")
        };
        entries.push(Entry {
            kind: "report",
            uid: report.id,
            href: format!("/ke-hoach/{}", report.plan_id),
            text: short(&report.title, 150),
            note: short(&report.plan_title, 100),
            tag,
            tag_text: tr.t(key),
            from: report.due_on,
            to: report.due_on,
        });
    }
    for (place, campaign) in dates::campaigns(&mut q, actor, from, to).await?.into_iter().enumerate() {
        let days = [("x", i18n::date(campaign.starts_on).into()), ("y", i18n::date(campaign.ends_on).into())];
        entries.push(Entry {
            kind: "campaign",
            uid: format!("{}-{place}", campaign.plan_id),
            href: format!("/ke-hoach/{}", campaign.plan_id),
            text: short(&campaign.name, 150),
            note: tr.with("plans-w-due-window", &days),
            tag: "campaign",
            tag_text: tr.t("plans-w-campaign"),
            from: campaign.starts_on,
            to: campaign.ends_on,
        });
    }
    entries.sort_by(|a, b| (a.from, &a.text).cmp(&(b.from, &b.text)));
    Ok(entries)
}
