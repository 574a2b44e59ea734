//! What the holder of a receipt does: read the thread, write, send a picture later.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use vault::{OpenedReceipt, Receipt, RecordKey, Secret32, VaultError};
use web::Services;
use zeroize::Zeroizing;

use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        answers::{self, LONGEST},
        files::{CleanFile, MOST_FILES_OF_TIP},
        shown::{ShownMessage, ShownTip, to_the_hour},
    },
    receipt,
    store::{
        entries, statements, steps,
        thread::{self, Author},
        tips,
    },
};

/// A mailbox that a receipt has opened.
pub(crate) struct Mailbox {
    pub(crate) tip: TipId,
    key: RecordKey,
    /// What opens it again without the slow step; as secret as the receipt.
    pub(crate) kept: Zeroizing<String>,
}

/// Opens the mailbox of a receipt: by what was kept of it, or by the slow step, of which a wrong receipt costs the same as a right
/// one.
///
/// # Errors
/// [`TipError::NotFound`] where no tip has it.
pub(crate) async fn open(services: &Services, receipt: &Receipt, kept: Option<&str>) -> Result<Mailbox> {
    let opened = match kept {
        Some(kept) => {
            let root = BASE64_URL_SAFE_NO_PAD.decode(kept).map(Zeroizing::new).map_err(|_| TipError::NotFound)?;
            OpenedReceipt::of(Secret32::from_slice(&root)?)?
        }
        None => receipt::open(services, receipt).await?,
    };
    let found = match vault::open_by_receipt(&mut &services.db, &opened.lookup, &opened.pair).await {
        Ok(found) => found,
        Err(VaultError::NotHeld | VaultError::Closed) => return Err(TipError::NotFound),
        Err(other) => return Err(other.into()),
    };
    let tip = found.id.parse().map_err(|_| TipError::NotFound)?;
    Ok(Mailbox { tip, key: found.key, kept: Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(opened.root().expose())) })
}

/// What the reporter sees: four coarse states and the thread, nothing else.
pub(crate) async fn read(services: &Services, mailbox: &Mailbox) -> Result<ShownTip> {
    let mut tx = services.db.begin().await?;
    let stage = tips::shown(&mut tx, &services.context, mailbox.tip).await?;
    let thread = thread::list(&mut tx, &mailbox.key, mailbox.tip).await?;
    tx.commit().await?;
    let messages = thread
        .into_iter()
        .map(|message| ShownMessage {
            is_own: message.author == Author::Reporter,
            text: message.text,
            files: message.files,
        })
        .collect();
    Ok(ShownTip { stage, messages })
}

/// The most messages of one reporter: far more than anybody needs, and no way to fill the disk.
const MOST_MESSAGES: i64 = 300;

/// What the reporter sends later.
pub(crate) struct More {
    pub(crate) text: String,
    pub(crate) files: Vec<CleanFile>,
    pub(crate) idempotency: String,
}

/// Adds to the thread. The same form sent again changes nothing.
///
/// # Errors
/// [`TipError::Invalid`] where there is nothing to send, or the receipt stands in the text (ux.md S-41).
pub(crate) async fn write(services: &Services, mailbox: &Mailbox, receipt: &Receipt, more: &More) -> Result<()> {
    check(receipt, more)?;
    let at = to_the_hour(services.context.now());
    let context = &services.context.standing(at);
    let mut tx = services.db.begin().await?;
    let count = thread::count_files(&mut tx, mailbox.tip).await?;
    if count + i64::try_from(more.files.len()).unwrap_or(i64::MAX) > MOST_FILES_OF_TIP {
        return Err(TipError::Invalid(vec![Fault { field: "tep", key: "tips-file-too-many" }]));
    }
    if thread::count_own(&mut tx, mailbox.tip).await? >= MOST_MESSAGES {
        return Err(TipError::Invalid(vec![Fault { field: "noi_dung", key: "tips-fault-too-many-messages" }]));
    }
    let from = (mailbox.tip, Author::Reporter, at);
    if !thread::add(&mut tx, context, &mailbox.key, from, (&more.text, &more.files), &more.idempotency).await? {
        return Ok(());
    }
    for file in &more.files {
        entries::add_file(&mut tx, context, &mailbox.key, (mailbox.tip, at), file).await?;
    }
    tx.run(&statements::MARK_UNREAD, db::params![mailbox.tip]).await?;
    steps::add_by_nobody(&mut tx, context, mailbox.tip, steps::REPORTER_WROTE, at).await?;
    let id = mailbox.tip.to_string();
    audit::record_public(&mut tx, context, &audit::Entry::change("tips.reporter-wrote", "tip", &id)).await?;
    tx.commit().await?;
    Ok(())
}

fn check(receipt: &Receipt, more: &More) -> Result<()> {
    let fault = |key| Err(TipError::Invalid(vec![Fault { field: "noi_dung", key }]));
    if more.text.trim().is_empty() && more.files.is_empty() {
        return fault("tips-fault-nothing");
    }
    if more.text.chars().count() > LONGEST {
        return fault("tips-fault-too-long");
    }
    if answers::holds(&more.text, &receipt.grouped().replace(' ', "")) {
        return fault("tips-fault-receipt-inside");
    }
    Ok(())
}
