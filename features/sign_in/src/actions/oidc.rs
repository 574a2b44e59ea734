//! Signing in, and linking an account, through a provider of sign-in (OpenID Connect).
//!
//! The provider's word stands in the place of the password and of nothing else: the second proof, the locks and the ends
//! of sessions are those of every sign-in. Who it is, is told by a link of issuer and subject that the owner of an account
//! made, never by an e-mail address; whom no account is linked to gets none.

use ::web::{Problem, Services};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{log, sign_in::stage};
use crate::{
    model::{Linked, Mood, Stage},
    provider::{Identity, NotTold, Provider},
    store::{
        self, NewSession, administration, identities,
        proofs::{self, AT_PROVIDER},
    },
};

/// The kind of an identity that waits for the owner's word before it is linked.
const TO_LINK: &str = "oidc-link";

/// What is kept while a browser is at the provider.
#[derive(Debug, Serialize, Deserialize)]
struct Pending {
    nonce: String,
    verifier: String,
    /// SHA-256 of what the browser's cookie holds: another browser brings nothing back.
    browser: String,
    next: String,
}

/// Where a browser goes, and what its cookie holds meanwhile.
#[derive(Debug)]
pub(crate) struct Away {
    pub(crate) address: String,
    pub(crate) cookie: String,
}

/// What a browser brings back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Back<'a> {
    pub(crate) state: &'a str,
    /// Absent where the provider refused.
    pub(crate) code: Option<&'a str>,
    /// The name that the provider gives itself, where it does (RFC 9207).
    pub(crate) issuer: Option<&'a str>,
    pub(crate) cookie: Option<&'a str>,
    pub(crate) old_session: Option<&'a str>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Returned {
    /// Nobody asked for it from this browser, or it was brought before, or it took too long.
    Stale,
    /// The person, or the provider for them, said no.
    Declined,
    /// The provider does not answer.
    Down,
    /// It answers what must not be believed.
    Wrong,
    /// No account in use is linked to this identity.
    Unknown,
    /// Signed in as far as `stage`.
    SignedIn { session: NewSession, stage: Stage, next: String },
    /// Somebody who is signed in has shown an identity, and says next whether to link it.
    ToLink { account: String, asked: String, subject: String },
}

/// Sends a browser to the provider: to sign in, or to link the `account` of somebody who is signed in.
pub(crate) async fn send_away(
    services: &Services,
    provider: &Provider,
    account: Option<&str>,
    next: &str,
) -> Result<Result<Away, Returned>, Problem> {
    let [nonce, verifier, cookie] = std::array::from_fn(|_| random(services));
    let browser = base::sha256_hex(cookie.as_bytes());
    let pending =
        written(&Pending { nonce: nonce.clone(), verifier: verifier.clone(), browser, next: next.to_owned() })?;
    let mut tx = services.db.begin().await?;
    let state = proofs::add_challenge(&mut tx, &services.context, account, AT_PROVIDER, &pending).await?;
    tx.commit().await?;
    Ok(match provider.address(services.context.now(), &state, &nonce, &verifier).await {
        Ok(address) => Ok(Away { address, cookie }),
        Err(error) => Err(not_told(&error)),
    })
}

/// Takes what a browser brought back from the provider.
pub(crate) async fn come_back(services: &Services, provider: &Provider, back: Back<'_>) -> Result<Returned, Problem> {
    let Some((account, pending)) = take(services, back).await? else {
        return failed(services, "stale", Returned::Stale).await;
    };
    if back.issuer.is_some_and(|issuer| issuer != provider.issuer()) {
        return failed(services, "issuer", Returned::Wrong).await;
    }
    let Some(code) = back.code else { return failed(services, "declined", Returned::Declined).await };
    match provider.identity(services.context.now(), code, &pending.nonce, &pending.verifier).await {
        Err(error) => failed(services, "provider", not_told(&error)).await,
        Ok(identity) => match account {
            Some(account) => to_link(services, account, identity).await,
            None => enter(services, identity, back.old_session, pending.next).await,
        },
    }
}

/// What is kept of this browser's way to the provider; whatever it is worth, it is used up.
async fn take(services: &Services, back: Back<'_>) -> Result<Option<(Option<String>, Pending)>, Problem> {
    let mut tx = services.db.begin().await?;
    let taken = proofs::take_challenge(&mut tx, back.state, AT_PROVIDER, services.context.now()).await?;
    tx.commit().await?;
    let (Some((account, pending)), Some(cookie)) = (taken, back.cookie) else { return Ok(None) };
    let Ok(pending) = serde_json::from_str::<Pending>(&pending) else { return Ok(None) };
    Ok((pending.browser == base::sha256_hex(cookie.as_bytes())).then_some((account, pending)))
}

