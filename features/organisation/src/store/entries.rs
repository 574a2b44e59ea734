//! The register of a unit for its editing screens: agencies, committees, posts, seats, whether they stand or ended.

use ::web::Paging;
use access::{Permit, Scope};
use db::{Query, Result, Row, Tx, Value, params};
use jiff::civil::Date;

use super::{from_row, statements as units, statements_entries as statements};
use crate::{
    model::{Entry, EntryKind, Unit, sort_key},
    rights::EditOrganisation,
};

/// A page of the units that an administrator may edit and that a text names.
pub(crate) async fn editable_units(
    q: &mut impl Query,
    scope: &Scope<EditOrganisation>,
    text: &str,
    page: Option<i64>,
) -> Result<(Paging, Vec<Unit>)> {
    let pattern = base::fold(text).replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let total = q.count(&statements::COUNT_UNITS, params![scope.first, scope.last, &pattern]).await?;
    let paging = Paging::new(page, total);
    let values = params![scope.first, scope.last, &pattern, Paging::ROWS, paging.offset()];
    let rows = q.rows(&statements::UNITS, values).await?;
    Ok((paging, rows.iter().map(from_row).collect::<Result<_>>()?))
}

fn shown(date: Option<Date>) -> String {
    date.map(i18n::date).unwrap_or_default()
}

fn entry(kind: EntryKind, row: &Row) -> Result<Entry> {
    let (from, to) = (shown(row.opt_date("valid_from")?), shown(row.opt_date("valid_to")?));
    let opt = |column: &str| row.opt_text(column).map(Option::unwrap_or_default);
    let values = match kind {
        EntryKind::Agency => {
            vec![row.text("kind")?, row.text("name")?, row.text("other_names")?, from, to, opt("successor")?]
        }
        EntryKind::Committee => {
            let names = (row.text("name")?, row.text("short_name")?, row.text("symbol")?);
            vec![names.0, names.1, names.2, opt("standing_agency")?, from, to]
        }
        EntryKind::Post => vec![row.text("person")?, row.text("agency_id")?, row.text("title")?, from, to],
        EntryKind::Seat => vec![
            person_in(&row.text("person_id")?, &opt("agency_id")?),
            row.text("seat")?,
            row.text("title")?,
            row.int("ordinal")?.to_string(),
            from,
            to,
        ],
    };
    Ok(Entry { kind, id: row.text("id")?, unit: row.text("unit")?, version: row.int("version")?, values })
}

/// A person of an agency as one value of a choice.
pub(crate) fn person_in(person: &str, agency: &str) -> String {
    format!("{person} {agency}").trim().to_owned()
}

/// The two halves of [`person_in`].
fn apart(value: &str) -> (&str, Option<&str>) {
    value.split_once(' ').map_or((value, None), |(person, agency)| (person, Some(agency)))
}

pub(crate) async fn find_entry(q: &mut impl Query, kind: EntryKind, id: &str) -> Result<Option<Entry>> {
    let statement = match kind {
        EntryKind::Agency => &statements::AGENCY,
        EntryKind::Committee => &units::COMMITTEE_BY_ID,
        EntryKind::Post => &statements::POST,
        EntryKind::Seat => &statements::SEAT,
    };
    q.row(statement, params![id]).await?.map(|row| entry(kind, &row)).transpose()
}

/// All entries of one kind at a unit, each with the name of its person, where it has one, and the person's identifier.
pub(crate) async fn entries_of(
    q: &mut impl Query,
    _: &Permit<EditOrganisation>,
    kind: EntryKind,
    unit: &str,
) -> Result<Vec<(Entry, String, String)>> {
    let statement = match kind {
        EntryKind::Agency => &statements::AGENCIES,
        EntryKind::Committee => &statements::COMMITTEES,
        EntryKind::Post => &statements::POSTS,
        EntryKind::Seat => &statements::SEATS,
    };
    let has_person = matches!(kind, EntryKind::Post | EntryKind::Seat);
    let rows = q.rows(statement, params![unit]).await?;
    rows.iter()
        .map(|row| {
            let person = if has_person { (row.text("person")?, row.text("person_id")?) } else { Default::default() };
            Ok((entry(kind, row)?, person.0, person.1))
        })
        .collect()
}

