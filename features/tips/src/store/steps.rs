//! Steps on the legal path: what happened, when, by whom.

use access::Actor;
use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;

use super::statements;
use crate::{
    error::Result,
    ids::{StepId, TipId},
};

/// Stage of a tip that nobody has classified yet.
pub(crate) const STAGE_RECEIVED: &str = "received";
/// A tip came in.
pub(crate) const RECEIVED: &str = "received";
/// The reporter wrote again.
pub(crate) const REPORTER_WROTE: &str = "reporter_wrote";

/// One step, as noted.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Key of the kind.
    pub kind: String,
    /// When it happened.
    pub at: Timestamp,
    /// Number of the paper that decided it.
    pub number: Option<String>,
    /// Who noted it.
    pub by_name: String,
}

/// A step to note.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NewStep<'a> {
    pub(crate) kind: &'a str,
    pub(crate) number: Option<&'a str>,
    pub(crate) detail: Option<&'a str>,
    pub(crate) agency: Option<&'a str>,
}

/// Notes a step of an officer, at an instant.
pub(crate) async fn add(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    (tip, at): (TipId, Timestamp),
    step: &NewStep<'_>,
) -> Result<()> {
    let values = params![
        StepId::new(context),
        tip,
        step.kind,
        at,
        step.number,
        step.detail,
        step.agency,
        &actor.person,
        &actor.name,
        context.now(),
    ];
    tx.run(&statements::ADD_STEP, values).await?;
    Ok(())
}

/// Notes a step that no officer took. The time of noting tells no more than the step's own.
pub(crate) async fn add_by_nobody(tx: &mut Tx, context: &Context, tip: TipId, kind: &str, at: Timestamp) -> Result<()> {
    let nothing: Option<&str> = None;
    let values = params![StepId::new(context), tip, kind, at, nothing, nothing, nothing, nothing, "", at];
    tx.run(&statements::ADD_STEP, values).await?;
    Ok(())
}

/// All steps, in their order.
pub(crate) async fn list(q: &mut impl Query, tip: TipId) -> Result<Vec<Step>> {
    let rows = q.rows(&statements::STEPS, params![tip]).await?;
    rows.iter()
        .map(|row| {
            Ok(Step {
                kind: row.text("kind")?,
                at: row.instant("at")?,
                number: row.opt_text("number")?,
                by_name: row.text("by_name")?,
            })
        })
        .collect()
}
