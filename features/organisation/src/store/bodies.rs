//! Agencies, officers and committees on a day.

use access::Ground;
use db::{Query, Result, Row, params};
use jiff::civil::Date;

use super::{statements, units};
use crate::model::{self, Agency, Committee, Member, Officer, Person};

pub(crate) fn agency_from_row(row: &Row) -> Result<Agency> {
    Ok(Agency {
        id: row.text("id")?,
        unit: row.text("unit")?,
        kind: row.text("kind")?,
        name: row.text("name")?,
        other_names: row.text("other_names")?.lines().map(ToOwned::to_owned).collect(),
        valid_from: row.date("valid_from")?,
        valid_to: row.opt_date("valid_to")?,
        successor: row.opt_text("successor")?,
    })
}

fn person_from_row(row: &Row) -> Result<Person> {
    Ok(Person { id: row.text("person_id")?, name: row.text("person_name")? })
}

fn officer_from_row(row: &Row) -> Result<Officer> {
    Ok(Officer { person: person_from_row(row)?, agency: agency_from_row(row)?, title: row.text("title")? })
}

/// The agencies of a unit that exist on a day, by name.
pub async fn agencies_of(q: &mut impl Query, unit_code: &str, on: Date) -> Result<Vec<Agency>> {
    let mut agencies = all_agencies(q, unit_code).await?;
    agencies.retain(|agency| agency.exists_on(on));
    Ok(agencies)
}

async fn all_agencies(q: &mut impl Query, unit_code: &str) -> Result<Vec<Agency>> {
    q.rows(&statements::AGENCIES, params![unit_code]).await?.iter().map(agency_from_row).collect()
}

/// One agency, whether it still exists or not.
pub async fn agency(q: &mut impl Query, id: &str) -> Result<Option<Agency>> {
    q.row(&statements::AGENCY, params![id]).await?.as_ref().map(agency_from_row).transpose()
}

/// The agency of a unit that a text means: by its name, another name of it, or its kind ("Công an xã"), without
/// regard to accents and case. A former name leads to the agency that took over. Nothing where it is in doubt.
pub async fn recognise_agency(q: &mut impl Query, unit_code: &str, text: &str, on: Date) -> Result<Option<Agency>> {
    let Some(unit) = units::unit(q, unit_code).await? else { return Ok(None) };
    let agencies = all_agencies(q, unit_code).await?;
    Ok(model::recognise(&unit, &agencies, text, on).cloned())
}

/// Who serves in any agency of a unit on a day, by agency and name.
pub async fn officers_of_unit(q: &mut impl Query, unit_code: &str, on: Date) -> Result<Vec<Officer>> {
    q.rows(&statements::OFFICERS_OF_UNIT, params![unit_code, on]).await?.iter().map(officer_from_row).collect()
}

/// Who serves in an agency on a day, by name.
pub async fn officers_of_agency(q: &mut impl Query, agency_id: &str, on: Date) -> Result<Vec<Officer>> {
    q.rows(&statements::OFFICERS_OF_AGENCY, params![agency_id, on]).await?.iter().map(officer_from_row).collect()
}

/// The committee of a unit on a day.
pub async fn committee_of(q: &mut impl Query, unit_code: &str, on: Date) -> Result<Option<Committee>> {
    q.row(&statements::COMMITTEE, params![unit_code, on]).await?.as_ref().map(committee_from_row).transpose()
}

/// The ground of the whole installation on a day: all that its committees look after. Whoever reaches it stands at the
/// level of the system. `None` where there is no committee yet.
pub async fn ground_of_all(q: &mut impl Query, on: Date) -> Result<Option<Ground>> {
    let Some(row) = q.row(&statements::COMMITTEES_GROUND, params![on]).await? else { return Ok(None) };
    Ok(row.opt_int("first")?.zip(row.opt_int("last")?).map(|(first, last)| Ground { first, last }))
}

pub(crate) fn committee_from_row(row: &Row) -> Result<Committee> {
    Ok(Committee {
        id: row.text("id")?,
        unit: row.text("unit")?,
        name: row.text("name")?,
        short_name: row.text("short_name")?,
        symbol: row.text("symbol")?,
        standing_agency: row.opt_text("standing_agency")?,
    })
}

/// The members of a committee on a day, in the order of the decision that named them.
pub async fn members_of(q: &mut impl Query, committee_id: &str, on: Date) -> Result<Vec<Member>> {
    let rows = q.rows(&statements::MEMBERS, params![committee_id, on]).await?;
    rows.iter()
        .map(|row| {
            Ok(Member {
                person: person_from_row(row)?,
                seat: row.text("seat")?,
                title: row.text("title")?,
                agency: row.opt_text("agency")?,
            })
        })
        .collect()
}
