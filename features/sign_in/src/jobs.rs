//! The work of this room that comes by the clock.

use std::future::Future;

use ::jobs::{Every, Failure, Handlers};
use ::web::{Problem, Services};
use jiff::civil::time;

use crate::actions;

/// Each minute the office is told of accounts that look at many sealed records; each hour the keys of emergency access
/// and of sessions whose time is over are destroyed (they open nothing even before that); each night accounts that
/// nobody used for 45 days are closed.
pub fn handlers(services: &Services) -> Handlers {
    let all = Handlers::new()
        .each(Every::Minute, WATCH_LOOKS)
        .each(Every::Hour, END_BREAK_GLASSES)
        .each(Every::Hour, TIDY_SESSIONS)
        .each(Every::Day(time(2, 30, 0, 0)), CLOSE_UNUSED);
    let all = on(all, services, WATCH_LOOKS, |services| async move { actions::watch_looks(&services).await.map(drop) });
    let all =
        on(
            all,
            services,
            END_BREAK_GLASSES,
            |services| async move { actions::keyring::end_break_glasses(&services).await },
        );
    let all =
        on(all, services, TIDY_SESSIONS, |services| async move { actions::tidy_sessions(&services).await.map(drop) });
    on(
        all,
        services,
        CLOSE_UNUSED,
        |services| async move { actions::close_unused::close_unused(&services).await.map(drop) },
    )
}

/// One kind of work, which is tried again where it fails.
fn on<F, R>(all: Handlers, services: &Services, kind: &'static str, work: F) -> Handlers
where
    F: Fn(Services) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<(), Problem>> + Send + 'static,
{
    let services = services.clone();
    all.on(kind, move |_| {
        let done = work(services.clone());
        async move {
            done.await.map_err(|problem| {
                tracing::error!(kind, ?problem, "work by the clock was not done");
                Failure::Passing("job-error-broken")
            })
        }
    })
}

const WATCH_LOOKS: &str = "sign_in.watch_looks";
const END_BREAK_GLASSES: &str = "sign_in.end_break_glasses";
const TIDY_SESSIONS: &str = "sign_in.tidy_sessions";
const CLOSE_UNUSED: &str = "sign_in.close_unused";
