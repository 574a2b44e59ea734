//! All answers once more, and the button that sends them (SC-A7).

use std::sync::Arc;

use ::web::{Answer, PublicPage, PublicPosted, PublicVisit, Services, Upload, html, invalid};
use askama::Template;
use axum::{extract::State, http::HeaderMap};
use guard::{Purpose, Ticket, Verdict};

use super::carried::{self, Carried, Draft, ShowReceipt};
use crate::{
    actions::{Sending, pictures, submit},
    error::{Result, TipError},
    model::files::CleanFile,
    receipt::Desk,
    store::pockets::{self, PocketKey},
};

#[derive(Template)]
#[template(path = "tips/public/check.html")]
struct CheckPage {
    page: PublicPage,
    draft: Draft,
    place: String,
    ticket: Ticket,
    parts: usize,
    /// Key of what keeps it from being sent right now, and a number for it.
    held: Option<(&'static str, i64)>,
}

impl CheckPage {
    /// Whether only the pictures keep it from being sent.
    fn are_files_held(&self) -> bool {
        self.held.is_some_and(|(key, _)| key.starts_with("tips-held-files"))
    }
}

pub(super) async fn show(visit: PublicVisit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    let (key, draft) = match carried::find(&services, &headers).await? {
        Some((key, Carried::Draft(draft))) => (key, *draft),
        Some((_, Carried::Sent { .. })) => return carried::go(&visit, "/p/da-gui"),
        _ => return carried::go(&visit, "/p/bat-dau"),
    };
    if !draft.told.is_enough() {
        return carried::go(&visit, "/p");
    }
    let ticket = visit.ticket(Purpose::Send, key.id().as_bytes());
    draw(&visit, &services, draft, ticket, None).await
}

async fn draw(
    visit: &PublicVisit,
    services: &Services,
    draft: Draft,
    ticket: Ticket,
    held: Option<(&'static str, i64)>,
) -> Answer {
    let unit = organisation::unit(&mut &services.db, &draft.told.commune).await?;
    let place = unit.map(|unit| unit.name).unwrap_or_default();
    let page = visit.neutral_page().script("pow.js");
    let page = if held.is_some() { page.refused() } else { page };
    let template = CheckPage { page, draft, place, ticket, parts: guard::PARTS, held };
    if template.held.is_some() { invalid(&template) } else { html(&template) }
}

/// Sends. Whatever keeps it from being sent, the answers stay where they are and the page says what to do.
pub(super) async fn send(
    desk: Arc<Desk>,
    visit: PublicVisit,
    services: Services,
    headers: HeaderMap,
    posted: PublicPosted,
) -> Answer {
    let Some((key, mut draft)) = carried::find_draft(&services, &headers).await? else {
        // Pressed twice: the first press has sent it.
        return carried::go(&visit, "/p/da-gui");
    };
    if posted.0.has("khong_anh") {
        leave_files(&services, &key, &mut draft).await?;
    }
    let sent = posted.sent(draft.files.len());
    let bound = key.id().as_bytes();
    let new_ticket = || visit.ticket(Purpose::Send, bound);
    // Whoever waited once need not wait again for the same text.
    let same_ticket = || services.guard.same_ticket(Purpose::Send, bound, sent.ticket).unwrap_or_else(new_ticket);
    let verdict = services.guard.judge(Purpose::Send, bound, visit.crowd(), sent);
    if !matches!(verdict, Verdict::Admitted(_) | Verdict::Again { .. }) {
        keep(&services, &key).await?;
    }
    let admitted = match verdict {
        Verdict::Admitted(admitted) => admitted,
        Verdict::Early { wait } => {
            return draw(&visit, &services, draft, same_ticket(), Some(("tips-held-early", wait))).await;
        }
        Verdict::Later { wait } => {
            return draw(&visit, &services, draft, new_ticket(), Some(("tips-held-later", wait))).await;
        }
        Verdict::NoFiles => {
            let is_flooded = services.guard.files() == guard::Files::TextOnly;
            let why = if is_flooded { "tips-held-files" } else { "tips-held-files-unworked" };
            return draw(&visit, &services, draft, same_ticket(), Some((why, 0))).await;
        }
        Verdict::Stale => return draw(&visit, &services, draft, new_ticket(), Some(("tips-held-stale", 0))).await,
        Verdict::Again { .. } => return carried::go(&visit, "/p/da-gui"),
    };
    let outcome = match sending(&services, &key, &draft).await {
        Ok(sending) => submit(&services, &admitted, desk.get(&services)?, &key, &sending, &ShowReceipt).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => carried::go(&visit, "/p/da-gui"),
        Err(error) => {
            services.guard.give_back(&admitted);
            if matches!(error, TipError::NobodyReceives) {
                return draw(&visit, &services, draft, new_ticket(), Some(("tips-held-nobody", 0))).await;
            }
            Err(carried::problem(error))
        }
    }
}

/// Keeps what was typed for an hour from now on: whoever is told to wait may have to wait more than once (ux.md S-42).
async fn keep(services: &Services, key: &PocketKey) -> Result<()> {
    let mut tx = services.db.begin().await?;
    pockets::keep(&mut tx, &services.context, key).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the pictures out of a tip; they can be sent later with the code.
async fn leave_files(services: &Services, key: &PocketKey, draft: &mut Draft) -> Result<()> {
    let mut tx = services.db.begin().await?;
    draft.files.clear();
    pockets::remove_files(&mut tx, key).await?;
    pockets::put(&mut tx, &services.context, key, &Carried::Draft(Box::new(draft.clone()))).await?;
    tx.commit().await?;
    Ok(())
}

async fn sending(services: &Services, key: &PocketKey, draft: &Draft) -> Result<Sending> {
    let mut clean: Vec<CleanFile> = Vec::new();
    for (id, bytes) in pockets::files(&mut &services.db, key).await? {
        let Some(file) = draft.files.iter().find(|file| file.id == id) else { continue };
        let upload = Upload { file_name: file.name.clone(), bytes };
        if let Ok(drawn) = pictures::clean(&upload, file.keep()).await? {
            clean.push(drawn);
        }
    }
    Ok(Sending {
        privacy: draft.privacy,
        told: draft.told.clone(),
        reporter: draft.reporter.clone(),
        files: clean,
        channel: "web",
    })
}
