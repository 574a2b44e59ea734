//! The demonstration: an invented province, its plans and three months of work, put in through the
//! same actions as the pages, with a clock that walks through the year.

mod gates;
mod national;
mod tips;

pub(crate) use national::fill as fill_national;

use std::{collections::HashMap, sync::Arc};

use access::Actor;
use anyhow::{Context as _, anyhow};
use base::{Context, FixedClock, SystemChance};
use jiff::{Span, Timestamp, ToSpan as _};
use plans::model::PlanId;
use secrecy::SecretString;
use serde::Deserialize;
use web::Services;

use crate::setup::{Setup, apply_with};

/// The password of every account of the demonstration, which answers on 127.0.0.1 only.
pub const DEMO_PASSWORD: &str = "demo-138";

/// The receipt of one tip of the demonstration, known to everybody: it opens that tip's mailbox at the public door.
pub const DEMO_RECEIPT: &str = "1381 1381 1381 1381 1381";

/// The year for which the sample plans are written.
const WRITTEN_FOR: &str = "2026";

/// An account to try.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// The name to sign in with.
    pub login: String,
    /// Whose it is.
    pub name: String,
    /// What that person does.
    pub post: String,
}

/// Reports due before this many days ago were sent.
const LAST_REPORT_DAYS_AGO: i64 = 60;

const PLANS: [(&str, &str, &str); 4] = [
    ("province", "ke-hoach-tinh.txt", include_str!("../../demo/plans/tinh-mau-son-2026.txt")),
    ("campaign", "ke-hoach-30-7.txt", include_str!("../../demo/plans/tinh-mau-son-30-7-2026.txt")),
    ("suoi-mo", "ke-hoach-xa-suoi-mo.md", include_str!("../../demo/plans/xa-suoi-mo-2026.md")),
    ("ben-trang", "ke-hoach-phuong-ben-trang.md", include_str!("../../demo/plans/phuong-ben-trang-2026.md")),
];

