//! The unit that issued the plan judges a report.

use access::Actor;
use web::Services;

use super::{Fault, WorkError};
use crate::{
    model::{
        ProgressId, bounds,
        progress::{Progress, Review},
        work::Obligation,
    },
    rights::ReviewProgress,
    store::{
        history::{self, About},
        obligations, progress,
    },
};

/// What is to become of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is taken as it is.
    Accept,
    /// It is given back, with a reason that the sender reads.
    Return {
        /// Why.
        reason: String,
    },
}

/// A report with its obligation, for one who may judge it.
pub(crate) async fn open(
    services: &Services,
    actor: &Actor,
    id: ProgressId,
) -> Result<(Progress, Obligation), WorkError> {
    let mut q = &services.db;
    let report = progress::find(&mut q, id).await?.ok_or(WorkError::NotFound)?;
    let today = services.context.today();
    let found = obligations::find(&mut q, report.obligation, actor, today).await?.ok_or(WorkError::NotFound)?;
    services.policy.permit::<ReviewProgress>(actor, &found.thing())?;
    Ok((report, found))
}

/// Judges a report that waits. The last accepted report says how far the obligation is, and one of 100 per
/// cent completes it on the day that it names. Nobody judges a report of one's own.
///
/// # Errors
/// [`WorkError::NotFound`] where the person may not judge, [`WorkError::OwnReport`], [`WorkError::JudgedBefore`]
/// and [`WorkError::Invalid`] for a return without a reason.
pub async fn review_progress(
    services: &Services,
    actor: &Actor,
    id: ProgressId,
    verdict: &Verdict,
) -> Result<(), WorkError> {
    let (report, found) = open(services, actor, id).await?;
    let permit = services.policy.permit::<ReviewProgress>(actor, &found.thing())?;
    if report.submitted_by == actor.person {
        return Err(WorkError::OwnReport);
    }
    let (state, note, kind) = match verdict {
        Verdict::Accept => (Review::Accepted, None, "progress-accepted"),
        Verdict::Return { reason } if reason.trim().is_empty() => {
            return Err(WorkError::Invalid(vec![Fault { field: "ly-do", key: "plans-w-fault-reason" }]));
        }
        Verdict::Return { reason } if !bounds::fits(reason, bounds::LONGEST_REPORT) => {
            return Err(WorkError::Invalid(vec![Fault { field: "ly-do", key: "plans-w-fault-long" }]));
        }
        Verdict::Return { reason } => (Review::Returned, Some(reason.trim()), "progress-returned"),
    };
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    if !progress::review(&mut tx, &permit, id, state, note, actor, context.now()).await? {
        return Err(WorkError::JudgedBefore);
    }
    progress::settle(&mut tx, &permit, report.obligation).await?;
    let about = About { plan: found.work.plan_id, obligation: Some(report.obligation) };
    let detail = note.map_or_else(|| report.percent.to_string(), str::to_owned);
    history::add(&mut tx, context, actor, about, kind, &detail).await?;
    tx.commit().await?;
    Ok(())
}
