//! The start of the administration: what there is, and what is late.

use ::web::{Answer, Link, Page, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::State;

use crate::actions::review::is_overdue;
use crate::rights::{SeeLog, SeeSystem, SeeWorkdays};

#[derive(Template)]
#[template(path = "administration/start.html")]
struct StartPage {
    page: Page,
    links: Vec<Link>,
    overdue: bool,
}

/// The page; not there for somebody who administers nothing.
pub(super) async fn show(visit: Visit, State(services): State<Services>) -> Answer {
    let actor = visit.actor()?;
    let sees_log = services.policy.may::<SeeLog>(actor);
    let sees_system = services.policy.may::<SeeSystem>(actor);
    let link = |href: &str, key: &str| Link { href: href.to_owned(), text: visit.tr.t(key), here: false };
    // Other features put their own pages under this one.
    let mut links: Vec<Link> = services
        .nav
        .iter()
        .filter(|item| item.path.starts_with("/quan-tri/") && (item.shown)(&services.policy, actor))
        .map(|item| link(item.path, item.key))
        .collect();
    if sees_log {
        links.push(link("/quan-tri/nhat-ky", "adm-log-title"));
        links.push(link("/quan-tri/nhat-ky/ra-soat", "adm-review-title"));
        links.push(link("/quan-tri/nhat-ky/diem-kiem-tra", "adm-checkpoints-title"));
    }
    if sees_system {
        links.push(link("/quan-tri/he-thong", "adm-system-title"));
    }
    if services.policy.may::<SeeWorkdays>(actor) {
        links.push(link("/quan-tri/ngay-nghi", "adm-days-title"));
    }
    if links.is_empty() {
        return Err(Problem::NotFound);
    }
    let overdue = (sees_log || sees_system) && is_overdue(&mut &services.db, &services.context).await?;
    html(&StartPage { page: visit.page(visit.tr.t("adm-title")), links, overdue })
}
