//! An issued plan: its facts, bases, targets, obligations, dates, recipients, who has read it, its history.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    draft::partial_date,
    reading,
    words::{BasisView, DutyView, GroupView, HeadView, TargetView, campaign, groups},
};
use crate::{
    actions::{acknowledge, add_reporting_day::add_reporting_day, set_number::set_number},
    model::{
        Status, bounds,
        plan::{PlanHead, PlanState, WholePlan},
    },
    rights::{AssignDuty, IssuePlan, MarkReported, SeeDocument, SeePlan, SeeProgress},
    store::{
        issued::{self, Acknowledged, ReportingDate},
        plan_lists, plans,
    },
};

#[derive(Template)]
#[template(path = "plans/import/plan.html")]
#[expect(clippy::struct_excessive_bools, reason = "each part of the page is shown or hidden by a right of its own")]
struct PlanPage {
    page: Page,
    plan: HeadView,
    issuer: String,
    place: String,
    level: String,
    signer: String,
    parent: Option<(String, String)>,
    counts: Vec<CountView>,
    obligations: usize,
    bases: Vec<BasisView>,
    targets: Vec<TargetView>,
    groups: Vec<GroupView>,
    dates: Vec<DateView>,
    undated: Vec<DutyView>,
    campaigns: Vec<(String, String)>,
    recipients: Vec<(String, String)>,
    readers: Vec<ReaderView>,
    readers_count: i64,
    own_reading: String,
    may_acknowledge: bool,
    plans_below: i64,
    events: Vec<EventView>,
    issues: bool,
    assigns: bool,
    sees_progress: bool,
    sees_document: bool,
}

struct CountView {
    status: &'static str,
    text: String,
    count: usize,
}

struct DateView {
    id: String,
    day: String,
    title: String,
    rule: String,
    state: &'static str,
    state_text: String,
    open: bool,
}

struct ReaderView {
    unit: String,
    person: String,
    at: String,
}

struct EventView {
    at: String,
    who: String,
    text: String,
}

/// The page; a draft leads to its reading.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = reading::open(&visit, &services, &id).await?;
    if plan.head.state != PlanState::Issued {
        return redirect(format!("/ke-hoach/{}/doc", plan.head.id));
    }
    html(&page(&visit, &services, plan).await?)
}

async fn page(visit: &Visit, services: &Services, mut plan: WholePlan) -> Result<PlanPage, Problem> {
    let (tr, actor, today) = (&visit.tr, visit.actor()?, services.context.today());
    let head = plan.head.clone();
    let thing = head.thing();
    let permit = visit.permit::<SeePlan>(&thing)?;
    let mut db = &services.db;
    plan.items.retain(|item| !item.dropped);
    let dates = issued::reporting_dates(&mut db, &permit, head.id).await?;
    let (readers_count, readers) = issued::acknowledgements(&mut db, &permit, head.id).await?;
    let own = issued::acknowledged_by(&mut db, head.id, &actor.unit).await?;
    let sees_document = visit.may::<SeeDocument>(&thing);
    let marks_reports = visit.may::<MarkReported>(&thing);
    // Who below has read it is for the unit that issued it and those above; the others see their own.
    let sees_readers = actor.ground.holds(head.ground);
    let nowhere = |_: usize| None;
    Ok(PlanPage {
        page: visit.page(HeadView::of(&head, tr).title).back("/ke-hoach", tr.t("plans-i-nav-plans")),
        issuer: head.facts.issuer.clone().unwrap_or_default(),
        place: head.facts.place.clone().unwrap_or_default(),
        level: head.facts.level.as_ref().map(|level| tr.t(&format!("plans-i-level-{level}"))).unwrap_or_default(),
        signer: signer(&head),
        parent: parent(visit, services, &head).await?,
        counts: counts(&plan, visit, today),
        obligations: plan.items.len(),
        bases: plan.bases.iter().map(|basis| BasisView::of(basis, tr, sees_document, nowhere)).collect(),
        targets: plan
            .targets
            .iter()
            .filter(|target| !target.dropped)
            .map(|target| TargetView::of(target, tr, nowhere))
            .collect(),
        groups: groups(&plan, tr, today, nowhere),
        undated: plan
            .duties
            .iter()
            .filter(|duty| !duty.dropped && !dates.iter().any(|date| date.duty == duty.id))
            .map(|duty| DutyView::of(duty, tr, nowhere))
            .collect(),
        dates: dates.iter().map(|date| date_view(date, visit, today, marks_reports)).collect(),
        campaigns: plan.campaigns.iter().map(|entry| campaign(entry, tr)).collect(),
        recipients: plan
            .recipients
            .iter()
            .map(|recipient| (recipient.text.clone(), recipient.purpose.clone().unwrap_or_default()))
            .collect(),
        readers: readers.iter().filter(|_| sees_readers).map(reader).collect(),
        readers_count: if sees_readers { readers_count } else { 0 },
        may_acknowledge: own.is_none() && acknowledge::may(services, actor, &head),
        own_reading: own
            .map(|own| {
                tr.with("plans-i-read-by", &[("x", own.person_name.into()), ("y", i18n::date_time(own.at).into())])
            })
            .unwrap_or_default(),
        plans_below: if head.ground.first < head.ground.last {
            plan_lists::count_plans_below(&mut db, head.id, actor.ground).await?
        } else {
            0
        },
        events: events(visit, services, &head).await?,
        issues: visit.may::<IssuePlan>(&thing),
        assigns: visit.may::<AssignDuty>(&thing),
        sees_progress: visit.may::<SeeProgress>(&thing),
        sees_document,
        plan: HeadView::of(&head, tr),
    })
}

