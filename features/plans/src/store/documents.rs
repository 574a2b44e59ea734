//! Documents as they came in.

use access::{Action, Actor, Ground, Permit, Scope, Thing};
use calendar::PartialDate;
use db::{Query, Result, Row, Tx, params};
use jiff::Timestamp;
use web::Paging;

use super::sql::documents as sql;
use crate::{
    model::{DocumentId, PlanId, bounds},
    rights::{ImportPlan, SeeDocument, SeeDraft, SeePlan},
};

/// The actions that show the text of a document.
pub(crate) trait ShowsText: Action {}
impl ShowsText for ImportPlan {}
impl ShowsText for SeeDocument {}
impl ShowsText for SeeDraft {}
impl ShowsText for SeePlan {}

/// A document without its bytes and texts.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) id: DocumentId,
    pub(crate) unit: String,
    pub(crate) ground: Ground,
    /// `in`, `out` or `internal`.
    pub(crate) direction: String,
    pub(crate) file_name: String,
    pub(crate) size: i64,
    /// `waiting`, `failed`, `alike`, `read` or `kept`.
    pub(crate) reading: String,
    /// Why it failed: the key of a reader's error.
    pub(crate) failure: Option<String>,
    pub(crate) type_code: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) symbol: Option<String>,
    pub(crate) date: PartialDate,
    pub(crate) issuer: Option<String>,
    pub(crate) title: String,
    /// The person who handed it in.
    pub(crate) uploaded_by: String,
    pub(crate) uploaded_at: Timestamp,
}

impl Document {
    /// As the policy sees it.
    pub(crate) fn thing(&self) -> Thing {
        Thing::of(self.ground)
    }
}

/// What is kept when a document comes in.
#[derive(Debug, Clone)]
pub(crate) struct NewDocument<'a> {
    pub(crate) id: DocumentId,
    pub(crate) direction: &'a str,
    pub(crate) file_name: &'a str,
    pub(crate) media_type: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) form_key: &'a str,
    pub(crate) at: Timestamp,
}

/// What was read from a document.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) normalised: String,
    pub(crate) plan_json: String,
    pub(crate) fingerprint: String,
    pub(crate) plan: plandoc::plan::Plan,
}

/// A partial date from its three columns.
pub(crate) fn partial_date(row: &Row) -> Result<PartialDate> {
    let small = |number: Option<i64>| number.and_then(|number| i8::try_from(number).ok());
    Ok(PartialDate {
        year: row.opt_int("year")?.and_then(|year| i16::try_from(year).ok()),
        month: small(row.opt_int("month")?),
        day: small(row.opt_int("day")?),
    })
}

fn from_row(row: &Row) -> Result<Document> {
    Ok(Document {
        id: row.parsed("id")?,
        unit: row.text("unit")?,
        ground: Ground { first: row.int("unit_pos")?, last: row.int("unit_last")? },
        direction: row.text("direction")?,
        file_name: row.text("file_name")?,
        size: row.int("size")?,
        reading: row.text("reading")?,
        failure: row.opt_text("failure")?,
        type_code: row.opt_text("type_code")?,
        number: row.opt_text("number")?,
        symbol: row.opt_text("symbol")?,
        date: partial_date(row)?,
        issuer: row.opt_text("issuer")?,
        title: row.text("title")?,
        uploaded_by: row.text("uploaded_by")?,
        uploaded_at: row.instant("uploaded_at")?,
    })
}

/// Keeps a document; `false` when the same form was sent before.
pub(crate) async fn add(tx: &mut Tx, _: &Permit<ImportPlan>, actor: &Actor, new: &NewDocument<'_>) -> Result<bool> {
    let values = params![
        new.id,
        &actor.unit,
        actor.ground.first,
        actor.ground.last,
        new.direction,
        new.file_name,
        new.media_type,
        base::sha256_hex(new.bytes),
        i64::try_from(new.bytes.len()).unwrap_or(i64::MAX),
        new.bytes,
        base::fold(new.file_name),
        new.form_key,
        &actor.person,
        new.at,
    ];
    Ok(tx.run(&sql::ADD_DOCUMENT, values).await? == 1)
}

/// The document that a form made before.
pub(crate) async fn of_form(
    q: &mut impl Query,
    _: &Permit<ImportPlan>,
    actor: &Actor,
    form_key: &str,
) -> Result<Option<DocumentId>> {
    let row = q.row(&sql::DOCUMENT_BY_FORM, params![form_key, actor.ground.first]).await?;
    row.map(|row| row.parsed("id")).transpose()
}

/// A document of the same unit with the same bytes.
pub(crate) async fn of_bytes(
    q: &mut impl Query,
    _: &Permit<ImportPlan>,
    actor: &Actor,
    bytes: &[u8],
) -> Result<Option<DocumentId>> {
    let row = q.row(&sql::DOCUMENT_BY_HASH, params![actor.ground.first, base::sha256_hex(bytes)]).await?;
    row.map(|row| row.parsed("id")).transpose()
}

/// The plan made of a document.
pub(crate) async fn plan_of(q: &mut impl Query, id: DocumentId) -> Result<Option<PlanId>> {
    let row = q.row(&sql::PLAN_OF_DOCUMENT, params![id]).await?;
    row.map(|row| row.parsed("id")).transpose()
}

