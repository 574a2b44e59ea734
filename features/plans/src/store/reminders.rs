//! Urging letters.

use access::{Actor, Permit};
use db::{Query, Result, Row, Tx, params};
use jiff::Timestamp;

use super::sql::reminders as sql;
use crate::{
    model::{ObligationId, ReminderId, work::Obligation},
    rights::RemindDuty,
};

/// A letter as it was sent.
#[derive(Debug, Clone)]
pub(crate) struct Reminder {
    pub(crate) id: ReminderId,
    pub(crate) obligation: ObligationId,
    /// What the obligation says; empty on the obligation's own page.
    pub(crate) duty: String,
    pub(crate) text: String,
    pub(crate) sent_name: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) seen_at: Option<Timestamp>,
}

/// To whom a letter goes: a unit as a whole, or a person or agency in it.
#[derive(Debug, Clone)]
pub(crate) struct Receiver {
    /// Code of the unit.
    pub(crate) unit: String,
    /// Position of the unit.
    pub(crate) unit_pos: i64,
    /// The person, if it goes to one.
    pub(crate) person: Option<String>,
    /// The agency, if it goes to one.
    pub(crate) agency: Option<String>,
}

/// A letter to be written.
#[derive(Debug)]
pub(crate) struct Letter<'a> {
    pub(crate) id: ReminderId,
    pub(crate) to: &'a Receiver,
    pub(crate) text: &'a str,
    pub(crate) form_key: String,
}

/// Sends a letter. False: this very form was sent before.
pub(crate) async fn add(
    tx: &mut Tx,
    _: &Permit<RemindDuty>,
    about: &Obligation,
    letter: &Letter<'_>,
    by: &Actor,
    at: Timestamp,
) -> Result<bool> {
    let Receiver { unit, unit_pos, person, agency } = letter.to;
    let values = params![
        letter.id,
        about.work.id,
        about.work.plan_id,
        unit,
        *unit_pos,
        person.clone(),
        agency.clone(),
        letter.text,
        &letter.form_key,
        &by.person,
        &by.name,
        at
    ];
    Ok(tx.run(&sql::ADD_REMINDER, values).await? == 1)
}

fn from_row(row: &Row, duty: String) -> Result<Reminder> {
    Ok(Reminder {
        id: row.parsed("id")?,
        obligation: row.parsed("obligation_id")?,
        duty,
        text: row.text("text")?,
        sent_name: row.text("sent_name")?,
        sent_at: row.instant("sent_at")?,
        seen_at: row.opt_instant("seen_at")?,
    })
}

/// The last fifty letters about an obligation.
pub(crate) async fn of_obligation(q: &mut impl Query, id: ObligationId) -> Result<Vec<Reminder>> {
    q.rows(&sql::REMINDERS, params![id]).await?.iter().map(|row| from_row(row, String::new())).collect()
}

/// What the actor still has to read; letters to the whole unit only when the actor acts for it.
pub(crate) async fn unread(q: &mut impl Query, actor: &Actor, for_unit: bool) -> Result<Vec<Reminder>> {
    let agency = actor.agency.clone().unwrap_or_default();
    let values = params![actor.ground.first, &actor.person, agency, for_unit];
    q.rows(&sql::MY_REMINDERS, values).await?.iter().map(|row| from_row(row, row.text("duty")?)).collect()
}

/// Notes that a letter was read. False: it is not the actor's to read, or was read before.
pub(crate) async fn see(tx: &mut Tx, id: ReminderId, actor: &Actor, for_unit: bool, at: Timestamp) -> Result<bool> {
    let agency = actor.agency.clone().unwrap_or_default();
    let values = params![id, actor.ground.first, &actor.person, agency, at, for_unit];
    Ok(tx.run(&sql::SEE_REMINDER, values).await? == 1)
}
