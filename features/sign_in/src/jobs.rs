//! The work of this room that comes by the clock.

use ::jobs::{Every, Handlers};
use ::web::Services;
use jiff::civil::time;

use crate::actions;

/// Each minute the office is told of accounts that look at many sealed records; each hour the keys of emergency access
/// and of sessions whose time is over are destroyed (they open nothing even before that); each night accounts that
/// nobody used for 45 days are closed.
pub fn handlers(services: &Services) -> Handlers {
    Handlers::new()
        .by_clock(Every::Minute, WATCH_LOOKS, services, |services| async move {
            actions::watch_looks(&services).await.map(drop)
        })
        .by_clock(Every::Hour, END_BREAK_GLASSES, services, |services| async move {
            actions::keyring::end_break_glasses(&services).await
        })
        .by_clock(Every::Hour, TIDY_SESSIONS, services, |services| async move {
            actions::tidy_sessions(&services).await.map(drop)
        })
        .by_clock(Every::Day(time(2, 30, 0, 0)), CLOSE_UNUSED, services, |services| async move {
            actions::close_unused::close_unused(&services).await.map(drop)
        })
}

const WATCH_LOOKS: &str = "sign_in.watch_looks";
const END_BREAK_GLASSES: &str = "sign_in.end_break_glasses";
const TIDY_SESSIONS: &str = "sign_in.tidy_sessions";
const CLOSE_UNUSED: &str = "sign_in.close_unused";
