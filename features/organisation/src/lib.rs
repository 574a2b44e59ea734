//! Territory, agencies, committees, people and posts, each with its dates.
//!
//! The country has two trees of units: three levels until 30 June 2025, two levels since 1 July 2025. A unit
//! with all below it is one range of positions ([`access::Ground`]). Other features read through the functions
//! here; the pages are a look-up over both trees.

mod model;
mod rights;
pub mod sample;
pub mod seed;
mod store;
mod web;

use db::Migration;

pub use contracts::roles;
pub use model::{
    Agency, COUNTRY, CURRENT_SINCE, CURRENT_TREE, Committee, Member, Officer, PREVIOUS_TREE, Person, Succession, Tree,
    Unit,
};
pub use rights::ViewOrganisation;
pub use store::{
    agencies_of, agency, committee_of, members_of, officers_of_agency, officers_of_unit, recognise_agency, tree, trees,
    unit, unit_in, unit_path, unit_path_in, units_below,
};

/// This feature, as the application takes it in.
pub fn feature() -> ::web::Feature {
    ::web::Feature {
        name: "organisation",
        migrations: vec![Migration {
            id: "organisation/0001_organisation",
            sql: include_str!("../migrations/0001_organisation.sql"),
        }],
        statements: store::statements::ALL.to_vec(),
        rights: rights::rights(),
        routes: web::routes(),
        nav: vec![web::nav()],
        messages: vec![i18n::include_messages!("organisation")],
        ..::web::Feature::default()
    }
}
