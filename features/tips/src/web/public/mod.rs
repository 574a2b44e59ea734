//! The journey of somebody who tells something, and the mailbox of a receipt. Nothing here knows who it is.

mod carried;
mod check;
mod code;
mod mailbox;
mod question;
mod sent;
mod start;

use std::sync::Arc;

use ::web::{PublicPosted, PublicVisit, Routes, Services};
use axum::{extract::State, http::HeaderMap};

use crate::receipt::Desk;

/// The routes of the public door. Every step of a journey stands under one of a few addresses that say nothing
/// (ux.md S-07).
pub(crate) fn routes() -> Routes {
    let desk = Arc::new(Desk::default());
    let for_sending = Arc::clone(&desk);
    Routes::new()
        .get("/to-giac", "public", start::short_address)
        .get("/p/bat-dau", "public", start::show)
        .post(
            "/p/bat-dau",
            "public",
            move |visit: PublicVisit, State(services): State<Services>, headers: HeaderMap, posted: PublicPosted| {
                start::begin(Arc::clone(&desk), visit, services, headers, posted)
            },
        )
        .get("/p", "public", question::show)
        .post("/p", "public", question::answer)
        .get("/p/kiem-tra", "public", check::show)
        .post(
            "/p/kiem-tra",
            "public",
            move |visit: PublicVisit, State(services): State<Services>, headers: HeaderMap, posted: PublicPosted| {
                check::send(Arc::clone(&for_sending), visit, services, headers, posted)
            },
        )
        .get("/p/da-gui", "public", sent::show)
        .post("/p/da-gui", "public", sent::leave)
        .get("/ma", "public", code::show)
        .post("/ma", "public", code::open)
        .get("/ma/hop-thu", "public", mailbox::show)
        .post("/ma/hop-thu", "public", mailbox::send)
        .post("/ma/dong", "public", mailbox::close)
}
