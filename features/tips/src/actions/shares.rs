//! Taking keys away: what an agency's people have read they have read, what is written from then on they cannot open.

use std::collections::BTreeSet;

use access::Actor;
use audit::Entry;
use db::{Query, Tx};
use serde_json::json;
use vault::{Opener, Record, VaultError};
use web::Services;

use crate::{
    error::Result,
    ids::TipId,
    sealed,
    store::{handovers, tips::TipHead, zalo},
};

/// Whether keys are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Taken {
    /// They are, or there were none.
    Now,
    /// They go when somebody of the agency that holds the tip opens it: the reporter's receipt is still being settled, or whoever
    /// acts has no key.
    Later,
}

/// Takes the keys of an agency away that may not read a tip any more.
pub(crate) async fn end(tx: &mut Tx, services: &Services, opener: &Opener, id: TipId, agency: &str) -> Result<Taken> {
    let row = sealed::text(id);
    let mut taken = Taken::Now;
    for record in [sealed::told(&row), sealed::reporter(&row)] {
        taken = taken.max(end_one(tx, services, opener, record, agency).await?);
    }
    for message in zalo::more_ids(tx, id).await? {
        taken = taken.max(end_one(tx, services, opener, zalo::record(&message), agency).await?);
    }
    Ok(taken)
}

/// Leaves the keys of a tip to the agency that holds it now, as far as that has them: what it was never given stays with those who
/// were. Without a key in hand the next of its members who opens the tip does it.
pub(crate) async fn leave_to(
    tx: &mut Tx,
    services: &Services,
    opener: Option<&Opener>,
    (id, holder): (TipId, &str),
) -> Result<Taken> {
    let row = sealed::text(id);
    let mut taken = Taken::Now;
    for record in [sealed::told(&row), sealed::reporter(&row)] {
        for agency in others(tx, record, &[holder]).await? {
            taken = taken.max(match opener {
                Some(opener) => end_one(tx, services, opener, record, &agency).await?,
                None => Taken::Later,
            });
        }
    }
    Ok(taken)
}

/// Takes away what an earlier holder still has because it could not be taken when the tip changed hands; tells whether anything was
/// taken. Opening the tip for the agency that holds it does this on the way; where it fails again, the next one does.
pub(crate) async fn tidy(services: &Services, actor: &Actor, opener: &Opener, head: &TipHead) -> Result<bool> {
    let row = sealed::text(head.id);
    let mut q = &services.db;
    let offer = handovers::waiting(&mut q, head.id).await?;
    let stay: Vec<_> =
        [head.agency.as_str()].into_iter().chain(offer.as_ref().map(|one| one.agency.as_str())).collect();
    let mut left = Vec::new();
    for record in [sealed::told(&row), sealed::reporter(&row)] {
        left.extend(others(&mut q, record, &stay).await?.into_iter().map(|agency| (record, agency)));
    }
    if left.is_empty() {
        return Ok(false);
    }
    let mut tx = services.db.begin().await?;
    let mut ended = BTreeSet::new();
    for (record, agency) in left {
        if end_one(&mut tx, services, opener, record, &agency).await? == Taken::Now {
            ended.insert(agency);
        }
    }
    if ended.is_empty() {
        return Ok(false);
    }
    let entry = Entry::change("tips.keys-ended", "tip", &row).payload(json!({ "of": ended }));
    audit::record(&mut tx, &services.context, actor, &entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Who else holds a record that the first of these agencies holds; nobody where that does not: then it could not be opened by
/// anybody afterwards.
async fn others(q: &mut impl Query, record: Record<'_>, stay: &[&str]) -> Result<Vec<String>> {
    let holders = vault::list_holders(q, record).await?;
    if !stay.first().is_some_and(|first| holders.iter().any(|one| one == first)) {
        return Ok(Vec::new());
    }
    Ok(holders.into_iter().filter(|one| !stay.contains(&one.as_str())).collect())
}

async fn end_one(tx: &mut Tx, services: &Services, opener: &Opener, record: Record<'_>, agency: &str) -> Result<Taken> {
    if !vault::list_holders(tx, record).await?.iter().any(|one| one == agency) {
        return Ok(Taken::Now);
    }
    match vault::end_share(tx, &services.context, opener, record, agency, sealed::ALL).await {
        // Where nobody else has this record it stays: taken from the last one it would be lost.
        Ok(_) | Err(VaultError::Refused("record-without-holder")) => Ok(Taken::Now),
        Err(VaultError::Refused("receipt-waiting") | VaultError::NotHeld) => Ok(Taken::Later),
        Err(other) => Err(other.into()),
    }
}
