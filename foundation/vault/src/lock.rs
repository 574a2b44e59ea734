//! What a person's secret is locked with: a password, a passkey, a recovery code.

use argon2::{Algorithm, Argon2, Params, Version};
use base::Context;
use secrecy::{ExposeSecret as _, SecretString};

use crate::{
    aead,
    bound::bind,
    error::{Result, VaultError},
    form::{self, Form},
    keys::KeyId,
    pepper::Pepper,
    secret::{self, Secret32},
};

/// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. The cost stands in each lock, so
/// a higher one takes effect with each person's next change and old locks still open.
pub(crate) const COST: Cost = Cost { memory_kib: 19_456, passes: 2 };
/// No lock in the database may make the program spend more than this.
const HIGHEST: Cost = Cost { memory_kib: 262_144, passes: 8 };
/// Length of the salt, in bytes.
const SALT: usize = 16;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
}

/// Something that a person has or knows, and that locks the person's secret.
#[derive(Debug, Clone)]
pub enum Lock<'a> {
    /// A password; slow by design (Argon2id, about a tenth of a second of one core).
    Password(&'a SecretString),
    /// What a passkey's PRF extension gives: 32 bytes that are secret and random already.
    Passkey(&'a Secret32),
    /// A recovery code of at least 128 random bits.
    Code(&'a SecretString),
}

impl Lock<'_> {
    /// How the kind stands in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Password(_) => "password",
            Self::Passkey(_) => "passkey",
            Self::Code(_) => "code",
        }
    }

    fn key(&self, pepper: &Pepper, salt: &[u8], cost: Cost) -> Result<Secret32> {
        let material = match self {
            Self::Password(password) => return stretch(password, pepper, salt, cost),
            Self::Passkey(secret) => secret.expose(),
            Self::Code(code) => code.expose_secret().as_bytes(),
        };
        let salt = pepper.mac(&bind("lachan.vault.lock/1", &[self.kind().as_bytes(), salt]))?;
        secret::derive(material, salt.expose(), b"lachan.vault.lock/1")
    }

    /// Locks a secret; `bound` says whose it is.
    pub(crate) fn close(&self, context: &Context, pepper: &Pepper, bound: &[u8], text: &Secret32) -> Result<Vec<u8>> {
        let mut salt = [0_u8; SALT];
        context.fill(&mut salt);
        let key = self.key(pepper, &salt, COST)?;
        let locked = aead::lock(context, &key, &self.bound(bound, &salt, COST), text.expose())?;
        let head = [COST.memory_kib.to_be_bytes(), COST.passes.to_be_bytes()].concat();
        Ok(form::write(Form::Person, self.id(), &[&head, &salt, &locked]))
    }

    /// Opens what was locked.
    pub(crate) fn open(&self, pepper: &Pepper, bound: &[u8], locked: &[u8]) -> Result<Secret32> {
        let body = form::read(Form::Person, self.id(), locked)?;
        let (memory, rest) = body.split_first_chunk::<4>().ok_or(VaultError::Form)?;
        let (passes, rest) = rest.split_first_chunk::<4>().ok_or(VaultError::Form)?;
        let (salt, locked) = rest.split_first_chunk::<SALT>().ok_or(VaultError::Form)?;
        let cost = Cost { memory_kib: u32::from_be_bytes(*memory), passes: u32::from_be_bytes(*passes) };
        if cost.memory_kib > HIGHEST.memory_kib || cost.passes > HIGHEST.passes {
            return Err(VaultError::Form);
        }
        let key = self.key(pepper, salt, cost)?;
        Secret32::from_slice(&aead::unlock(&key, &self.bound(bound, salt, cost), locked)?)
    }

    /// A lock has no key that could be named without giving it away, so its kind stands in that place.
    fn id(&self) -> KeyId {
        KeyId::of(self.kind().as_bytes())
    }

    fn bound(&self, bound: &[u8], salt: &[u8], cost: Cost) -> Vec<u8> {
        let cost = [cost.memory_kib.to_be_bytes(), cost.passes.to_be_bytes()].concat();
        bind("lachan.vault.person/1", &[self.kind().as_bytes(), bound, salt, &cost])
    }
}

/// Argon2id with the pepper as its secret input (RFC 9106, section 3.1).
fn stretch(password: &SecretString, pepper: &Pepper, salt: &[u8], cost: Cost) -> Result<Secret32> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|_| VaultError::Cipher)?;
    let argon = Argon2::new_with_secret(pepper.expose(), Algorithm::Argon2id, Version::V0x13, params)
        .map_err(|_| VaultError::Cipher)?;
    let mut key = Secret32::zero();
    argon
        .hash_password_into(password.expose_secret().as_bytes(), salt, key.expose_mut())
        .map_err(|_| VaultError::Cipher)?;
    Ok(key)
}
