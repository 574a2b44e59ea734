//! Changes to an obligation after issue: whose it is, what it says, when it is due.

use access::{Actor, Permit};
use db::{Result, Tx, Value, params};
use jiff::{Timestamp, civil::Date};

use super::sql::assignment as sql;
use crate::{
    model::{ObligationId, Timing, work::Role},
    rights::AssignDuty,
};

/// Takes a version as the base of a change. False: somebody changed it since, and nothing may be written.
pub(crate) async fn claim(
    tx: &mut Tx,
    _: &Permit<AssignDuty>,
    id: ObligationId,
    base: i64,
    by: &Actor,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.run(&sql::CLAIM_VERSION, params![id, base, &by.person, now]).await? == 1)
}

/// The people on an obligation become these: (person, name).
pub(crate) async fn set_people(
    tx: &mut Tx,
    id: ObligationId,
    people: &[(String, String)],
    by: &Actor,
    now: Timestamp,
) -> Result<()> {
    tx.run(&sql::CLEAR_ASSIGNEES, params![id]).await?;
    for (person, name) in people {
        tx.run(&sql::ADD_ASSIGNEE, params![id, person, name, "owner", &by.person, now]).await?;
    }
    Ok(())
}

/// Says which agency of ours a named body is; `None` when it is none.
pub(crate) async fn map_party(tx: &mut Tx, id: ObligationId, party: &str, agency: Option<&str>) -> Result<()> {
    tx.run(&sql::MAP_PARTY, params![id, party, agency]).await?;
    Ok(())
}

/// One body to be written: its role, its name, which agency of ours it is.
pub(crate) type NewParty = (Role, String, Option<String>);

/// The bodies of an obligation become these, in this order.
pub(crate) async fn set_parties(
    tx: &mut Tx,
    id: ObligationId,
    parties: &[NewParty],
    new_id: impl Fn() -> String,
) -> Result<()> {
    tx.run(&sql::CLEAR_PARTIES, params![id]).await?;
    for (ordinal, (role, text, agency)) in (1_i64..).zip(parties) {
        tx.run(&sql::ADD_PARTY, params![new_id(), id, ordinal, role.key(), text, agency.clone()]).await?;
    }
    Ok(())
}

/// When the obligation is due becomes this.
pub(crate) async fn set_timing(tx: &mut Tx, id: ObligationId, timing: Timing, period_to: Option<Date>) -> Result<()> {
    let mut values = params![id];
    values.extend(timing_values(timing, period_to));
    tx.run(&sql::SAVE_TIMING, values).await?;
    Ok(())
}

/// What the obligation says becomes this.
pub(crate) async fn set_words(
    tx: &mut Tx,
    id: ObligationId,
    text: &str,
    deliverable: Option<&str>,
    timing: Timing,
    period_to: Option<Date>,
) -> Result<()> {
    let mut values = params![id, text, base::fold(text), deliverable];
    values.extend(timing_values(timing, period_to));
    tx.run(&sql::SAVE_OBLIGATION, values).await?;
    Ok(())
}

fn timing_values(timing: Timing, period_to: Option<Date>) -> Vec<Value> {
    let stored = timing.stored();
    params![stored.timing, stored.due, timing.last_day(period_to), stored.window_from, stored.window_to]
}
