//! Territory, agencies, committees, people and posts, each with its dates.
//!
//! The country has two trees of units: three levels until 30 June 2025, two levels since 1 July 2025. A unit
//! with all below it is one range of positions ([`access::Ground`]). Other features read through the functions
//! here; the pages are a look-up over both trees.

mod actions;
mod model;
mod rights;
pub mod sample;
pub mod seed;
mod store;
mod web;

use db::Migration;

pub use actions::{
    Fault, Obstacle, OrganisationError,
    apply::{apply_reorganisation, apply_steps},
    import_units::{apply_list, preview_list},
    plan_reorganisation::{
        Facts, change_plan, drop_plan, find_plan, plan_reorganisation, preview_facts, preview_plan, reorganisations,
    },
    undo::undo_reorganisation,
};
pub use contracts::roles;
use contracts::territory::FollowsUnits;
pub use model::{
    Agency, COUNTRY, CURRENT_SINCE, CURRENT_TREE, Committee, Difference, Figure, Head, Landing, Lineage, ListError,
    Maps, Member, NewUnit, Officer, OnMap, PREVIOUS_TREE, Pair, Person, Plan, Preview, Share, State, Step, StepError,
    Succession, Takeover, Tally, Tree, Undecided, Unit, UnitList, takeovers,
};
pub use rights::{EditOrganisation, Reorganise, ViewOrganisation};
pub use store::{
    Successor, agencies_of, agency, committee_of, current_tree, current_tree_id, ground_of_all, maps, members_of,
    officers_of_agency, officers_of_unit, recognise_agency, successors, tree, tree_at, trees, unit, unit_in, unit_path,
    unit_path_in, units_below,
};
pub use web::obstacle_told;

/// This feature alone, as tests and tools without other features take it in.
pub fn feature() -> ::web::Feature {
    feature_with(&[])
}

/// This feature, as the application takes it in: with all that follows the units through a reorganisation.
pub fn feature_with(followers: &'static [FollowsUnits]) -> ::web::Feature {
    let mut statements = store::statements::ALL.to_vec();
    statements.extend(store::statements_reorganisation::ALL);
    statements.extend(store::statements_entries::ALL);
    statements.extend(followers.iter().flat_map(FollowsUnits::statements));
    ::web::Feature {
        name: "organisation",
        migrations: vec![
            Migration {
                id: "organisation/0001_organisation",
                sql: include_str!("../migrations/0001_organisation.sql"),
            },
            Migration {
                id: "organisation/0002_reorganisation",
                sql: include_str!("../migrations/0002_reorganisation.sql"),
            },
            Migration { id: "organisation/0003_successor", sql: include_str!("../migrations/0003_successor.sql") },
            Migration {
                id: "organisation/0004_unit_look_up",
                sql: include_str!("../migrations/0004_unit_look_up.sql"),
            },
        ],
        statements,
        rights: rights::rights(),
        routes: web::routes(followers),
        nav: web::nav(),
        messages: vec![i18n::include_messages!("organisation")],
        ..::web::Feature::default()
    }
}
