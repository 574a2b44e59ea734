//! The administrator of the whole installation says which days are worked, each time with the source.
//!
//! A row is never changed and never deleted: correcting one withdraws it and puts another in its place.

use access::{Actor, Permit, Thing};
use audit::Entry;
use calendar::{LunarDate, LunarMonth, Standing};
use db::{DbError, Query, Tx};
use jiff::civil::{Date, Weekday};
use serde_json::json;
use web::Services;
use workdays::{ListedRow, NewRow, RowKind, find};

use crate::rights::SetWorkdays;

/// Why the days stay as they are.
#[derive(Debug)]
pub(crate) enum Refused {
    /// There is no such row, or no such right.
    No(access::Refused),
    /// Fields and the keys of what is wrong with them.
    Invalid(Vec<(&'static str, &'static str)>),
    /// The database refused.
    Db(DbError),
}

impl From<access::Refused> for Refused {
    fn from(refused: access::Refused) -> Self {
        Self::No(refused)
    }
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

/// A row as its form has it: what could not be read is missing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    /// The identifier that the form carried.
    pub(crate) id: String,
    pub(crate) kind: Option<RowKind>,
    pub(crate) day: Option<Date>,
    pub(crate) name: String,
    pub(crate) citation: String,
    pub(crate) is_verified: Option<bool>,
    pub(crate) valid_from: Option<Date>,
    pub(crate) reason: String,
}

/// Whether the person sets the days of the whole installation.
pub(crate) async fn permit(services: &Services, actor: &Actor) -> Result<Permit<SetWorkdays>, Refused> {
    let ground = organisation::ground_of_all(&mut &services.db, services.context.today()).await?;
    let ground = ground.ok_or(access::Refused::No)?;
    Ok(services.policy.permit::<SetWorkdays>(actor, &Thing::of(ground))?)
}

/// A row that may still be corrected or withdrawn.
pub(crate) async fn standing_row(
    services: &Services,
    _: &Permit<SetWorkdays>,
    q: &mut impl Query,
    key: &str,
) -> Result<ListedRow, Refused> {
    let rows = services.workdays.list(q).await?;
    let row = find(&rows, key).filter(|row| row.withdrawn.is_none());
    Ok(row.cloned().ok_or(access::Refused::No)?)
}

