//! The receipt (SC-A8): shown until it has been copied, never found again.

use ::web::{Answer, PublicPage, PublicPosted, PublicVisit, Services, html, invalid};
use askama::Template;
use axum::{extract::State, http::HeaderMap};

use super::carried::{self, Carried};
use crate::model::shown::next_release;

#[derive(Template)]
#[template(path = "tips/public/sent.html")]
struct SentPage {
    page: PublicPage,
    code: String,
    /// When a first answer can be there, as `17:00 05/03/2026`.
    look_again: String,
    was_mistyped: bool,
    /// Whether the box was ticked, so that it need not be ticked again.
    is_ticked: bool,
}

pub(super) async fn show(visit: PublicVisit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    match carried::find(&services, &headers).await? {
        Some((_, Carried::Sent { receipt })) => draw(&visit, &services, &receipt, None),
        Some((_, Carried::Draft(_))) => carried::go(&visit, "/p"),
        _ => carried::go(&visit, "/ma"),
    }
}

/// The page; again where what was typed (and whether the box was ticked) did not do.
fn draw(visit: &PublicVisit, services: &Services, code: &str, refused: Option<bool>) -> Answer {
    let page = visit.neutral_page();
    let was_mistyped = refused.is_some();
    let page = if was_mistyped { page.refused() } else { page };
    let look_again = i18n::date_time(next_release(services.context.now()));
    let template =
        SentPage { page, code: code.to_owned(), look_again, was_mistyped, is_ticked: refused.unwrap_or(false) };
    if was_mistyped { invalid(&template) } else { html(&template) }
}

/// Leaves the receipt behind, once its last group was typed again (ux.md S-34): whoever cannot do that has not
/// copied it.
pub(super) async fn leave(
    visit: PublicVisit,
    State(services): State<Services>,
    headers: HeaderMap,
    posted: PublicPosted,
) -> Answer {
    let Some((key, Carried::Sent { receipt })) = carried::find(&services, &headers).await? else {
        return carried::go(&visit, "/ma");
    };
    let typed: String = posted.0.line("bon_so_cuoi").chars().filter(char::is_ascii_digit).collect();
    let is_right = receipt.rsplit(' ').next().is_some_and(|last| last == typed);
    let is_ticked = posted.0.has("da_chep");
    if !(is_right && is_ticked) {
        return draw(&visit, &services, &receipt, Some(is_ticked));
    }
    // Shown once more in the mailbox of the same visit, for those who clicked on too fast.
    carried::put(&services, &key, &Carried::Open { receipt, kept: None }).await?;
    carried::go(&visit, "/ma/hop-thu")
}
