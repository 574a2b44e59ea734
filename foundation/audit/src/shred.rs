//! Destroying what an entry tells beyond its leaf.

use access::Actor;
use base::Context;
use db::{Tx, params};

use crate::entry::{Entry, EntryId};
use crate::record::record;
use crate::statements;

/// Destroys salt, payload and reason of an entry, so that nobody can ever tell what they were; the tree and
/// every proof stay valid. The destruction is itself an entry. `false`: there was nothing left to destroy.
pub async fn shred(tx: &mut Tx, context: &Context, actor: &Actor, entry: EntryId, reason: &str) -> db::Result<bool> {
    if tx.run(&statements::SHRED, params![entry]).await? == 0 {
        return Ok(false);
    }
    let id = entry.to_string();
    record(tx, context, actor, &Entry::change("audit.shred", "audit_entry", &id).reason(reason)).await?;
    Ok(true)
}
