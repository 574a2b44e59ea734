//! Who is at the keyboard: passwords, sessions, one's own account.
//!
//! The layer [`sessions`] turns the browser's cookie into the [`::web::Session`] that every handler sees. Only
//! the hash of the cookie stands in the database.

mod actions;
mod follows;
mod model;
mod password;
pub mod seed;
mod store;
mod web;

use db::Migration;

pub use follows::FOLLOWS_UNITS;
pub use password::{HashedPassword, HashingFailed, hash_password};
pub use store::count_accounts;
pub use web::sessions;

/// This feature, as the application takes it in.
pub fn feature() -> ::web::Feature {
    ::web::Feature {
        name: "sign_in",
        migrations: vec![Migration { id: "sign_in/0001_sign_in", sql: include_str!("../migrations/0001_sign_in.sql") }],
        statements: store::statements::ALL.to_vec(),
        routes: web::routes(),
        nav: vec![web::nav()],
        messages: vec![i18n::include_messages!("sign_in")],
        ..::web::Feature::default()
    }
}
