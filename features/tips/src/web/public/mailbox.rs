//! The mailbox of a receipt (SC-A10): four coarse states and the thread.

use ::web::{Answer, Errors, Problem, PublicPage, PublicPosted, PublicVisit, Services, html, invalid};
use askama::Template;
use axum::{extract::State, http::HeaderMap};
use vault::Receipt;

use super::carried::{self, Carried};
use crate::{
    actions::{Mailbox, More, open_mailbox, pictures, read_mailbox, write_to_mailbox},
    error::TipError,
    model::{
        files::{self, CleanFile, KeepOriginal, MOST_FILES},
        shown::ShownTip,
    },
    store::pockets::{self, PocketKey},
};

#[derive(Template)]
#[template(path = "tips/public/mailbox.html")]
struct MailboxPage {
    page: PublicPage,
    tip: ShownTip,
    code: String,
    form_key: String,
    takes_files: bool,
    typed: String,
    errors: Errors,
}

/// What the pocket holds of an open mailbox.
struct Held {
    key: PocketKey,
    receipt: Receipt,
    kept: Option<String>,
}

async fn held(services: &Services, headers: &HeaderMap) -> Result<Option<Held>, Problem> {
    let Some((key, Carried::Open { receipt, kept })) = carried::find(services, headers).await? else {
        return Ok(None);
    };
    Ok(Some(Held { key, receipt: Receipt::parse(&receipt).ok_or(Problem::NotFound)?, kept }))
}

/// Opens the mailbox; the slow step is done once, then the pocket keeps what follows from it.
async fn open(services: &Services, held: &Held) -> Result<Mailbox, TipError> {
    let mailbox = open_mailbox(services, &held.receipt, held.kept.as_deref()).await?;
    if held.kept.is_none() {
        let kept = Some(mailbox.kept.to_string());
        let open = Carried::Open { receipt: held.receipt.grouped().to_string(), kept };
        carried::put(services, &held.key, &open).await?;
    }
    Ok(mailbox)
}

pub(super) async fn show(visit: PublicVisit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    let Some(held) = held(&services, &headers).await? else { return carried::go(&visit, "/ma") };
    draw(&visit, &services, &held, (String::new(), Errors::new())).await
}

async fn draw(visit: &PublicVisit, services: &Services, held: &Held, (typed, errors): (String, Errors)) -> Answer {
    let mailbox = match open(services, held).await {
        Ok(mailbox) => mailbox,
        Err(TipError::NotFound) if is_any_waiting(services).await? => return soon(visit, &held.receipt),
        // It may have been settled between both looks.
        Err(TipError::NotFound) => match open(services, held).await {
            Ok(mailbox) => mailbox,
            Err(TipError::NotFound) => return carried::go(visit, "/ma"),
            Err(error) => return Err(carried::problem(error)),
        },
        Err(error) => return Err(carried::problem(error)),
    };
    let tip = read_mailbox(services, &mailbox).await?;
    let page = visit.neutral_page();
    let page = if errors.is_empty() { page } else { page.refused() };
    let template = MailboxPage {
        page,
        tip,
        code: held.receipt.grouped().to_string(),
        form_key: services.context.new_uuid().to_string(),
        takes_files: services.guard.files() == guard::Files::Taken,
        typed,
        errors,
    };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

#[derive(Template)]
#[template(path = "tips/public/soon.html")]
struct SoonPage {
    page: PublicPage,
    code: String,
}

pub(super) async fn is_any_waiting(services: &Services) -> Result<bool, TipError> {
    Ok(vault::count_waiting_receipts(&mut &services.db).await? > 0)
}

/// A receipt that was given in a flood opens some minutes later: say so, instead of that there is nothing.
fn soon(visit: &PublicVisit, receipt: &Receipt) -> Answer {
    html(&SoonPage { page: visit.neutral_page(), code: receipt.grouped().to_string() })
}

pub(super) async fn send(
    visit: PublicVisit,
    State(services): State<Services>,
    headers: HeaderMap,
    posted: PublicPosted,
) -> Answer {
    let Some(held) = held(&services, &headers).await? else { return carried::go(&visit, "/ma") };
    let mut errors = Errors::new();
    let mut clean: Vec<CleanFile> = Vec::new();
    for (place, upload) in posted.0.files("tep").enumerate() {
        let keep = if posted.0.has("giu_goc") { KeepOriginal::Yes } else { KeepOriginal::No };
        match pictures::clean(upload, keep).await? {
            _ if place >= MOST_FILES => errors.add("tep", visit.tr.t(files::FileFault::TooMany.key())),
            Ok(file) => clean.push(file),
            Err(fault) => errors.add("tep", visit.tr.t(fault.key())),
        }
    }
    let text = posted.0.text("noi_dung");
    if errors.is_empty() {
        let mailbox = match open(&services, &held).await {
            Err(TipError::NotFound) if is_any_waiting(&services).await? => return soon(&visit, &held.receipt),
            opened => opened?,
        };
        let idempotency = format!("mailbox-{}", posted.0.line("khoa"));
        let more = More { text: text.clone(), files: clean, idempotency };
        match write_to_mailbox(&services, &mailbox, &held.receipt, &more).await {
            Ok(()) => return carried::go(&visit, "/ma/hop-thu"),
            Err(TipError::Invalid(faults)) => {
                errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            }
            Err(error) => return Err(carried::problem(error)),
        }
    }
    draw(&visit, &services, &held, (text, errors)).await
}

/// Closes the mailbox: the pocket is emptied and the browser's key taken.
pub(super) async fn close(visit: PublicVisit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    if let Some(key) = carried::key(&services, &headers) {
        let mut tx = services.db.begin().await?;
        pockets::remove(&mut tx, &key).await?;
        tx.commit().await?;
    }
    let mut response = carried::go(&visit, "/")?;
    carried::take(&services, &mut response);
    Ok(response)
}
