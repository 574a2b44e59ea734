//! What of signing in and of accounts enters the log that cannot be rewritten. Ids, keys and counts only: never a name
//! that was typed, a code, a password.

use ::web::Services;
use access::{Actor, Class};
use db::Tx;
use serde_json::Value;

/// What an officer did to an account.
pub(crate) async fn by(
    tx: &mut Tx,
    services: &Services,
    actor: &Actor,
    action: &str,
    account: &str,
    more: Value,
) -> db::Result<()> {
    let entry = audit::Entry::change(action, "account", account).class(Class::Restricted).payload(more);
    audit::record(tx, &services.context, actor, &entry).await.map(drop)
}

/// What happened to an account before anybody is signed in, at the terminal, or by the clock. `account` is empty where a
/// name was tried that nobody has.
pub(crate) async fn of(tx: &mut Tx, services: &Services, action: &str, account: &str, more: Value) -> db::Result<()> {
    let entry = audit::Entry::change(action, "account", account).class(Class::Restricted).payload(more);
    audit::record_system(tx, &services.context, &entry).await.map(drop)
}
