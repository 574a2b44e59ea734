//! Pages: the visit, the layout, forms with their errors, problems told to people, security headers, assets.
//!
//! A handler takes a [`Visit`] (who asks, in which language), perhaps a [`Posted`] form (its token checked,
//! its text composed), and returns an [`Answer`]. It never builds a header or an error page itself.

pub mod assets;
mod drain;
mod feature;
mod form;
mod layers;
mod measure;
mod page;
mod paging;
mod patience;
mod problem;
mod public;
mod visit;

pub use feature::{Feature, NavItem, OnExit, RouteInfo, Routes, Services};
pub use form::{Errors, Posted, UPLOAD_LIMIT, Upload};
pub use layers::{around, trusted_host};
pub use measure::{Measure, Measured, Measuring};
pub use page::{Link, Page, download, html, invalid, redirect, redirect_with};
pub use paging::Paging;
pub use problem::{Answer, Problem};
pub use public::{Keep, PublicPage, PublicPosted, PublicVisit, Site, SiteFault, around_public, for_all, for_strangers};
pub use visit::{Session, Visit, cookie_value};

/// The messages of the layout and of the problems.
pub fn messages() -> i18n::Messages {
    i18n::include_messages!("web")
}
