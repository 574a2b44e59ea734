//! The form with which a person reports progress: one screen of a phone.

use askama::Template;
use axum::extract::{Path, State};
use i18n::parse_date;
use web::{Answer, Errors, Page, Posted, Problem, Services, Visit, download, html, invalid, redirect_with};

use super::{
    obligation::Head,
    views::{EventView, changed_since},
};
use crate::{
    actions::{
        WorkError, open_work,
        report_progress::{NewEvidence, NewProgress, report_progress},
    },
    model::{EvidenceId, ObligationId, ProgressId, work::Obligation},
    rights::{ReportProgress, SeeProgress},
    store::{history, obligations, progress},
};

/// The percentages that have a button of their own.
const STEPS: [&str; 5] = ["0", "25", "50", "75", "100"];

/// What was typed, kept through refusals and conflicts.
#[derive(Debug, Clone, Default)]
struct Typed {
    text: String,
    step: String,
    percent: String,
    done_on: String,
    difficulty: String,
    proposal: String,
    form_key: String,
}

impl Typed {
    fn read(posted: &Posted) -> Self {
        Self {
            text: posted.text("ket-qua"),
            step: posted.line("muc"),
            percent: posted.line("phan-tram"),
            done_on: posted.line("ngay-xong"),
            difficulty: posted.text("kho-khan"),
            proposal: posted.text("de-xuat"),
            form_key: posted.line("form_key"),
        }
    }

    /// The number typed, or else the button chosen; -1 when there is neither or the number is none.
    fn percent(&self) -> i64 {
        let text = if self.percent.is_empty() { &self.step } else { &self.percent };
        text.trim_end_matches('%').trim().parse().unwrap_or(-1)
    }
}

#[derive(Debug, Template)]
#[template(path = "plans/work/progress_form.html")]
struct ProgressPage {
    page: Page,
    errors: Errors,
    head: Head,
    typed: Typed,
    steps: [&'static str; 5],
    /// What others changed while the form was open.
    changed: Vec<EventView>,
    stale: bool,
    files_again: bool,
}

impl ProgressPage {
    fn new(visit: &Visit, services: &Services, found: &Obligation, typed: Typed) -> Self {
        let head = Head::of(found, visit, services);
        Self {
            page: visit
                .page(visit.tr.t("plans-w-report-title"))
                .back(format!("/nhiem-vu/{}", found.work.id), visit.tr.t("plans-w-back-duty")),
            errors: Errors::new(),
            head,
            typed,
            steps: STEPS,
            changed: Vec::new(),
            stale: false,
            files_again: false,
        }
    }
}

async fn open(visit: &Visit, services: &Services, id: ObligationId) -> Result<Obligation, Problem> {
    let found = open_work::obligation(services, visit.actor()?, id).await?;
    visit.permit::<ReportProgress>(&found.thing_to_report())?;
    Ok(found)
}

/// The empty form.
pub(crate) async fn form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let found = open(&visit, &services, id.parse()?).await?;
    let step = STEPS.into_iter().find(|step| *step == found.work.percent.to_string()).unwrap_or_default();
    let typed = Typed {
        step: step.to_owned(),
        done_on: i18n::date(services.context.today()),
        form_key: services.context.new_uuid().to_string(),
        ..Typed::default()
    };
    html(&ProgressPage::new(&visit, &services, &found, typed))
}

/// Takes the report, or shows the form again with all that was typed.
pub(crate) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let id: ObligationId = id.parse()?;
    let found = open(&visit, &services, id).await?;
    let typed = Typed::read(&posted);
    let base = posted.line("version").parse().unwrap_or(-1);
    let done_on = parse_date(&typed.done_on);
    let report = NewProgress {
        base: Some(base),
        text: typed.text.clone(),
        percent: typed.percent(),
        difficulty: typed.difficulty.clone(),
        proposal: typed.proposal.clone(),
        done_on,
        form_key: typed.form_key.clone(),
        evidence: posted
            .files("tep")
            .map(|file| NewEvidence { file_name: file.file_name.clone(), bytes: file.bytes.clone() })
            .collect(),
    };
    let files_again = !report.evidence.is_empty();
    match report_progress(&services, visit.actor()?, id, &report).await {
        Ok(_) => redirect_with(format!("/nhiem-vu/{id}"), "plans-w-flash-reported-progress", None),
        Err(WorkError::Invalid(faults)) => {
            let mut refused = ProgressPage::new(&visit, &services, &found, typed);
            for fault in faults {
                refused.errors.add(fault.field, visit.tr.t(fault.key));
            }
            // The form is still about the version that the person had open.
            refused.head.version = base;
            refused.files_again = files_again;
            refused.page = refused.page.refused();
            invalid(&refused)
        }
        Err(WorkError::Stale) => {
            let found = open(&visit, &services, id).await?;
            let events = history::of_obligation(&mut &services.db, id).await?;
            let mut stale = ProgressPage::new(&visit, &services, &found, typed);
            stale.changed = changed_since(&events, base, &visit.tr);
            stale.stale = true;
            stale.files_again = files_again;
            stale.page = stale.page.refused();
            invalid(&stale)
        }
        Err(other) => Err(other.into()),
    }
}

/// A file of evidence, always to be kept, never shown inside our pages.
pub(crate) async fn evidence(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let id: EvidenceId = id.parse()?;
    let mut q = &services.db;
    let file = progress::file(&mut q, id).await?.ok_or(Problem::NotFound)?;
    let today = services.context.today();
    let found = obligations::find(&mut q, file.obligation, visit.actor()?, today).await?.ok_or(Problem::NotFound)?;
    visit.permit::<SeeProgress>(&found.thing_to_read())?;
    download(&file.name, &file.media_type, file.bytes)
}

/// The obligation of a report, for addresses that name only the report.
pub(crate) async fn obligation_of(services: &Services, id: ProgressId) -> Result<ObligationId, Problem> {
    let report = progress::find(&mut &services.db, id).await?.ok_or(Problem::NotFound)?;
    Ok(report.obligation)
}
