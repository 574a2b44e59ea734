//! The person's key pair at the sign-in (design.md §4): opened with the password, wrapped for the session's row under a
//! key that only the browser's cookie gives, and opened for each request from there.

use ::web::{Problem, Services};
use access::{Actor, Class, Ground};
use db::Tx;
use secrecy::SecretString;
use vault::{Lock, LockedPerson, Opener, Pepper, Person, SessionWrap, VaultError};

use crate::{
    model::{AccountRow, Found, Mood},
    password::{HashingFailed, in_turn},
    store::{self, NewSession},
};

/// The kind of lock that a password is.
const PASSWORD: &str = "password";
/// Which of several: a person has one password.
const MAIN: &str = "main";

/// An opened person, and what has to be written with the session that gets it.
#[derive(Debug)]
pub(crate) struct Opened {
    person: Person,
    write: Write,
}

/// What has to be written.
#[derive(Debug)]
enum Write {
    /// Nothing: the lock stands.
    Nothing,
    /// A first key pair.
    First(LockedPerson),
    /// The lock of another password around the same pair.
    Relocked { old: LockedPerson, new: LockedPerson },
    /// Another pair, because every proof was lost: other members admit the person anew.
    Reset(LockedPerson),
}

pub(crate) fn broken(error: VaultError) -> Problem {
    match error {
        VaultError::Db(error) => error.into(),
        other => Problem::Unexpected(format!("vault: {other}")),
    }
}

fn pepper(services: &Services) -> Result<Pepper, Problem> {
    Pepper::of(&services.secrets).map_err(broken)
}

/// The lock of an account's password, if it has a key pair.
async fn lock_of(services: &Services, account: &str) -> Result<Option<LockedPerson>, Problem> {
    let locks = vault::list_locks(&mut &services.db, account, PASSWORD).await.map_err(broken)?;
    Ok(locks.into_iter().map(|row| row.person).next())
}

/// Opens the person with the password that was just proven; makes the key pair of one who has none yet. Slow: never
/// between `begin` and `commit`.
pub(crate) async fn open(services: &Services, account: &str, password: &SecretString) -> Result<Opened, Problem> {
    let (pepper, password) = (pepper(services)?, password.clone());
    if let Some(locked) = lock_of(services, account).await? {
        let person = in_turn(move || Person::unlock(&locked, &Lock::Password(&password), &pepper)).await;
        return Ok(Opened { person: flat(person)?, write: Write::Nothing });
    }
    let (person, locked) = create(services, account, 0, password, pepper).await?;
    Ok(Opened { person, write: Write::First(locked) })
}

/// Puts the lock of a new password in the place of the present one's.
pub(crate) async fn relock(
    services: &Services,
    account: &str,
    present: &SecretString,
    new: &SecretString,
) -> Result<Opened, Problem> {
    let Some(old) = lock_of(services, account).await? else { return open(services, account, new).await };
    let (pepper, present, new) = (pepper(services)?, present.clone(), new.clone());
    let (context, locked) = (services.context.clone(), old.clone());
    let relocked = in_turn(move || {
        let person = Person::unlock(&locked, &Lock::Password(&present), &pepper)?;
        let new = person.lock(&context, &Lock::Password(&new), &pepper)?;
        Ok((person, new))
    });
    let (person, new) = flat(relocked.await)?;
    Ok(Opened { person, write: Write::Relocked { old, new } })
}

/// Another key pair for somebody who lost every proof; a first one for somebody new.
pub(crate) async fn anew(services: &Services, account: &str, password: &SecretString) -> Result<Opened, Problem> {
    let known = vault::find_public_key(&mut &services.db, account).await.map_err(broken)?;
    let before = known.map_or(0, |(version, _)| version);
    let (person, locked) = create(services, account, before, password.clone(), pepper(services)?).await?;
    let write = if before == 0 { Write::First(locked) } else { Write::Reset(locked) };
    Ok(Opened { person, write })
}

async fn create(
    services: &Services,
    account: &str,
    before: i64,
    password: SecretString,
    pepper: Pepper,
) -> Result<(Person, LockedPerson), Problem> {
    let (context, account) = (services.context.clone(), account.to_owned());
    flat(
        in_turn(move || {
            let person = Person::create(&context, &account, before)?;
            let locked = person.lock(&context, &Lock::Password(&password), &pepper)?;
            Ok((person, locked))
        })
        .await,
    )
}