/// The person in a post.
pub(crate) async fn person_of_post(q: &mut impl Query, id: &str) -> Result<Option<String>> {
    q.row(&statements::POST, params![id]).await?.map(|row| row.text("person_id")).transpose()
}

/// The columns of an entry that its form writes, without key, unit and person.
fn columns(entry: &Entry) -> Vec<Value> {
    let value = |field: &str| entry.value(field).to_owned();
    let opt = |field: &str| Some(value(field)).filter(|text| !text.is_empty());
    let (from, to) = (entry.from(), entry.to());
    match entry.kind {
        EntryKind::Agency => {
            let others: Vec<_> = entry.value("ten-khac").lines().map(base::one_line).collect();
            let others = others.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n");
            params![value("loai"), value("ten"), base::fold(&value("ten")), others, from, to, opt("ke-tuc")]
        }
        EntryKind::Committee => {
            params![value("ten"), value("ten-ngan"), value("ky-hieu"), opt("thuong-truc"), from, to]
        }
        EntryKind::Post => params![value("co-quan"), value("chuc-danh"), from, to],
        EntryKind::Seat => {
            let seat = value("can-bo");
            let (person, agency) = apart(&seat);
            let ordinal = entry.value("thu-tu").parse::<i64>().unwrap_or(99);
            params![person, agency, value("vi-tri"), value("chuc-vu"), ordinal, from, to]
        }
    }
}

/// Where a new entry belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Belongs<'a> {
    /// An agency or a committee: to its unit.
    Unit,
    /// A post: to this person, new or known.
    Person(&'a str),
    /// A seat: to this committee.
    Committee(&'a str),
}

/// Adds an entry under its own identifier; tells whether it was not there before.
pub(crate) async fn add_entry(
    tx: &mut Tx,
    _: &Permit<EditOrganisation>,
    entry: &Entry,
    to: Belongs<'_>,
) -> Result<bool> {
    let mut values = params![&entry.id];
    let statement = match (entry.kind, to) {
        (EntryKind::Agency, _) => {
            values.push((&entry.unit).into());
            &statements::ADD_AGENCY
        }
        (EntryKind::Committee, _) => {
            values.push((&entry.unit).into());
            &statements::ADD_COMMITTEE
        }
        (EntryKind::Post, to) => {
            let person = if let Belongs::Person(known) = to { known } else { entry.id.as_str() };
            let name = base::one_line(entry.value("nguoi"));
            tx.run(&statements::ADD_PERSON, params![person, &name, sort_key(&name)]).await?;
            values.push(person.into());
            &statements::ADD_POST
        }
        (EntryKind::Seat, to) => {
            values.push(if let Belongs::Committee(id) = to { id.into() } else { Value::Null });
            &statements::ADD_SEAT
        }
    };
    values.extend(columns(entry));
    Ok(tx.run(statement, values).await? == 1)
}

/// Writes an entry if it is still at version `base`; tells whether it was.
pub(crate) async fn set_entry(tx: &mut Tx, _: &Permit<EditOrganisation>, entry: &Entry, base: i64) -> Result<bool> {
    let statement = match entry.kind {
        EntryKind::Agency => &statements::SET_AGENCY,
        EntryKind::Committee => &statements::SET_COMMITTEE,
        EntryKind::Post => &statements::SET_POST,
        EntryKind::Seat => &statements::SET_SEAT,
    };
    let values = params![&entry.id, base].into_iter().chain(columns(entry)).collect();
    let taken = tx.run(statement, values).await? == 1;
    if taken && entry.kind == EntryKind::Post {
        let name = base::one_line(entry.value("nguoi"));
        tx.run(&statements::SET_PERSON, params![&entry.id, &name, sort_key(&name)]).await?;
    }
    Ok(taken)
}
