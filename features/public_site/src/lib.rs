//! What anybody may read without signing in: whom to call, what to look out for, how to leave without a trace.
//!
//! Nothing here knows who reads. The pages are the same for everybody, are kept in memory and stay up while the
//! database is away.

mod model;
mod recordings;
pub mod seed;
mod store;
mod web;

use db::Migration;

pub use recordings::{BadRecordings, LARGEST, Recordings};

/// This feature, as the application takes it in: without recordings.
pub fn feature() -> ::web::Feature {
    feature_with(Recordings::default())
}

/// The same with the recordings that an installation has.
pub fn feature_with(recordings: Recordings) -> ::web::Feature {
    ::web::Feature {
        name: "public_site",
        migrations: vec![Migration {
            id: "public_site/0001_front_gate",
            sql: include_str!("../migrations/0001_front_gate.sql"),
        }],
        statements: store::statements::ALL.to_vec(),
        public_routes: web::routes(recordings),
        messages: vec![i18n::include_messages!("public_site")],
        ..::web::Feature::default()
    }
}