/// The work of opening a person, for nothing: a sign-in under duress opens none and takes as long.
pub(crate) async fn pretend(services: &Services) -> Result<(), Problem> {
    let (pepper, context) = (pepper(services)?, services.context.clone());
    flat(in_turn(move || Person::nobody(&context, &pepper)).await).map(drop)
}

fn flat<T>(outcome: Result<T, VaultError>) -> Result<T, Problem> {
    outcome.map_err(broken)
}

impl Opened {
    /// What it opens.
    pub(crate) fn opener(&self) -> Opener {
        Opener::new(self.person.clone())
    }

    /// Writes what is new of the person, and wraps the person for a session that was just opened.
    pub(crate) async fn keep(
        self,
        tx: &mut Tx,
        services: &Services,
        owner: &AccountRow,
        session: &NewSession,
    ) -> Result<(), Problem> {
        self.write(tx, services, &oneself(owner)).await?;
        wrap(tx, services, &self.person, &session.id, &session.secret).await
    }

    /// Writes what is new of the person, without any session; gives what opens it.
    pub(crate) async fn put(self, tx: &mut Tx, services: &Services, owner: &Actor) -> Result<Opener, Problem> {
        self.write(tx, services, owner).await?;
        Ok(Opener::new(self.person))
    }

    async fn write(&self, tx: &mut Tx, services: &Services, by: &Actor) -> Result<(), Problem> {
        let context = &services.context;
        let written = match &self.write {
            Write::Nothing => Ok(()),
            Write::First(locked) => vault::add_person(tx, context, by, locked, PASSWORD, MAIN).await,
            Write::Relocked { old, new } => vault::change_lock(tx, context, old, new, PASSWORD).await,
            Write::Reset(locked) => vault::reset_person(tx, context, by, locked, PASSWORD).await.map(drop),
        };
        written.map_err(broken)
    }

    /// The same for a session that goes on: a password was given anew.
    pub(crate) async fn keep_in(
        self,
        tx: &mut Tx,
        services: &Services,
        owner: &AccountRow,
        found: &Found,
        cookie: &str,
    ) -> Result<(), Problem> {
        let session = NewSession { id: found.id.clone(), secret: cookie.to_owned(), csrf: found.csrf.clone() };
        self.keep(tx, services, owner, &session).await
    }
}

async fn wrap(tx: &mut Tx, services: &Services, person: &Person, session: &str, cookie: &str) -> Result<(), Problem> {
    let wrapped = SessionWrap { session, cookie }.wrap(&services.context, person).map_err(broken)?;
    Ok(store::keep_person(tx, session, &wrapped).await?)
}

/// Carries the person of a session over to the one that takes its place.
pub(crate) async fn carry(
    tx: &mut Tx,
    services: &Services,
    old: &Found,
    old_cookie: &str,
    new: &NewSession,
) -> Result<(), Problem> {
    match opener(old, old_cookie) {
        Some(opener) => wrap(tx, services, opener.person(), &new.id, &new.secret).await,
        None => Ok(()),
    }
}

/// What a request of a session may open; nothing where the session was opened without a password.
pub(crate) fn opener(found: &Found, cookie: &str) -> Option<Opener> {
    let wrapped = found.person_secret.as_deref()?;
    let session = SessionWrap { session: &found.id, cookie };
    match session.unwrap(&found.actor.account, wrapped) {
        Ok(person) => Some(Opener::new(person)),
        Err(error) => {
            tracing::error!(session = found.id, %error, "the person of a session does not open");
            None
        }
    }
}

/// Whether only the password can raise a session: it was opened without one, and the account has a key pair. Under duress
/// it was opened with a password, as far as anybody who looks over the shoulder can see.
pub(crate) async fn needs_password(services: &Services, found: Option<&Found>) -> Result<bool, Problem> {
    match found {
        Some(found) if found.person_secret.is_none() && found.mood == Mood::Free => {
            Ok(lock_of(services, &found.actor.account).await?.is_some())
        }
        _ => Ok(false),
    }
}

/// The owner of an account, acting on nothing but the own keys.
pub(crate) fn oneself(owner: &AccountRow) -> Actor {
    Actor {
        account: owner.id.clone(),
        person: owner.person_id.clone(),
        name: owner.person_name.clone(),
        unit: owner.unit.clone(),
        unit_name: owner.unit_name.clone(),
        ground: Ground { first: 0, last: 0 },
        agency: None,
        roles: Vec::new(),
        ceiling: Class::Internal,
    }
}

/// A turn at the processors that never came counts as a failure of the cipher: nothing was opened.
impl From<HashingFailed> for VaultError {
    fn from(_: HashingFailed) -> Self {
        Self::Cipher
    }
}
