//! The pages.

mod about_pages;
mod exit;
mod help_page;
mod home_page;
mod known_places;
mod offer_page;
mod sign_pages;

use std::sync::Arc;

use ::web::{PublicPosted, PublicVisit, Routes, Services};
use axum::extract::State;

use known_places::KnownPlaces;

pub(crate) fn routes() -> Routes {
    let places = Arc::new(KnownPlaces::default());
    let for_form = Arc::clone(&places);
    Routes::new()
        .get("/", "public", home_page::show)
        .get("/can-giup-ngay", "public", move |visit: PublicVisit, State(services): State<Services>| async move {
            help_page::show(&visit, &services, &places).await
        })
        .post(
            "/can-giup-ngay/noi-gan-nhat",
            "public",
            move |visit: PublicVisit, State(services): State<Services>, posted: PublicPosted| async move {
                help_page::find(&visit, &services, &for_form, &posted.0).await
            },
        )
        .get("/can-giup-ngay/noi-gan-nhat", "public", help_page::again)
        .get("/nhan-biet", "public", sign_pages::list)
        .get("/nhan-biet/{slug}", "public", sign_pages::show)
        .get("/kiem-tra-viec-lam", "public", offer_page::show)
        .post("/kiem-tra-viec-lam", "public", offer_page::answer)
        .get("/an-toan", "public", about_pages::safety)
        .get("/gioi-thieu", "public", about_pages::about)
        .get("/gioi-thieu/quyen-du-lieu", "public", about_pages::privacy)
        .get("/gioi-thieu/kha-nang-tiep-can", "public", about_pages::access)
        .get("/thoat", "public", exit::leave)
        .post("/thoat", "public", exit::note)
        .get("/robots.txt", "public", about_pages::robots)
}
