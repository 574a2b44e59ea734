//! Pages.

mod checkpoints;
mod entry;
mod export;
mod log;
mod review;
mod start;
mod system;
mod view;
mod workdays;

use ::web::{NavItem, Problem, Routes};

use crate::actions::review::Refused;
use crate::rights::{SeeLog, SeeSystem, SeeWorkdays};

pub(crate) fn routes() -> Routes {
    const SEE: &str = "administration.see_log";
    const REVIEW: &str = "administration.review_log";
    const SET_DAYS: &str = "administration.set_workdays";
    Routes::new()
        .get("/quan-tri", "signed-in", start::show)
        .get("/quan-tri/nhat-ky", SEE, log::show)
        .get("/quan-tri/nhat-ky/nhat-ky.xlsx", SEE, export::workbook)
        .get("/quan-tri/nhat-ky/muc/{id}", SEE, entry::show)
        .get("/quan-tri/nhat-ky/muc/{id}/chung-minh", SEE, entry::proof)
        .get("/quan-tri/nhat-ky/diem-kiem-tra", SEE, checkpoints::list)
        .get("/quan-tri/nhat-ky/diem-kiem-tra/{size}", SEE, checkpoints::minutes)
        .get("/quan-tri/nhat-ky/diem-kiem-tra/{size}/tep", SEE, checkpoints::file)
        .get("/quan-tri/nhat-ky/ra-soat", SEE, review::show)
        .post("/quan-tri/nhat-ky/ra-soat", REVIEW, review::send)
        .get("/quan-tri/he-thong", "administration.see_system", system::show)
        .get("/quan-tri/ngay-nghi", "administration.see_workdays", workdays::year::show)
        .get("/quan-tri/ngay-nghi/thang", "administration.see_workdays", workdays::month::show)
        .get("/quan-tri/ngay-nghi/them", SET_DAYS, workdays::form::add_form)
        .post("/quan-tri/ngay-nghi/them", SET_DAYS, workdays::form::add)
        .get("/quan-tri/ngay-nghi/dong/{key}", SET_DAYS, workdays::form::correct_form)
        .post("/quan-tri/ngay-nghi/dong/{key}", SET_DAYS, workdays::form::correct)
        .get("/quan-tri/ngay-nghi/dong/{key}/thu-hoi", SET_DAYS, workdays::withdraw::form)
        .post("/quan-tri/ngay-nghi/dong/{key}/thu-hoi", SET_DAYS, workdays::withdraw::send)
}

/// One entry for the whole administration; the start page leads on.
pub(crate) fn nav() -> NavItem {
    NavItem {
        path: "/quan-tri",
        key: "adm-title",
        order: 800,
        shown: |policy, actor| {
            policy.may::<SeeLog>(actor) || policy.may::<SeeSystem>(actor) || policy.may::<SeeWorkdays>(actor)
        },
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotWaiting => Self::NotFound,
            Refused::Db(error) => error.into(),
        }
    }
}
