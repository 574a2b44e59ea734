//! Passkeys (WebAuthn): a key pair in the person's phone or computer, unlocked by a finger or a PIN. It proves two things
//! at once, knows the address of the site, and no wrong password ever locks it.

use ::web::{Problem, Services};
use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::log;
use crate::{
    model::PasskeyRow,
    store::{self, proofs},
};

/// What a browser is asked to do: the library's options as JSON, and the name under which the answer comes back.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) options: String,
}

/// The site as passkeys know it.
#[derive(Debug)]
pub(crate) struct Site {
    webauthn: Webauthn,
    authority: String,
}

impl Site {
    /// The site of an address as `https://138.tinh.example`; nothing where it is not one that passkeys accept (an
    /// address of numbers, or without TLS on another machine than this).
    pub(crate) fn of(origin: &str) -> Option<Self> {
        let url = Url::parse(origin).ok()?;
        let domain = url.domain()?.to_owned();
        if url.scheme() != "https" && domain != "localhost" {
            return None;
        }
        let authority = url.port().map_or_else(|| domain.clone(), |port| format!("{domain}:{port}"));
        let webauthn = WebauthnBuilder::new(&domain, &url).ok()?.rp_name("Lá Chắn").build().ok()?;
        Some(Self { webauthn, authority })
    }

    /// Whether a browser that asks for this host stands on the site.
    pub(crate) fn is_at(&self, host: &str) -> bool {
        self.authority == host
    }
}

fn broken(error: &WebauthnError) -> Problem {
    Problem::Unexpected(format!("passkey: {error:?}"))
}

fn written(value: &impl serde::Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::Unexpected(format!("passkey: {error}")))
}

/// Asks a browser to make a passkey for an account.
pub(crate) async fn ask_to_make(
    services: &Services,
    site: &Site,
    account: &str,
    login: &str,
    name: &str,
) -> Result<Asked, Problem> {
    let handle = Uuid::parse_str(account).map_err(|_| Problem::NotFound)?;
    let known = proofs::passkeys(&mut &services.db, account).await?;
    let known = known.iter().filter_map(read).map(|key| key.cred_id().clone()).collect();
    let (options, state) =
        site.webauthn.start_passkey_registration(handle, login, name, Some(known)).map_err(|error| broken(&error))?;
    // Found again without a name typed: so the sign-in page asks for none, and tells none.
    let mut options =
        serde_json::to_value(&options.public_key).map_err(|error| Problem::Unexpected(format!("passkey: {error}")))?;
    if let Some(selection) = options.get_mut("authenticatorSelection").and_then(|one| one.as_object_mut()) {
        selection.insert("residentKey".to_owned(), "required".into());
        selection.insert("requireResidentKey".to_owned(), true.into());
    }
    let mut tx = services.db.begin().await?;
    let id = proofs::add_challenge(&mut tx, &services.context, Some(account), "make", &written(&state)?).await?;
    tx.commit().await?;
    Ok(Asked { id, options: options.to_string() })
}

/// Keeps the passkey that a browser made; tells whether it did make one.
pub(crate) async fn keep_made(
    services: &Services,
    site: &Site,
    account: &str,
    asked: &str,
    answer: &str,
    name: &str,
) -> Result<bool, Problem> {
    let mut tx = services.db.begin().await?;
    let taken = proofs::take_challenge(&mut tx, asked, "make", services.context.now()).await?;
    tx.commit().await?;
    let Some((Some(owner), state)) = taken else { return Ok(false) };
    let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else { return Ok(false) };
    let Ok(state) = serde_json::from_str::<PasskeyRegistration>(&state) else { return Ok(false) };
    if owner != account {
        return Ok(false);
    }
    let Ok(passkey) = site.webauthn.finish_passkey_registration(&answer, &state) else { return Ok(false) };
    let credential = base64_url(passkey.cred_id());
    let mut tx = services.db.begin().await?;
    let kept = proofs::add_passkey(&mut tx, &services.context, account, &credential, name, &written(&passkey)?).await?;
    log::of(&mut tx, services, "sign_in.make_passkey", account, Value::Null).await?;
    tx.commit().await?;
    tracing::info!(account, kept, "passkey made");
    Ok(kept)
}

/// Asks a browser for any passkey of this site: no name is typed, and none is told.
pub(crate) async fn ask_for_any(services: &Services, site: &Site) -> Result<Asked, Problem> {
    let (options, state) = site.webauthn.start_discoverable_authentication().map_err(|error| broken(&error))?;
    ask(services, None, "any", &written(&options.public_key)?, &written(&state)?).await
}

