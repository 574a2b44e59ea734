//! A person reports how far the work is.

use access::Actor;
use jiff::civil::Date;
use web::Services;

use super::{Fault, WorkError};
use crate::{
    model::{
        EvidenceId, ObligationId, ProgressId, bounds,
        progress::{EVIDENCE_LIMIT, evidence_type},
    },
    rights::ReportProgress,
    store::{
        history::{self, About},
        obligations,
        progress::{self, NewFile, NewRow},
    },
};

/// The most files with one report.
const MOST_FILES: usize = 5;

/// A file that shows what the report says.
#[derive(Debug, Clone)]
pub struct NewEvidence {
    /// The name it was sent under.
    pub file_name: String,
    /// Its content: JPEG, PNG, PDF, DOCX or XLSX of at most 10 MiB.
    pub bytes: Vec<u8>,
}

/// A report as it is sent.
#[derive(Debug, Clone, Default)]
pub struct NewProgress {
    /// The version of the obligation that the person had open; `None` to report on whatever it is now.
    pub base: Option<i64>,
    /// What was done.
    pub text: String,
    /// Per cent done, 0 to 100.
    pub percent: i64,
    /// What stands in the way; empty for nothing.
    pub difficulty: String,
    /// What is proposed; empty for nothing.
    pub proposal: String,
    /// The day it was done; needed at 100 per cent, not looked at below.
    pub done_on: Option<Date>,
    /// Made with the form: the same key twice is one report.
    pub form_key: String,
    /// Its files.
    pub evidence: Vec<NewEvidence>,
}

/// Sends a report on an obligation; it then waits for review.
///
/// # Errors
/// [`WorkError::NotFound`] where the person may not report, [`WorkError::Stale`] when the obligation changed
/// since `base`, [`WorkError::Invalid`] with what is wrong.
pub async fn report_progress(
    services: &Services,
    actor: &Actor,
    obligation: ObligationId,
    report: &NewProgress,
) -> Result<ProgressId, WorkError> {
    let context = &services.context;
    let (now, today) = (context.now(), context.today());
    let found = obligations::find(&mut &services.db, obligation, actor, today).await?.ok_or(WorkError::NotFound)?;
    let permit = services.policy.permit::<ReportProgress>(actor, &found.thing_to_report())?;
    if let Some(before) = of_form(&mut &services.db, &report.form_key, obligation).await? {
        return Ok(before);
    }
    let files = check(report, today)?;

    let mut tx = services.db.begin().await?;
    let current = obligations::find(&mut tx, obligation, actor, today).await?.ok_or(WorkError::NotFound)?;
    if report.base.is_some_and(|base| base != current.work.version) {
        return Err(WorkError::Stale);
    }
    let id = ProgressId::new(context);
    let row = NewRow {
        id,
        text: &report.text,
        percent: report.percent,
        difficulty: said(&report.difficulty),
        proposal: said(&report.proposal),
        done_on: report.done_on.filter(|_| report.percent == 100),
        form_key: &report.form_key,
    };
    if !progress::add(&mut tx, &permit, &current, &row, actor, now).await? {
        // The same form came twice at the same moment: the first one stands. It is read in this transaction,
        // because it may be waiting for the same sync to disk, and told only when it is safe there.
        let before = of_form(&mut tx, &report.form_key, obligation).await?;
        tx.commit().await?;
        return before.ok_or(WorkError::NotFound);
    }
    for (file, media_type) in report.evidence.iter().zip(files) {
        let file = NewFile { id: EvidenceId::new(context), file_name: &file.file_name, media_type, bytes: &file.bytes };
        progress::add_file(&mut tx, id, &file).await?;
    }
    let about = About { plan: current.work.plan_id, obligation: Some(obligation) };
    history::add(&mut tx, context, actor, about, "progress-submitted", &report.percent.to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The report that this form made already, if it did; a key used for another obligation is nobody's.
async fn of_form(
    q: &mut impl db::Query,
    form_key: &str,
    obligation: ObligationId,
) -> Result<Option<ProgressId>, WorkError> {
    match progress::of_form(q, form_key).await? {
        Some((id, of)) if of == obligation => Ok(Some(id)),
        Some(_) => Err(WorkError::NotFound),
        None => Ok(None),
    }
}

fn said(text: &str) -> Option<&str> {
    (!text.trim().is_empty()).then_some(text)
}

/// The media types of the files, or all that is wrong with the report.
fn check(report: &NewProgress, today: Date) -> Result<Vec<&'static str>, WorkError> {
    let mut faults = Vec::new();
    let mut fault = |field, key| faults.push(Fault { field, key });
    let long = |text: &str| !bounds::fits(text, bounds::LONGEST_REPORT);
    if report.text.trim().is_empty() {
        fault("ket-qua", "plans-w-fault-text");
    } else if long(&report.text) {
        fault("ket-qua", "plans-w-fault-long");
    }
    if !(0..=100).contains(&report.percent) {
        fault("phan-tram", "plans-w-fault-percent");
    }
    if report.percent == 100 {
        match report.done_on {
            None => fault("ngay-xong", "plans-w-fault-done-on"),
            Some(day) if !bounds::is_plausible(day) => fault("ngay-xong", "plans-w-fault-done-on"),
            Some(day) if day > today => fault("ngay-xong", "plans-w-fault-future"),
            Some(_) => {}
        }
    }
    if long(&report.difficulty) {
        fault("kho-khan", "plans-w-fault-long");
    }
    if long(&report.proposal) {
        fault("de-xuat", "plans-w-fault-long");
    }
    if report.form_key.is_empty() || !bounds::fits(&report.form_key, bounds::LONGEST_KEY) {
        fault("ket-qua", "plans-w-fault-form");
    }
    if report.evidence.len() > MOST_FILES {
        fault("tep", "plans-w-fault-many-files");
    }
    let mut types = Vec::new();
    for file in &report.evidence {
        if file.bytes.len() > EVIDENCE_LIMIT {
            fault("tep", "plans-w-fault-file-size");
        } else if let Some(media_type) = evidence_type(&file.file_name, &file.bytes) {
            types.push(media_type);
        } else {
            fault("tep", "plans-w-fault-file-type");
        }
    }
    if faults.is_empty() { Ok(types) } else { Err(WorkError::Invalid(faults)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 5, 10);

    fn report() -> NewProgress {
        NewProgress { text: "Đã làm".into(), percent: 50, form_key: "k".into(), ..NewProgress::default() }
    }

    fn faults(report: &NewProgress) -> Vec<&'static str> {
        match check(report, TODAY) {
            Err(WorkError::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn finished_work_needs_a_day_that_is_not_in_the_future() {
        let done = |done_on| NewProgress { percent: 100, done_on, ..report() };

        assert_eq!(faults(&done(None)), ["ngay-xong"]);
        assert_eq!(faults(&done(Some(date(2026, 5, 11)))), ["ngay-xong"]);
        assert_eq!(faults(&done(Some(date(26, 5, 10)))), ["ngay-xong"]);
        assert!(faults(&done(Some(TODAY))).is_empty());
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let file = NewEvidence { file_name: "a.exe".into(), bytes: b"MZ".to_vec() };
        let bad = NewProgress { text: " ".into(), percent: 101, evidence: vec![file], ..report() };

        assert_eq!(faults(&bad), ["ket-qua", "phan-tram", "tep"]);
    }
}
