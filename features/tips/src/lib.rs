//! Information about crime: it comes in by any channel, is never refused, never lost, and goes the path that the law lays out.

mod actions;
mod error;
mod ids;
pub mod model;
mod receipt;
mod rights;
pub mod sealed;
mod store;
mod web;

use db::{Migration, Statement};
use i18n::Messages;

pub use actions::{
    Intake, NewHandover, OpenTip, acknowledge_danger, answer, hand_over, open_tip, reveal_reporter, sign_for, take_in,
};
pub use error::{Fault, TipError};
pub use ids::TipId;

/// This feature, as the application takes it in.
pub fn feature() -> ::web::Feature {
    ::web::Feature {
        name: "tips",
        migrations: vec![Migration { id: "tips/0001_tips", sql: include_str!("../migrations/0001_tips.sql") }],
        statements: statements(),
        rights: rights::rights(),
        routes: web::work::routes(),
        public_routes: web::public::routes(),
        nav: vec![web::work::nav()],
        messages: vec![
            Messages {
                room: "tips/public",
                vi: include_str!("../messages/public.vi.ftl"),
                en: include_str!("../messages/public.en.ftl"),
            },
            Messages {
                room: "tips/work",
                vi: include_str!("../messages/work.vi.ftl"),
                en: include_str!("../messages/work.en.ftl"),
            },
        ],
        ..::web::Feature::default()
    }
}

fn statements() -> Vec<&'static Statement> {
    store::statements::ALL.iter().chain(sealed::STATEMENTS).copied().collect()
}
