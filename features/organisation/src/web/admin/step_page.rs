//! Adding a step to a plan, and taking one away. Units are named by code or by their whole name.

use std::collections::BTreeMap;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect};
use askama::Template;
use axum::extract::{Path, State};

use super::{may_plan, step_told, under_plan};
use crate::{
    actions::{
        Obstacle, OrganisationError,
        plan_reorganisation::{Facts, change_plan, find_plan, preview_steps},
    },
    model::{NewUnit, Node, Plan, Step, StepError},
};

/// The fields of a step: of these each kind of step shows some.
const FIELDS: [&str; 7] = ["toan-bo", "mot-phan", "don-vi", "ma-moi", "loai", "ten", "truc-thuoc"];

#[derive(Template)]
#[template(path = "organisation/admin/step.html")]
struct StepPage {
    page: Page,
    errors: Errors,
    id: String,
    kind: String,
    version: i64,
    values: BTreeMap<&'static str, String>,
    kinds: Vec<(String, String)>,
}

impl StepPage {
    fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    fn action(&self) -> String {
        format!("/quan-tri/sap-xep/{}/buoc/{}", self.id, self.kind)
    }

    fn shows(&self, field: &str) -> bool {
        match self.kind.as_str() {
            "gop" => field != "don-vi",
            "tach" => !matches!(field, "toan-bo" | "mot-phan"),
            "doi-ten" => matches!(field, "don-vi" | "loai" | "ten"),
            _ => matches!(field, "don-vi" | "truc-thuoc"),
        }
    }
}

fn kinds() -> Vec<(String, String)> {
    ["xã", "phường", "đặc khu", "tỉnh", "thành phố"].map(|kind| (kind.to_owned(), kind.to_owned())).to_vec()
}

fn frame(visit: &Visit, id: &str, kind: &str) -> Result<Page, Problem> {
    if !matches!(kind, "gop" | "tach" | "doi-ten" | "chuyen") {
        return Err(Problem::NotFound);
    }
    Ok(under_plan(visit, id, visit.tr.t(&format!("organisation-step-title-{kind}"))))
}

pub(super) async fn form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, kind)): Path<(String, String)>,
) -> Answer {
    may_plan(&visit)?;
    let version = find_plan(&services, visit.actor()?, &id).await?.head.version;
    let page = frame(&visit, &id, &kind)?;
    html(&StepPage { page, errors: Errors::new(), id, kind, version, values: BTreeMap::new(), kinds: kinds() })
}

/// Finds the units that a text names, one on a line, by code or whole name, in the tree as the steps before leave it.
struct Finder<'a> {
    nodes: &'a [Node],
    errors: Errors,
    visit: &'a Visit,
}

impl Finder<'_> {
    fn one(&mut self, field: &str, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            let label = self.visit.tr.t(&format!("organisation-field-{field}"));
            self.errors.add(field, self.visit.tr.of("organisation-fault-missing", &label));
            return None;
        }
        if let Some(node) = self.nodes.iter().find(|node| node.code == text) {
            return Some(node.code.clone());
        }
        let folded = base::fold(text);
        let mut named = self.nodes.iter().filter(|node| base::fold(&node.name) == folded);
        match (named.next(), named.next()) {
            (Some(node), None) => Some(node.code.clone()),
            (Some(_), Some(_)) => {
                self.errors.add(field, self.visit.tr.of("organisation-step-ambiguous", text));
                None
            }
            _ => {
                self.errors.add(field, self.visit.tr.of("organisation-step-unknown", text));
                None
            }
        }
    }

    fn many(&mut self, field: &str, text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        lines.into_iter().filter_map(|line| self.one(field, line)).collect()
    }

    fn step(&mut self, kind: &str, values: &BTreeMap<&'static str, String>) -> Option<Step> {
        let value = |field: &str| values.get(field).cloned().unwrap_or_default();
        match kind {
            "gop" | "tach" => {
                let parent = if value("truc-thuoc").is_empty() {
                    Some(String::new())
                } else {
                    self.one("truc-thuoc", &value("truc-thuoc"))
                };
                let into = NewUnit { code: value("ma-moi"), kind: value("loai"), name: value("ten"), parent: parent? };
                if kind == "tach" {
                    return Some(Step::Split { from: self.one("don-vi", &value("don-vi"))?, into });
                }
                let whole = self.many("toan-bo", &value("toan-bo"));
                Some(Step::Merge { whole, part: self.many("mot-phan", &value("mot-phan")), into })
            }
            "doi-ten" => {
                let code = self.one("don-vi", &value("don-vi"))?;
                Some(Step::Rename { code, kind: value("loai"), name: value("ten") })
            }
            _ => {
                let code = self.one("don-vi", &value("don-vi"));
                let parent = self.one("truc-thuoc", &value("truc-thuoc"));
                Some(Step::Move { code: code?, parent: parent? })
            }
        }
    }
}

