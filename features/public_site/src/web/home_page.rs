//! The front door (SC-A1).

use ::web::{Answer, Keep, PublicPage, PublicVisit, Services, for_all};
use askama::Template;

use crate::{
    model::{Banner, TOPICS, Topic, banner},
    recordings::{HOME, Recording, Recordings},
};

#[derive(Template)]
#[template(path = "public_site/home.html")]
struct HomePage {
    page: PublicPage,
    banner: Option<Banner>,
    topics: [Topic; 6],
    sound: Option<Recording>,
}

pub(super) fn show(visit: &PublicVisit, services: &Services, recordings: &Recordings) -> Answer {
    let page = visit.page(visit.tr.t("public-home-title"));
    let sound = recordings.of(HOME, visit.tr.lang()).cloned();
    for_all(&HomePage { page, banner: banner(services.context.today()), topics: TOPICS, sound }, Keep::Browser)
}
