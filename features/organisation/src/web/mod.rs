//! The look-up pages: search, one unit, one agency.

pub(crate) mod admin;
mod agency_page;
mod look_up_page;
mod unit_page;

use ::web::{NavItem, Routes};
use access::Action as _;
use contracts::territory::FollowsUnits;

use crate::rights::ViewOrganisation;

pub use admin::told as obstacle_told;

pub(crate) fn routes(followers: &'static [FollowsUnits]) -> Routes {
    let routes = Routes::new()
        .get("/to-chuc", ViewOrganisation::NAME, look_up_page::show)
        .get("/to-chuc/co-quan/{id}", ViewOrganisation::NAME, agency_page::show)
        .get("/to-chuc/{tree}/{code}", ViewOrganisation::NAME, unit_page::show);
    admin::routes(routes, followers)
}

pub(crate) fn nav() -> Vec<NavItem> {
    let look_up = NavItem {
        path: "/to-chuc",
        key: "organisation-nav",
        order: 60,
        shown: |policy, actor| policy.may::<ViewOrganisation>(actor),
    };
    vec![look_up, admin::nav()]
}

/// The address of a unit's page.
fn unit_href(tree: &str, code: &str) -> String {
    format!("/to-chuc/{tree}/{code}")
}

/// The page asked for in `trang=`; what is no number counts as none.
fn asked_page(text: Option<&String>) -> Option<i64> {
    text.and_then(|text| text.trim().parse().ok())
}
