//! Identities at a provider of sign-in, linked by the owners of accounts.

use base::Context;
use db::{Query, Result, Tx, params};
use jiff::Timestamp;

use super::statements_identities as statements;
use crate::model::Linked;

/// The account in use that an identity is linked to.
pub(crate) async fn account_of(q: &mut impl Query, issuer: &str, subject: &str) -> Result<Option<String>> {
    let row = q.row(&statements::ACCOUNT_OF_IDENTITY, params![issuer, subject]).await?;
    row.map(|row| row.text("account_id")).transpose()
}

/// What an account is linked to at a provider.
pub(crate) async fn of(q: &mut impl Query, account: &str, issuer: &str) -> Result<Option<Linked>> {
    let row = q.row(&statements::IDENTITY_OF, params![account, issuer]).await?;
    row.map(|row| {
        let (made_at, used_at) = (row.instant("made_at")?, row.opt_instant("used_at")?);
        Ok(Linked { subject: row.text("subject")?, made_at, used_at })
    })
    .transpose()
}

/// Links an identity; tells whether neither it nor the account was linked.
pub(crate) async fn link(tx: &mut Tx, context: &Context, account: &str, issuer: &str, subject: &str) -> Result<bool> {
    let values = params![context.new_uuid().to_string(), account, issuer, subject, context.now()];
    Ok(tx.run(&statements::LINK_IDENTITY, values).await? == 1)
}

/// Notes a sign-in.
pub(crate) async fn note_use(tx: &mut Tx, issuer: &str, subject: &str, now: Timestamp) -> Result<()> {
    tx.run(&statements::USE_IDENTITY, params![issuer, subject, now]).await.map(drop)
}

/// Takes the link of one provider away; tells whether there was one.
pub(crate) async fn unlink(tx: &mut Tx, account: &str, issuer: &str) -> Result<bool> {
    Ok(tx.run(&statements::UNLINK_IDENTITY, params![account, issuer]).await? == 1)
}

/// Takes every link of an account away, because its owner lost every proof.
pub(crate) async fn unlink_all(tx: &mut Tx, account: &str) -> Result<()> {
    tx.run(&statements::UNLINK_ALL, params![account]).await.map(drop)
}
