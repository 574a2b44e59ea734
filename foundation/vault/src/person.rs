//! A person's key pair: whatever is sealed for the person is sealed to it.

use std::fmt;

use base::Context;
use zeroize::Zeroizing;

use crate::{
    aead,
    bound::bind,
    error::{Result, VaultError},
    form::{self, Form},
    keys::{KeyId, KeyPair, PublicKey},
    lock::Lock,
    pepper::Pepper,
    secret::{self, Secret32},
};

/// An opened person: the account with its secret. Exists while somebody is signed in, and nowhere in the database.
#[derive(Clone)]
pub struct Person {
    account: String,
    version: i64,
    pair: KeyPair,
}

/// A person's key as the database has it: the public half and one lock around the secret half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedPerson {
    /// The account.
    pub account: String,
    /// Version of the key pair, from 1.
    pub version: i64,
    /// The public half.
    pub public: PublicKey,
    /// The secret half, locked.
    pub locked: Vec<u8>,
}

impl Person {
    /// A new key pair for an account, with the version after `before` (0 for the first).
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn create(context: &Context, account: &str, before: i64) -> Result<Self> {
        Ok(Self { account: account.to_owned(), version: before + 1, pair: KeyPair::generate(context)? })
    }

    /// Locks the person's secret. With a password it takes about a tenth of a second: call it where blocking is allowed,
    /// a few at a time, and never inside a transaction.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn lock(&self, context: &Context, lock: &Lock<'_>, pepper: &Pepper) -> Result<LockedPerson> {
        let bound = bound(&self.account, self.version, self.pair.public());
        Ok(LockedPerson {
            account: self.account.clone(),
            version: self.version,
            public: *self.pair.public(),
            locked: lock.close(context, pepper, &bound, self.pair.secret())?,
        })
    }

    /// Opens a locked person. That it opens is the proof that the password was right, so no second hash is needed.
    ///
    /// # Errors
    /// [`VaultError::Closed`] for a wrong password, pepper, account or version.
    pub fn unlock(locked: &LockedPerson, lock: &Lock<'_>, pepper: &Pepper) -> Result<Self> {
        let bound = bound(&locked.account, locked.version, &locked.public);
        let secret = lock.open(pepper, &bound, &locked.locked)?;
        Self::of(&locked.account, locked.version, secret, Some(&locked.public))
    }

    /// A locked person that nobody can open, at the price of a real one: opened in place of an account that does not
    /// exist, so that both take the same time.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn nobody(context: &Context, pepper: &Pepper) -> Result<LockedPerson> {
        let password = secrecy::SecretString::from(format!("{}", context.new_uuid()));
        Self::create(context, "", 0)?.lock(context, &Lock::Password(&password), pepper)
    }

    fn of(account: &str, version: i64, secret: Secret32, public: Option<&PublicKey>) -> Result<Self> {
        let pair = KeyPair::from_secret(secret)?;
        if public.is_some_and(|public| public != pair.public()) {
            return Err(VaultError::Closed);
        }
        Ok(Self { account: account.to_owned(), version, pair })
    }

    /// The account.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Version of the key pair.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        self.pair.public()
    }

    /// Opens what was sealed to the person's public half ([`PublicKey::seal`]) with the same `bound`: what nobody else is
    /// to read, as an unfinished draft.
    ///
    /// # Errors
    /// [`VaultError::Closed`] for another person's, or one sealed to the pair of before a lost password.
    pub fn open(&self, bound: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        self.pair.open(bound, sealed)
    }

    pub(crate) fn pair(&self) -> &KeyPair {
        &self.pair
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({}, version {})", self.account, self.version)
    }
}

fn bound(account: &str, version: i64, public: &PublicKey) -> Vec<u8> {
    bind("lachan.vault.person/1", &[account.as_bytes(), &version.to_be_bytes(), public.as_bytes()])
}

/// The person of a session, wrapped under a key that only the browser's cookie gives: the session's row holds the
/// wrapped bytes, the cookie the secret, and a stolen table opens nothing.
#[derive(Debug, Clone, Copy)]
pub struct SessionWrap<'a> {
    /// Id of the session.
    pub session: &'a str,
    /// The secret of the browser's cookie: at least 32 random bytes in whatever spelling.
    pub cookie: &'a str,
}

impl SessionWrap<'_> {
    /// Wraps an opened person for the session's row.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn wrap(&self, context: &Context, person: &Person) -> Result<Vec<u8>> {
        let locked = aead::lock(
            context,
            &self.key()?,
            &self.bound(&person.account, person.version),
            person.pair.secret().expose(),
        )?;
        Ok(form::write(Form::Session, Self::id(), &[&person.version.to_be_bytes(), &locked]))
    }

    /// Opens the person of a session's row; takes microseconds.
    ///
    /// # Errors
    /// [`VaultError::Closed`] for another cookie, session or account.
    pub fn unwrap(&self, account: &str, wrapped: &[u8]) -> Result<Person> {
        let body = form::read(Form::Session, Self::id(), wrapped)?;
        let (version, locked) = body.split_first_chunk::<8>().ok_or(VaultError::Form)?;
        let version = i64::from_be_bytes(*version);
        let secret = Secret32::from_slice(&aead::unlock(&self.key()?, &self.bound(account, version), locked)?)?;
        Person::of(account, version, secret, None)
    }

    fn key(&self) -> Result<Secret32> {
        secret::derive(self.cookie.as_bytes(), self.session.as_bytes(), b"lachan.vault.session/1")
    }

    fn bound(&self, account: &str, version: i64) -> Vec<u8> {
        bind("lachan.vault.session/1", &[self.session.as_bytes(), account.as_bytes(), &version.to_be_bytes()])
    }

    fn id() -> KeyId {
        KeyId::of(b"cookie")
    }
}
