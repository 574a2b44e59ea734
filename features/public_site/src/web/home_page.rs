//! The front door (SC-A1).

use ::web::{Answer, Keep, PublicPage, PublicVisit, Services, for_all};
use askama::Template;
use axum::extract::State;

use crate::model::{Banner, TOPICS, Topic, banner};

#[derive(Template)]
#[template(path = "public_site/home.html")]
struct HomePage {
    page: PublicPage,
    banner: Option<Banner>,
    topics: [Topic; 6],
}

pub(super) async fn show(visit: PublicVisit, State(services): State<Services>) -> Answer {
    let page = visit.page(visit.tr.t("public-home-title"));
    for_all(&HomePage { page, banner: banner(services.context.today()), topics: TOPICS }, Keep::Browser)
}
