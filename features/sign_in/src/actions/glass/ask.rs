//! Asks to see one record of one's agency for some minutes.

use ::web::{Problem, Services};
use access::{Actor, Permit};
use vault::{GlassState, Record, VaultError};

use crate::{
    actions::keyring::agency_of,
    model::{Openable, record_id},
    person::broken,
    rights::AskBreakGlass,
    store,
};

/// Shortest and longest reason, in characters.
const REASON: std::ops::RangeInclusive<usize> = 10..=500;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The kind of record.
    pub kind: String,
    /// Its id, or the address of a page of it.
    pub record: String,
    /// For how many minutes.
    pub minutes: String,
    /// Why.
    pub reason: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Those who hold the keys see it now.
    Sent,
    /// The same record is asked for or open already.
    Already,
    /// Field and message key of what is wrong.
    Wrong(Vec<(&'static str, &'static str)>),
}

/// Asks, where the person works with what is sealed to the agency and does not hold its keys.
pub(crate) async fn ask(
    services: &Services,
    actor: &Actor,
    _: &Permit<AskBreakGlass>,
    openable: &[Openable],
    wanted: &Wanted,
) -> Result<Asked, Problem> {
    let agency = agency_of(actor)?;
    let mut tx = services.db.begin().await?;
    let id = record_id(&wanted.record);
    let record = openable.iter().find(|one| one.kind == wanted.kind).map(|one| Record { kind: one.kind, id: &id });
    let mut faults = Vec::new();
    match record {
        None => faults.push(("loai", "sign-in-glass-fault-kind")),
        Some(record) => {
            let holders = vault::list_holders(&mut tx, record).await.map_err(broken)?;
            if !holders.iter().any(|holder| holder == agency) {
                faults.push(("tin", "sign-in-glass-fault-record"));
            }
        }
    }
    let minutes = wanted.minutes.parse().ok().filter(|minutes| (1..=vault::LONGEST_MINUTES).contains(minutes));
    if minutes.is_none() {
        faults.push(("phut", "sign-in-glass-fault-minutes"));
    }
    if !REASON.contains(&wanted.reason.chars().count()) {
        faults.push(("ly_do", "sign-in-glass-fault-reason"));
    }
    let (Some(record), Some(minutes), true) = (record, minutes, faults.is_empty()) else {
        return Ok(Asked::Wrong(faults));
    };
    let own = vault::list_own_break_glasses(&mut tx, &actor.account).await.map_err(broken)?;
    let now = services.context.now();
    let is_same = |one: &vault::BreakGlass| one.record.0 == record.kind && one.record.1 == record.id;
    if own.iter().any(|one| is_same(one) && matches!(one.state_at(now), GlassState::Asked | GlassState::Granted)) {
        return Ok(Asked::Already);
    }
    let asked =
        vault::ask_break_glass(&mut tx, &services.context, actor, agency, record, minutes, &wanted.reason).await;
    match asked {
        Ok(_) => tx.commit().await.map(|()| Asked::Sent).map_err(Into::into),
        Err(VaultError::NoPersonKey(_)) => Ok(Asked::Wrong(vec![("tin", "sign-in-glass-no-pair")])),
        Err(VaultError::NoVault(_)) => Err(Problem::NotFound),
        Err(error) => Err(broken(error)),
    }
}

/// Whether a person may ask: the agency has a vault, and the person does not open it anyway.
pub(crate) async fn may_ask(services: &Services, actor: &Actor) -> Result<bool, Problem> {
    let (mut q, agency) = (&services.db, agency_of(actor)?);
    let is_member = store::glass::is_member(&mut q, agency, &actor.account).await.map_err(broken)?;
    Ok(!is_member && vault::has_vault(&mut q, agency).await.map_err(broken)?)
}
