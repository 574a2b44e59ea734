//! The journey of somebody who tells something, and the mailbox of a receipt. Nothing here knows who it is.

mod carried;
mod check;
mod code;
mod mailbox;
mod place;
mod question;
mod sent;
mod start;
mod zalo;

use std::sync::Arc;

use ::web::{PublicPosted, PublicVisit, Routes, Services};
use axum::{
    body::Bytes,
    extract::{Query, State},
    http::HeaderMap,
};

use crate::{receipt::Desk, zalo::Zalo};

pub(crate) use carried::forget;

/// The routes of the public door. Every step of a journey stands under one of a few addresses that say nothing
/// (ux.md S-07).
pub(crate) fn routes(zalo: Option<Arc<Zalo>>, receipts_ready: usize) -> Routes {
    let desk = Arc::new(Desk::new(receipts_ready));
    let for_zalo = Arc::clone(&desk);
    let for_sending = Arc::clone(&desk);
    let routes = Routes::new()
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
        .post("/ma/dong", "public", mailbox::close);
    match zalo {
        Some(zalo) => with_zalo(routes, for_zalo, zalo),
        None => routes,
    }
}

/// The door of an official account, where there is one, and the page that plays it.
fn with_zalo(routes: Routes, desk: Arc<Desk>, zalo: Arc<Zalo>) -> Routes {
    let pair = (desk, Arc::clone(&zalo));
    let for_page = pair.clone();
    let routes = routes.post(
        zalo::WEBHOOK,
        "public",
        move |State(services): State<Services>, headers: HeaderMap, body: Bytes| {
            zalo::deliver(pair.clone(), services, headers, body)
        },
    );
    if zalo.simulator.is_none() {
        return routes;
    }
    routes
        .get(
            zalo::SIMULATOR,
            "public",
            move |visit: PublicVisit, State(services): State<Services>, asked: Query<zalo::Asked>| {
                zalo::play(Arc::clone(&zalo), visit, services, asked)
            },
        )
        .post(
            zalo::SIMULATOR,
            "public",
            move |visit: PublicVisit, State(services): State<Services>, posted: PublicPosted| {
                zalo::write(for_page.clone(), visit, services, posted)
            },
        )
}
