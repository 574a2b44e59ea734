//! The history of the organisation: who changed what, when and why; and the log entry of the same change.

use access::Actor;
use base::Context;
use db::{Query, Result, Row, Tx, params};
use jiff::Timestamp;

use super::statements_reorganisation as statements;

/// What an event is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    /// Code of the unit, `VN` for a reorganisation.
    pub(crate) unit: &'a str,
    /// `reorganisation`, `agency`, `committee`, `post` or `seat`.
    pub(crate) subject: &'static str,
    pub(crate) id: &'a str,
}

/// One event as the history shows it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) subject: String,
    pub(crate) kind: String,
    pub(crate) reason: String,
    pub(crate) detail: String,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
}

/// Writes an event and its entry of the log, in the transaction of the change. `kind` is the end of a message key.
pub(crate) async fn add_event(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    about: About<'_>,
    kind: &'static str,
    reason: &str,
    detail: &str,
) -> Result<()> {
    let values = params![
        context.new_uuid().to_string(),
        about.unit,
        about.subject,
        about.id,
        kind,
        reason,
        detail,
        &actor.person,
        &actor.name,
        context.now(),
    ];
    tx.run(&statements::ADD_EVENT, values).await?;
    let action = format!("organisation.{kind}");
    let entry = audit::Entry::change(&action, about.subject, about.id);
    let entry = entry.payload(serde_json::json!({ "unit": about.unit }));
    let entry = if reason.is_empty() { entry } else { entry.reason(reason) };
    audit::record(tx, context, actor, &entry).await.map(drop)
}

fn event(row: &Row) -> Result<Event> {
    Ok(Event {
        subject: row.text("subject")?,
        kind: row.text("kind")?,
        reason: row.text("reason")?,
        detail: row.text("detail")?,
        by: row.text("by_name")?,
        at: row.instant("at")?,
    })
}

/// The latest hundred events of a unit, the newest first.
pub(crate) async fn events_of_unit(q: &mut impl Query, unit: &str) -> Result<Vec<Event>> {
    q.rows(&statements::EVENTS_OF_UNIT, params![unit]).await?.iter().map(event).collect()
}

/// The latest hundred events of one thing, the newest first.
pub(crate) async fn events_of_subject(q: &mut impl Query, id: &str) -> Result<Vec<Event>> {
    q.rows(&statements::EVENTS_OF_SUBJECT, params![id]).await?.iter().map(event).collect()
}
