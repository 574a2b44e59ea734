//! A file is read, and looked at whether it is a plan.

use plandoc::{
    NotAPlan,
    plan::Note,
    source::{self, Limits},
};

use super::ImportError;
use crate::{model::likeness, store::documents::Reading};

/// Refuses what is no plan. A text that calls itself a plan is taken even where the reader found nothing to do
/// in it: a person can add that.
pub(super) fn check_plan(found: &Reading) -> Result<(), NotAPlan> {
    match found.plan.looks_like_plan() {
        Err(NotAPlan::NoTasks) if found.plan.document.kind.as_deref() == Some("KH") => Ok(()),
        verdict => verdict,
    }
}

/// Reads a file on a thread of its own: it may take a while, and a page of pictures takes a minute.
pub(super) async fn read(file_name: &str, bytes: Vec<u8>, limits: Limits) -> Result<Reading, ImportError> {
    let file_name = file_name.to_owned();
    tokio::task::spawn_blocking(move || read_now(&file_name, &bytes, &limits))
        .await
        .map_err(|error| ImportError::Stopped(error.to_string()))?
}

fn read_now(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Reading, ImportError> {
    let text = source::read(file_name, bytes, limits)?;
    let normalised = plandoc::normalise(&text.text);
    let mut plan = plandoc::read_normalised(file_name, &normalised);
    if text.ocr {
        // Letters recognised from pictures may be wrong anywhere: the first thing to look at.
        plan.notes.insert(0, Note { kind: "recognised_text".to_owned(), text: String::new(), span: None });
    }
    let normalised = normalised.text;
    let plan_json = serde_json::to_string(&plan).map_err(|error| ImportError::Stopped(error.to_string()))?;
    Ok(Reading { fingerprint: likeness::fingerprint(&normalised), normalised, plan_json, plan })
}

/// The media type under which a file is given out again, by its content.
pub(super) fn media_type(bytes: &[u8], file_name: &str) -> &'static str {
    if bytes.starts_with(b"PK") {
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if bytes.starts_with(b"%PDF-") {
        return "application/pdf";
    }
    let lower = file_name.to_lowercase();
    if [".md", ".markdown"].iter().any(|ending| lower.ends_with(ending)) {
        "text/markdown; charset=utf-8"
    } else {
        "text/plain; charset=utf-8"
    }
}