/// Asks a browser for a passkey of this account.
pub(crate) async fn ask_for_own(services: &Services, site: &Site, account: &str) -> Result<Option<Asked>, Problem> {
    let keys = proofs::passkeys(&mut &services.db, account).await?;
    let keys: Vec<Passkey> = keys.iter().filter_map(read).collect();
    if keys.is_empty() {
        return Ok(None);
    }
    let (options, state) = site.webauthn.start_passkey_authentication(&keys).map_err(|error| broken(&error))?;
    ask(services, Some(account), "own", &written(&options.public_key)?, &written(&state)?).await.map(Some)
}

async fn ask(
    services: &Services,
    account: Option<&str>,
    kind: &str,
    options: &str,
    state: &str,
) -> Result<Asked, Problem> {
    let mut tx = services.db.begin().await?;
    let id = proofs::add_challenge(&mut tx, &services.context, account, kind, state).await?;
    tx.commit().await?;
    Ok(Asked { id, options: options.to_owned() })
}

/// The account whose passkey answered, if it answered rightly.
pub(crate) async fn who_answered(
    services: &Services,
    site: &Site,
    asked: &str,
    answer: &str,
) -> Result<Option<String>, Problem> {
    let now = services.context.now();
    let mut tx = services.db.begin().await?;
    let taken = proofs::take_challenge(&mut tx, asked, "any", now).await?;
    tx.commit().await?;
    let Some((None, state)) = taken else { return Ok(None) };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(None) };
    let Ok(state) = serde_json::from_str::<DiscoverableAuthentication>(&state) else { return Ok(None) };
    let Ok((handle, credential)) = site.webauthn.identify_discoverable_authentication(&answer) else {
        return Ok(None);
    };
    let row = proofs::passkey_by_credential(&mut &services.db, &base64_url(credential)).await?;
    let Some(row) = row.filter(|row| row.account == handle.to_string()) else { return Ok(None) };
    let Some(mut passkey) = read(&row) else { return Ok(None) };
    let key = DiscoverableKey::from(&passkey);
    let Ok(result) = site.webauthn.finish_discoverable_authentication_v2(&answer, state, &key) else {
        return Ok(None);
    };
    passkey.update_credential(&result);
    note_use(services, &row, &passkey).await?;
    Ok(Some(row.account))
}

/// Whether a passkey of this account answered rightly.
pub(crate) async fn own_answered(
    services: &Services,
    site: &Site,
    account: &str,
    asked: &str,
    answer: &str,
) -> Result<bool, Problem> {
    let mut tx = services.db.begin().await?;
    let taken = proofs::take_challenge(&mut tx, asked, "own", services.context.now()).await?;
    tx.commit().await?;
    let Some((Some(owner), state)) = taken else { return Ok(false) };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(false) };
    let Ok(state) = serde_json::from_str::<PasskeyAuthentication>(&state) else { return Ok(false) };
    let Ok(result) = site.webauthn.finish_passkey_authentication(&answer, &state) else { return Ok(false) };
    let row = proofs::passkey_by_credential(&mut &services.db, &base64_url(result.cred_id())).await?;
    let Some(row) = row.filter(|row| row.account == account && owner == account) else { return Ok(false) };
    let Some(mut passkey) = read(&row) else { return Ok(false) };
    passkey.update_credential(&result);
    note_use(services, &row, &passkey).await?;
    Ok(true)
}

async fn note_use(services: &Services, row: &PasskeyRow, passkey: &Passkey) -> Result<(), Problem> {
    let data = written(passkey)?;
    let mut tx = services.db.begin().await?;
    proofs::use_passkey(&mut tx, &row.id, &data, services.context.now()).await?;
    store::forget_attempts(&mut tx, &super::second_proof::counted_as(&row.account)).await?;
    tx.commit().await?;
    Ok(())
}

fn read(row: &PasskeyRow) -> Option<Passkey> {
    serde_json::from_str(&row.data).ok()
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_want_a_name_and_tls_or_this_machine() {
        assert!(Site::of("https://138.tinh.example").is_some_and(|site| site.is_at("138.tinh.example")));
        assert!(Site::of("http://localhost:8138").is_some_and(|site| site.is_at("localhost:8138")));
        assert!(!Site::of("https://138.tinh.example").is_some_and(|site| site.is_at("other.example")));
        for bad in ["http://138.tinh.example", "http://127.0.0.1:8138", "", "138.tinh.example"] {
            assert!(Site::of(bad).is_none(), "{bad}");
        }
    }
}
