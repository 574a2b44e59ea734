//! Steps on the legal path: what happened, when, by whom.

use access::Actor;
use base::Context;
use db::{Query, Tx, params};
use jiff::{Timestamp, civil::Date};
use vault::RecordKey;

use super::{statements, statements_path};
use crate::{
    error::Result,
    ids::{StepId, TipId},
    sealed,
};

/// Stage of a tip that nobody has classified yet.
pub(crate) const STAGE_RECEIVED: &str = "received";
/// A tip came in.
pub(crate) const RECEIVED: &str = "received";
/// Detail of a receipt after which whoever handed the tip over still has its key.
pub(crate) const KEYS_LATER: &str = "keys_later";
/// The reporter wrote again.
pub(crate) const REPORTER_WROTE: &str = "reporter_wrote";

/// One step, as noted.
#[derive(Debug, Clone)]
pub struct Step {
    /// Key of the kind.
    pub kind: String,
    /// When it happened.
    pub at: Timestamp,
    /// Number of the paper that decided it.
    pub number: Option<String>,
    /// Key of what was chosen: the kind, the decision.
    pub detail: Option<String>,
    /// Date of that paper.
    pub dated: Option<Date>,
    /// The officer named in it.
    pub officer: Option<String>,
    /// The reason in free words; nothing where the reader has no key.
    pub reason: Option<String>,
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

/// What a step rests on besides its number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Paper<'a> {
    /// Date of the paper.
    pub(crate) dated: Option<Date>,
    /// The officer named: person and name.
    pub(crate) officer: Option<(&'a str, &'a str)>,
    /// The reason in free words, with the key that seals it.
    pub(crate) reason: Option<(&'a str, &'a RecordKey)>,
}

/// Notes a step of an officer, at an instant.
pub(crate) async fn add(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    (tip, at): (TipId, Timestamp),
    step: &NewStep<'_>,
) -> Result<StepId> {
    let id = StepId::new(context);
    let values = params![
        id,
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
    Ok(id)
}

/// Adds what a step rests on.
pub(crate) async fn add_paper(
    tx: &mut Tx,
    context: &Context,
    (tip, step): (TipId, StepId),
    paper: &Paper<'_>,
) -> Result<()> {
    let row = step.to_string();
    let seal = |(text, key): (&str, &RecordKey)| key.seal_text(context, &sealed::STEP_REASON, &row, text);
    let reason = paper.reason.map(seal).transpose()?;
    let (officer, name) = paper.officer.unzip();
    let values = params![&row, tip, paper.dated, officer, name, reason];
    tx.run(&statements_path::ADD_PAPER, values).await?;
    Ok(())
}

/// Notes a step that no officer took. The time of noting tells no more than the step's own.
pub(crate) async fn add_by_nobody(tx: &mut Tx, context: &Context, tip: TipId, kind: &str, at: Timestamp) -> Result<()> {
    add_of(tx, context, tip, (kind, None), at).await
}

/// Notes that an agency received a tip without an officer of it at the keyboard: at the public door, or past a level that the
/// tip is about.
pub(crate) async fn add_receipt(tx: &mut Tx, context: &Context, tip: TipId, agency: &str, at: Timestamp) -> Result<()> {
    add_of(tx, context, tip, (RECEIVED, Some(agency)), at).await
}

async fn add_of(
    tx: &mut Tx,
    context: &Context,
    tip: TipId,
    (kind, agency): (&str, Option<&str>),
    at: Timestamp,
) -> Result<()> {
    let nothing: Option<&str> = None;
    let values = params![StepId::new(context), tip, kind, at, nothing, nothing, agency, nothing, "", at];
    tx.run(&statements::ADD_STEP, values).await?;
    Ok(())
}

/// All steps, in the order in which they happened; with a key also their reasons.
pub(crate) async fn list(q: &mut impl Query, key: Option<&RecordKey>, tip: TipId) -> Result<Vec<Step>> {
    let rows = q.rows(&statements::STEPS, params![tip]).await?;
    rows.iter()
        .map(|row| {
            let sealed = row.opt_blob("reason_sealed")?;
            let reason = key.zip(sealed).map(|(key, sealed)| {
                key.open_text(&sealed::STEP_REASON, &row.text("id")?, &sealed).map(|text| text.to_string())
            });
            Ok(Step {
                kind: row.text("kind")?,
                at: row.instant("at")?,
                number: row.opt_text("number")?,
                detail: row.opt_text("detail")?,
                dated: row.opt_date("dated")?,
                officer: row.opt_text("officer_name")?,
                reason: reason.transpose()?,
                by_name: row.text("by_name")?,
            })
        })
        .collect()
}