fn signer(head: &PlanHead) -> String {
    let facts = &head.facts;
    let post = [facts.signer_mode.as_deref(), facts.signer_title.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    [facts.signer_name.clone().unwrap_or_default(), post]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" – ")
}

async fn parent(visit: &Visit, services: &Services, head: &PlanHead) -> Result<Option<(String, String)>, Problem> {
    let Some(id) = head.facts.parent else { return Ok(None) };
    let parent = plans::find(&mut &services.db, id).await?;
    Ok(parent
        .filter(|parent| visit.may::<SeePlan>(&parent.thing()))
        .map(|parent| (parent.id.to_string(), format!("{} – {}", parent.unit_name, super::words::title(&parent)))))
}

fn counts(plan: &WholePlan, visit: &Visit, today: jiff::civil::Date) -> Vec<CountView> {
    Status::ALL
        .into_iter()
        .map(|status| CountView {
            status: status.key(),
            text: visit.tr.t(&status.message()),
            count: plan.items.iter().filter(|item| item.status(today) == status).count(),
        })
        .filter(|view| view.count > 0)
        .collect()
}

fn date_view(date: &ReportingDate, visit: &Visit, today: jiff::civil::Date, marks: bool) -> DateView {
    let (state, key) = match date.done_at {
        Some(_) => ("done", "plans-i-report-sent"),
        None if date.elapsed => ("elapsed", "plans-i-report-elapsed"),
        None if date.due_on < today => ("late", "plans-i-report-late"),
        None => ("not_started", "plans-i-report-open"),
    };
    DateView {
        id: date.id.clone(),
        day: i18n::date(date.due_on),
        title: super::views::short(&date.title, 200),
        rule: if date.rule == "before" { visit.tr.t("plans-i-rule-before") } else { visit.tr.t("plans-i-rule-by") },
        state,
        state_text: visit.tr.t(key),
        open: marks && date.done_at.is_none() && !date.elapsed,
    }
}

fn reader(reader: &Acknowledged) -> ReaderView {
    ReaderView { unit: reader.unit_name.clone(), person: reader.person_name.clone(), at: i18n::date_time(reader.at) }
}

async fn events(visit: &Visit, services: &Services, head: &PlanHead) -> Result<Vec<EventView>, Problem> {
    let permit = visit.permit::<SeePlan>(&head.thing())?;
    let own = visit.actor()?.ground.first == head.ground.first;
    let events = issued::events(&mut &services.db, &permit, head.id).await?;
    Ok(events
        .into_iter()
        // The drafting is the unit's own business.
        .filter(|event| own || ["issued", "numbered"].contains(&event.kind.as_str()))
        .map(|event| {
            let keys = [format!("plans-i-event-{}", event.kind), format!("plans-w-event-{}", event.kind)];
            let key = keys.iter().find(|key| services.catalogue.has(key));
            EventView {
                at: i18n::date_time(event.at),
                who: event.by_name,
                text: key.map_or_else(|| visit.tr.t("plans-i-event-other"), |key| visit.tr.of(key, &event.detail)),
            }
        })
        .collect())
}

async fn head(visit: &Visit, services: &Services, id: &str) -> Result<PlanHead, Problem> {
    let head = reading::head(services, id).await?;
    visit.permit::<SeePlan>(&head.thing())?;
    if head.state == PlanState::Issued { Ok(head) } else { Err(Problem::NotFound) }
}

/// Notes that the own unit has read the plan.
pub(crate) async fn acknowledge(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let head = head(&visit, &services, &id).await?;
    acknowledge::acknowledge_plan(&services, visit.actor()?, head.id).await?;
    redirect_with(format!("/ke-hoach/{}", head.id), "plans-i-flash-acknowledged", None)
}

/// Gives the plan its number.
pub(crate) async fn number(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let head = head(&visit, &services, &id).await?;
    visit.permit::<IssuePlan>(&head.thing())?;
    let to = format!("/ke-hoach/{}", head.id);
    let (number, symbol) = (posted.line("so"), posted.line("ky-hieu"));
    let date = partial_date(&posted.line("ngay"), &posted.line("thang"), &posted.line("nam"));
    let fits = [&number, &symbol].iter().all(|text| bounds::fits(text, bounds::LONGEST_NUMBER));
    let (Some(date), false, true) = (date, number.is_empty(), fits) else {
        return redirect_with(to, "plans-i-flash-number-wrong", None);
    };
    let symbol = Some(symbol).filter(|symbol| !symbol.is_empty());
    set_number(&services, visit.actor()?, head.id, number, symbol, date).await?;
    redirect_with(to, "plans-i-flash-numbered", None)
}

/// Gives a reporting duty a day that its text does not say.
pub(crate) async fn report_day(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let head = head(&visit, &services, &id).await?;
    visit.permit::<IssuePlan>(&head.thing())?;
    let to = format!("/ke-hoach/{}#bao-cao", head.id);
    let Some(day) = bounds::parse_day(&posted.line("ngay")) else {
        return redirect_with(to, "plans-i-flash-day-wrong", None);
    };
    add_reporting_day(&services, visit.actor()?, head.id, duty.parse()?, day).await?;
    redirect_with(to, "plans-i-flash-day-added", None)
}
