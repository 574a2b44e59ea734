//! Who is at the keyboard: passwords, sessions, one's own account.
//!
//! The layer [`sessions`] turns the browser's cookie into the [`::web::Session`] that every handler sees. Only
//! the hash of the cookie stands in the database.

mod actions;
mod follows;
mod jobs;
mod measures;
mod model;
mod papers;
mod password;
mod person;
mod provider;
mod rights;
mod seal;
pub mod seed;
mod store;
pub mod terminal;
mod web;

use db::Migration;
use i18n::Messages;

pub use follows::FOLLOWS_UNITS;
pub use jobs::handlers;
pub use model::Openable;
pub use password::{HashedPassword, HashingFailed, hash_password};
pub use provider::{BadProvider, Provider, ProviderSettings};
pub use store::count_accounts;
pub use web::{sessions, sessions_with};

/// What an installation says about signing in.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The address of the work door as browsers know it, as `https://138.tinh.example`: passkeys belong to it. Without
    /// it there are none.
    pub origin: Option<String>,
    /// A provider of sign-in by OpenID Connect. Without it there is no button, and its pages are not there.
    pub provider: Option<Provider>,
    /// The kinds of sealed record that may be opened in an emergency.
    pub openable: Vec<Openable>,
    /// Every sealed column of every feature: the review of an emergency access seals those of its record anew.
    pub sealed: Vec<&'static vault::SealedColumn>,
}

/// This feature, as the application takes it in.
pub fn feature() -> ::web::Feature {
    ::web::Feature {
        name: "sign_in",
        migrations: vec![
            Migration { id: "sign_in/0001_sign_in", sql: include_str!("../migrations/0001_sign_in.sql") },
            Migration { id: "sign_in/0002_invitations", sql: include_str!("../migrations/0002_invitations.sql") },
            Migration { id: "sign_in/0003_proofs", sql: include_str!("../migrations/0003_proofs.sql") },
            Migration { id: "sign_in/0004_watch", sql: include_str!("../migrations/0004_watch.sql") },
            Migration { id: "sign_in/0005_identity", sql: include_str!("../migrations/0005_identity.sql") },
        ],
        statements: store::all_statements(),
        rights: rights::rights(),
        routes: web::routes(),
        nav: web::nav(),
        measures: vec![measures::measure],
        messages: vec![
            i18n::include_messages!("sign_in"),
            Messages {
                room: "sign_in/administration",
                vi: include_str!("../messages/administration.vi.ftl"),
                en: include_str!("../messages/administration.en.ftl"),
            },
            Messages {
                room: "sign_in/oidc",
                vi: include_str!("../messages/oidc.vi.ftl"),
                en: include_str!("../messages/oidc.en.ftl"),
            },
            Messages {
                room: "sign_in/proofs",
                vi: include_str!("../messages/proofs.vi.ftl"),
                en: include_str!("../messages/proofs.en.ftl"),
            },
            Messages {
                room: "sign_in/keys",
                vi: include_str!("../messages/keys.vi.ftl"),
                en: include_str!("../messages/keys.en.ftl"),
            },
            Messages {
                room: "sign_in/glass",
                vi: include_str!("../messages/glass.vi.ftl"),
                en: include_str!("../messages/glass.en.ftl"),
            },
            Messages {
                room: "sign_in/watch",
                vi: include_str!("../messages/watch.vi.ftl"),
                en: include_str!("../messages/watch.en.ftl"),
            },
        ],
        ..::web::Feature::default()
    }
}
