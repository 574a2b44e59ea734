//! The page of one obligation: what it says, whose it is, how far it is.

use access::Thing;
use askama::Template;
use axum::extract::{Path, State};
use web::{Answer, Page, Problem, Services, Visit, html};

use super::views::{EventView, ReportView, RowView, history};
use crate::{
    actions::{answer_clause::answerable, open_work},
    model::{
        ObligationId,
        work::{Obligation, Party, Role},
    },
    rights::{AnswerClause, AssignDuty, RemindDuty, ReportProgress, ReviewProgress, SeeProgress},
    store::{answers, history as events, obligations, progress, reminders},
};

/// Facts of an obligation that its pages repeat.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) row: RowView,
    pub(crate) full_text: String,
    pub(crate) version: i64,
}

impl Head {
    /// The facts in words.
    pub(crate) fn of(found: &Obligation, visit: &Visit, services: &Services) -> Self {
        Self {
            row: RowView::of(&found.work, &visit.tr, services.context.today()),
            full_text: found.work.text.clone(),
            version: found.work.version,
        }
    }
}

#[derive(Debug)]
struct PartyView {
    role: String,
    names: Vec<PartyName>,
}

#[derive(Debug)]
struct PartyName {
    text: String,
    known: bool,
}

#[derive(Debug)]
struct LetterView {
    text: String,
    who: String,
    when: String,
    seen: String,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/obligation.html")]
#[expect(clippy::struct_excessive_bools, reason = "each one is a button or a line of the page")]
struct ObligationPage {
    page: Page,
    head: Head,
    section: String,
    deliverable: String,
    requested: bool,
    quote: String,
    parties: Vec<PartyView>,
    people: Vec<String>,
    completed_on: String,
    started_on: String,
    due_before_issue: bool,
    sees_progress: bool,
    reports: Vec<ReportView>,
    letters: Vec<LetterView>,
    above: Vec<RowView>,
    below: Vec<RowView>,
    events: Vec<EventView>,
    may_report: bool,
    may_edit: bool,
    may_remind: bool,
    may_answer: bool,
}

/// Shows an obligation.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let id: ObligationId = id.parse()?;
    let actor = visit.actor()?;
    let found = open_work::obligation(&services, actor, id).await?;
    let today = services.context.today();
    let mut q = &services.db;
    let parties = obligations::parties(&mut q, id).await?;
    let people = obligations::assignees(&mut q, id).await?;
    // A unit below reads what it is bound to, not how its neighbours are doing.
    let sees_progress = visit.may::<SeeProgress>(&found.thing_to_read());
    let (reports, letters, events) =
        if sees_progress { inside(&visit, &services, &found).await? } else { Inside::default() };
    let within = if sees_progress { found.work.ground } else { actor.ground };
    let below = answers::below(&mut q, id, within, today).await?;
    let above = answers::above(&mut q, id, today).await?;
    let head = Head::of(&found, &visit, &services);
    html(&ObligationPage {
        page: visit
            .page(visit.tr.of("plans-w-duty-title", &head.row.clause))
            .back(format!("/ke-hoach/{}", found.work.plan_id), visit.tr.t("plans-w-back-plan")),
        section: found.section.clone().unwrap_or_default(),
        deliverable: found.deliverable.clone().unwrap_or_default(),
        requested: found.requested,
        quote: found.quote.clone().unwrap_or_default(),
        parties: party_views(&parties, &visit),
        people: people.into_iter().map(|person| person.name).collect(),
        completed_on: found.work.facts.completed_on.map(i18n::date).unwrap_or_default(),
        started_on: found.work.facts.started_on.map(i18n::date).unwrap_or_default(),
        due_before_issue: found.work.facts.due_before_issue(),
        sees_progress,
        reports,
        letters,
        above: RowView::all(&above, &visit.tr, today),
        below: RowView::all(&below, &visit.tr, today),
        events,
        may_report: visit.may::<ReportProgress>(&found.thing_to_report()),
        may_edit: visit.may::<AssignDuty>(&found.thing()),
        may_remind: visit.may::<RemindDuty>(&found.thing()),
        may_answer: answerable(actor, &found) && visit.may::<AnswerClause>(&Thing::of(actor.ground)),
        head,
    })
}

type Inside = (Vec<ReportView>, Vec<LetterView>, Vec<EventView>);

/// What only those see who follow the work: reports, letters, history.
async fn inside(visit: &Visit, services: &Services, found: &Obligation) -> Result<Inside, Problem> {
    let mut q = &services.db;
    let id = found.work.id;
    let judges = visit.may::<ReviewProgress>(&found.thing());
    let reports = progress::of_obligation(&mut q, id).await?;
    let reports = reports.iter().map(|report| ReportView::of(report, visit, judges)).collect();
    let letters = reminders::of_obligation(&mut q, id).await?;
    let letters = letters
        .into_iter()
        .map(|letter| LetterView {
            text: letter.text,
            who: letter.sent_name,
            when: i18n::date_time(letter.sent_at),
            seen: letter.seen_at.map(i18n::date_time).unwrap_or_default(),
        })
        .collect();
    let events = events::of_obligation(&mut q, id).await?;
    Ok((reports, letters, history(&events, services, &visit.tr)))
}

fn party_views(parties: &[Party], visit: &Visit) -> Vec<PartyView> {
    Role::ALL
        .into_iter()
        .filter_map(|role| {
            let names: Vec<PartyName> = parties
                .iter()
                .filter(|party| party.role == role)
                .map(|party| PartyName { text: party.text.clone(), known: party.agency.is_some() })
                .collect();
            (!names.is_empty()).then(|| PartyView { role: visit.tr.t(&format!("plans-w-role-{}", role.key())), names })
        })
        .collect()
}