/// Opens a session for the account that an identity is linked to.
async fn enter(
    services: &Services,
    identity: Identity,
    old_session: Option<&str>,
    next: String,
) -> Result<Returned, Problem> {
    let now = services.context.now();
    let mut q = &services.db;
    let account = match identities::account_of(&mut q, &identity.issuer, &identity.subject).await? {
        Some(account) => store::account_by_id(&mut q, &account).await?,
        None => None,
    };
    let Some(account) = account else { return failed(services, "unknown", Returned::Unknown).await };
    let stage = stage(services, &account).await?;
    let mut tx = services.db.begin().await?;
    store::end_stale(&mut tx, &account.id, now).await?;
    if let Some(secret) = old_session {
        store::end_session(&mut tx, secret).await?;
    }
    if stage == Stage::Full {
        administration::note_sign_in(&mut tx, &account.id, now).await?;
    }
    identities::note_use(&mut tx, &identity.issuer, &identity.subject, now).await?;
    let session = store::add_session(&mut tx, &services.context, &account.id, stage, Mood::Free).await?;
    let more = json!({ "stage": stage.as_str(), "proof": AT_PROVIDER });
    log::of(&mut tx, services, "sign_in.sign_in", &account.id, more).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, stage = stage.as_str(), "the provider's word accepted");
    Ok(Returned::SignedIn { session, stage, next })
}

/// Keeps a proven identity until the owner of the account says whether to link it: so nobody who lures a browser through
/// here with an identity of their own links that.
async fn to_link(services: &Services, account: String, identity: Identity) -> Result<Returned, Problem> {
    let mut tx = services.db.begin().await?;
    let asked =
        proofs::add_challenge(&mut tx, &services.context, Some(&account), TO_LINK, &written(&identity)?).await?;
    tx.commit().await?;
    Ok(Returned::ToLink { account, asked, subject: identity.subject })
}

/// Why nothing was linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkRefused {
    /// It took too long, or was done already.
    Stale,
    /// The identity belongs to another account, or the account has one already.
    Taken,
}

/// Links the identity that was shown to the account of its owner, who was proven a moment ago.
pub(crate) async fn link(services: &Services, account: &str, asked: &str) -> Result<Result<(), LinkRefused>, Problem> {
    let mut tx = services.db.begin().await?;
    let taken = proofs::take_challenge(&mut tx, asked, TO_LINK, services.context.now()).await?;
    let Some((Some(owner), identity)) = taken else { return Ok(Err(LinkRefused::Stale)) };
    let (true, Ok(identity)) = (owner == account, serde_json::from_str::<Identity>(&identity)) else {
        return Ok(Err(LinkRefused::Stale));
    };
    if !identities::link(&mut tx, &services.context, account, &identity.issuer, &identity.subject).await? {
        return Ok(Err(LinkRefused::Taken));
    }
    let more = json!({ "issuer": identity.issuer, "subject": identity.subject });
    log::of(&mut tx, services, "sign_in.link_identity", account, more).await?;
    tx.commit().await?;
    tracing::info!(account, "identity linked");
    Ok(Ok(()))
}

/// Takes the link to the provider away; tells whether there was one.
pub(crate) async fn unlink(services: &Services, provider: &Provider, account: &str) -> Result<bool, Problem> {
    let mut tx = services.db.begin().await?;
    if !identities::unlink(&mut tx, account, provider.issuer()).await? {
        return Ok(false);
    }
    log::of(&mut tx, services, "sign_in.unlink_identity", account, json!({ "issuer": provider.issuer() })).await?;
    tx.commit().await?;
    tracing::info!(account, "identity unlinked");
    Ok(true)
}

/// What an account is linked to at the provider.
pub(crate) async fn linked(services: &Services, provider: &Provider, account: &str) -> Result<Option<Linked>, Problem> {
    Ok(identities::of(&mut &services.db, account, provider.issuer()).await?)
}

fn not_told(error: &NotTold) -> Returned {
    tracing::warn!(%error, "a provider of sign-in told nobody's name");
    match error {
        NotTold::Down(_) => Returned::Down,
        NotTold::Wrong(_) => Returned::Wrong,
    }
}

/// Writes into the log that somebody came back in vain. Which identity it was stands nowhere: it may be a stranger's.
async fn failed(services: &Services, why: &str, returned: Returned) -> Result<Returned, Problem> {
    let mut tx = services.db.begin().await?;
    let more: Value = json!({ "proof": AT_PROVIDER, "why": why });
    log::of(&mut tx, services, "sign_in.sign_in_failed", "", more).await?;
    tx.commit().await?;
    Ok(returned)
}

fn written(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::Unexpected(format!("provider: {error}")))
}

/// 256 random bits: within the 43 to 128 signs that RFC 7636 §4.1 asks of a verifier.
fn random(services: &Services) -> String {
    let mut bytes = [0_u8; 32];
    services.context.fill(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
