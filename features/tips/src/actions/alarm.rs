//! The alarm: a danger that nobody acknowledged in time is taken to the level above.

use access::Actor;
use audit::Entry;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use web::Services;

use crate::{
    error::{Result, TipError},
    ids::TipId,
    rights::SeeTips,
    sealed,
    store::{
        alarms::{self, Unacknowledged},
        bars::{self, BarRow},
        path,
        receivers::{self, Receiver},
    },
};

/// Raises the alarms that are due and tells how many. Each stands once, however often this runs; it and its entry in the log are one
/// transaction.
pub(crate) async fn raise_alarms(services: &Services) -> Result<usize> {
    let context = &services.context;
    let now = context.now();
    let limit = limit(now)?;
    let mut raised = 0;
    loop {
        let due = alarms::unacknowledged(&mut &services.db, now.saturating_sub(limit).unwrap_or(now)).await?;
        if due.is_empty() {
            return Ok(raised);
        }
        let mut tx = services.db.begin().await?;
        let all = receivers::list(&mut tx, context.today()).await?;
        for danger in &due {
            let barred = bars::list(&mut tx, danger.tip).await?;
            let above = above(&all, danger, &barred);
            let since = danger.received_at.saturating_add(limit).unwrap_or(now);
            if alarms::raise(&mut tx, danger, above, (since, now)).await? {
                raised += 1;
                let row = sealed::text(danger.tip);
                let entry = Entry::change("tips.alarm-raised", "tip", &row).payload(json!({ "above": above }));
                audit::record_system(&mut tx, context, &entry).await?;
            }
        }
        tx.commit().await?;
    }
}

/// How long the holder has, by the rule `danger` (hours, a parameter of this system).
fn limit(now: Timestamp) -> Result<SignedDuration> {
    let rule = path::rules()?.find("danger", base::local_date(now)).ok_or(TipError::Broken)?;
    Ok(SignedDuration::from_hours(rule.limit.amount.into()))
}

/// The level above that is alarmed: the nearest that the tip is not about.
fn above<'a>(all: &'a [Receiver], danger: &Unacknowledged, barred: &[BarRow]) -> Option<&'a str> {
    receivers::above(all, danger.ground, |one| bars::has_agency(barred, &one.agency)).map(|one| one.agency.as_str())
}

/// The level above says that it knows and is in touch with the agency below. The same again changes nothing.
///
/// # Errors
/// [`TipError::NotFound`] for whoever is not alarmed.
pub async fn see_alarm(services: &Services, actor: &Actor, id: TipId) -> Result<()> {
    services.policy.scope::<SeeTips>(actor)?;
    let mut tx = services.db.begin().await?;
    if !alarms::see(&mut tx, &services.context, actor, id).await? {
        return Err(TipError::NotFound);
    }
    let row = sealed::text(id);
    audit::record(&mut tx, &services.context, actor, &Entry::change("tips.alarm-seen", "tip", &row)).await?;
    tx.commit().await?;
    Ok(())
}

/// How long an alarm stays in the list of the level above once somebody has answered it.
pub(crate) const ALARM_SHOWN_FOR: SignedDuration = SignedDuration::from_hours(24);