/// Keeps what was read; `reading` says where the document then stands.
pub(crate) async fn keep_reading(
    tx: &mut Tx,
    _: &Permit<ImportPlan>,
    id: DocumentId,
    found: &Reading,
    reading: &str,
    title: &str,
) -> Result<()> {
    let facts = &found.plan.document;
    let short = |text: &Option<String>| bounds::short_enough(text.clone(), bounds::LONGEST_NUMBER);
    let (number, symbol) = (short(&facts.number), short(&facts.symbol));
    let reference = [number.as_deref(), symbol.as_deref(), facts.issuer.as_deref()];
    let folded = base::fold(&format!("{title} {}", reference.map(Option::unwrap_or_default).join(" ")));
    let values = params![
        id,
        &found.normalised,
        &found.plan_json,
        &found.fingerprint,
        reading,
        facts.kind.as_deref(),
        number.as_deref(),
        symbol.as_deref(),
        facts.date.and_then(|date| date.year),
        facts.date.and_then(|date| date.month),
        facts.date.and_then(|date| date.day),
        facts.issuer.as_deref(),
        title,
        folded,
    ];
    tx.run(&sql::KEEP_READING, values).await.map(drop)
}

/// Keeps why nothing could be read: the key of the reader's error.
pub(crate) async fn keep_failure(tx: &mut Tx, _: &Permit<ImportPlan>, id: DocumentId, failure: &str) -> Result<()> {
    tx.run(&sql::KEEP_FAILURE, params![id, failure]).await.map(drop)
}

/// Notes where the document stands.
pub(crate) async fn set_reading(tx: &mut Tx, _: &Permit<ImportPlan>, id: DocumentId, reading: &str) -> Result<()> {
    tx.run(&sql::SET_READING, params![id, reading]).await.map(drop)
}

/// One document, for the policy to look at before anything of it is shown.
pub(crate) async fn find(q: &mut impl Query, id: DocumentId) -> Result<Option<Document>> {
    q.row(&sql::DOCUMENT, params![id]).await?.as_ref().map(from_row).transpose()
}

/// The normalised text, the reader's answer and the fingerprint.
pub(crate) async fn texts<A: ShowsText>(
    q: &mut impl Query,
    _: &Permit<A>,
    id: DocumentId,
) -> Result<Option<(String, String, String)>> {
    let row = q.row(&sql::DOCUMENT_TEXTS, params![id]).await?;
    row.map(|row| Ok((row.text("normalised")?, row.text("plan_json")?, row.text("fingerprint")?))).transpose()
}

/// Name, media type and bytes.
pub(crate) async fn content(
    q: &mut impl Query,
    _: &Permit<SeeDocument>,
    id: DocumentId,
) -> Result<Option<(String, String, Vec<u8>)>> {
    let row = q.row(&sql::DOCUMENT_CONTENT, params![id]).await?;
    row.map(|row| Ok((row.text("file_name")?, row.text("media_type")?, row.blob("content")?))).transpose()
}

/// The bytes alone, to be read.
pub(crate) async fn bytes(q: &mut impl Query, _: &Permit<ImportPlan>, id: DocumentId) -> Result<Option<Vec<u8>>> {
    q.row(&sql::DOCUMENT_CONTENT, params![id]).await?.map(|row| row.blob("content")).transpose()
}

/// The fingerprints of the plans that a person may see, but for one document's.
pub(crate) async fn fingerprints(
    q: &mut impl Query,
    scope: &Scope<SeePlan>,
    drafts_at: i64,
    but: DocumentId,
) -> Result<Vec<(PlanId, String)>> {
    let values = params![scope.first, scope.last, scope.above, scope.at, drafts_at, but];
    let rows = q.rows(&sql::FINGERPRINTS, values).await?;
    rows.iter().map(|row| Ok((row.parsed("id")?, row.text("fingerprint")?))).collect()
}

/// A document known by number and symbol, and the issued plan made of it.
pub(crate) async fn by_number(
    q: &mut impl Query,
    number: &str,
    symbol: &str,
    at: i64,
    citing: DocumentId,
) -> Result<Option<(String, Option<PlanId>)>> {
    let row = q.row(&sql::DOCUMENT_BY_NUMBER, params![number, symbol, at, citing]).await?;
    row.map(|row| Ok((row.text("id")?, row.opt_parsed("plan")?))).transpose()
}

/// What the register is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct DocumentFilter {
    pub(crate) direction: String,
    pub(crate) kind: String,
    pub(crate) words: String,
    pub(crate) page: Option<i64>,
}

/// A page of the register of the own unit, each with the plan made of it.
pub(crate) async fn register(
    q: &mut impl Query,
    scope: &Scope<SeeDocument>,
    filter: &DocumentFilter,
) -> Result<(Paging, Vec<(Document, Option<PlanId>)>)> {
    let words = super::pattern(&filter.words);
    let total = q.count(&sql::COUNT_DOCUMENTS, params![scope.at, &filter.direction, &filter.kind, &words]).await?;
    let paging = Paging::new(filter.page, total);
    let values = params![scope.at, &filter.direction, &filter.kind, &words, Paging::ROWS, paging.offset()];
    let rows = q.rows(&sql::DOCUMENTS, values).await?;
    let documents = rows.iter().map(|row| Ok((from_row(row)?, row.opt_parsed("plan")?))).collect::<Result<Vec<_>>>()?;
    Ok((paging, documents))
}

/// The kinds of document in the register.
pub(crate) async fn kinds(q: &mut impl Query, scope: &Scope<SeeDocument>) -> Result<Vec<String>> {
    q.rows(&sql::DOCUMENT_KINDS, params![scope.at]).await?.iter().map(|row| row.text("type_code")).collect()
}
