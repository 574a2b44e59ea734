//! The pages.

mod about_pages;
mod exit;
mod help_page;
mod home_page;
mod known_places;
mod offer_page;
mod sign_pages;
mod sound;

use std::sync::Arc;

use ::web::{PublicPosted, PublicVisit, Routes, Services};
use axum::{
    body::Body,
    extract::{Path, State},
    http::Request,
};

use known_places::KnownPlaces;

use crate::recordings::Recordings;

pub(crate) fn routes(recordings: Recordings) -> Routes {
    let sounds = Arc::new(recordings);
    let [for_home, for_help, for_topic, for_safety] = std::array::from_fn(|_| Arc::clone(&sounds));
    let places = Arc::new(KnownPlaces::default());
    let for_form = Arc::clone(&places);
    Routes::new()
        .get("/", "public", move |visit: PublicVisit, State(services): State<Services>| async move {
            home_page::show(&visit, &services, &for_home)
        })
        .get("/nghe/{name}", "public", move |Path(name): Path<String>, request: Request<Body>| async move {
            sound::play(&sounds, &name, request).await
        })
        .get("/can-giup-ngay", "public", move |visit: PublicVisit, State(services): State<Services>| async move {
            help_page::show(&visit, &services, &places, &for_help).await
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
        .get("/nhan-biet/{slug}", "public", move |visit: PublicVisit, Path(slug): Path<String>| async move {
            sign_pages::show(&visit, &slug, &for_topic)
        })
        .get("/kiem-tra-viec-lam", "public", offer_page::show)
        .post("/kiem-tra-viec-lam", "public", offer_page::answer)
        .get("/an-toan", "public", move |visit: PublicVisit| async move { about_pages::safety(&visit, &for_safety) })
        .get("/gioi-thieu", "public", about_pages::about)
        .get("/gioi-thieu/quyen-du-lieu", "public", about_pages::privacy)
        .get("/gioi-thieu/kha-nang-tiep-can", "public", about_pages::access)
        .get("/thoat", "public", exit::leave)
        .post("/thoat", "public", exit::note)
        .get("/robots.txt", "public", about_pages::robots)
}
