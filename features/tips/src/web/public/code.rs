//! Where a receipt is typed in (SC-A9). A wrong one and a right one cost the same, and nobody is locked out.

use std::time::Duration;

use ::web::{Answer, PublicPage, PublicPosted, PublicVisit, Services, html, invalid};
use askama::Template;
use axum::{extract::State, http::HeaderMap};
use guard::{Purpose, Ticket, Verdict};
use tokio::time::Instant;
use vault::Receipt;

use super::{
    carried::{self, Carried},
    mailbox::is_any_waiting,
};
use crate::{actions::open_mailbox, error::TipError, store::pockets::PocketKey};

#[derive(Template)]
#[template(path = "tips/public/code.html")]
struct CodePage {
    page: PublicPage,
    ticket: Ticket,
    parts: usize,
    /// What was typed, unless it was looked for and not found: then only the person knows it.
    typed: String,
    held: Option<(&'static str, i64)>,
}

pub(super) async fn show(visit: PublicVisit) -> Answer {
    draw(&visit, visit.ticket(Purpose::LookUp, b""), String::new(), None)
}

fn draw(visit: &PublicVisit, ticket: Ticket, typed: String, held: Option<(&'static str, i64)>) -> Answer {
    let page = visit.neutral_page().script("pow.js");
    let page = if held.is_some() { page.refused() } else { page };
    let template = CodePage { page, ticket, parts: guard::PARTS, typed, held };
    if template.held.is_some() { invalid(&template) } else { html(&template) }
}

pub(super) async fn open(
    visit: PublicVisit,
    State(services): State<Services>,
    headers: HeaderMap,
    posted: PublicPosted,
) -> Answer {
    let typed = posted.0.line("ma");
    // A tip that is not sent yet, or a receipt that was not copied yet, is not pushed out of the pocket by another receipt.
    match carried::find(&services, &headers).await? {
        Some((_, Carried::Sent { .. })) => return carried::go(&visit, "/p/da-gui"),
        Some((_, Carried::Draft(draft))) if draft.holds_something() => {
            return draw(&visit, visit.ticket(Purpose::LookUp, b""), typed, Some(("tips-code-draft", 0)));
        }
        _ => {}
    }
    let new_ticket = || visit.ticket(Purpose::LookUp, b"");
    let sent = posted.sent(0);
    let (admitted, held) = match services.guard.judge(Purpose::LookUp, b"", visit.crowd(), sent) {
        Verdict::Admitted(admitted) => (Some(admitted), ("", 0)),
        Verdict::Early { wait } => (None, ("tips-held-early", wait)),
        Verdict::Later { wait } => (None, ("tips-held-later", wait)),
        Verdict::NoFiles | Verdict::Stale | Verdict::Again { .. } => (None, ("tips-held-stale", 0)),
    };
    let Some(admitted) = admitted else { return draw(&visit, new_ticket(), typed, Some(held)) };
    let begun = Instant::now();
    let receipt = Receipt::parse(&typed);
    // Something that cannot be a receipt costs the same as one that is not there.
    let asked = receipt.clone().unwrap_or_else(|| Receipt::draw(&services.context));
    let answer = match (open_mailbox(&services, &asked, None).await, receipt) {
        (Ok(mailbox), Some(receipt)) => {
            services.guard.note_success(&admitted);
            let key = carried::key(&services, &headers).map_or_else(|| PocketKey::new(&services.context), Ok)?;
            let kept = Some(mailbox.kept.to_string());
            let open = Carried::Open { receipt: receipt.grouped().to_string(), kept };
            carried::put(&services, &key, &open).await?;
            let mut response = carried::go(&visit, "/ma/hop-thu")?;
            carried::give(&services, &mut response, &key);
            Ok(response)
        }
        (Ok(_) | Err(TipError::NotFound), _) => {
            services.guard.note_failure(visit.crowd());
            // Which codes wait to be settled nobody can tell, so everybody is told that some do.
            let some_wait = is_any_waiting(&services).await?;
            let why = if some_wait { "tips-code-not-found-yet" } else { "tips-code-not-found" };
            draw(&visit, new_ticket(), typed, Some((why, 0)))
        }
        (Err(error), _) => Err(carried::problem(error)),
    };
    tokio::time::sleep(until_the_beat(begun.elapsed())).await;
    answer
}

/// Answers to look-ups leave at whole beats after they were asked for.
const BEAT: Duration = Duration::from_millis(250);

/// How long an answer still waits: finding something takes some milliseconds more than finding nothing, and the time of
/// an answer must not tell which it was (ux.md TM2).
fn until_the_beat(elapsed: Duration) -> Duration {
    let over = elapsed.as_nanos().checked_rem(BEAT.as_nanos()).unwrap_or(0);
    BEAT.saturating_sub(Duration::from_nanos(u64::try_from(over).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_look_up_took_its_answer_leaves_at_a_beat() {
        for taken in [0, 1, 79, 87, 249, 250, 251, 1_003] {
            let taken = Duration::from_millis(taken);
            let at = taken + until_the_beat(taken);
            assert_eq!(at.as_nanos() % BEAT.as_nanos(), 0, "{taken:?}");
            assert!(at > taken && at <= taken + BEAT);
        }
    }
}
