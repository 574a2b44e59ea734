//! An administrator keeps the register of a unit: adds, corrects with a reason, ends with a date, moves people.

use ::web::Services;
use access::{Actor, Permit};
use db::Query;

use super::{Fault, OrganisationError};
use crate::{
    model::{self, Entry, EntryKind, Unit},
    rights::EditOrganisation,
    store::{self, About, entries, entries::Belongs},
};

/// What the choices of a form offer: field, then value and text of each.
pub(crate) type Choices = Vec<(&'static str, Vec<(String, String)>)>;

/// A unit of the tree in force that the person may edit.
pub(crate) async fn editable(
    services: &Services,
    actor: &Actor,
    code: &str,
) -> Result<(Unit, Permit<EditOrganisation>), OrganisationError> {
    let unit = store::unit(&mut &services.db, code).await?.ok_or(OrganisationError::NotFound)?;
    let permit = services.policy.permit::<EditOrganisation>(actor, &unit.thing())?;
    Ok((unit, permit))
}

/// An entry of such a unit.
pub(crate) async fn open_entry(
    services: &Services,
    actor: &Actor,
    kind: EntryKind,
    id: &str,
) -> Result<(Entry, Unit, Permit<EditOrganisation>), OrganisationError> {
    let entry = entries::find_entry(&mut &services.db, kind, id).await?.ok_or(OrganisationError::NotFound)?;
    let (unit, permit) = editable(services, actor, &entry.unit).await?;
    Ok((entry, unit, permit))
}

/// What the choices of an entry's form offer at a unit; what the entry holds already is always among them.
pub(crate) async fn choices(
    q: &mut impl Query,
    permit: &Permit<EditOrganisation>,
    unit: &Unit,
    kind: EntryKind,
    held: Option<&Entry>,
) -> Result<Choices, OrganisationError> {
    let all = entries::entries_of(q, permit, EntryKind::Agency, &unit.code).await?;
    let agencies = |field: &str| -> Vec<(String, String)> {
        let keeps = |entry: &Entry| entry.to().is_none() || held.is_some_and(|held| held.value(field) == entry.id);
        let own = held.map_or("", |held| held.id.as_str());
        let offered = all.iter().filter(|(entry, ..)| keeps(entry) && entry.id != own);
        offered.map(|(entry, ..)| (entry.id.clone(), entry.value("ten").to_owned())).collect()
    };
    let with_none = |mut list: Vec<(String, String)>| {
        list.insert(0, (String::new(), "–".to_owned()));
        list
    };
    Ok(match kind {
        EntryKind::Agency => vec![("loai", model::kinds_of(&unit.level)), ("ke-tuc", with_none(agencies("ke-tuc")))],
        EntryKind::Committee => vec![("thuong-truc", with_none(agencies("thuong-truc")))],
        EntryKind::Post => vec![("co-quan", agencies("co-quan"))],
        EntryKind::Seat => {
            let mut people: Vec<(String, String)> = entries::entries_of(q, permit, EntryKind::Post, &unit.code)
                .await?
                .into_iter()
                .filter(|(post, ..)| post.to().is_none())
                .map(|(post, name, person)| {
                    let told = format!("{name} – {}", post.value("chuc-danh"));
                    (entries::person_in(&person, post.value("co-quan")), told)
                })
                .collect();
            if let Some(held) = held.map(|held| held.value("can-bo"))
                && people.iter().all(|(value, _)| value != held)
            {
                let seats = entries::entries_of(q, permit, EntryKind::Seat, &unit.code).await?;
                let name = seats.into_iter().find(|(seat, ..)| seat.value("can-bo") == held);
                people.extend(name.map(|(_, name, _)| (held.to_owned(), name)));
            }
            vec![("can-bo", people)]
        }
    })
}

fn check(entry: &Entry, choices: &Choices) -> Result<(), OrganisationError> {
    let mut faults: Vec<Fault> = entry.faults().into_iter().map(|(field, key)| Fault { field, key }).collect();
    for (field, offered) in choices {
        let value = entry.value(field);
        if faults.iter().all(|fault| fault.field != *field) && offered.iter().all(|(one, _)| one != value) {
            faults.push(Fault { field, key: "organisation-fault-choice" });
        }
    }
    if entry.kind == EntryKind::Seat && !matches!(entry.value("vi-tri"), "head" | "deputy" | "standing" | "member") {
        faults.push(Fault { field: "vi-tri", key: "organisation-fault-choice" });
    }
    if faults.is_empty() { Ok(()) } else { Err(OrganisationError::Invalid(faults)) }
}

/// Adds an entry under the identifier that its form carried; a second press changes nothing.
pub(crate) async fn add_entry(
    services: &Services,
    actor: &Actor,
    entry: &Entry,
    reason: &str,
) -> Result<(), OrganisationError> {
    let (unit, permit) = editable(services, actor, &entry.unit).await?;
    let mut tx = services.db.begin().await?;
    check(entry, &choices(&mut tx, &permit, &unit, entry.kind, None).await?)?;
    let committees = entries::entries_of(&mut tx, &permit, EntryKind::Committee, &unit.code).await?;
    let committee = committees.into_iter().find(|(one, ..)| one.to().is_none()).map(|(one, ..)| one.id);
    let to = match (entry.kind, &committee) {
        (EntryKind::Seat, Some(id)) => Belongs::Committee(id),
        (EntryKind::Seat, None) => return Err(OrganisationError::NotFound),
        _ => Belongs::Unit,
    };
    if entries::add_entry(&mut tx, &permit, entry, to).await? {
        tell(&mut tx, services, actor, entry, "added", reason, &told(entry)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What an entry says, in one line for the history.
fn told(entry: &Entry) -> String {
    match entry.kind {
        EntryKind::Post => format!("{}, {}", entry.value("nguoi"), entry.value("chuc-danh")),
        EntryKind::Seat => entry.value("chuc-vu").to_owned(),
        EntryKind::Agency | EntryKind::Committee => entry.value("ten").to_owned(),
    }
}

async fn tell(
    tx: &mut db::Tx,
    services: &Services,
    actor: &Actor,
    entry: &Entry,
    kind: &'static str,
    reason: &str,
    detail: &str,
) -> Result<(), OrganisationError> {
    let about = About { unit: &entry.unit, subject: entry.kind.subject(), id: &entry.id };
    Ok(store::add_event(tx, &services.context, actor, about, kind, reason, detail).await?)
}

/// How an entry is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mending {
    /// It was written down wrongly: a reason is asked for.
    Corrected,
    /// It comes to an end.
    Ended,
}

/// Writes an entry, if nobody changed it since version `base`.
pub(crate) async fn save_entry(
    services: &Services,
    actor: &Actor,
    entry: &Entry,
    base: i64,
    how: Mending,
    reason: &str,
) -> Result<(), OrganisationError> {
    let (before, unit, permit) = open_entry(services, actor, entry.kind, &entry.id).await?;
    let mut tx = services.db.begin().await?;
    let mut faults = match check(entry, &choices(&mut tx, &permit, &unit, entry.kind, Some(&before)).await?) {
        Err(OrganisationError::Invalid(faults)) => faults,
        other => {
            other?;
            Vec::new()
        }
    };
    if how == Mending::Ended && entry.to().is_none() && faults.iter().all(|fault| fault.field != "den-ngay") {
        faults.push(Fault { field: "den-ngay", key: "organisation-fault-missing" });
    }
    if reason.trim().is_empty() {
        faults.push(Fault { field: "ly-do", key: "organisation-fault-reason" });
    }
    if !faults.is_empty() {
        return Err(OrganisationError::Invalid(faults));
    }
    if base != before.version {
        return Err(OrganisationError::Stale);
    }
    let changes = entry.changes_from(&before);
    if changes.is_empty() {
        return Ok(());
    }
    if !entries::set_entry(&mut tx, &permit, entry, base).await? {
        return Err(OrganisationError::Stale);
    }
    let kind = if how == Mending::Ended { "ended" } else { "corrected" };
    let lines: Vec<_> = changes.iter().map(|(field, old, new)| format!("{field}\t{old}\t{new}")).collect();
    let lines: Vec<_> = lines.iter().map(|line| line.replace('\n', "; ")).collect();
    tell(&mut tx, services, actor, entry, kind, reason, &lines.join("\n")).await?;
    tx.commit().await?;
    Ok(())
}

/// A person goes to another post, perhaps of another unit: the old post ends the day before, the new one begins. `new`
/// is the new post as its form has it; its identifier makes a second press harmless.
pub(crate) async fn transfer(
    services: &Services,
    actor: &Actor,
    post: &str,
    base: i64,
    new: &Entry,
    reason: &str,
) -> Result<(), OrganisationError> {
    let (mut old, _, permit) = open_entry(services, actor, EntryKind::Post, post).await?;
    let (unit, there) = editable(services, actor, &new.unit).await?;
    let mut tx = services.db.begin().await?;
    check(new, &choices(&mut tx, &there, &unit, EntryKind::Post, None).await?)?;
    let first = new.from().ok_or(OrganisationError::NotFound)?;
    let last = first.yesterday().unwrap_or(first);
    if old.from().is_some_and(|from| last < from) {
        let fault = Fault { field: "tu-ngay", key: "organisation-fault-order" };
        return Err(OrganisationError::Invalid(vec![fault]));
    }
    if old.version != base {
        return Err(OrganisationError::Stale);
    }
    let person = entries::person_of_post(&mut tx, post).await?.ok_or(OrganisationError::NotFound)?;
    old.set("den-ngay", &i18n::date(last));
    if !entries::set_entry(&mut tx, &permit, &old, base).await? {
        return Err(OrganisationError::Stale);
    }
    entries::add_entry(&mut tx, &there, new, Belongs::Person(&person)).await?;
    tell(&mut tx, services, actor, &old, "left", reason, &told(&old)).await?;
    tell(&mut tx, services, actor, new, "arrived", reason, &told(new)).await?;
    tx.commit().await?;
    Ok(())
}
