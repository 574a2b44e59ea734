//! Accounts for the set-up, for the demonstration and for tests. Not reachable from a page.

use ::web::{Problem, Services};
use access::Actor;
use base::{Context, Secrets};
use db::{Result, Tx};
use jiff::civil::Date;
use secrecy::SecretString;
use vault::Opener;

use crate::{
    HashedPassword,
    model::normal_login,
    store::{self, administration::NewAccount, invitations::SET_UP},
};

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
    /// Keys of the roles, of `contracts::roles`.
    pub roles: &'a [&'a str],
}

/// Adds an account and gives its identifier. The rules for passwords are not asked: the demonstration's is short.
pub async fn account(tx: &mut Tx, context: &Context, seed: SeedAccount<'_>) -> Result<String> {
    let id = context.new_uuid().to_string();
    store::add_account(tx, &id, &seed, context.now()).await?;
    give(tx, context, &id, seed.roles).await?;
    Ok(id)
}

/// An account to invite somebody to: it has no password until its owner takes it.
#[derive(Debug, Clone, Copy)]
pub struct SeedInvited<'a> {
    /// Name for signing in; stored in lower case.
    pub login: &'a str,
    /// Identifier of the person.
    pub person_id: &'a str,
    /// Name of the person.
    pub person_name: &'a str,
    /// Code of the unit the person acts in, in today's tree.
    pub unit: &'a str,
    /// Identifier of the person's agency.
    pub agency: Option<&'a str>,
    /// Keys of the roles, given at once: the set-up of an installation has no second person yet.
    pub roles: &'a [&'a str],
}

/// Adds an account with an invitation; gives its identifier and its one-time code, to be handed over on paper.
///
/// # Errors
/// The database's; nothing is added where the name is taken, which is `None`.
pub async fn invited(
    tx: &mut Tx,
    context: &Context,
    secrets: &Secrets,
    seed: SeedInvited<'_>,
) -> Result<Option<(String, String)>> {
    let id = context.new_uuid().to_string();
    let (login, name) = (normal_login(seed.login), base::one_line(seed.person_name));
    let account = NewAccount {
        id: &id,
        login: &login,
        person_id: seed.person_id,
        person_name: &name,
        unit: seed.unit,
        agency: seed.agency,
    };
    if !store::administration::add_invited(tx, &account, context.now()).await? {
        return Ok(None);
    }
    give(tx, context, &id, seed.roles).await?;
    let (code, _) = store::invitations::invite(tx, context, secrets, &id, SET_UP).await?;
    Ok(Some((id, code.shown())))
}

async fn give(tx: &mut Tx, context: &Context, account: &str, roles: &[&str]) -> Result<()> {
    for role in roles {
        store::roles::give(tx, context, account, role, SET_UP).await?;
    }
    store::roles::write_holding(tx, account).await
}

/// Lets a password alone open the work door from a day on: for the demonstration on this machine, and for tests.
pub async fn second_factor_optional(tx: &mut Tx, from: Date) -> Result<()> {
    store::set_parameter(tx, "second_factor", from, "optional", "demonstration").await
}

/// Makes the key pair of an account as its first sign-in would, locked with its password; gives what opens it. Takes a
/// tenth of a second.
///
/// # Errors
/// The vault's and the database's, as the problem that a page would show.
pub async fn key_pair(
    services: &Services,
    owner: &Actor,
    password: &SecretString,
) -> std::result::Result<Opener, Problem> {
    let opened = crate::person::anew(services, &owner.account, password).await?;
    let mut tx = services.db.begin().await?;
    let opener = opened.put(&mut tx, services, owner).await?;
    tx.commit().await?;
    Ok(opener)
}
