//! The routes of the import half, each with the right it needs.

use access::{Action as _, Actor, Policy};
use web::{NavItem, Routes};

use super::{
    documents, draft_items, draft_rows, duplicate, facts_form, issue_check, plan_list, plan_view, reading, upload,
};
use crate::rights::{AcknowledgePlan, EditPlan, ImportPlan, IssuePlan, SeeDocument, SeePlan};

/// Adds the routes of the import half.
pub(crate) fn import_routes(routes: Routes) -> Routes {
    plan_routes(draft_routes(hand_in_routes(routes)))
}

fn hand_in_routes(routes: Routes) -> Routes {
    routes
        .get("/ke-hoach/nhap", ImportPlan::NAME, upload::form)
        .post("/ke-hoach/nhap", ImportPlan::NAME, upload::take)
        .get("/ke-hoach/nhap/{document}", ImportPlan::NAME, duplicate::show)
        .post("/ke-hoach/nhap/{document}", ImportPlan::NAME, duplicate::choose)
        .post("/ke-hoach/nhap/{document}/doc-lai", ImportPlan::NAME, duplicate::again)
        .get("/van-ban", SeeDocument::NAME, documents::list)
        .get("/van-ban/{id}", SeeDocument::NAME, documents::show)
        .get("/van-ban/{id}/tep", SeeDocument::NAME, documents::file)
}

fn draft_routes(routes: Routes) -> Routes {
    routes
        .get("/ke-hoach/{id}/thong-tin", EditPlan::NAME, facts_form::form)
        .post("/ke-hoach/{id}/thong-tin", EditPlan::NAME, facts_form::save)
        .get("/ke-hoach/{id}/muc/them", EditPlan::NAME, draft_items::add_form)
        .post("/ke-hoach/{id}/muc/them", EditPlan::NAME, draft_items::add)
        .get("/ke-hoach/{id}/muc/{item}", EditPlan::NAME, draft_items::edit_form)
        .post("/ke-hoach/{id}/muc/{item}", EditPlan::NAME, draft_items::edit)
        .get("/ke-hoach/{id}/muc/{item}/tach", EditPlan::NAME, draft_items::split_form)
        .post("/ke-hoach/{id}/muc/{item}/tach", EditPlan::NAME, draft_items::split)
        .post("/ke-hoach/{id}/muc/{item}/gop", EditPlan::NAME, draft_items::merge)
        .post("/ke-hoach/{id}/muc/{item}/bo", EditPlan::NAME, draft_items::drop_item)
        .post("/ke-hoach/{id}/muc/{item}/khoi-phuc", EditPlan::NAME, draft_items::restore)
        .get("/ke-hoach/{id}/chi-tieu/{target}", EditPlan::NAME, draft_rows::target_form)
        .post("/ke-hoach/{id}/chi-tieu/{target}", EditPlan::NAME, draft_rows::target)
        .post("/ke-hoach/{id}/chi-tieu/{target}/bo", EditPlan::NAME, draft_rows::drop_target)
        .get("/ke-hoach/{id}/ky/them", EditPlan::NAME, draft_rows::add_duty_form)
        .post("/ke-hoach/{id}/ky/them", EditPlan::NAME, draft_rows::add_duty)
        .get("/ke-hoach/{id}/ky/{duty}", EditPlan::NAME, draft_rows::duty_form)
        .post("/ke-hoach/{id}/ky/{duty}", EditPlan::NAME, draft_rows::duty)
        .post("/ke-hoach/{id}/ky/{duty}/bo", EditPlan::NAME, draft_rows::drop_duty)
        .post("/ke-hoach/{id}/ky/{duty}/ngay", IssuePlan::NAME, plan_view::report_day)
        .get("/ke-hoach/{id}/ban-hanh", IssuePlan::NAME, issue_check::show)
        .post("/ke-hoach/{id}/ban-hanh", IssuePlan::NAME, issue_check::issue)
}

fn plan_routes(routes: Routes) -> Routes {
    routes
        .get("/ke-hoach", SeePlan::NAME, plan_list::show)
        .get("/ke-hoach/{id}", SeePlan::NAME, plan_view::show)
        // A draft asks for `plans.see-draft` instead, inside the handler.
        .get("/ke-hoach/{id}/doc", SeePlan::NAME, reading::show)
        .post("/ke-hoach/{id}/da-nhan", AcknowledgePlan::NAME, plan_view::acknowledge)
        .post("/ke-hoach/{id}/so", IssuePlan::NAME, plan_view::number)
}

/// The entries of the import half in the main menu.
pub(crate) fn import_nav() -> Vec<NavItem> {
    vec![
        NavItem { path: "/ke-hoach", key: "plans-i-nav-plans", order: 20, shown: sees_plans },
        NavItem { path: "/van-ban", key: "plans-i-nav-documents", order: 40, shown: sees_documents },
    ]
}

fn sees_plans(policy: &Policy, actor: &Actor) -> bool {
    policy.may::<SeePlan>(actor)
}

fn sees_documents(policy: &Policy, actor: &Actor) -> bool {
    policy.may::<SeeDocument>(actor)
}
