//! A committee in a file: units that the official list lacks, agencies, the committee, people and their accounts.

use std::collections::HashMap;

use access::{Actor, Class};
use anyhow::Context as _;
use base::Context;
use db::{DbError, Tx};
use organisation::{
    Agency, CURRENT_SINCE, Committee,
    seed::{LoadError, SeedAgency, SeedCommittee, SeedMember, SeedPost, SeedUnit},
};
use secrecy::SecretString;
use serde::Deserialize;
use sign_in::seed::{SeedAccount, SeedInvited};
use thiserror::Error;
use web::Services;

/// What a set-up file says. Keys (`key = "…"`) are the file's own names for cross-reference.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Units beside the official list: only a demonstration has any.
    #[serde(default)]
    pub units: Vec<UnitEntry>,
    /// Agencies, each at a unit.
    pub agencies: Vec<AgencyEntry>,
    /// Committees, one a unit.
    pub committees: Vec<CommitteeEntry>,
    /// People with their post, seat and account.
    pub people: Vec<PersonEntry>,
}

/// A unit of the present tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    /// Its code, which no official unit has.
    pub code: String,
    /// `province` or `commune`.
    pub level: String,
    /// The code of the unit above.
    pub parent: String,
    /// tỉnh, xã, phường …
    pub kind: String,
    /// Its full name.
    pub name: String,
}

/// An agency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyEntry {
    /// Name within the file.
    pub key: String,
    /// Code of its unit.
    pub unit: String,
    /// Kind of body, a key of the agency kinds.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Other names that plans use for it.
    #[serde(default)]
    pub other_names: Vec<String>,
}

/// A committee.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeEntry {
    /// Code of its unit.
    pub unit: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Symbol of its papers: `BCĐ`.
    pub symbol: String,
    /// Key of the standing agency.
    pub standing: String,
}

/// A person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// Name of the account.
    pub login: String,
    /// Họ, chữ đệm và tên.
    pub name: String,
    /// Key of the agency served in.
    pub agency: String,
    /// Title of the post.
    pub post: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// Seat in the committee of the agency's unit: head, deputy, standing, member, or none.
    #[serde(default)]
    pub seat: Option<String>,
}

/// Why a set-up cannot be carried out.
#[derive(Debug, Error)]
pub enum SetupError {
    /// An entry names an agency that the file does not have.
    #[error("no agency with the key {0}")]
    Agency(String),
    /// An agency stands at a unit that does not exist.
    #[error("no unit with the code {0}")]
    Unit(String),
    /// Two people of the file have one name for signing in.
    #[error("the name {0} for signing in stands twice")]
    Login(String),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The territory could not be loaded.
    #[error(transparent)]
    Territory(#[from] LoadError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] sign_in::HashingFailed),
}

impl Setup {
    /// Reads the text of a set-up file.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        toml::from_str(text).context("set-up")
    }
}

/// Loads the territory and everything of the file; tells login and one-time code of each account. Nobody but its owner
/// ever sets a password.
pub async fn apply(services: &Services, setup: &Setup) -> Result<Vec<(String, String)>, SetupError> {
    let seats = seats(services, setup).await?;
    let mut codes = Vec::new();
    let mut tx = services.db.begin().await?;
    for (entry, (person, agency)) in setup.people.iter().zip(&seats) {
        let roles: Vec<&str> = entry.roles.iter().map(String::as_str).collect();
        let seed = SeedInvited {
            login: &entry.login,
            person_id: person,
            person_name: &entry.name,
            unit: &agency.unit,
            agency: Some(&agency.id),
            roles: &roles,
        };
        let invited = sign_in::seed::invited(&mut tx, &services.context, &services.secrets, seed).await?;
        let (_, code) = invited.ok_or_else(|| SetupError::Login(entry.login.clone()))?;
        codes.push((entry.login.clone(), code));
    }
    tx.commit().await?;
    Ok(codes)
}

/// The territory, the agencies and the committees, and each person with post and seat.
async fn seats(services: &Services, setup: &Setup) -> Result<Vec<(String, Agency)>, SetupError> {
    let units: Vec<SeedUnit<'_>> = setup.units.iter().map(seed_unit).collect();
    organisation::seed::tree_from_data(&services.db, &units).await?;
    let mut tx = services.db.begin().await?;
    let bodies = bodies(&mut tx, &services.context, setup).await?;
    let mut seats = Vec::new();
    for (ordinal, entry) in setup.people.iter().enumerate() {
        seats.push(person(&mut tx, &services.context, &bodies, entry, ordinal).await?);
    }
    tx.commit().await?;
    Ok(seats)
}

