//! The officers' side.

mod answer;
mod book;
mod calls;
mod detail;
mod hand_over;
mod intake;
mod queue;
mod reveal;
mod words;

use ::web::{NavItem, Routes};
use access::Action as _;
use axum::Extension;
use vault::Opener;

use crate::rights::{AnswerCalls, AnswerTip, HandOver, ReadTip, RevealReporter, SeeTips, SignFor, TakeIn};

/// The key that the session brought, where it was opened with the password.
pub(crate) type Key = Option<Extension<Opener>>;

/// The routes of the work door.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/tin-bao", SeeTips::NAME, queue::show)
        .get("/tin-bao/so-tiep-nhan", SeeTips::NAME, book::show)
        .get("/tin-bao/so-tiep-nhan.xlsx", SeeTips::NAME, book::workbook)
        .get("/tin-bao/moi", TakeIn::NAME, intake::show)
        .post("/tin-bao/moi", TakeIn::NAME, intake::send)
        .get(calls::PATH, AnswerCalls::NAME, calls::show)
        .post(calls::PATH, AnswerCalls::NAME, calls::send)
        .post("/duong-day-nong/luu", AnswerCalls::NAME, calls::autosave)
        .get("/tin-bao/{id}", ReadTip::NAME, detail::show)
        .get("/tin-bao/{id}/tep/{tep}", ReadTip::NAME, detail::file)
        .post("/tin-bao/{id}/nguy-hiem", SeeTips::NAME, detail::acknowledge)
        .post("/tin-bao/{id}/tra-loi", AnswerTip::NAME, answer::send)
        .get("/tin-bao/{id}/nguoi-bao", RevealReporter::NAME, reveal::ask)
        .post("/tin-bao/{id}/nguoi-bao", RevealReporter::NAME, reveal::show)
        .get("/tin-bao/{id}/chuyen", HandOver::NAME, hand_over::show)
        .post("/tin-bao/{id}/chuyen", HandOver::NAME, hand_over::send)
        .post("/tin-bao/{id}/nhan", SignFor::NAME, hand_over::sign)
}

/// The entry in the main menu.
pub(crate) fn nav() -> NavItem {
    NavItem { path: "/tin-bao", key: "tips-w-nav", order: 200, shown: |policy, actor| policy.may::<SeeTips>(actor) }
}

/// The console's entry, for those who answer calls.
pub(crate) fn calls_nav() -> NavItem {
    NavItem {
        path: calls::PATH,
        key: "tips-call-nav",
        order: 205,
        shown: |policy, actor| policy.may::<AnswerCalls>(actor),
    }
}

/// The bare key.
pub(crate) fn opener(key: &Key) -> Option<&Opener> {
    key.as_ref().map(|Extension(opener)| opener)
}
