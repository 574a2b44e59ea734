//! The work that this feature does by itself.

use ::jobs::{Every, Handlers};
use ::web::Services;
use jiff::civil::time;

use crate::{
    Zalo,
    actions::{purge_calls, raise_alarms, send_notices},
};

/// The kind of the job that looks every minute whether a danger has waited too long.
const RAISE_ALARMS: &str = "tips.raise_alarms";
/// The kind of the nightly job.
const PURGE_CALLS: &str = "tips.purge_calls";
/// The kind of the hourly job.
const SEND_NOTICES: &str = "tips.send_notices";

/// Each minute alarms are raised for dangers that have waited too long; each night the calls to which nobody came back
/// are thrown away.
pub fn handlers(services: &Services) -> Handlers {
    Handlers::new()
        .by_clock(
            Every::Minute,
            RAISE_ALARMS,
            services,
            |services| async move { raise_alarms(&services).await.map(drop) },
        )
        .by_clock(Every::Day(time(2, 45, 0, 0)), PURGE_CALLS, services, |services| async move {
            purge_calls(&services).await.map(drop)
        })
}

/// The work of the Zalo adapter: each hour those whose tips were answered are told so.
pub fn zalo_jobs(services: &Services, zalo: &Zalo) -> Handlers {
    let with = (services.clone(), zalo.clone());
    Handlers::new().by_clock(Every::Hour, SEND_NOTICES, &with, |(services, zalo)| async move {
        send_notices(&services, &zalo).await
    })
}