/// The same with given passwords, in the order of the people, for the demonstration; tells who they are now.
pub(crate) async fn apply_with(
    services: &Services,
    setup: &Setup,
    passwords: &[SecretString],
) -> Result<Vec<Actor>, SetupError> {
    let seats = seats(services, setup).await?;
    let mut hashes = Vec::new();
    for password in passwords {
        // Before the transaction: hashing is slow on purpose, and there is one writer.
        hashes.push(sign_in::hash_password(&services.context, password).await?);
    }
    let mut actors = Vec::new();
    let mut tx = services.db.begin().await?;
    for ((entry, hash), (person, agency)) in setup.people.iter().zip(&hashes).zip(seats) {
        let roles: Vec<&str> = entry.roles.iter().map(String::as_str).collect();
        let seed = SeedAccount {
            login: &entry.login,
            password: hash,
            person_id: &person,
            person_name: &entry.name,
            unit: &agency.unit,
            agency: Some(&agency.id),
            roles: &roles,
        };
        let account = sign_in::seed::account(&mut tx, &services.context, seed).await?;
        let unit = organisation::unit(&mut tx, &agency.unit).await?;
        let unit = unit.ok_or_else(|| SetupError::Unit(agency.unit.clone()))?;
        actors.push(Actor {
            account,
            person,
            name: entry.name.clone(),
            unit: unit.code,
            unit_name: unit.name,
            ground: unit.ground,
            agency: Some(agency.id),
            roles: entry.roles.clone(),
            ceiling: Class::Restricted,
        });
    }
    tx.commit().await?;
    Ok(actors)
}

/// The agencies by their key in the file, and the committees by their unit.
struct Bodies {
    agencies: HashMap<String, Agency>,
    committees: HashMap<String, Committee>,
}

impl Bodies {
    fn agency(&self, key: &str) -> Result<&Agency, SetupError> {
        self.agencies.get(key).ok_or_else(|| SetupError::Agency(key.to_owned()))
    }
}

async fn bodies(tx: &mut Tx, context: &Context, setup: &Setup) -> Result<Bodies, SetupError> {
    let mut bodies = Bodies { agencies: HashMap::new(), committees: HashMap::new() };
    for entry in &setup.agencies {
        let other_names: Vec<&str> = entry.other_names.iter().map(String::as_str).collect();
        let seed = SeedAgency {
            unit: &entry.unit,
            kind: &entry.kind,
            name: &entry.name,
            other_names: &other_names,
            valid_from: CURRENT_SINCE,
            ended: None,
        };
        let agency = organisation::seed::agency(tx, context, &seed).await?;
        bodies.agencies.insert(entry.key.clone(), agency);
    }
    for entry in &setup.committees {
        let standing = bodies.agency(&entry.standing)?.id.clone();
        let seed = SeedCommittee {
            unit: &entry.unit,
            name: &entry.name,
            short_name: &entry.short_name,
            symbol: &entry.symbol,
            standing_agency: Some(&standing),
            valid_from: CURRENT_SINCE,
        };
        let committee = organisation::seed::committee(tx, context, &seed).await?;
        bodies.committees.insert(entry.unit.clone(), committee);
    }
    Ok(bodies)
}

/// One person with post and seat; tells the person's id and agency.
async fn person(
    tx: &mut Tx,
    context: &Context,
    bodies: &Bodies,
    entry: &PersonEntry,
    ordinal: usize,
) -> Result<(String, Agency), SetupError> {
    let agency = bodies.agency(&entry.agency)?;
    let person = organisation::seed::person(tx, context, &entry.name).await?;
    let post = SeedPost { person: &person.id, agency: &agency.id, title: &entry.post, valid_from: CURRENT_SINCE };
    organisation::seed::post(tx, context, &post).await?;
    if let (Some(seat), Some(committee)) = (&entry.seat, bodies.committees.get(&agency.unit)) {
        let member = SeedMember {
            committee: &committee.id,
            person: &person.id,
            agency: Some(&agency.id),
            seat,
            title: &entry.post,
            ordinal: i64::try_from(ordinal).unwrap_or(i64::MAX),
            valid_from: CURRENT_SINCE,
        };
        organisation::seed::member(tx, context, &member).await?;
    }
    Ok((person.id, agency.clone()))
}

fn seed_unit(entry: &UnitEntry) -> SeedUnit<'_> {
    SeedUnit { code: &entry.code, level: &entry.level, parent: &entry.parent, kind: &entry.kind, name: &entry.name }
}
