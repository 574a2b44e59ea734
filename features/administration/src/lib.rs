//! The administration of the installation itself: the viewer of the log, its weekly review, its checkpoints on paper, and
//! the report on the parameters of protection ("cấp độ 3"), and the days off with which every limit is counted.
//!
//! Accounts and roles are `sign_in`'s, units and posts `organisation`'s. Looking at the log is itself an entry of it.

mod actions;
mod measures;
mod model;
mod papers;
mod rights;
mod store;
mod web;

use db::Migration;

pub use actions::report::{Finding, Standing, report};
pub use rights::{ReviewLog, SeeLog, SeeSystem, SeeWorkdays, SetWorkdays};

/// This feature, as the application takes it in.
pub fn feature() -> ::web::Feature {
    ::web::Feature {
        name: "administration",
        migrations: vec![Migration {
            id: "administration/0001_administration",
            sql: include_str!("../migrations/0001_administration.sql"),
        }],
        statements: store::statements::ALL.to_vec(),
        rights: rights::rights(),
        routes: web::routes(),
        nav: vec![web::nav()],
        measures: vec![measures::measure],
        messages: vec![
            i18n::include_messages!("administration"),
            i18n::Messages {
                room: "administration/workdays",
                vi: include_str!("../messages/workdays.vi.ftl"),
                en: include_str!("../messages/workdays.en.ftl"),
            },
        ],
        ..::web::Feature::default()
    }
}
