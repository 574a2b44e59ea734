//! Who did what to an obligation.

use access::Actor;
use base::Context;
use db::{Query, Result, Tx, params};

use super::sql::history as sql;
use crate::model::{EventId, ObligationId, PlanId, work::Event};

/// What an entry is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    /// The plan.
    pub(crate) plan: PlanId,
    /// The obligation, if it is about one.
    pub(crate) obligation: Option<ObligationId>,
}

/// Writes an entry. `kind` is the end of a message key, `detail` what that message takes.
pub(crate) async fn add(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    about: About,
    kind: &str,
    detail: &str,
) -> Result<()> {
    let id = EventId::new(context);
    let values = params![id, about.plan, about.obligation, context.now(), &by.person, &by.name, kind, detail];
    tx.run(&sql::ADD_EVENT, values).await?;
    Ok(())
}

/// The last hundred entries about an obligation, newest first.
pub(crate) async fn of_obligation(q: &mut impl Query, id: ObligationId) -> Result<Vec<Event>> {
    let rows = q.rows(&sql::EVENTS, params![id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Event {
                at: row.instant("at")?,
                by_name: row.text("by_name")?,
                kind: row.text("kind")?,
                detail: row.text("detail")?,
            })
        })
        .collect()
}
