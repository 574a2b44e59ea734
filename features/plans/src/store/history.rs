//! Who did what: in the history that pages show, and in the log that cannot be rewritten. Every change of this room
//! comes through here, so that none is in one and not in the other.

use access::Actor;
use audit::Entry;
use base::Context;
use db::{Query, Result, Tx, params};

use serde_json::json;

use super::sql::history as sql;
use crate::model::{DocumentId, EventId, ObligationId, PlanId, ReminderId, work::Event};

/// What an entry is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    /// The plan.
    pub(crate) plan: PlanId,
    /// The obligation, if it is about one.
    pub(crate) obligation: Option<ObligationId>,
}

/// Writes a change into the history and into the log. `kind` is the end of a message key, `detail` what that message
/// takes; the log holds neither names nor texts, so the detail stays in the history.
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
    log(tx, context, by, about, kind).await
}

/// Writes a change of a plan or an obligation into the log alone: one that follows from another and needs no line on
/// a page.
pub(crate) async fn log(tx: &mut Tx, context: &Context, by: &Actor, about: About, kind: &str) -> Result<()> {
    let (object, id) = match about.obligation {
        Some(obligation) => ("obligation", obligation.to_string()),
        None => ("plan", about.plan.to_string()),
    };
    let plan = about.plan.to_string();
    let action = action(kind);
    audit::record(tx, context, by, &Entry::change(&action, object, &id).payload(json!({ "plan": plan }))).await?;
    Ok(())
}

/// Writes a change of a document into the log.
pub(crate) async fn log_document(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    document: DocumentId,
    kind: &str,
) -> Result<()> {
    let id = document.to_string();
    audit::record(tx, context, by, &Entry::change(&action(kind), "document", &id)).await?;
    Ok(())
}

/// Writes into the log that a letter was read.
pub(crate) async fn log_reminder(tx: &mut Tx, context: &Context, by: &Actor, reminder: ReminderId) -> Result<()> {
    let id = reminder.to_string();
    audit::record(tx, context, by, &Entry::change(&action("reminder-seen"), "reminder", &id)).await?;
    Ok(())
}

/// The name of a kind of change in the log: `plans.item_edited`.
fn action(kind: &str) -> String {
    format!("plans.{}", kind.replace('-', "_"))
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
