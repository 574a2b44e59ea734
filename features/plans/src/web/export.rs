//! Papers and workbooks of a plan, to be kept as files.

use axum::extract::{Path, Query, State};
use papers::{Paper, PaperError};
use serde::Deserialize;
use web::{Answer, Problem, Services, Visit, download};

use crate::{
    model::bounds::parse_day,
    papers::{Facts, assignment, gather, report, tracking},
};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The period asked for, dates as people write them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    tu: String,
    den: String,
}

async fn facts(visit: &Visit, services: &Services, id: &str, asked: &Asked) -> Result<Facts, Problem> {
    let (from, to) = (parse_day(&asked.tu), parse_day(&asked.den));
    Ok(gather(services, visit.actor()?, id.parse()?, from, to).await?)
}

/// Setting type takes a second of a core: it must not hold up the pages of others.
async fn made<T: Send + 'static>(input: T, make: fn(&T) -> Result<Vec<u8>, PaperError>) -> Result<Vec<u8>, Problem> {
    tokio::task::spawn_blocking(move || make(&input))
        .await
        .map_err(|error| Problem::Unexpected(format!("paper: {error}")))?
        .map_err(|error| Problem::Unexpected(format!("paper: {error}")))
}

async fn as_docx(name: &str, paper: Paper) -> Answer {
    download(&format!("{name}.docx"), DOCX, made(paper, papers::docx).await?)
}

async fn as_pdf(name: &str, paper: Paper) -> Answer {
    download(&format!("{name}.pdf"), "application/pdf", made(paper, papers::pdf).await?)
}

/// The assignment as DOCX.
pub(crate) async fn assignment_docx(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    as_docx("phan-cong", assignment(&facts(&visit, &services, &id, &asked).await?)).await
}

/// The assignment as PDF.
pub(crate) async fn assignment_pdf(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    as_pdf("phan-cong", assignment(&facts(&visit, &services, &id, &asked).await?)).await
}

/// The report as DOCX.
pub(crate) async fn report_docx(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    as_docx("bao-cao", report(&facts(&visit, &services, &id, &asked).await?)).await
}

/// The report as PDF.
pub(crate) async fn report_pdf(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    as_pdf("bao-cao", report(&facts(&visit, &services, &id, &asked).await?)).await
}

/// The tracking table as XLSX.
pub(crate) async fn tracking_xlsx(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let book = tracking(&facts(&visit, &services, &id, &asked).await?);
    download("theo-doi.xlsx", XLSX, made(book, papers::xlsx).await?)
}
