//! The work that this feature does by itself.

use ::jobs::{Every, Failure, Handlers};
use ::web::Services;

use crate::actions::raise_alarms;

/// The kind of the job that looks every minute whether a danger has waited too long.
const RAISE_ALARMS: &str = "tips.raise_alarms";

/// What is done by itself, and when.
pub fn handlers(services: &Services) -> Handlers {
    let services = services.clone();
    Handlers::new().each(Every::Minute, RAISE_ALARMS).on(RAISE_ALARMS, move |_| {
        let services = services.clone();
        async move {
            raise_alarms(&services).await.map(drop).map_err(|error| {
                tracing::error!(%error, "alarms were not raised");
                Failure::Passing("job-error-broken")
            })
        }
    })
}
