//! Accounts for the demonstration, for imports and for tests. Not reachable from a page.

use base::Context;
use db::{Result, Tx};

use crate::{HashedPassword, store};

/// An account to add.
#[derive(Debug, Clone, Copy)]
pub struct SeedAccount<'a> {
    /// Name for signing in; stored in lower case.
    pub login: &'a str,
    /// The password, hashed beforehand with [`crate::hash_password`], which takes too long for a transaction.
    pub password: &'a HashedPassword,
    /// Identifier of the person.
    pub person_id: &'a str,
    /// Name of the person.
    pub person_name: &'a str,
    /// Code of the unit the person acts in, in today's tree.
    pub unit: &'a str,
    /// Identifier of the person's agency.
    pub agency: Option<&'a str>,
    /// Keys of the roles, of `organisation::roles`.
    pub roles: &'a [&'a str],
}

/// Adds an account and gives its identifier. The rules for passwords are not asked: the demonstration's is short.
pub async fn account(tx: &mut Tx, context: &Context, seed: SeedAccount<'_>) -> Result<String> {
    let id = context.new_uuid().to_string();
    store::add_account(tx, &id, &seed, context.now()).await?;
    Ok(id)
}
