//! Information about crime: it comes in by any channel, is never refused, never lost, and goes the path that the law lays out.

mod actions;
mod error;
mod ids;
mod jobs;
pub mod model;
mod receipt;
mod rights;
pub mod sealed;
pub mod seed;
mod store;
mod web;
mod zalo;

use std::sync::Arc;

use db::{Migration, Statement};
use i18n::Messages;

pub use actions::{
    About, Classification, FirstReceipt, Intake, Kept, NewHandover, OpenTip, Revealed, TakenIn, Typed, Why,
    acknowledge_danger, answer, ask_again, assign, classify, decide, decline, hand_over, keep_away, lift, note_plain,
    open_tip, purge_calls, reveal_reporter, see_alarm, send_notices, sign_for, suspend, take_in, withdraw,
};
pub use error::{Fault, TipError};
pub use ids::TipId;
pub use jobs::{handlers, zalo_jobs};
pub use store::{bars::Barred, follows::FOLLOWS_UNITS, handovers::WithReporter};
pub use zalo::{Sending, SimulatedZalo, Unsent, Zalo, ZaloSender};

/// This feature, as the application takes it in: without Zalo.
pub fn feature() -> ::web::Feature {
    feature_with(None, RECEIPTS_READY)
}

/// Receipts kept ready where an installation says nothing else: a busy evening's worth.
pub const RECEIPTS_READY: usize = 256;

/// The same with the official account that an installation has, and with so many receipts kept ready: each takes about
/// 100 bytes of memory, and the tenth of a second of a quiet core to make.
pub fn feature_with(zalo: Option<&Zalo>, receipts_ready: usize) -> ::web::Feature {
    ::web::Feature {
        name: "tips",
        migrations: vec![
            Migration { id: "tips/0001_tips", sql: include_str!("../migrations/0001_tips.sql") },
            Migration { id: "tips/0002_steps", sql: include_str!("../migrations/0002_steps.sql") },
            Migration { id: "tips/0003_alarms", sql: include_str!("../migrations/0003_alarms.sql") },
            Migration { id: "tips/0004_follow", sql: include_str!("../migrations/0004_follow.sql") },
            Migration { id: "tips/0005_calls", sql: include_str!("../migrations/0005_calls.sql") },
            Migration { id: "tips/0006_zalo", sql: include_str!("../migrations/0006_zalo.sql") },
            Migration { id: "tips/0007_queue", sql: include_str!("../migrations/0007_queue.sql") },
            Migration { id: "tips/0008_message_files", sql: include_str!("../migrations/0008_message_files.sql") },
            Migration { id: "tips/0009_offers_end", sql: include_str!("../migrations/0009_offers_end.sql") },
            Migration { id: "tips/0012_triage", sql: include_str!("../migrations/0012_triage.sql") },
        ],
        statements: statements(),
        rights: rights::rights(),
        routes: web::work::routes(),
        public_routes: web::public::routes(zalo.cloned().map(Arc::new), receipts_ready),
        nav: vec![web::work::nav(), web::work::calls_nav()],
        on_exit: Some(web::public::forget),
        messages: vec![
            Messages {
                room: "tips/public",
                vi: include_str!("../messages/public.vi.ftl"),
                en: include_str!("../messages/public.en.ftl"),
            },
            Messages {
                room: "tips/calls",
                vi: include_str!("../messages/calls.vi.ftl"),
                en: include_str!("../messages/calls.en.ftl"),
            },
            Messages {
                room: "tips/follow",
                vi: include_str!("../messages/follow.vi.ftl"),
                en: include_str!("../messages/follow.en.ftl"),
            },
            Messages {
                room: "tips/zalo",
                vi: include_str!("../messages/zalo.vi.ftl"),
                en: include_str!("../messages/zalo.en.ftl"),
            },
            Messages {
                room: "tips/work",
                vi: include_str!("../messages/work.vi.ftl"),
                en: include_str!("../messages/work.en.ftl"),
            },
            Messages {
                room: "tips/path",
                vi: include_str!("../messages/path.vi.ftl"),
                en: include_str!("../messages/path.en.ftl"),
            },
        ],
        ..::web::Feature::default()
    }
}

fn statements() -> Vec<&'static Statement> {
    store::statements::ALL
        .iter()
        .chain(store::statements_path::ALL)
        .chain(store::statements_flood::ALL)
        .chain(sealed::STATEMENTS)
        .chain(store::follows::ALL)
        .chain(store::calls::ALL)
        .chain(store::zalo::ALL)
        .chain(store::places::ALL)
        .chain(store::handovers::ALL)
        .chain(store::bars::ALL)
        .copied()
        .collect()
}
