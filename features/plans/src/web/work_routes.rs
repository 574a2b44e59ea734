//! The routes of the work half, each with the right it needs.

use access::{Action as _, Actor, Policy};
use web::{NavItem, Routes};

use super::{
    answers, assignment, calendar, calendar_file, cascade, export, matrix, obligation, obligation_edit, progress_form,
    remind, review, worklist,
};
use crate::rights::{
    AnswerClause, AssignDuty, MarkReported, MyWork, RemindDuty, ReportProgress, ReviewProgress, SeePlan, SeeProgress,
};

/// Adds the routes of the work half.
pub(crate) fn work_routes(routes: Routes) -> Routes {
    routes
        .get("/viec-cua-toi", MyWork::NAME, worklist::show)
        .post("/nhac-viec/{id}/da-doc", MyWork::NAME, worklist::see_letter)
        .post("/ky-bao-cao/{id}/da-nop", MarkReported::NAME, worklist::reported)
        .get("/ke-hoach/{id}/phan-cong", AssignDuty::NAME, assignment::show)
        .post("/ke-hoach/{id}/phan-cong", AssignDuty::NAME, assignment::save)
        .get("/nhiem-vu/{id}", SeePlan::NAME, obligation::show)
        .get("/nhiem-vu/{id}/cap-nhat", ReportProgress::NAME, progress_form::form)
        .post("/nhiem-vu/{id}/cap-nhat", ReportProgress::NAME, progress_form::send)
        .get("/minh-chung/{id}", SeeProgress::NAME, progress_form::evidence)
        .post("/tien-do/{id}/chap-nhan", ReviewProgress::NAME, review::accept)
        .get("/tien-do/{id}/tra-lai", ReviewProgress::NAME, review::return_form)
        .post("/tien-do/{id}/tra-lai", ReviewProgress::NAME, review::give_back)
        .get("/nhiem-vu/{id}/sua", AssignDuty::NAME, obligation_edit::form)
        .post("/nhiem-vu/{id}/sua", AssignDuty::NAME, obligation_edit::save)
        .get("/nhiem-vu/{id}/tra-loi", AnswerClause::NAME, answers::form)
        .post("/nhiem-vu/{id}/tra-loi", AnswerClause::NAME, answers::save)
        .get("/nhiem-vu/{id}/don-doc", RemindDuty::NAME, remind::form)
        .post("/nhiem-vu/{id}/don-doc", RemindDuty::NAME, remind::send)
        .get("/ke-hoach/{id}/tien-do", SeeProgress::NAME, matrix::show)
        .get("/ke-hoach/{id}/xuong-cap", SeeProgress::NAME, cascade::show)
        .get("/ke-hoach/{id}/phan-cong.docx", SeeProgress::NAME, export::assignment_docx)
        .get("/ke-hoach/{id}/phan-cong.pdf", SeeProgress::NAME, export::assignment_pdf)
        .get("/ke-hoach/{id}/bao-cao.docx", SeeProgress::NAME, export::report_docx)
        .get("/ke-hoach/{id}/bao-cao.pdf", SeeProgress::NAME, export::report_pdf)
        .get("/ke-hoach/{id}/theo-doi.xlsx", SeeProgress::NAME, export::tracking_xlsx)
        .get("/lich", MyWork::NAME, calendar::show)
        .get("/lich.ics", MyWork::NAME, calendar_file::file)
}

/// The entries of the work half in the main menu.
pub(crate) fn work_nav() -> Vec<NavItem> {
    vec![
        NavItem { path: "/viec-cua-toi", key: "plans-w-nav-my", order: 10, shown },
        NavItem { path: "/lich", key: "plans-w-nav-calendar", order: 30, shown },
    ]
}

fn shown(policy: &Policy, actor: &Actor) -> bool {
    policy.may::<MyWork>(actor)
}
