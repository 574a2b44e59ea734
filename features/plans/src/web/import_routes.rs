//! The routes of the import half, each with the right it needs.

use access::{Action as _, Actor, Policy};
use web::{NavItem, Routes};

use super::{
    documents,
    draft::{discard, duty_form, facts_form, item_buttons, item_form, item_split, target_form},
    duplicate, issue_check, plan_list, plan_view, reading, upload,
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
        .get("/ke-hoach/{id}/muc/them", EditPlan::NAME, item_form::add_form)
        .post("/ke-hoach/{id}/muc/them", EditPlan::NAME, item_form::add)
        .get("/ke-hoach/{id}/muc/{item}", EditPlan::NAME, item_form::edit_form)
        .post("/ke-hoach/{id}/muc/{item}", EditPlan::NAME, item_form::edit)
        .get("/ke-hoach/{id}/muc/{item}/tach", EditPlan::NAME, item_split::form)
        .post("/ke-hoach/{id}/muc/{item}/tach", EditPlan::NAME, item_split::split)
        .post("/ke-hoach/{id}/muc/{item}/gop", EditPlan::NAME, item_buttons::merge)
        .post("/ke-hoach/{id}/muc/{item}/bo", EditPlan::NAME, item_buttons::drop_item)
        .post("/ke-hoach/{id}/muc/{item}/khoi-phuc", EditPlan::NAME, item_buttons::restore)
        .get("/ke-hoach/{id}/chi-tieu/them", EditPlan::NAME, target_form::add_form)
        .post("/ke-hoach/{id}/chi-tieu/them", EditPlan::NAME, target_form::add)
        .get("/ke-hoach/{id}/chi-tieu/{target}", EditPlan::NAME, target_form::edit_form)
        .post("/ke-hoach/{id}/chi-tieu/{target}", EditPlan::NAME, target_form::edit)
        .post("/ke-hoach/{id}/chi-tieu/{target}/bo", EditPlan::NAME, target_form::drop_target)
        .get("/ke-hoach/{id}/ky/them", EditPlan::NAME, duty_form::add_form)
        .post("/ke-hoach/{id}/ky/them", EditPlan::NAME, duty_form::add)
        .get("/ke-hoach/{id}/ky/{duty}", EditPlan::NAME, duty_form::edit_form)
        .post("/ke-hoach/{id}/ky/{duty}", EditPlan::NAME, duty_form::edit)
        .post("/ke-hoach/{id}/ky/{duty}/bo", EditPlan::NAME, duty_form::drop_duty)
        .post("/ke-hoach/{id}/ky/{duty}/ngay", IssuePlan::NAME, plan_view::report_day)
        .get("/ke-hoach/{id}/huy", EditPlan::NAME, discard::show)
        .post("/ke-hoach/{id}/huy", EditPlan::NAME, discard::discard)
        .post("/ke-hoach/{id}/huy/hoan-tac", EditPlan::NAME, discard::restore)
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
