//! Assembles features into an application that a test visits like a browser, as an invented person.
//!
//! ```no_run
//! # async fn test(features: fn() -> Vec<web::Feature>) {
//! for app in testkit::TestApp::on_both_engines(features).await {
//!     let officer = app.visit_as(testkit::Persona::CommuneOfficer).await;
//!     let page = officer.get("/viec-cua-toi").await;
//!     assert!(page.shows("Việc của tôi"));
//! }
//! # }
//! ```
//!
//! This crate is for tests only: where something is not as a test needs it, it panics and says why.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test stops with the reason where something is not as it needs it"
)]

mod app;
mod client;
mod forms;
mod page_check;
mod persona;
mod reply;

pub use app::{SessionLayer, TestApp, check_statements, noon};
pub use client::Client;
pub use forms::{Field, Form, forms, links};
pub use page_check::check_page;
pub use persona::Persona;
pub use reply::Reply;
