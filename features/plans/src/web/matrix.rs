//! How far a plan is: who leads × where it stands, each number leading to its rows.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use web::{Answer, Page, Paging, Services, Visit, html};

use super::{
    address,
    views::{RowView, StatusView, short},
};
use crate::{
    actions::open_work,
    model::{
        Status,
        work::{Party, Role, Work},
    },
    rights::{AssignDuty, SeeProgress},
    store::obligations::{self, PlanFilter},
};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    trang_thai: String,
    co_quan: String,
    nguoi: String,
    trang: String,
}

#[derive(Debug)]
struct AgencyRow {
    name: String,
    total: i64,
    total_href: String,
    cells: Vec<CountCell>,
}

#[derive(Debug)]
struct CountCell {
    status: &'static str,
    count: i64,
    href: String,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/matrix.html")]
struct MatrixPage {
    page: Page,
    plan_id: String,
    plan_title: String,
    statuses: Vec<StatusView>,
    agencies: Vec<AgencyRow>,
    people: Vec<(String, String)>,
    agency_options: Vec<(String, String)>,
    status_options: Vec<(String, String)>,
    asked: Asked,
    rows: Vec<RowView>,
    paging: Paging,
    base: String,
    period_from: String,
    period_to: String,
    may_assign: bool,
}

/// The page.
pub(crate) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (plan, _permit) = open_work::plan::<SeeProgress>(&services, visit.actor()?, id.parse()?).await?;
    let today = services.context.today();
    let mut q = &services.db;
    let all = obligations::of_plan(&mut q, plan.id, &PlanFilter::default(), today).await?;
    let filter = PlanFilter { agency: asked.co_quan.clone(), person: asked.nguoi.clone() };
    let narrowed = if filter == PlanFilter::default() {
        all.clone()
    } else {
        obligations::of_plan(&mut q, plan.id, &filter, today).await?
    };
    let parties = obligations::parties_of_plan(&mut q, plan.id).await?;
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    for person in obligations::assignees_of_plan(&mut q, plan.id).await? {
        people.insert(person.person, person.name);
    }
    let statuses = StatusView::all(&narrowed, &visit.tr);
    let listed: Vec<&Work> =
        narrowed.iter().filter(|work| asked.trang_thai.is_empty() || work.status.key() == asked.trang_thai).collect();
    let paging = Paging::new(asked.trang.parse().ok(), i64::try_from(listed.len()).unwrap_or(i64::MAX));
    let skip = usize::try_from(paging.offset()).unwrap_or(0);
    let take = usize::try_from(Paging::ROWS).unwrap_or(0);
    let path = format!("/ke-hoach/{}/tien-do", plan.id);
    let leaders = leaders(&all, &parties, &visit);
    let agencies = leaders.iter().map(|leader| leader.row(&path, &asked.nguoi)).collect();
    let any = |key: &str| vec![(String::new(), visit.tr.t(key))];
    let mut agency_options = any("plans-w-filter-any");
    agency_options.extend(leaders.iter().map(|leader| (leader.key.clone(), short(&leader.name, 60))));
    let mut people_options = any("plans-w-filter-any");
    people_options.extend(people);
    let mut status_options = any("plans-w-filter-any");
    status_options.extend(statuses.iter().map(|status| (status.key.to_owned(), status.text.clone())));
    let base =
        address(&path, &[("trang_thai", &asked.trang_thai), ("co_quan", &asked.co_quan), ("nguoi", &asked.nguoi)]);
    html(&MatrixPage {
        page: visit
            .page(visit.tr.t("plans-w-matrix-title"))
            .back(format!("/ke-hoach/{}", plan.id), visit.tr.t("plans-w-back-plan"))
            .wide(),
        plan_id: plan.id.to_string(),
        plan_title: short(&plan.title, 200),
        statuses,
        agencies,
        people: people_options,
        agency_options,
        status_options,
        rows: listed.into_iter().skip(skip).take(take).map(|work| RowView::of(work, &visit.tr, today)).collect(),
        paging,
        base,
        period_from: plan.period_from.or(plan.in_force_on).map(i18n::date).unwrap_or_default(),
        period_to: i18n::date(today),
        asked,
        may_assign: visit.may::<AssignDuty>(&access::Thing::of(plan.ground)),
    })
}

/// A body that leads, with its obligations by status.
struct Leader {
    key: String,
    name: String,
    counts: [i64; 6],
}

impl Leader {
    fn row(&self, path: &str, person: &String) -> AgencyRow {
        let with = |status: &str| {
            let to = address(path, &[("trang_thai", &status.to_owned()), ("co_quan", &self.key), ("nguoi", person)]);
            to.trim_end_matches(['&', '?']).to_owned()
        };
        let cells = Status::ALL
            .into_iter()
            .zip(self.counts)
            .map(|(status, count)| CountCell { status: status.key(), count, href: with(status.key()) })
            .collect();
        AgencyRow { name: short(&self.name, 80), total: self.counts.iter().sum(), total_href: with(""), cells }
    }
}

/// Who leads what, in the order of names; obligations without a leader come last.
fn leaders(works: &[Work], parties: &[Party], visit: &Visit) -> Vec<Leader> {
    let mut found: BTreeMap<(bool, String, String), [i64; 6]> = BTreeMap::new();
    for work in works {
        let id = work.id.to_string();
        let mut keys: Vec<(bool, String, String)> = parties
            .iter()
            .filter(|party| party.obligation == id && party.role == Role::Lead)
            .map(|party| (false, party.agency.clone().unwrap_or_else(|| party.text.clone()), party.text.clone()))
            .collect();
        if keys.is_empty() {
            keys.push((true, "-".to_owned(), visit.tr.t("plans-w-no-leader")));
        }
        // One agency under two names in one obligation counts once.
        keys.sort();
        keys.dedup_by(|a, b| a.1 == b.1);
        for key in keys {
            let known = found.keys().find(|(_, one, _)| *one == key.1).cloned().unwrap_or(key);
            let counts = found.entry(known).or_default();
            if let Some(count) =
                counts.iter_mut().zip(Status::ALL).find(|(_, one)| *one == work.status).map(|(count, _)| count)
            {
                *count += 1;
            }
        }
    }
    found.into_iter().map(|((_, key, name), counts)| Leader { key, name, counts }).collect()
}
