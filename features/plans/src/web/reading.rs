//! The reading side by side: the text with its marks, and the items that were found in it.

use std::collections::HashMap;

use ::web::{Answer, Page, Problem, Services, Visit, html, redirect};
use askama::Template;
use axum::extract::{Path, State};

use super::words::{BasisView, DutyView, GroupView, HeadView, NoteView, TargetView, groups};
use crate::{
    model::{
        PlanId,
        marks::{MarkKind, MarkedParagraph, Run, marked},
        plan::{PlanHead, PlanState, WholePlan},
    },
    rights::{EditPlan, IssuePlan, SeeDocument, SeeDraft, SeePlan},
    store::{documents, plans},
};

#[derive(Template)]
#[template(path = "plans/import/reading.html")]
struct ReadingPage {
    page: Page,
    plan: HeadView,
    paragraphs: Vec<ParagraphView>,
    groups: Vec<GroupView>,
    targets: Vec<TargetView>,
    duties: Vec<DutyView>,
    bases: Vec<BasisView>,
    notes: Vec<NoteView>,
    items: usize,
    dropped: usize,
    live_targets: usize,
    live_duties: usize,
    edits: bool,
    issues: bool,
}

struct ParagraphView {
    id: String,
    /// The items that it holds: anchor and clause.
    items: Vec<(String, String)>,
    runs: Vec<RunView>,
}

struct RunView {
    class: &'static str,
    /// Anchor of the thing it belongs to; empty for none.
    to: String,
    text: String,
}

/// Opens a plan for reading: a draft for those who prepare it, an issued plan for those it concerns.
pub(crate) async fn open(visit: &Visit, services: &Services, id: &str) -> Result<WholePlan, Problem> {
    let head = head(services, id).await?;
    let mut db = &services.db;
    Ok(match head.state {
        PlanState::Draft | PlanState::Discarded => {
            plans::whole(&mut db, &visit.permit::<SeeDraft>(&head.thing())?, head).await?
        }
        PlanState::Issued => plans::whole(&mut db, &visit.permit::<SeePlan>(&head.thing())?, head).await?,
    })
}

/// The normalised text of a plan and what the reader found in it, for those who may open the plan.
pub(crate) async fn texts(visit: &Visit, services: &Services, head: &PlanHead) -> Result<(String, String), Problem> {
    let mut db = &services.db;
    let found = match head.state {
        PlanState::Draft | PlanState::Discarded => {
            documents::texts(&mut db, &visit.permit::<SeeDraft>(&head.thing())?, head.document).await?
        }
        PlanState::Issued => documents::texts(&mut db, &visit.permit::<SeePlan>(&head.thing())?, head.document).await?,
    };
    found.map(|(text, json, _)| (text, json)).ok_or(Problem::NotFound)
}

/// The head of a plan, for the policy to look at first.
pub(crate) async fn head(services: &Services, id: &str) -> Result<PlanHead, Problem> {
    let id: PlanId = id.parse()?;
    plans::find(&mut &services.db, id).await?.ok_or(Problem::NotFound)
}

/// The page.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    if plan.head.state == PlanState::Discarded && visit.may::<EditPlan>(&plan.head.thing()) {
        return redirect(format!("/ke-hoach/{}/huy", plan.head.id));
    }
    let (text, json) = texts(&visit, &services, &plan.head).await?;
    let read = serde_json::from_str(&json).map_err(|error| Problem::Unexpected(error.to_string()))?;
    let paragraphs = marked(&text, &read);
    let anchor = |place: usize| paragraph_of(&paragraphs, place);
    let tr = &visit.tr;
    let is_draft = plan.head.state != PlanState::Issued;
    let thing = plan.head.thing();
    let opens_documents = visit.may::<SeeDocument>(&thing);
    let mut page = visit.page(tr.t("plans-i-reading-title")).wide();
    page = if is_draft {
        page.back("/ke-hoach", tr.t("plans-i-nav-plans"))
    } else {
        page.back(format!("/ke-hoach/{}", plan.head.id), tr.t("plans-i-to-plan"))
    };
    html(&ReadingPage {
        page,
        plan: HeadView::of(&plan.head, tr),
        groups: groups(&plan, tr, services.context.today(), anchor),
        targets: plan.targets.iter().map(|target| TargetView::of(target, tr, anchor)).collect(),
        duties: plan.duties.iter().map(|duty| DutyView::of(duty, tr, anchor)).collect(),
        bases: plan.bases.iter().map(|basis| BasisView::of(basis, tr, opens_documents, anchor)).collect(),
        notes: plan
            .notes
            .iter()
            .map(|note| NoteView::of(note, tr, |key| services.catalogue.has(key), anchor))
            .collect(),
        items: plan.items.iter().filter(|item| !item.dropped).count(),
        dropped: plan.items.iter().filter(|item| item.dropped).count(),
        live_targets: plan.targets.iter().filter(|target| !target.dropped).count(),
        live_duties: plan.duties.iter().filter(|duty| !duty.dropped).count(),
        edits: is_draft && visit.may::<EditPlan>(&thing),
        issues: is_draft && visit.may::<IssuePlan>(&thing),
        paragraphs: paragraph_views(&plan, &paragraphs),
    })
}

/// The anchor of the paragraph that holds a character.
fn paragraph_of(paragraphs: &[MarkedParagraph], place: usize) -> Option<String> {
    let index = paragraphs.partition_point(|paragraph| paragraph.end < place);
    let paragraph = paragraphs.get(index).filter(|paragraph| paragraph.start <= place)?;
    Some(format!("p-{}", paragraph.start))
}

fn paragraph_views(plan: &WholePlan, paragraphs: &[MarkedParagraph]) -> Vec<ParagraphView> {
    let anchors = Anchors::of(plan);
    let mut items: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for item in plan.items.iter().filter(|item| !item.dropped) {
        if let Some(paragraph) = item.span.and_then(|span| paragraph_of(paragraphs, span.0)) {
            items.entry(paragraph).or_default().push((format!("d-{}", item.id), item.clause.clone()));
        }
    }
    paragraphs
        .iter()
        .map(|paragraph| {
            let id = format!("p-{}", paragraph.start);
            ParagraphView {
                items: items.remove(&id).unwrap_or_default(),
                runs: paragraph.runs.iter().map(|run| anchors.view(run)).collect(),
                id,
            }
        })
        .collect()
}

/// Where marks lead: by kind and by the character where the marked thing begins.
struct Anchors(HashMap<(&'static str, usize), String>);

impl Anchors {
    fn of(plan: &WholePlan) -> Self {
        let targets = plan.targets.iter().map(|target| ("target", target.span, format!("ct-{}", target.id)));
        let duties = plan.duties.iter().map(|duty| ("report", duty.span, format!("bc-{}", duty.id)));
        let bases = plan.bases.iter().map(|basis| ("basis", basis.span, format!("cc-{}", basis.id)));
        let all = targets.chain(duties).chain(bases);
        Self(all.filter_map(|(kind, span, anchor)| Some(((kind, span?.0), anchor))).collect())
    }

    fn view(&self, run: &Run) -> RunView {
        let key = run.kind.map(MarkKind::key).unwrap_or_default();
        RunView { class: key, to: self.0.get(&(key, run.begins)).cloned().unwrap_or_default(), text: run.text.clone() }
    }
}
