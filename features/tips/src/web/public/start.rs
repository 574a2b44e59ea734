//! Before the first question: what the exit does, what we keep, and how much one wants to let us know (SC-A5).

use std::sync::Arc;

use ::web::{Answer, PublicPage, PublicPosted, PublicVisit, Services, for_strangers, html, redirect};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, header},
};

use super::carried::{self, Carried, Draft};
use crate::{
    actions::somebody_receives, error::Result, model::answers::Privacy, receipt::Desk, store::pockets::PocketKey,
};

#[derive(Template)]
#[template(path = "tips/public/start.html")]
struct StartPage {
    page: PublicPage,
    privacies: [Privacy; 3],
    is_open: bool,
    left: Left,
    must_read: bool,
}

/// What an earlier visit of this browser left.
#[derive(PartialEq, Eq)]
enum Left {
    Nothing,
    /// A tip under way.
    Draft,
    /// The receipt of a tip just sent, which was not copied yet.
    Receipt,
}

/// The address for posters; it leads on and is gone from the history.
pub(super) async fn short_address(visit: PublicVisit) -> Answer {
    redirect(visit.link("/p/bat-dau"))
}

pub(super) async fn show(visit: PublicVisit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    draw(&visit, &services, &headers, false).await
}

async fn draw(visit: &PublicVisit, services: &Services, headers: &HeaderMap, must_read: bool) -> Answer {
    let left = match carried::find(services, headers).await {
        Ok(Some((_, Carried::Draft(_)))) => Left::Draft,
        Ok(Some((_, Carried::Sent { .. }))) => Left::Receipt,
        _ => Left::Nothing,
    };
    let page = visit.neutral_page();
    let page = if must_read { page.refused() } else { page };
    let is_open = somebody_receives(services).await?;
    let template = StartPage { page, privacies: Privacy::ALL, is_open, left, must_read };
    match must_read {
        true => ::web::invalid(&template),
        // Whoever only looks sees what everybody sees, and costs next to nothing.
        false if !headers.contains_key(header::COOKIE) => for_strangers(&template),
        false => html(&template),
    }
}

/// Begins a journey, or goes on with the one under way.
pub(super) async fn begin(
    desk: Arc<Desk>,
    visit: PublicVisit,
    services: Services,
    headers: HeaderMap,
    posted: PublicPosted,
) -> Answer {
    // Receipts are made ready while the person types.
    desk.get(&services)?;
    let Some(privacy) = Privacy::from_key(&posted.0.line("rieng_tu")) else {
        return draw(&visit, &services, &headers, true).await;
    };
    if let Some((_, Carried::Sent { .. })) = carried::find(&services, &headers).await? {
        return carried::go(&visit, "/p/da-gui");
    }
    let key = draft(&services, &headers, privacy).await?;
    let mut response = carried::go(&visit, "/p")?;
    carried::give(&services, &mut response, &key);
    Ok(response)
}

async fn draft(services: &Services, headers: &HeaderMap, privacy: Privacy) -> Result<PocketKey> {
    if let Some((key, mut draft)) = carried::find_draft(services, headers).await? {
        draft.privacy = privacy;
        carried::put(services, &key, &Carried::Draft(Box::new(draft))).await?;
        return Ok(key);
    }
    let key = PocketKey::new(&services.context)?;
    let draft = Draft { step: 1, privacy, ..Draft::default() };
    carried::put(services, &key, &Carried::Draft(Box::new(draft))).await?;
    Ok(key)
}
