//! Hashing passwords: Argon2id, a few at a time, away from the threads that answer pages.

use std::{fmt, sync::LazyLock, thread::available_parallelism};

use argon2::{Argon2, Params, PasswordHasher as _, password_hash::phc::PasswordHash};
use base::Context;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;
use thiserror::Error;
use tokio::sync::Semaphore;

/// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. One hash takes about 0.1 s of a
/// core, which a storm of sign-ins in the morning still bears (ux.md §8).
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hash of a password that nobody has: verified in place of an account's where there is no account, so that both
/// take the same time.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bGFjaGFuLW5vYm9keS0xMzg$\
                      Zm9yLW5hbWVzLXRoYXQtbm8tYWNjb3VudC1oYXMtMTM";

/// As many hashes at once as there are cores: more would only make all of them slower.
static TURNS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, std::num::NonZero::get)));

/// A password as it is stored: never the password itself.
#[derive(Clone, PartialEq, Eq)]
pub struct HashedPassword(String);

impl HashedPassword {
    /// A stored hash in the PHC form.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }

    /// What stands in for the hash of an account that does not exist.
    pub(crate) fn of_nobody() -> Self {
        Self(NOBODY.to_owned())
    }

    pub(crate) fn as_text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// Hashing did not come to an end; says nothing about the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the password could not be hashed")]
pub struct HashingFailed;

/// Hashes a password for storing. Takes about a tenth of a second: never between `begin` and `commit`.
pub async fn hash_password(context: &Context, password: &SecretString) -> Result<HashedPassword, HashingFailed> {
    let mut salt = [0_u8; 16];
    context.fill(&mut salt);
    let password = password.clone();
    in_turn(move || {
        let hash = hasher()?.hash_password_with_salt(password.expose_secret().as_bytes(), &salt);
        Ok(HashedPassword(hash.map_err(|_| HashingFailed)?.to_string()))
    })
    .await
}

/// What a typed password turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judged {
    /// The stored one.
    Right,
    /// The duress code that stands beside it.
    Duress,
    /// Neither.
    Wrong,
}

/// Judges a password against the stored hash and the duress code beside it. Both stand under one salt, so one hash is
/// computed whatever was typed, and the time tells nothing.
pub(crate) async fn judge(
    hash: HashedPassword,
    duress: Option<HashedPassword>,
    password: &SecretString,
) -> Result<Judged, HashingFailed> {
    let password = password.clone();
    in_turn(move || {
        let stored = PasswordHash::new(&hash.0).map_err(|_| HashingFailed)?;
        let computed = under_salt_of(&stored, &password)?;
        // Both comparisons always happen.
        let is_right = is_same(&stored, &computed);
        let is_duress = duress
            .and_then(|duress| PasswordHash::new(&duress.0).ok())
            .is_some_and(|duress| duress.salt == stored.salt && is_same(&duress, &computed));
        Ok(if is_right {
            Judged::Right
        } else if is_duress {
            Judged::Duress
        } else {
            Judged::Wrong
        })
    })
    .await
}

/// Whether a password is the stored one; a duress code is not.
pub(crate) async fn is_right(hash: HashedPassword, password: &SecretString) -> Result<bool, HashingFailed> {
    Ok(judge(hash, None, password).await? == Judged::Right)
}

/// Hashes a duress code under the salt of the password that it stands beside.
pub(crate) async fn hash_beside(hash: HashedPassword, code: &SecretString) -> Result<HashedPassword, HashingFailed> {
    let code = code.clone();
    in_turn(move || {
        let stored = PasswordHash::new(&hash.0).map_err(|_| HashingFailed)?;
        let salt = stored.salt.as_ref().ok_or(HashingFailed)?;
        let argon = Argon2::from(Params::try_from(&stored.params).map_err(|_| HashingFailed)?);
        let beside = argon.hash_password_with_salt(code.expose_secret().as_bytes(), salt).map_err(|_| HashingFailed)?;
        Ok(HashedPassword(beside.to_string()))
    })
    .await
}

/// The raw hash of a password under the salt and the cost of a stored one.
fn under_salt_of(stored: &PasswordHash, password: &SecretString) -> Result<[u8; 32], HashingFailed> {
    let salt = stored.salt.as_ref().ok_or(HashingFailed)?;
    let argon = Argon2::from(Params::try_from(&stored.params).map_err(|_| HashingFailed)?);
    let mut computed = [0_u8; 32];
    argon.hash_password_into(password.expose_secret().as_bytes(), salt, &mut computed).map_err(|_| HashingFailed)?;
    Ok(computed)
}

fn is_same(stored: &PasswordHash, computed: &[u8]) -> bool {
    stored.hash.as_ref().is_some_and(|hash| bool::from(hash.as_bytes().ct_eq(computed)))
}

fn hasher() -> Result<Argon2<'static>, HashingFailed> {
    Ok(Argon2::from(Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| HashingFailed)?))
}

/// Does slow work away from the threads that answer pages, as many at once as there are cores.
pub(crate) async fn in_turn<T: Send + 'static, E: From<HashingFailed> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let _turn = TURNS.acquire().await.map_err(|_| HashingFailed)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| HashingFailed)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_opens_with_its_password_only() {
        let hash = hash_password(&Context::system(), &"một câu đủ dài".into()).await.unwrap();

        assert!(is_right(hash.clone(), &"một câu đủ dài".into()).await.unwrap());
        assert!(!is_right(hash.clone(), &"một câu khác hẳn".into()).await.unwrap());
        assert_eq!(format!("{hash:?}"), "[sealed]");
    }

    #[tokio::test]
    async fn a_duress_code_stands_beside_its_password_under_the_same_salt() {
        let hash = hash_password(&Context::system(), &"một câu đủ dài".into()).await.unwrap();
        let beside = hash_beside(hash.clone(), &"câu khi bị ép buộc".into()).await.unwrap();
        let judged = async |typed: &str| judge(hash.clone(), Some(beside.clone()), &typed.into()).await.unwrap();

        assert_eq!(judged("một câu đủ dài").await, Judged::Right);
        assert_eq!(judged("câu khi bị ép buộc").await, Judged::Duress);
        assert_eq!(judged("câu khác").await, Judged::Wrong);
        assert!(!is_right(hash.clone(), &"câu khi bị ép buộc".into()).await.unwrap());
        let other = hash_password(&Context::system(), &"câu khi bị ép buộc".into()).await.unwrap();
        assert_eq!(judge(hash, Some(other), &"câu khi bị ép buộc".into()).await.unwrap(), Judged::Wrong);
    }

    #[tokio::test]
    async fn the_hash_of_nobody_costs_what_a_real_one_costs() {
        let real = hash_password(&Context::system(), &"một câu đủ dài".into()).await.unwrap();
        let (real, nobody) = (PasswordHash::new(&real.0).unwrap(), PasswordHash::new(NOBODY).unwrap());

        assert_eq!(real.algorithm, nobody.algorithm);
        assert_eq!(real.version, nobody.version);
        assert_eq!(real.params.to_string(), nobody.params.to_string());
        assert_eq!(real.hash.unwrap().len(), nobody.hash.unwrap().len());
        assert!(!is_right(HashedPassword::of_nobody(), &"".into()).await.unwrap());
    }
}
