//! Writing entries.

use access::Actor;
use base::Context;
use db::{Db, Tx, params};
use serde_json::{Value, json};

use crate::canonical::{canonical, commit_payload, commit_reason};
use crate::entry::{Entry, EntryId};
use crate::sequencer::WAKE;
use crate::statements;

/// The actor of what the program does by itself.
pub(crate) const SYSTEM: &str = "system";
/// The actor of what an anonymous visitor does; nothing else about the visitor is ever written.
pub(crate) const PUBLIC: &str = "public";

/// Writes an entry about what an officer does, in the transaction of the change itself.
pub async fn record(tx: &mut Tx, context: &Context, actor: &Actor, entry: &Entry<'_>) -> db::Result<EntryId> {
    let by = json!({ "name": actor.name, "person": actor.person });
    write(tx, context, &actor.account, &actor.unit, &by, entry).await
}

/// Writes an entry about what the program does by itself, such as a job.
pub async fn record_system(tx: &mut Tx, context: &Context, entry: &Entry<'_>) -> db::Result<EntryId> {
    write(tx, context, SYSTEM, "", &Value::Null, entry).await
}

/// Writes an entry about what an anonymous visitor does: no address, no browser, ever.
pub async fn record_public(tx: &mut Tx, context: &Context, entry: &Entry<'_>) -> db::Result<EntryId> {
    write(tx, context, PUBLIC, "", &Value::Null, entry).await
}

/// Writes an entry and resolves when it is safe on disk: before sealed data is shown, and for an attempt
/// that is refused. Never call it while holding a transaction.
pub async fn record_now(db: &Db, context: &Context, actor: &Actor, entry: &Entry<'_>) -> db::Result<EntryId> {
    let mut tx = db.begin().await?;
    let id = record(&mut tx, context, actor, entry).await?;
    tx.commit().await?;
    Ok(id)
}

async fn write(
    tx: &mut Tx,
    context: &Context,
    actor: &str,
    org: &str,
    by: &Value,
    entry: &Entry<'_>,
) -> db::Result<EntryId> {
    let id = EntryId::new(context);
    let mut salt = [0_u8; 32];
    context.fill(&mut salt);
    // The name stands in the payload, so that it is committed to and can be shredded; the look, so that a changed
    // column is found.
    let payload = canonical(&json!({ "by": by, "data": entry.payload, "look": entry.is_look }));
    let (object_type, object_id) = entry.object;
    let values = params![
        id,
        context.now(),
        actor,
        org,
        entry.action,
        object_type,
        object_id,
        entry.class.as_str(),
        entry.reason.map(|reason| commit_reason(&salt, reason)),
        commit_payload(&salt, &payload),
        entry.is_look,
    ];
    tx.run(&statements::ADD_ENTRY, values).await?;
    tx.run(&statements::ADD_PAYLOAD, params![id, &salt[..], entry.reason, payload]).await?;
    tx.after_commit(|| WAKE.notify_one());
    Ok(id)
}
