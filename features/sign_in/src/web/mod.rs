//! The sign-in page, one's own account, the administration of accounts, and the layer that finds the session of a
//! request.

mod account_page;
mod accounts_page;
mod activate_page;
mod add_page;
mod alerts_page;
mod cookie;
mod duress_page;
mod glass_ask_page;
mod glass_one_page;
mod glass_page;
mod kept;
mod keyring_page;
mod layer;
mod managed_page;
mod oidc_page;
mod passkey_page;
mod password_page;
mod proofs_page;
mod review_page;
mod second_page;
mod shared;
mod sign_in_page;
mod step_up_page;

use ::web::{NavItem, Routes};
use access::Action as _;

use crate::{
    provider::RETURN_PATH,
    rights::{AskBreakGlass, DecideBreakGlass, ReviewBreakGlass, SeeAccounts, SeeAlerts, SeeKeys},
};

pub use layer::{sessions, sessions_with};

/// Where work begins: it leads on to the first page of the menu that the person has.
const START: &str = "/";
/// Where somebody goes whose menu is empty.
const OWN_ACCOUNT: &str = "/tai-khoan";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/", "public", sign_in_page::start)
        .get("/dang-nhap", "public", sign_in_page::show)
        .post("/dang-nhap", "public", sign_in_page::send)
        .get("/dang-nhap/buoc-2", "public", second_page::show)
        .post("/dang-nhap/buoc-2", "public", second_page::send)
        .get("/dang-nhap/khoa", "public", passkey_page::show_sign_in)
        .post("/dang-nhap/khoa", "public", passkey_page::sign_in)
        .get("/dang-nhap/oidc", "public", oidc_page::sign_in)
        .get(RETURN_PATH, "public", oidc_page::come_back)
        .post("/dang-xuat", "public", sign_in_page::sign_out)
        .get("/kich-hoat", "public", activate_page::show)
        .post("/kich-hoat", "public", activate_page::send)
        .get("/xac-nhan-lai", "signed-in", step_up_page::show)
        .post("/xac-nhan-lai", "signed-in", step_up_page::send)
        .get("/tai-khoan", "signed-in", account_page::show)
        .post("/tai-khoan/phien", "signed-in", account_page::end_others)
        .post("/tai-khoan/phien/{id}", "signed-in", account_page::end_one)
        .get("/tai-khoan/ma-cuong-ep", "signed-in", duress_page::show)
        .post("/tai-khoan/ma-cuong-ep", "signed-in", duress_page::send)
        .get("/tai-khoan/mat-khau", "signed-in", password_page::show)
        .post("/tai-khoan/mat-khau", "signed-in", password_page::send)
        .get("/tai-khoan/xac-thuc", "signed-in", proofs_page::show)
        .get("/tai-khoan/xac-thuc/ung-dung", "signed-in", proofs_page::show_generator)
        .post("/tai-khoan/xac-thuc/ung-dung", "signed-in", proofs_page::confirm_generator)
        .post("/tai-khoan/xac-thuc/ung-dung/go", "signed-in", proofs_page::drop_generator)
        .post("/tai-khoan/xac-thuc/ma-du-phong", "signed-in", proofs_page::new_recovery)
        .get("/tai-khoan/xac-thuc/khoa", "signed-in", passkey_page::show_make)
        .post("/tai-khoan/xac-thuc/khoa", "signed-in", passkey_page::make)
        .post("/tai-khoan/xac-thuc/khoa/go", "signed-in", proofs_page::drop_passkey)
        .get("/tai-khoan/xac-thuc/oidc", "signed-in", oidc_page::begin_link)
        .post("/tai-khoan/xac-thuc/oidc", "signed-in", oidc_page::link)
        .post("/tai-khoan/xac-thuc/oidc/go", "signed-in", oidc_page::unlink)
        .get("/tai-khoan/chua-mo", "signed-in", oidc_page::unopened)
        .get("/khoa", "signed-in", keyring_page::show)
        .post("/khoa/lap", "sign_in.manage_keys", keyring_page::create)
        .post("/khoa/thanh-vien", "sign_in.manage_keys", keyring_page::admit)
        .post("/khoa/thanh-vien/go", "sign_in.manage_keys", keyring_page::remove)
        .post("/khoa/doi", "sign_in.manage_keys", keyring_page::rotate)
        .post("/khoa/chuyen", "sign_in.manage_keys", keyring_page::move_over)
        .post("/khoa/nguoi-giu", "sign_in.manage_keys", keyring_page::trustees)
        .post("/khoa/phuc-hoi", "sign_in.manage_keys", keyring_page::begin)
        .post("/khoa/phuc-hoi/{id}/nop", "signed-in", keyring_page::hand_in)
        .post("/khoa/phuc-hoi/{id}/xong", "sign_in.manage_keys", keyring_page::finish)
        .get("/khoa/khan-cap", AskBreakGlass::NAME, glass_page::show)
        .get("/khoa/khan-cap/xin", AskBreakGlass::NAME, glass_ask_page::show)
        .post("/khoa/khan-cap/xin", AskBreakGlass::NAME, glass_ask_page::send)
        .post("/khoa/khan-cap/{id}/ket-thuc", AskBreakGlass::NAME, glass_page::end)
        .get("/khoa/khan-cap/{id}", DecideBreakGlass::NAME, glass_one_page::show)
        .post("/khoa/khan-cap/{id}/cho-mo", DecideBreakGlass::NAME, glass_one_page::grant)
        .post("/khoa/khan-cap/{id}/tu-choi", DecideBreakGlass::NAME, glass_one_page::refuse)
        .post("/khoa/khan-cap/{id}/ra-soat", ReviewBreakGlass::NAME, glass_one_page::review)
        .get("/quan-tri/tai-khoan", "sign_in.see_accounts", accounts_page::show)
        .get("/quan-tri/tai-khoan/moi", "sign_in.manage_accounts", add_page::show)
        .post("/quan-tri/tai-khoan/moi", "sign_in.manage_accounts", add_page::send)
        .get("/quan-tri/tai-khoan/ra-soat", "sign_in.review_accounts", review_page::show)
        .post("/quan-tri/tai-khoan/ra-soat", "sign_in.review_accounts", review_page::sign_off)
        .get("/quan-tri/tai-khoan/ra-soat/xlsx", "sign_in.review_accounts", review_page::export)
        .post("/quan-tri/tai-khoan/ra-soat/{id}", "sign_in.review_accounts", review_page::judge)
        .get("/quan-tri/canh-bao", "sign_in.see_alerts", alerts_page::show)
        .post("/quan-tri/canh-bao/{id}", "sign_in.see_alerts", alerts_page::seen)
        .get("/quan-tri/tai-khoan/{id}", "sign_in.see_accounts", managed_page::show)
        .post("/quan-tri/tai-khoan/{id}/vai-tro", "sign_in.manage_accounts", managed_page::propose_role)
        .post("/quan-tri/tai-khoan/{id}/vai-tro/{grant}/xac-nhan", "sign_in.confirm_access", managed_page::confirm_role)
        .post("/quan-tri/tai-khoan/{id}/vai-tro/{grant}/thu-hoi", "sign_in.manage_accounts", managed_page::end_role)
        .post("/quan-tri/tai-khoan/{id}/dong", "sign_in.manage_accounts", managed_page::disable)
        .post("/quan-tri/tai-khoan/{id}/mo", "sign_in.manage_accounts", managed_page::enable)
        .post("/quan-tri/tai-khoan/{id}/moi-lai", "sign_in.manage_accounts", managed_page::invite_again)
        .post("/quan-tri/tai-khoan/{id}/cap-lai", "sign_in.manage_accounts", managed_page::propose_for_loss)
        .post("/quan-tri/tai-khoan/{id}/cap-lai/{invitation}", "sign_in.confirm_access", managed_page::confirm_for_loss)
}

/// The way to one's own account, last in the menu, which everybody who is signed in has; and before it the accounts of
/// others for those who administer them.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem {
            path: "/khoa",
            key: "sign-in-keys-nav",
            order: 790,
            shown: |policy, actor| policy.may::<SeeKeys>(actor),
        },
        NavItem {
            path: "/quan-tri/tai-khoan",
            key: "sign-in-accounts-title",
            order: 800,
            shown: |policy, actor| policy.may::<SeeAccounts>(actor),
        },
        NavItem {
            path: "/quan-tri/canh-bao",
            key: "sign-in-alerts-title",
            order: 810,
            shown: |policy, actor| policy.may::<SeeAlerts>(actor),
        },
        NavItem { path: "/tai-khoan", key: "sign-in-account-title", order: 900, shown: |_, _| true },
    ]
}