/// Enters a row, in place of another where `replaces` names one. Sending a form twice enters one row.
pub(crate) async fn enter(
    services: &Services,
    actor: &Actor,
    typed: &Typed,
    replaces: Option<&str>,
) -> Result<NewRow, Refused> {
    let _permit = permit(services, actor).await?;
    let mut tx = services.db.begin().await?;
    let rows = services.workdays.list(&mut tx).await?;
    let row = read(services, typed, &rows, replaces).await?;
    let now = services.context.now();
    if !workdays::add(&mut tx, &row, &actor.account, &actor.name, now).await? {
        return Ok(row);
    }
    if let Some(key) = replaces
        && !workdays::withdraw(&mut tx, key, &typed.reason, &actor.account, &actor.name, now).await?
    {
        return Err(Refused::Invalid(vec![("loai", "adm-days-fault-stale")]));
    }
    let payload = json!({ "kind": row.told.kind.key(), "day": row.told.day.to_string(), "replaces": replaces });
    let entry = Entry::change("administration.enter_workday", "workday_row", &row.id);
    note(&mut tx, services, actor, &entry.reason(&typed.reason).payload(payload)).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes a row back. Pressing twice takes it back once.
pub(crate) async fn withdraw(services: &Services, actor: &Actor, key: &str, reason: &str) -> Result<(), Refused> {
    let permit = permit(services, actor).await?;
    let mut tx = services.db.begin().await?;
    let row = standing_row(services, &permit, &mut tx, key).await?;
    if reason.is_empty() {
        return Err(Refused::Invalid(vec![("ly-do", "adm-days-fault-reason")]));
    }
    if workdays::withdraw(&mut tx, key, reason, &actor.account, &actor.name, services.context.now()).await? {
        let payload = json!({ "kind": row.told.kind.key(), "day": row.told.day.to_string() });
        let entry = Entry::change("administration.withdraw_workday", "workday_row", key);
        note(&mut tx, services, actor, &entry.reason(reason).payload(payload)).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn note(tx: &mut Tx, services: &Services, actor: &Actor, entry: &Entry<'_>) -> db::Result<()> {
    audit::record(tx, &services.context, actor, entry).await.map(drop)
}

/// The row that was typed, or everything that is wrong with it.
async fn read(
    services: &Services,
    typed: &Typed,
    rows: &[ListedRow],
    replaces: Option<&str>,
) -> Result<NewRow, Refused> {
    let mut faults = faults(typed, replaces);
    let (Some(kind), Some(day), Some(is_verified), Some(valid_from)) =
        (typed.kind, typed.day, typed.is_verified, typed.valid_from)
    else {
        return Err(Refused::Invalid(faults));
    };
    let day = if kind == RowKind::Year { Date::new(day.year(), 1, 1).unwrap_or(day) } else { day };
    if taken(rows, kind, day, &typed.id, replaces) {
        faults.push(("ngay", "adm-days-fault-taken"));
    }
    if kind == RowKind::Work && !is_free(services, day).await? && replaces.is_none() {
        faults.push(("ngay", "adm-days-fault-worked"));
    }
    if !faults.is_empty() {
        return Err(Refused::Invalid(faults));
    }
    let name = if kind == RowKind::Year { day.year().to_string() } else { typed.name.clone() };
    let told = workdays::Told { kind, day, name, citation: typed.citation.clone(), is_verified, valid_from };
    Ok(NewRow { id: typed.id.clone(), told, replaces: replaces.map(str::to_owned) })
}

/// What is wrong with the fields one by one.
fn faults(typed: &Typed, replaces: Option<&str>) -> Vec<(&'static str, &'static str)> {
    let years = calendar::YEARS;
    let checks = [
        (typed.kind.is_none(), ("loai", "adm-days-fault-kind")),
        (typed.day.is_none_or(|day| !years.contains(&day.year())), ("ngay", "adm-days-fault-day")),
        (
            typed.kind == Some(RowKind::Lunar) && typed.day.is_some_and(is_of_leap_month),
            ("ngay", "adm-days-fault-lunar"),
        ),
        (typed.name.is_empty() && typed.kind != Some(RowKind::Year), ("ten", "adm-days-fault-name")),
        (typed.citation.is_empty(), ("can-cu", "adm-days-fault-citation")),
        (typed.is_verified.is_none(), ("doi-chieu", "adm-days-fault-verified")),
        (typed.valid_from.is_none(), ("tu-ngay", "adm-days-fault-from")),
        (replaces.is_some() && typed.reason.is_empty(), ("ly-do", "adm-days-fault-reason")),
    ];
    checks.into_iter().filter_map(|(is_wrong, fault)| is_wrong.then_some(fault)).collect()
}

/// Whether a day lies in an inserted month, which does not come back every year.
fn is_of_leap_month(day: Date) -> bool {
    LunarDate::of(day).is_none_or(|lunar| lunar.month_kind == LunarMonth::Leap)
}

/// Whether another row speaks of the day already. A year may have several notices.
fn taken(rows: &[ListedRow], kind: RowKind, day: Date, id: &str, replaces: Option<&str>) -> bool {
    kind != RowKind::Year
        && rows.iter().any(|row| {
            row.withdrawn.is_none()
                && row.told.day == day
                && row.told.kind != RowKind::Year
                && row.told.kind.is_of_every_year() == kind.is_of_every_year()
                && row.key != id
                && Some(row.key.as_str()) != replaces
        })
}

/// Whether a day would be free: a weekend, or a day off.
async fn is_free(services: &Services, day: Date) -> db::Result<bool> {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    Ok(weekend || services.holidays().await?.standing(day) != Standing::Working)
}
