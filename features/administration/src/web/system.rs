//! How the installation stands against the profile "cấp độ 3".

use ::web::{Answer, Page, Services, Visit, html};
use askama::Template;
use axum::extract::State;

use crate::actions::report::{Standing, report};
use crate::rights::SeeSystem;

#[derive(Template)]
#[template(path = "administration/system.html")]
struct SystemPage {
    page: Page,
    rows: Vec<Row>,
    counts: Vec<(Standing, i64)>,
}

struct Row {
    name: String,
    wanted: String,
    value: String,
    source: String,
    standing: Standing,
}

/// The page.
pub(super) async fn show(visit: Visit, State(services): State<Services>) -> Answer {
    visit.scope::<SeeSystem>()?;
    let findings = report(&services).await?;
    let tr = &visit.tr;
    let of = |standing| {
        let found = findings.iter().filter(|finding| finding.standing == standing).count();
        (standing, i64::try_from(found).unwrap_or(i64::MAX))
    };
    let counts = [Standing::Fails, Standing::Unknown, Standing::ByPeople, Standing::Holds].map(of).to_vec();
    let rows = findings
        .iter()
        .map(|finding| Row {
            name: tr.t(&format!("adm-param-{}", finding.parameter)),
            wanted: tr.t(&format!("adm-wanted-{}", finding.parameter)),
            value: match &finding.value {
                Some(value) if services.catalogue.has(value) => tr.t(value),
                Some(value) => value.clone(),
                None => "–".to_owned(),
            },
            source: finding.source.to_owned(),
            standing: finding.standing,
        })
        .collect();
    let page = visit.page(tr.t("adm-system-title")).back("/quan-tri", tr.t("adm-title"));
    html(&SystemPage { page, rows, counts })
}
