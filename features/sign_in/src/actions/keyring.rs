//! What members, leaders and trustees do with the keys of an agency. The vault logs each of these itself.

use ::web::{Problem, Services};
use access::{Actor, Permit};
use vault::{Opener, RecoveryKind, VaultError};

use crate::{person::broken, rights::ManageKeys, store};

/// Record keys moved in one transaction, and transactions in one request.
const A_STEP: u32 = 200;
const STEPS: usize = 25;

/// What a rule of the vault says against it: a message key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Against(pub(crate) &'static str);

/// Whether something was done.
pub(crate) type Done<T = ()> = Result<Result<T, Against>, Problem>;

/// What the vault refused, as words where the person can do something about it.
pub(super) fn told<T>(error: VaultError) -> Done<T> {
    let key = match error {
        VaultError::NoPersonKey(_) => "sign-in-keys-no-pair",
        VaultError::LastMember => "sign-in-keys-last",
        VaultError::Closed => "sign-in-keys-closed",
        VaultError::Refused("vault-exists") => "sign-in-keys-exists",
        VaultError::Refused("trustees-unsound") => "sign-in-keys-trustees-unsound",
        VaultError::Refused("not-split") => "sign-in-keys-not-split",
        VaultError::Refused("own-recovery") => "sign-in-keys-own-recovery",
        VaultError::Refused("share-given") => "sign-in-keys-share-given",
        VaultError::Refused("too-few-shares") => "sign-in-keys-too-few",
        VaultError::Refused("recovery-outdated") => "sign-in-keys-outdated",
        VaultError::Refused("own-break-glass") => "sign-in-glass-own",
        VaultError::Refused("receipt-waiting") => "sign-in-glass-receipt-waiting",
        VaultError::Shredded => "sign-in-glass-destroyed",
        VaultError::NotHeld | VaultError::NoVault(_) => return Err(Problem::NotFound),
        VaultError::Changed => return Err(Problem::StaleForm),
        other => return Err(broken(other)),
    };
    Ok(Err(Against(key)))
}

/// The agency of a person who acts for one.
pub(crate) fn agency_of(actor: &Actor) -> Result<&str, Problem> {
    actor.agency.as_deref().ok_or(Problem::NotFound)
}

/// Makes the vault of one's agency, with oneself as its first member.
pub(crate) async fn create(services: &Services, actor: &Actor, _: &Permit<ManageKeys>) -> Done {
    let mut tx = services.db.begin().await?;
    match vault::create_vault(&mut tx, &services.context, actor, agency_of(actor)?, &actor.account).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Lets a colleague have the keys of one's agency.
pub(crate) async fn admit(
    services: &Services,
    actor: &Actor,
    _: &Permit<ManageKeys>,
    opener: &Opener,
    account: &str,
) -> Done {
    let mut tx = services.db.begin().await?;
    // The form offers nobody else; what is sent may name anybody.
    if !store::keyring::is_keeper(&mut tx, agency_of(actor)?, account).await? {
        return Err(Problem::NotFound);
    }
    match vault::admit(&mut tx, &services.context, actor, opener, agency_of(actor)?, account).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Takes the keys from a member (`Some`) or only makes new ones, and moves over what was sealed to the old ones. Tells
/// whether all of it was moved.
pub(crate) async fn renew(
    services: &Services,
    actor: &Actor,
    permit: &Permit<ManageKeys>,
    opener: &Opener,
    without: Option<&str>,
) -> Done<bool> {
    let (context, agency) = (&services.context, agency_of(actor)?);
    let mut tx = services.db.begin().await?;
    let renewed = match without {
        Some(account) => vault::remove_member(&mut tx, context, actor, opener, agency, account).await,
        None => vault::rotate(&mut tx, context, actor, opener, agency).await,
    };
    match renewed {
        Ok(()) => tx.commit().await?,
        Err(error) => return told(error),
    }
    if without == Some(actor.account.as_str()) {
        return Ok(Ok(false));
    }
    move_over(services, actor, permit, opener).await
}

/// Moves what is still sealed to older keys of one's agency; tells whether nothing is left.
pub(crate) async fn move_over(
    services: &Services,
    actor: &Actor,
    _: &Permit<ManageKeys>,
    opener: &Opener,
) -> Done<bool> {
    let agency = agency_of(actor)?;
    for _ in 0..STEPS {
        let mut tx = services.db.begin().await?;
        match vault::reseal_step(&mut tx, &services.context, opener, agency, A_STEP).await {
            Ok(moved) => {
                tx.commit().await?;
                if moved.is_done {
                    return Ok(Ok(true));
                }
            }
            Err(error) => return told(error),
        }
    }
    Ok(Ok(false))
}

/// Divides the secret of one's agency's vault among trustees.
pub(crate) async fn set_trustees(
    services: &Services,
    actor: &Actor,
    _: &Permit<ManageKeys>,
    opener: &Opener,
    (trustees, needed): (&[String], &str),
) -> Done {
    let Ok(needed) = needed.trim().parse() else { return Ok(Err(Against("sign-in-keys-trustees-unsound"))) };
    let trustees: Vec<_> = trustees.iter().map(String::as_str).collect();
    let mut tx = services.db.begin().await?;
    let possible = store::keyring::possible_trustees(&mut tx, &actor.unit).await?;
    if trustees.iter().any(|account| !possible.iter().any(|(known, ..)| known == account)) {
        return Err(Problem::NotFound);
    }
    let context = &services.context;
    match vault::set_trustees(&mut tx, context, actor, opener, agency_of(actor)?, &trustees, needed).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Begins to bring the keys of one's agency back, or a rehearsal of it.
pub(crate) async fn begin(
    services: &Services,
    actor: &Actor,
    _: &Permit<ManageKeys>,
    kind: RecoveryKind,
    reason: &str,
) -> Done {
    if reason.is_empty() || reason.chars().count() > 500 {
        return Ok(Err(Against("sign-in-keys-reason")));
    }
    let mut tx = services.db.begin().await?;
    match vault::begin_recovery(&mut tx, &services.context, actor, kind, agency_of(actor)?, reason).await {
        Ok(_) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Hands in one's share for a recovery or rehearsal. The vault itself sees to it that only its trustees can.
pub(crate) async fn hand_in(services: &Services, actor: &Actor, opener: &Opener, id: &str) -> Done {
    let mut tx = services.db.begin().await?;
    match vault::hand_in_share(&mut tx, &services.context, actor, opener, id).await {
        Ok(_) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Takes the keys back, once enough shares are in.
pub(crate) async fn finish(
    services: &Services,
    actor: &Actor,
    _: &Permit<ManageKeys>,
    opener: &Opener,
    id: &str,
) -> Done {
    let mut tx = services.db.begin().await?;
    match vault::finish_recovery(&mut tx, &services.context, actor, opener, id).await {
        Ok(()) => tx.commit().await.map(Ok).map_err(Into::into),
        Err(error) => told(error),
    }
}

/// Destroys the keys of emergency access whose time is over.
pub(crate) async fn end_break_glasses(services: &Services) -> Result<(), Problem> {
    loop {
        let mut tx = services.db.begin().await?;
        let ended = vault::end_break_glasses(&mut tx, &services.context, A_STEP).await;
        let ended = ended.map_err(|error| Problem::Unexpected(format!("vault: {error}")))?;
        tx.commit().await?;
        if ended < A_STEP as usize {
            return Ok(());
        }
    }
}
