//! Bringing a vault back together, and the rehearsal of it.

use access::Actor;
use audit::Entry;
use base::Context;
use db::{Query, Row, Tx, params};
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    people::find_public_key,
    recovery_statements as statements,
    shares::{commitment, share_bound},
    statements as vault_statements,
    vaults::{hold, live_public, put_member},
};
use crate::{
    bound::bind,
    error::{Result, VaultError},
    keys::{KeyPair, PublicKey},
    opener::Opener,
    shamir,
};

/// How long the trustees have.
const OPEN_DAYS: i64 = 7;

/// A recovery, or only the rehearsal of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryKind {
    /// Brings the vault's secret back and makes whoever asked a member.
    Recovery,
    /// Each trustee proves that the share opens and is the one that was given out; nothing is released. The split was
    /// proven when it was made, so enough true shares are a proof that a recovery would succeed.
    Rehearsal,
}

impl RecoveryKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Recovery => "recovery",
            Self::Rehearsal => "rehearsal",
        }
    }

    fn of(text: &str) -> Self {
        if text == "recovery" { Self::Recovery } else { Self::Rehearsal }
    }
}

/// A recovery that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRecovery {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: RecoveryKind,
    /// Who asked.
    pub account: String,
    /// When.
    pub opened_at: Timestamp,
    /// Until when shares may be handed in.
    pub ends_at: Timestamp,
    /// How many shares are needed.
    pub needed: i64,
    /// How many were handed in.
    pub given: i64,
}

/// Begins a recovery or a rehearsal at an agency, in place of an earlier one of the same person; tells its id. The reason
/// goes into the log.
///
/// # Errors
/// [`VaultError::Refused`] when the vault is not split; [`VaultError::NoPersonKey`] when whoever recovers has no key pair.
pub async fn begin_recovery(
    tx: &mut Tx,
    context: &Context,
    by: &Actor,
    kind: RecoveryKind,
    agency: &str,
    reason: &str,
) -> Result<String> {
    let set = tx.row(&statements::LIVE_SET, params![agency]).await?.ok_or(VaultError::Refused("not-split"))?;
    let now = context.now();
    tx.run(&statements::END_OPEN, params![agency, &by.account, kind.as_str(), now]).await?;
    let id = context.new_uuid().to_string();
    let (mut public, mut sealed) = (None, None);
    if kind == RecoveryKind::Recovery {
        let (_, person) =
            find_public_key(tx, &by.account).await?.ok_or_else(|| VaultError::NoPersonKey(by.account.clone()))?;
        let pair = KeyPair::generate(context)?;
        public = Some(pair.public().as_bytes().to_vec());
        sealed = Some(person.seal(context, &ephemeral_bound(&id, &by.account), pair.secret().expose())?);
    }
    let ends_at = now.checked_add((OPEN_DAYS * 24).hours()).unwrap_or(now);
    let set_no = set.int("set_no")?;
    let values = params![&id, kind.as_str(), agency, set_no, &by.account, public, sealed, now, ends_at];
    tx.run(&statements::BEGIN, values).await?;
    let action = format!("vault.begin_{}", kind.as_str());
    let entry = Entry::change(&action, "vault", agency).reason(reason).payload(json!({ "recovery": id }));
    audit::record(tx, context, by, &entry).await?;
    Ok(id)
}

/// The recoveries that are open at an agency, for its trustees to see.
///
/// # Errors
/// Only the database's.
pub async fn list_open_recoveries(q: &mut impl Query, context: &Context, agency: &str) -> Result<Vec<OpenRecovery>> {
    let rows = q.rows(&statements::LIST_OPEN, params![agency, context.now()]).await?;
    rows.iter()
        .map(|row| {
            Ok(OpenRecovery {
                id: row.text("id")?,
                kind: RecoveryKind::of(&row.text("kind")?),
                account: row.text("account")?,
                opened_at: row.instant("opened_at")?,
                ends_at: row.instant("ends_at")?,
                needed: row.int("needed")?,
                given: row.int("given")?,
            })
        })
        .collect()
}

/// Hands a trustee's share in: sealed to the one who recovers, or only proven where it is a rehearsal. A rehearsal is
/// done with the last share that was needed. Tells how many are in.
///
/// # Errors
/// [`VaultError::NotHeld`] when it is not open, or the person is no trustee of it; [`VaultError::Closed`] when the share
/// does not open; [`VaultError::Refused`] for one's own recovery, or a second time.
pub async fn hand_in_share(tx: &mut Tx, context: &Context, by: &Actor, opener: &Opener, id: &str) -> Result<usize> {
    opener.must_be(by)?;
    let recovery = find_open(tx, context, id).await?;
    let kind = RecoveryKind::of(&recovery.text("kind")?);
    if kind == RecoveryKind::Recovery && recovery.text("account")? == by.account {
        return Err(VaultError::Refused("own-recovery"));
    }
    let agency = recovery.text("agency")?;
    let share = open_share(tx, opener, &agency, recovery.int("set_no")?).await?;
    let sealed = match recovery.opt_blob("ephemeral_public")? {
        Some(public) if kind == RecoveryKind::Recovery => {
            Some(PublicKey::from_slice(&public)?.seal(context, &given_bound(id, &by.account), &share)?)
        }
        _ => None,
    };
    if tx.run(&statements::GIVE, params![id, &by.account, sealed, context.now()]).await? != 1 {
        return Err(VaultError::Refused("share-given"));
    }
    let given = tx.rows(&statements::LIST_GIVEN, params![id]).await?.len();
    let payload = json!({ "recovery": id, "given": given });
    let entry = Entry::change("vault.hand_in_share", "vault", &agency).payload(payload.clone());
    audit::record(tx, context, by, &entry).await?;
    if kind == RecoveryKind::Rehearsal
        && i64::try_from(given).is_ok_and(|given| recovery.int("needed").is_ok_and(|needed| given >= needed))
    {
        tx.run(&statements::DONE, params![id, context.now()]).await?;
        let entry = Entry::change("vault.pass_rehearsal", "vault", &agency).payload(payload);
        audit::record(tx, context, by, &entry).await?;
    }
    Ok(given)
}

