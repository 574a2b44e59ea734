//! What a request holds when a person is signed in: the means to open what the person may open.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use access::Actor;
use db::{Query, params};

use crate::{
    bound::bind,
    error::{Result, VaultError},
    index::IndexKey,
    keys::KeyPair,
    person::Person,
    secret::Secret32,
    store::statements,
};

/// The vaults opened so far, by agency and version.
type Opened = HashMap<(String, i64), Arc<KeyPair>>;

/// An opened person and the vaults opened so far. The sign-in layer makes one for each request from the session's
/// [`SessionWrap`](crate::SessionWrap) and puts it into the request's extensions; it ends with the request.
#[derive(Clone)]
pub struct Opener {
    person: Arc<Person>,
    vaults: Arc<Mutex<Opened>>,
}

impl Opener {
    /// The opener of a person.
    pub fn new(person: Person) -> Self {
        Self { person: Arc::new(person), vaults: Arc::default() }
    }

    /// Whose it is.
    pub fn account(&self) -> &str {
        self.person.account()
    }

    /// Refuses when the opener is another person's than the one who acts.
    pub(crate) fn must_be(&self, by: &Actor) -> Result<()> {
        if self.account() == by.account { Ok(()) } else { Err(VaultError::NotHeld) }
    }

    /// The opened person.
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The key pair of one version of an agency's vault: as its member, or as a member of the one that came after it.
    pub(crate) async fn vault(&self, q: &mut impl Query, agency: &str, version: i64) -> Result<Arc<KeyPair>> {
        if let Some(open) = self.opened(agency, version) {
            return Ok(open);
        }
        let member = q.row(&statements::FIND_MEMBER, params![agency, version, self.account()]).await?;
        let pair = match member {
            Some(row) => {
                let sealed = row.blob("sealed")?;
                self.as_member(agency, version, row.int("person_version")?, &sealed)?
            }
            None => self.through_links(q, agency, version).await?,
        };
        Ok(self.keep(agency, version, pair))
    }

    /// The live version of an agency's vault, opened.
    pub(crate) async fn live_vault(&self, q: &mut impl Query, agency: &str) -> Result<(i64, Arc<KeyPair>)> {
        let row = q.row(&statements::LIVE_VAULT, params![agency]).await?;
        let version = row.ok_or_else(|| VaultError::NoVault(agency.to_owned()))?.int("version")?;
        Ok((version, self.vault(q, agency, version).await?))
    }

    /// The key of an agency's look-ups.
    ///
    /// # Errors
    /// [`VaultError::NotHeld`] for somebody who does not belong to the agency's vault.
    pub async fn index_key(&self, q: &mut impl Query, agency: &str) -> Result<IndexKey> {
        let (version, vault) = self.live_vault(q, agency).await?;
        Ok(IndexKey::new(agency, self.index_key_secret(q, agency, version, &vault).await?))
    }

    pub(crate) async fn index_key_secret(
        &self,
        q: &mut impl Query,
        agency: &str,
        version: i64,
        vault: &KeyPair,
    ) -> Result<Secret32> {
        let row = q.row(&statements::FIND_VAULT, params![agency, version]).await?.ok_or(VaultError::Changed)?;
        vault.open_secret(&index_bound(agency, version), &row.blob("index_sealed")?)
    }

    fn as_member(&self, agency: &str, version: i64, person_version: i64, sealed: &[u8]) -> Result<KeyPair> {
        if person_version != self.person.version() {
            return Err(VaultError::NotHeld);
        }
        let bound = member_bound(agency, version, self.account(), person_version);
        KeyPair::from_secret(self.person.pair().open_secret(&bound, sealed)?)
    }

    /// Finds a vault above in which the person is a member, and opens downwards from there.
    async fn through_links(&self, q: &mut impl Query, agency: &str, version: i64) -> Result<KeyPair> {
        let rows = q.rows(&statements::LINKS_UP, params![agency, version, self.account()]).await?;
        let mut links = Vec::with_capacity(rows.len());
        for row in &rows {
            links.push(Link {
                below: (row.text("agency")?, row.int("version")?),
                above: (row.text("under_agency")?, row.int("under_version")?),
                sealed: row.blob("sealed")?,
                member: row.opt_blob("member_sealed")?.zip(row.opt_int("person_version")?),
            });
        }
        let top = links
            .iter()
            .find(|link| link.member.as_ref().is_some_and(|(_, version)| *version == self.person.version()));
        let top = top.ok_or(VaultError::NotHeld)?;
        let (sealed, person_version) = top.member.as_ref().ok_or(VaultError::NotHeld)?;
        let mut pair = self.as_member(&top.above.0, top.above.1, *person_version, sealed)?;
        let mut link = top;
        loop {
            pair = KeyPair::from_secret(pair.open_secret(&link_bound(link), &link.sealed)?)?;
            if link.below.0 == agency && link.below.1 == version {
                return Ok(pair);
            }
            link = links.iter().find(|other| other.above == link.below).ok_or(VaultError::NotHeld)?;
        }
    }

    fn opened(&self, agency: &str, version: i64) -> Option<Arc<KeyPair>> {
        let vaults = self.vaults.lock().unwrap_or_else(PoisonError::into_inner);
        vaults.get(&(agency.to_owned(), version)).map(Arc::clone)
    }

    pub(crate) fn keep(&self, agency: &str, version: i64, pair: KeyPair) -> Arc<KeyPair> {
        let pair = Arc::new(pair);
        let mut vaults = self.vaults.lock().unwrap_or_else(PoisonError::into_inner);
        vaults.insert((agency.to_owned(), version), Arc::clone(&pair));
        pair
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opener({})", self.person.account())
    }
}

/// One step from a retired vault to the one that holds its secret.
struct Link {
    below: (String, i64),
    above: (String, i64),
    sealed: Vec<u8>,
    member: Option<(Vec<u8>, i64)>,
}

fn link_bound(link: &Link) -> Vec<u8> {
    link_bound_of((&link.below.0, link.below.1), (&link.above.0, link.above.1))
}

/// What the secret of a vault is bound to where it is sealed to the vault above.
pub(crate) fn link_bound_of(below: (&str, i64), above: (&str, i64)) -> Vec<u8> {
    let parts = [below.0.as_bytes(), &below.1.to_be_bytes(), above.0.as_bytes(), &above.1.to_be_bytes()];
    bind("lachan.vault.link/1", &parts)
}

/// What the secret of a vault is bound to where it is sealed to a member.
pub(crate) fn member_bound(agency: &str, version: i64, account: &str, person_version: i64) -> Vec<u8> {
    let parts = [agency.as_bytes(), &version.to_be_bytes(), account.as_bytes(), &person_version.to_be_bytes()];
    bind("lachan.vault.member/1", &parts)
}

/// What the key of the look-ups is bound to.
pub(crate) fn index_bound(agency: &str, version: i64) -> Vec<u8> {
    bind("lachan.vault.index-key/1", &[agency.as_bytes(), &version.to_be_bytes()])
}

/// A vault's secret is what its members share; kept here so that nobody else needs to reach for it.
pub(crate) fn vault_secret(pair: &KeyPair) -> &Secret32 {
    pair.secret()
}
