//! How to use the site safely, what it is, what it keeps, how it can be used (SC-A11, SC-A15).

use ::web::{Answer, Keep, PublicPage, PublicVisit, for_all};
use askama::Template;
use axum::{http::header, response::IntoResponse};

use crate::recordings::{Recording, Recordings, SAFETY};

#[derive(Template)]
#[template(path = "public_site/safety.html")]
struct SafetyPage {
    page: PublicPage,
    sound: Option<Recording>,
}

#[derive(Template)]
#[template(path = "public_site/about.html")]
struct AboutPage {
    page: PublicPage,
}

#[derive(Template)]
#[template(path = "public_site/privacy.html")]
struct PrivacyPage {
    page: PublicPage,
}

#[derive(Template)]
#[template(path = "public_site/access.html")]
struct AccessPage {
    page: PublicPage,
}

pub(super) fn safety(visit: &PublicVisit, recordings: &Recordings) -> Answer {
    let sound = recordings.of(SAFETY, visit.tr.lang()).cloned();
    for_all(&SafetyPage { page: visit.page(visit.tr.t("public-safety-title")), sound }, Keep::Browser)
}

pub(super) async fn about(visit: PublicVisit) -> Answer {
    for_all(&AboutPage { page: visit.page(visit.tr.t("public-about-title")) }, Keep::Browser)
}

pub(super) async fn privacy(visit: PublicVisit) -> Answer {
    let page = visit.page(visit.tr.t("public-privacy-title")).back("/gioi-thieu", visit.tr.t("public-about-title"));
    for_all(&PrivacyPage { page }, Keep::Browser)
}

pub(super) async fn access(visit: PublicVisit) -> Answer {
    let page = visit.page(visit.tr.t("public-access-title")).back("/gioi-thieu", visit.tr.t("public-about-title"));
    for_all(&AccessPage { page }, Keep::Browser)
}

/// What search engines may look at: never a step of one's own.
pub(super) async fn robots() -> impl IntoResponse {
    let text = "User-agent: *\nDisallow: /p\nDisallow: /ma\nDisallow: /thoat\nDisallow: /can-giup-ngay/\n";
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")], text)
}
