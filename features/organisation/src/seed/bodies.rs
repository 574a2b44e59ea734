//! Agencies, people, posts and committees.

use base::Context;
use db::{Result, Tx, params};
use jiff::civil::Date;

use crate::{
    model::{Agency, Committee, Person, sort_key},
    store::statements,
};

/// An agency to add.
#[derive(Debug, Clone, Copy)]
pub struct SeedAgency<'a> {
    /// Code of its unit in today's tree.
    pub unit: &'a str,
    /// Key of its kind, as in `data/agency_kinds.tsv`.
    pub kind: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Other names it goes by.
    pub other_names: &'a [&'a str],
    /// First day.
    pub valid_from: Date,
    /// Last day, and the identifier of the agency that took over, where it has ended.
    pub ended: Option<(Date, &'a str)>,
}

/// Adds an agency.
pub async fn agency(tx: &mut Tx, context: &Context, seed: &SeedAgency<'_>) -> Result<Agency> {
    add_agency(tx, &new_id(context), seed).await
}

pub(crate) async fn add_agency(tx: &mut Tx, id: &str, seed: &SeedAgency<'_>) -> Result<Agency> {
    let agency = Agency {
        id: id.to_owned(),
        unit: seed.unit.to_owned(),
        kind: seed.kind.to_owned(),
        name: base::one_line(seed.name),
        other_names: seed.other_names.iter().map(|name| base::one_line(name)).collect(),
        valid_from: seed.valid_from,
        valid_to: seed.ended.map(|(last, _)| last),
        successor: seed.ended.map(|(_, successor)| successor.to_owned()),
    };
    let values = params![
        &agency.id,
        &agency.unit,
        &agency.kind,
        &agency.name,
        base::fold(&agency.name),
        agency.other_names.join("\n"),
        agency.valid_from,
        agency.valid_to,
        agency.successor.as_deref(),
    ];
    tx.run(&statements::ADD_AGENCY, values).await?;
    Ok(agency)
}

/// Adds a person.
pub async fn person(tx: &mut Tx, context: &Context, name: &str) -> Result<Person> {
    add_person(tx, &new_id(context), name).await
}

pub(crate) async fn add_person(tx: &mut Tx, id: &str, name: &str) -> Result<Person> {
    let person = Person { id: id.to_owned(), name: base::one_line(name) };
    tx.run(&statements::ADD_PERSON, params![&person.id, &person.name, sort_key(&person.name)]).await?;
    Ok(person)
}

/// A post to give.
#[derive(Debug, Clone, Copy)]
pub struct SeedPost<'a> {
    /// Identifier of the person.
    pub person: &'a str,
    /// Identifier of the agency.
    pub agency: &'a str,
    /// Title of the post.
    pub title: &'a str,
    /// First day.
    pub valid_from: Date,
}

/// Gives a person a post.
pub async fn post(tx: &mut Tx, context: &Context, seed: &SeedPost<'_>) -> Result<()> {
    let values =
        params![new_id(context), seed.person, seed.agency, base::one_line(seed.title), seed.valid_from, None::<Date>];
    tx.run(&statements::ADD_POST, values).await.map(drop)
}

/// A committee to add.
#[derive(Debug, Clone, Copy)]
pub struct SeedCommittee<'a> {
    /// Code of its unit in today's tree.
    pub unit: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Short name.
    pub short_name: &'a str,
    /// Symbol in document numbers.
    pub symbol: &'a str,
    /// Identifier of the agency that is its standing office.
    pub standing_agency: Option<&'a str>,
    /// First day.
    pub valid_from: Date,
}

/// Adds a committee.
pub async fn committee(tx: &mut Tx, context: &Context, seed: &SeedCommittee<'_>) -> Result<Committee> {
    add_committee(tx, &new_id(context), seed).await
}

pub(crate) async fn add_committee(tx: &mut Tx, id: &str, seed: &SeedCommittee<'_>) -> Result<Committee> {
    let committee = Committee {
        id: id.to_owned(),
        unit: seed.unit.to_owned(),
        name: base::one_line(seed.name),
        short_name: base::one_line(seed.short_name),
        symbol: seed.symbol.to_owned(),
        standing_agency: seed.standing_agency.map(ToOwned::to_owned),
    };
    let values = params![
        &committee.id,
        &committee.unit,
        &committee.name,
        &committee.short_name,
        &committee.symbol,
        seed.standing_agency,
        seed.valid_from,
        None::<Date>,
    ];
    tx.run(&statements::ADD_COMMITTEE, values).await?;
    Ok(committee)
}

/// A seat to give.
#[derive(Debug, Clone, Copy)]
pub struct SeedMember<'a> {
    /// Identifier of the committee.
    pub committee: &'a str,
    /// Identifier of the person.
    pub person: &'a str,
    /// Identifier of the agency the person comes from.
    pub agency: Option<&'a str>,
    /// `head`, `deputy`, `standing` or `member`.
    pub seat: &'a str,
    /// The post by which the person sits there.
    pub title: &'a str,
    /// Place in the list, from 1.
    pub ordinal: i64,
    /// First day.
    pub valid_from: Date,
}

/// Gives a person a seat in a committee.
pub async fn member(tx: &mut Tx, context: &Context, seed: &SeedMember<'_>) -> Result<()> {
    let values = params![
        new_id(context),
        seed.committee,
        seed.person,
        seed.agency,
        seed.seat,
        base::one_line(seed.title),
        seed.ordinal,
        seed.valid_from,
        None::<Date>,
    ];
    tx.run(&statements::ADD_MEMBER, values).await.map(drop)
}

fn new_id(context: &Context) -> String {
    context.new_uuid().to_string()
}
