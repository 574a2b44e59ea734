//! What comes by Zalo becomes a tip like any other, at once: nothing is refused for coming this way. What goes back says only
//! that there is a code, and that there is an answer behind it.

use i18n::{Lang, Translator};
use std::sync::Arc;
use vault::ReceiptDesk;
use web::Services;

use super::submit::{Receipts, Sending, find_way, receive};
use crate::{
    error::Result,
    model::{
        answers::{Privacy, Reporter, Told},
        law::Channel,
        zalo::Incoming,
    },
    sealed,
    store::{
        statements, steps,
        zalo::{self as store, AccountKeys},
    },
    zalo::Zalo,
};

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// A tip, or part of one, now or before.
    In,
    /// Too many at once: to be sent again later.
    Later,
}

/// Takes a message in: as a new tip, or as more to the one that the account began. The same message again changes nothing.
///
/// # Errors
/// [`crate::TipError::NobodyReceives`] where no agency has a vault; the database's.
pub(crate) async fn take_zalo(
    services: &Services,
    desk: &ReceiptDesk,
    zalo: &Zalo,
    message: &Incoming,
) -> Result<Taken> {
    let context = &services.context;
    let keys = AccountKeys::of(&services.secrets)?;
    // The ids of Zalo stay with Zalo: what stands here is their mark.
    let idempotency = format!("zalo-{}", keys.mark(&message.id)?);
    if store::is_seen(&mut &services.db, &idempotency).await? {
        return Ok(Taken::In);
    }
    let mark = keys.mark(&message.sender)?;
    if !zalo.gate.passes(&mark, context.now()) {
        return Ok(Taken::Later);
    }
    let words = Translator::new(Arc::clone(&services.catalogue), Lang::Vi);
    let text = text_of(message, &words);
    if let Some((tip, agency)) = store::open_tip(&mut &services.db, &mark, context.now()).await? {
        let mut tx = services.db.begin().await?;
        store::add_more(&mut tx, context, (tip, &agency), &text, &idempotency).await?;
        tx.run(&statements::MARK_UNREAD, db::params![tip]).await?;
        steps::add_by_nobody(&mut tx, context, tip, steps::REPORTER_WROTE, context.now()).await?;
        let id = sealed::text(tip);
        audit::record_public(&mut tx, context, &audit::Entry::change("tips.reporter-wrote", "tip", &id)).await?;
        tx.commit().await?;
        return Ok(Taken::In);
    }
    let sending = Sending {
        // A chat is never anonymous (ux.md I-04): Zalo knows who wrote, and so may the agency.
        privacy: Privacy::Confidential,
        told: Told { text, contact: "code".to_owned(), ..Told::default() },
        reporter: Reporter { name: words.of("tips-zalo-account", message.sender.as_str()), ..Reporter::default() },
        files: Vec::new(),
        channel: Channel::Zalo.key(),
    };
    let way = find_way(services, &sending).await?;
    let mut tx = services.db.begin().await?;
    let (tip, receipt) = receive(&mut tx, services, &sending, &way, &idempotency, Receipts::Of(desk)).await?;
    store::link(&mut tx, context, &keys, tip, &message.sender).await?;
    tx.commit().await?;
    let told = words.of("tips-zalo-received", receipt.as_str());
    if zalo.sender.send(&message.sender, &told).await.is_err() {
        // The tip stands; only its code did not arrive.
        tracing::warn!(%tip, "the receipt of a tip did not go out");
    }
    Ok(Taken::In)
}

/// What a message says, and that it has attachments, which are not fetched.
fn text_of(message: &Incoming, words: &Translator) -> String {
    if message.attachments == 0 {
        return message.text.clone();
    }
    let count = i64::try_from(message.attachments).unwrap_or(i64::MAX);
    format!("{}\n{}", message.text, words.of("tips-zalo-attachments", count)).trim().to_owned()
}

/// Tells the accounts whose tips were answered, in words that say nothing of it. What did not go out is tried the next time.
///
/// # Errors
/// The database's.
pub async fn send_notices(services: &Services, zalo: &Zalo) -> Result<()> {
    let keys = AccountKeys::of(&services.secrets)?;
    let words = Translator::new(Arc::clone(&services.catalogue), Lang::Vi);
    let text = words.t("tips-zalo-answered");
    for (tip, account) in store::notices(&mut &services.db, &keys).await? {
        if zalo.sender.send(&account, &text).await.is_err() {
            tracing::warn!(%tip, "a notice did not go out");
            continue;
        }
        let mut tx = services.db.begin().await?;
        store::notice_sent(&mut tx, tip).await?;
        let id = sealed::text(tip);
        audit::record_system(&mut tx, &services.context, &audit::Entry::change("tips.noticed", "tip", &id)).await?;
        tx.commit().await?;
    }
    Ok(())
}
