//! The sign-in page, one's own account, and the layer that finds the session of a request.

mod account_page;
mod cookie;
mod kept;
mod layer;
mod password_page;
mod sign_in_page;

use ::web::{NavItem, Routes};

pub use layer::sessions;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/", "public", sign_in_page::start)
        .get("/dang-nhap", "public", sign_in_page::show)
        .post("/dang-nhap", "public", sign_in_page::send)
        .post("/dang-xuat", "public", sign_in_page::sign_out)
        .get("/tai-khoan", "signed-in", account_page::show)
        .post("/tai-khoan/phien", "signed-in", account_page::end_others)
        .get("/tai-khoan/mat-khau", "signed-in", password_page::show)
        .post("/tai-khoan/mat-khau", "signed-in", password_page::send)
}

/// The way to one's own account, last in the menu; everybody who is signed in has it.
pub(crate) fn nav() -> NavItem {
    NavItem { path: "/tai-khoan", key: "sign-in-account-title", order: 900, shown: |_, _| true }
}