/// Brings the vault's secret back from the shares handed in and makes whoever asked a member. The secret exists for this
/// moment only, in this person's session.
///
/// # Errors
/// [`VaultError::NotHeld`] when it is not this person's open recovery, [`VaultError::Refused`] when shares are missing or
/// the vault was rotated meanwhile.
pub async fn finish_recovery(tx: &mut Tx, context: &Context, by: &Actor, opener: &Opener, id: &str) -> Result<()> {
    opener.must_be(by)?;
    let recovery = find_open(tx, context, id).await?;
    if recovery.text("account")? != by.account || RecoveryKind::of(&recovery.text("kind")?) != RecoveryKind::Recovery {
        return Err(VaultError::NotHeld);
    }
    let agency = recovery.text("agency")?;
    let (version, public) = live_public(tx, &agency).await?;
    if version != recovery.int("vault_version")? {
        return Err(VaultError::Refused("recovery-outdated"));
    }
    hold(tx, &agency, version).await?;
    let ephemeral = recovery.opt_blob("ephemeral_sealed")?.ok_or(VaultError::NotHeld)?;
    let secret = opener.person().pair().open_secret(&ephemeral_bound(id, &by.account), &ephemeral)?;
    let ephemeral = KeyPair::from_secret(secret)?;
    let shares = given_shares(tx, &ephemeral, id).await?;
    let needed = u8::try_from(recovery.int("needed")?).map_err(|_| VaultError::Form)?;
    let pair = KeyPair::from_secret(shamir::combine(needed, shares.iter().map(|share| share.as_slice()))?)?;
    if *pair.public() != public {
        return Err(VaultError::Closed);
    }
    put_member(tx, context, (&agency, version), &pair, &by.account, &by.account).await?;
    tx.run(&vault_statements::REMOVE_WAITING, params![&agency, &by.account]).await?;
    tx.run(&statements::DONE, params![id, context.now()]).await?;
    tx.run(&statements::DROP_GIVEN, params![id]).await?;
    let payload = json!({ "recovery": id, "shares": shares.len() });
    audit::record(tx, context, by, &Entry::change("vault.finish_recovery", "vault", &agency).payload(payload)).await?;
    Ok(())
}

async fn find_open(tx: &mut Tx, context: &Context, id: &str) -> Result<Row> {
    // Two trustees at once count each other.
    if tx.run(&statements::HOLD_OPEN, params![id]).await? != 1 {
        return Err(VaultError::NotHeld);
    }
    tx.row(&statements::FIND_OPEN, params![id, context.now()]).await?.ok_or(VaultError::NotHeld)
}

async fn open_share(tx: &mut Tx, opener: &Opener, agency: &str, set_no: i64) -> Result<Zeroizing<Vec<u8>>> {
    let row = tx.row(&statements::FIND_SHARE, params![agency, set_no, opener.account()]).await?;
    let row = row.ok_or(VaultError::NotHeld)?;
    let person_version = row.int("person_version")?;
    if person_version != opener.person().version() {
        return Err(VaultError::Closed);
    }
    let bound = share_bound((agency, set_no), row.int("vault_version")?, opener.account(), person_version);
    let share = opener.person().pair().open(&bound, &row.blob("sealed")?)?;
    if commitment(agency, set_no, &share) == row.text("commitment")? { Ok(share) } else { Err(VaultError::Closed) }
}

async fn given_shares(tx: &mut Tx, ephemeral: &KeyPair, id: &str) -> Result<Vec<Zeroizing<Vec<u8>>>> {
    let mut shares = Vec::new();
    for row in tx.rows(&statements::LIST_GIVEN, params![id]).await? {
        let sealed = row.opt_blob("sealed")?.ok_or(VaultError::Form)?;
        shares.push(ephemeral.open(&given_bound(id, &row.text("account")?), &sealed)?);
    }
    Ok(shares)
}

fn ephemeral_bound(id: &str, account: &str) -> Vec<u8> {
    bind("lachan.vault.recovery-key/1", &[id.as_bytes(), account.as_bytes()])
}

fn given_bound(id: &str, account: &str) -> Vec<u8> {
    bind("lachan.vault.given-share/1", &[id.as_bytes(), account.as_bytes()])
}
