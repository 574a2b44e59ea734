//! What this feature measures of the protection: the log itself.

use ::web::{Measure, Measured, Services};
use access::Class;
use audit::Filter;
use jiff::SignedDuration;

use crate::actions::review;

/// The parameters of the log, of the classes of data, and of calls to other hosts.
pub(crate) fn measure(services: &Services) -> Measured<'_> {
    Box::pin(async move {
        let mut db = &services.db;
        let now = services.context.now();
        let state = audit::state(&mut db).await?;
        let week = Filter { from: Some(now - SignedDuration::from_hours(7 * 24)), ..Filter::default() };
        let events = audit::count(&mut db, &week).await?;
        let late = review::is_overdue(&mut db, &services.context).await?;
        let fresh = |at| now.duration_since(at) <= SignedDuration::from_mins(30);
        let (signed, signed_lately) = match &state.newest {
            Some(newest) => (i18n::date_time(newest.seen_at), fresh(newest.seen_at)),
            None => ("adm-value-never".to_owned(), false),
        };
        Ok(vec![
            Measure::new("logged-events", if events > 0 { "adm-value-in-time" } else { "adm-value-late" }, events > 0),
            // No statement of the program deletes an entry.
            Measure::new("log-kept", "adm-value-for-ever", true),
            Measure::new("log-review", if late { "adm-value-late" } else { "adm-value-in-time" }, !late),
            Measure::new("log-store", signed, signed_lately),
            Measure::new("classes", Class::ALL.len(), Class::ALL.len() == 4),
            // The browser test proves that no page asks another host.
            Measure::new("call-home", "adm-value-none", true),
        ])
    })
}
