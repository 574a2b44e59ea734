//! The look-up pages: search, one unit, one agency.

mod agency_page;
mod look_up_page;
mod unit_page;

use ::web::{NavItem, Routes};
use access::Action as _;

use crate::rights::ViewOrganisation;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/to-chuc", ViewOrganisation::NAME, look_up_page::show)
        .get("/to-chuc/co-quan/{id}", ViewOrganisation::NAME, agency_page::show)
        .get("/to-chuc/{tree}/{code}", ViewOrganisation::NAME, unit_page::show)
}

pub(crate) fn nav() -> NavItem {
    NavItem {
        path: "/to-chuc",
        key: "organisation-nav",
        order: 60,
        shown: |policy, actor| policy.may::<ViewOrganisation>(actor),
    }
}

/// The address of a unit's page.
fn unit_href(tree: &str, code: &str) -> String {
    format!("/to-chuc/{tree}/{code}")
}

/// The page asked for in `trang=`; what is no number counts as none.
fn asked_page(text: Option<&String>) -> Option<i64> {
    text.and_then(|text| text.trim().parse().ok())
}