/// `demo/progress.toml`, described in `demo/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    issue: Vec<Issue>,
    assign: Vec<Assign>,
    report: Vec<Report>,
    #[serde(default)]
    answer: Vec<Answer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    plan: String,
    by: String,
    days_ago: i64,
    above: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Assign {
    plan: String,
    place: usize,
    to: Vec<String>,
    by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    plan: String,
    place: usize,
    by: String,
    days_ago: i64,
    percent: i64,
    text: String,
    difficulty: Option<String>,
    proposal: Option<String>,
    review: Review,
    reviewer: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Review {
    Accepted,
    Returned,
    Waiting,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    upper: Clause,
    lower: Clause,
    by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clause {
    plan: String,
    place: usize,
}

/// Fills an empty database, or leaves a filled one as it is; tells the accounts either way.
///
/// # Errors
/// Whatever an action refuses: the samples are checked by the tests, so none is expected.
pub async fn fill(services: &Services) -> anyhow::Result<Vec<DemoAccount>> {
    let setup = Setup::parse(include_str!("../../demo/people.toml"))?;
    let accounts = setup.people.iter().map(|person| DemoAccount {
        login: person.login.clone(),
        name: person.name.clone(),
        post: person.post.clone(),
    });
    let accounts: Vec<_> = accounts.collect();
    if sign_in::count_accounts(&mut &services.db).await? > 0 {
        return Ok(accounts);
    }
    gates::fill(services).await?;
    let passwords: Vec<SecretString> = accounts.iter().map(|_| DEMO_PASSWORD.into()).collect();
    let actors = apply_with(services, &setup, &passwords).await?;
    let mut tx = services.db.begin().await?;
    sign_in::seed::second_factor_optional(&mut tx, services.context.today()).await?;
    tx.commit().await?;
    let logins = accounts.iter().map(|account| account.login.clone());
    let actors: HashMap<_, _> = logins.zip(actors).collect();
    tips::fill(services, &actors).await.context("tips")?;
    let script: Script = toml::from_str(include_str!("../../demo/progress.toml")).context("demo/progress.toml")?;
    Walk::new(services, actors).play(&script).await?;
    Ok(accounts)
}

/// The walk through the past: services with a clock that is set before each step.
struct Walk {
    services: Services,
    clock: Arc<FixedClock>,
    today: Timestamp,
    year: String,
    actors: HashMap<String, Actor>,
    plans: HashMap<String, PlanId>,
}

impl Walk {
    fn new(services: &Services, actors: HashMap<String, Actor>) -> Self {
        let today = services.context.now();
        let date = services.context.today();
        // Early in a year the samples are of the year before, so that there is a past to walk through.
        let year = if date.month() < 6 { date.year() - 1 } else { date.year() };
        let clock = Arc::new(FixedClock::at(today));
        let context = Context::new(Arc::clone(&clock) as Arc<_>, Arc::new(SystemChance));
        let services = Services { context, ..services.clone() };
        Self { services, clock, today, year: year.to_string(), actors, plans: HashMap::new() }
    }

    fn go_to(&self, days_ago: i64) -> anyhow::Result<()> {
        let back: Span = (days_ago * 24).hours();
        self.clock.set(self.today.checked_sub(back)?);
        Ok(())
    }

    fn actor(&self, login: &str) -> anyhow::Result<&Actor> {
        self.actors.get(login).ok_or_else(|| anyhow!("no account {login}"))
    }

    fn plan(&self, key: &str) -> anyhow::Result<PlanId> {
        self.plans.get(key).copied().ok_or_else(|| anyhow!("no plan {key}"))
    }

    /// The obligation at a place of a plan, as someone of that plan's unit sees it.
    async fn clause(&self, plan: &str, place: usize, by: &str) -> anyhow::Result<(plans::model::ObligationId, i64)> {
        let clauses = plans::clauses(&self.services, self.actor(by)?, self.plan(plan)?).await?;
        let found = place.checked_sub(1).and_then(|index| clauses.get(index)).copied();
        found.ok_or_else(|| anyhow!("{plan} has no obligation {place}"))
    }

    async fn play(mut self, script: &Script) -> anyhow::Result<()> {
        for issue in &script.issue {
            self.issue(issue).await.with_context(|| format!("issue {}", issue.plan))?;
        }
        for assign in &script.assign {
            self.assign(assign).await.with_context(|| format!("assign {} {}", assign.plan, assign.place))?;
        }
        let mut reports: Vec<_> = script.report.iter().collect();
        reports.sort_by_key(|report| std::cmp::Reverse(report.days_ago));
        for report in reports {
            self.report(report).await.with_context(|| format!("report {} {}", report.plan, report.place))?;
        }
        self.report_days(script).await?;
        for answer in &script.answer {
            let (upper, _) = self.clause(&answer.upper.plan, answer.upper.place, &answer.by).await?;
            let (lower, _) = self.clause(&answer.lower.plan, answer.lower.place, &answer.by).await?;
            plans::answer_clause(&self.services, self.actor(&answer.by)?, upper, lower).await.context("answer")?;
        }
        Ok(())
    }

    /// The standing offices sent their reports in time, but for those of the last weeks.
    async fn report_days(&self, script: &Script) -> anyhow::Result<()> {
        let latest = base::local_date(self.today).checked_sub(LAST_REPORT_DAYS_AGO.days())?;
        for issue in &script.issue {
            let (actor, plan) = (self.actor(&issue.by)?, self.plan(&issue.plan)?);
            for (id, day) in plans::reporting_days(&self.services, actor, plan).await? {
                if day < latest {
                    plans::mark_reported(&self.services, actor, &id).await?;
                }
            }
        }
        Ok(())
    }

    async fn issue(&mut self, issue: &Issue) -> anyhow::Result<()> {
        let (_, file_name, text) =
            PLANS.iter().find(|(key, ..)| *key == issue.plan).ok_or_else(|| anyhow!("no plan {}", issue.plan))?;
        self.go_to(issue.days_ago)?;
        let actor = self.actor(&issue.by)?.clone();
        let text = text.replace(WRITTEN_FOR, &self.year);
        let plan = plans::import_plan(&self.services, &actor, file_name, text.as_bytes()).await?;
        if let Some(above) = &issue.above {
            plans::place_below(&self.services, &actor, plan, self.plan(above)?).await?;
        }
        plans::issue_plan(&self.services, &actor, plan, self.services.context.today()).await?;
        self.plans.insert(issue.plan.clone(), plan);
        Ok(())
    }

    async fn assign(&self, assign: &Assign) -> anyhow::Result<()> {
        let (obligation, base) = self.clause(&assign.plan, assign.place, &assign.by).await?;
        let people =
            assign.to.iter().map(|login| Ok(self.actor(login)?.person.clone())).collect::<anyhow::Result<_>>()?;
        let row = plans::Assignment { obligation, base, people: Some(people), agencies: Vec::new(), timing: None };
        let outcomes = plans::assign(&self.services, self.actor(&assign.by)?, self.plan(&assign.plan)?, &[row]).await?;
        match outcomes.as_slice() {
            [plans::RowOutcome::Saved | plans::RowOutcome::Unchanged] => Ok(()),
            other => Err(anyhow!("{other:?}")),
        }
    }

    async fn report(&self, report: &Report) -> anyhow::Result<()> {
        self.go_to(report.days_ago)?;
        let (obligation, _) = self.clause(&report.plan, report.place, &report.by).await?;
        let new = plans::NewProgress {
            text: report.text.clone(),
            percent: report.percent,
            difficulty: report.difficulty.clone().unwrap_or_default(),
            proposal: report.proposal.clone().unwrap_or_default(),
            done_on: (report.percent == 100).then(|| self.services.context.today()),
            form_key: self.services.context.new_uuid().to_string(),
            ..plans::NewProgress::default()
        };
        let id = plans::report_progress(&self.services, self.actor(&report.by)?, obligation, &new).await?;
        let verdict = match report.review {
            Review::Waiting => return Ok(()),
            Review::Accepted => plans::Verdict::Accept,
            Review::Returned => plans::Verdict::Return { reason: report.note.clone().unwrap_or_default() },
        };
        // The next day, but never tomorrow.
        self.go_to((report.days_ago - 1).max(0))?;
        let reviewer = report.reviewer.as_deref().ok_or_else(|| anyhow!("no reviewer"))?;
        plans::review_progress(&self.services, self.actor(reviewer)?, id, &verdict).await?;
        Ok(())
    }
}
