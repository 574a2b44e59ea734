//! The officers' side.

mod about;
mod alarm;
mod answer;
mod book;
mod book_paper;
mod calendar;
mod calls;
mod clock_words;
mod detail;
mod figures;
mod gone;
mod hand_over;
mod intake;
mod offer;
mod queue;
mod reveal;
mod step;
mod words;

use ::web::{NavItem, Routes};
use access::Action as _;
use axum::Extension;
use vault::Opener;

use crate::rights::{
    AnswerCalls, AnswerTip, CountTips, HandOver, KeepAway, NoteStep, ReadTip, RevealReporter, SeeTips, SignFor, TakeIn,
};

/// The key that the session brought, where it was opened with the password.
pub(crate) type Key = Option<Extension<Opener>>;

/// The routes of the work door.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/tin-bao", SeeTips::NAME, queue::show)
        .get("/tin-bao/so-tiep-nhan", SeeTips::NAME, book::show)
        .get("/tin-bao/so-tiep-nhan.xlsx", SeeTips::NAME, book::workbook)
        .get("/tin-bao/so-tiep-nhan.docx", SeeTips::NAME, book::document)
        .get("/tin-bao/so-lieu", CountTips::NAME, figures::show)
        .get("/tin-bao/so-lieu.xlsx", CountTips::NAME, figures::workbook)
        .post("/tin-bao/bao-dong/{id}", SeeTips::NAME, alarm::see)
        .get("/tin-bao/moi", TakeIn::NAME, intake::show)
        .post("/tin-bao/moi", TakeIn::NAME, intake::send)
        .get(calls::PATH, AnswerCalls::NAME, calls::show)
        .post(calls::PATH, AnswerCalls::NAME, calls::send)
        .post("/duong-day-nong/luu", AnswerCalls::NAME, calls::autosave)
        .get("/tin-bao/{id}", ReadTip::NAME, detail::show)
        .get("/tin-bao/{id}/tep/{tep}", ReadTip::NAME, detail::file)
        .get("/tin-bao/{id}/tep/{tep}/goc", ReadTip::NAME, detail::original)
        .post("/tin-bao/{id}/nguy-hiem", SeeTips::NAME, detail::acknowledge)
        .post("/tin-bao/{id}/tra-loi", AnswerTip::NAME, answer::send)
        .get("/tin-bao/{id}/nguoi-bao", RevealReporter::NAME, reveal::ask)
        .post("/tin-bao/{id}/nguoi-bao", RevealReporter::NAME, reveal::show)
        .get("/tin-bao/{id}/chuyen", HandOver::NAME, hand_over::show)
        .post("/tin-bao/{id}/chuyen", HandOver::NAME, hand_over::send)
        .post("/tin-bao/{id}/nhan", SignFor::NAME, hand_over::sign)
        .post("/tin-bao/{id}/tu-choi", SignFor::NAME, offer::decline)
        .post("/tin-bao/{id}/rut-lai", HandOver::NAME, offer::withdraw)
        .get("/tin-bao/{id}/lich", SeeTips::NAME, calendar::show)
        .get("/tin-bao/{id}/buoc/{buoc}", NoteStep::NAME, step::show)
        .post("/tin-bao/{id}/buoc/{buoc}", NoteStep::NAME, step::send)
        .get("/tin-bao/{id}/ve-ai", KeepAway::NAME, about::show)
        .post("/tin-bao/{id}/ve-ai", KeepAway::NAME, about::send)
        .post("/tin-bao/{id}/ve-ai/bo", KeepAway::NAME, about::lift)
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