/// Where a refused step shows its message.
fn field_of(error: &StepError, kind: &str) -> &'static str {
    match error {
        StepError::Taken(_) => "ma-moi",
        StepError::Missing => {
            if kind == "doi-ten" {
                "ten"
            } else {
                "ma-moi"
            }
        }
        StepError::Misplaced(_) => "truc-thuoc",
        StepError::Unknown(_) | StepError::Unfit(_) => {
            if kind == "gop" {
                "toan-bo"
            } else {
                "don-vi"
            }
        }
    }
}

pub(super) async fn add(
    visit: Visit,
    State(services): State<Services>,
    Path((id, kind)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    may_plan(&visit)?;
    let plan = find_plan(&services, visit.actor()?, &id).await?;
    let page = frame(&visit, &id, &kind)?;
    let base = posted.line("version").parse().unwrap_or(-1);
    let values: BTreeMap<_, _> = FIELDS
        .into_iter()
        .map(|field| {
            let lines = matches!(field, "toan-bo" | "mot-phan");
            (field, if lines { posted.text(field) } else { posted.line(field) })
        })
        .collect();
    let nodes = preview_steps(&services, &plan.steps).await?;
    let mut finder = Finder { nodes: &nodes, errors: Errors::new(), visit: &visit };
    let step = finder.step(&kind, &values);
    let mut errors = finder.errors;
    if let (Some(step), true) = (step, errors.is_empty()) {
        let place = plan.steps.len();
        let steps: Vec<_> = plan.steps.iter().cloned().chain([step]).collect();
        match try_steps(&visit, &services, &plan, base, &steps).await {
            Ok(()) => return redirect(format!("/quan-tri/sap-xep/{id}")),
            Err(OrganisationError::Obstacle(Obstacle::Step(at, error))) if at == place => {
                errors.add(field_of(&error, &kind), step_told(&visit.tr, &error));
            }
            Err(OrganisationError::Stale) => errors.add("loai", visit.tr.t("organisation-fault-stale")),
            Err(other) => errors.add("loai", super::obstacle_told(&visit.tr, other)?),
        }
    }
    let version = plan.head.version;
    invalid(&StepPage { page: page.refused(), errors, id, kind, version, values, kinds: kinds() })
}

/// Writes the steps if they can be carried out one after another.
async fn try_steps(
    visit: &Visit,
    services: &Services,
    plan: &Plan,
    base: i64,
    steps: &[Step],
) -> Result<(), OrganisationError> {
    preview_steps(services, steps).await?;
    let head = &plan.head;
    let facts = Facts { title: head.title.clone(), citation: head.citation.clone(), effective_on: head.effective_on };
    let actor = visit.actor().map_err(|_| OrganisationError::NotFound)?;
    change_plan(services, actor, &head.id, base, &facts, steps).await
}

/// Takes a step away; those after it stay, and the plan says if they no longer fit.
pub(super) async fn remove(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    may_plan(&visit)?;
    let plan = find_plan(&services, visit.actor()?, &id).await?;
    let base = posted.line("version").parse().unwrap_or(-1);
    let place: usize = posted.line("buoc").parse().unwrap_or(usize::MAX);
    let steps = plan.steps.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, step)| step.clone());
    let steps: Vec<_> = steps.collect();
    let head = plan.head;
    let facts = Facts { title: head.title, citation: head.citation, effective_on: head.effective_on };
    change_plan(&services, visit.actor()?, &id, base, &facts, &steps).await?;
    redirect(format!("/quan-tri/sap-xep/{id}"))
}
