//! Reports of progress and their files.

use access::{Actor, Permit};
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::sql::progress as sql;
use crate::{
    model::{
        EvidenceId, ObligationId, PlanId, ProgressId,
        progress::{Evidence, Progress, Review},
        work::Obligation,
    },
    rights::{ReportProgress, ReviewProgress},
};

/// A report as it is written down.
#[derive(Debug)]
pub(crate) struct NewRow<'a> {
    pub(crate) id: ProgressId,
    pub(crate) text: &'a str,
    pub(crate) percent: i64,
    pub(crate) difficulty: Option<&'a str>,
    pub(crate) proposal: Option<&'a str>,
    pub(crate) done_on: Option<Date>,
    pub(crate) form_key: &'a str,
}

/// Writes a report and lets the work begin with it. False: this very form was sent before.
pub(crate) async fn add(
    tx: &mut Tx,
    _: &Permit<ReportProgress>,
    obligation: &Obligation,
    row: &NewRow<'_>,
    by: &Actor,
    at: Timestamp,
) -> Result<bool> {
    let work = &obligation.work;
    let values = params![
        row.id,
        work.id,
        work.plan_id,
        work.ground.first,
        row.text,
        row.percent,
        row.difficulty,
        row.proposal,
        row.done_on,
        row.form_key,
        &by.person,
        &by.name,
        at
    ];
    if tx.run(&sql::ADD_PROGRESS, values).await? == 0 {
        return Ok(false);
    }
    tx.run(&sql::START, params![work.id, base::local_date(at)]).await?;
    Ok(true)
}

/// The report that a form made, with its obligation.
pub(crate) async fn of_form(q: &mut impl Query, form_key: &str) -> Result<Option<(ProgressId, ObligationId)>> {
    let Some(row) = q.row(&sql::PROGRESS_OF_FORM, params![form_key]).await? else { return Ok(None) };
    Ok(Some((row.parsed("id")?, row.parsed("obligation_id")?)))
}

/// A file as it is written down.
#[derive(Debug)]
pub(crate) struct NewFile<'a> {
    pub(crate) id: EvidenceId,
    pub(crate) file_name: &'a str,
    pub(crate) media_type: &'a str,
    pub(crate) bytes: &'a [u8],
}

/// Keeps a file with a report.
pub(crate) async fn add_file(tx: &mut Tx, progress: ProgressId, file: &NewFile<'_>) -> Result<()> {
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let sum = base::sha256_hex(file.bytes);
    let values = params![file.id, progress, file.file_name, file.media_type, size, sum, file.bytes];
    tx.run(&sql::ADD_EVIDENCE, values).await?;
    Ok(())
}

fn progress_from(row: &Row) -> Result<Progress> {
    Ok(Progress {
        id: row.parsed("id")?,
        obligation: row.parsed("obligation_id")?,
        text: row.text("text")?,
        percent: row.int("percent")?,
        difficulty: row.opt_text("difficulty")?,
        proposal: row.opt_text("proposal")?,
        done_on: row.opt_date("done_on")?,
        state: Review::from_key(&row.text("state")?),
        submitted_by: row.text("submitted_by")?,
        submitted_name: row.text("submitted_name")?,
        submitted_at: row.instant("submitted_at")?,
        reviewed_name: row.opt_text("reviewed_name")?,
        reviewed_at: row.opt_instant("reviewed_at")?,
        review_note: row.opt_text("review_note")?,
        evidence: Vec::new(),
    })
}

/// All reports on an obligation with the names of their files, newest first.
pub(crate) async fn of_obligation(q: &mut impl Query, id: ObligationId) -> Result<Vec<Progress>> {
    let rows = q.rows(&sql::PROGRESS, params![id]).await?;
    let mut reports = rows.iter().map(progress_from).collect::<Result<Vec<_>>>()?;
    for row in q.rows(&sql::EVIDENCE, params![id]).await? {
        let file = Evidence {
            id: row.parsed("id")?,
            progress: row.parsed("progress_id")?,
            file_name: row.text("file_name")?,
            size: row.int("size")?,
        };
        if let Some(report) = reports.iter_mut().find(|report| report.id == file.progress) {
            report.evidence.push(file);
        }
    }
    Ok(reports)
}

/// One report, without its files.
pub(crate) async fn find(q: &mut impl Query, id: ProgressId) -> Result<Option<Progress>> {
    q.row(&sql::ONE_PROGRESS, params![id]).await?.as_ref().map(progress_from).transpose()
}

/// A file of evidence with its content.
#[derive(Debug)]
pub(crate) struct File {
    /// The obligation, which decides who may have it.
    pub(crate) obligation: ObligationId,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

/// One file.
pub(crate) async fn file(q: &mut impl Query, id: EvidenceId) -> Result<Option<File>> {
    let Some(row) = q.row(&sql::EVIDENCE_FILE, params![id]).await? else { return Ok(None) };
    Ok(Some(File {
        obligation: row.parsed("obligation_id")?,
        name: row.text("file_name")?,
        media_type: row.text("media_type")?,
        bytes: row.blob("content")?,
    }))
}

/// Judges a report. False: somebody judged it before.
pub(crate) async fn review(
    tx: &mut Tx,
    _: &Permit<ReviewProgress>,
    id: ProgressId,
    state: Review,
    note: Option<&str>,
    by: &Actor,
    at: Timestamp,
) -> Result<bool> {
    let values = params![id, state.key(), &by.person, &by.name, at, note];
    Ok(tx.run(&sql::REVIEW, values).await? == 1)
}

/// Writes into the obligation what its last accepted report says.
pub(crate) async fn settle(tx: &mut Tx, _: &Permit<ReviewProgress>, id: ObligationId) -> Result<()> {
    let (percent, completed_on) = match tx.row(&sql::LAST_ACCEPTED, params![id]).await? {
        Some(row) => {
            let percent = row.int("percent")?;
            (percent, row.opt_date("done_on")?.filter(|_| percent == 100))
        }
        None => (0, None),
    };
    tx.run(&sql::SET_OUTCOME, params![id, percent, completed_on]).await?;
    Ok(())
}

/// An accepted report, for a paper.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    pub(crate) obligation: ObligationId,
    pub(crate) text: String,
    pub(crate) percent: i64,
    pub(crate) difficulty: Option<String>,
    pub(crate) proposal: Option<String>,
    pub(crate) done_on: Option<Date>,
    pub(crate) submitted_at: Timestamp,
}

/// The accepted reports of a plan sent before an instant, in the plan's order, oldest first.
pub(crate) async fn accepted_before(q: &mut impl Query, plan: PlanId, until: Timestamp) -> Result<Vec<Accepted>> {
    let rows = q.rows(&sql::ACCEPTED_OF_PLAN, params![plan, until]).await?;
    rows.iter()
        .map(|row| {
            Ok(Accepted {
                obligation: row.parsed("obligation_id")?,
                text: row.text("text")?,
                percent: row.int("percent")?,
                difficulty: row.opt_text("difficulty")?,
                proposal: row.opt_text("proposal")?,
                done_on: row.opt_date("done_on")?,
                submitted_at: row.instant("submitted_at")?,
            })
        })
        .collect()
}
