//! Tips of the public door for the demonstration and for tests, stored as the door stores them. Not reachable from a page.

use vault::{Pepper, ReadyReceipt, Receipt};
use web::Services;

use crate::{
    actions::{self, More, Receipts, Sending},
    error::{Result, TipError},
    ids::TipId,
    model::{
        answers::{Privacy, Reporter, Told},
        law::Channel,
    },
};

/// What a visitor told.
#[derive(Debug, Clone, Default)]
pub struct SeedTip {
    /// How much the visitor lets us know.
    pub privacy: Privacy,
    /// What happened.
    pub told: Told,
    /// Who it is; kept only where the visitor lets us know.
    pub reporter: Reporter,
}

/// Stores a tip as the public door does, with a receipt made beforehand ([`receipt_of`], [`ReadyReceipt::make`]).
///
/// # Errors
/// [`TipError::NobodyReceives`] where no agency has a vault.
pub async fn tell(services: &Services, tip: &SeedTip, receipt: ReadyReceipt) -> Result<TipId> {
    let sending = Sending {
        privacy: tip.privacy,
        told: tip.told.clone(),
        reporter: tip.reporter.clone(),
        files: Vec::new(),
        channel: Channel::Web.key(),
    };
    let way = actions::find_way(services, &sending).await?;
    let idempotency = format!("seed-{}", services.context.new_uuid());
    let mut tx = services.db.begin().await?;
    let (id, _) = actions::receive(&mut tx, services, &sending, &way, &idempotency, Receipts::Made(receipt)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes to the agency as the holder of a receipt. Slow.
///
/// # Errors
/// [`TipError::NotFound`] where no tip has this receipt.
pub async fn write(services: &Services, receipt: &Receipt, text: &str) -> Result<()> {
    let mailbox = actions::open_mailbox(services, receipt, None).await?;
    let more =
        More { text: text.to_owned(), files: Vec::new(), idempotency: format!("seed-{}", services.context.new_uuid()) };
    actions::write_to_mailbox(services, &mailbox, receipt, &more).await
}

/// A receipt of known digits, ready to be given: only where everybody may know it. Slow.
///
/// # Errors
/// [`TipError::Broken`] where they are not 20 digits.
pub fn receipt_of(services: &Services, digits: &str) -> Result<ReadyReceipt> {
    let receipt = Receipt::parse(digits).ok_or(TipError::Broken)?;
    let opened = receipt.open(&Pepper::of(&services.secrets)?)?;
    Ok(ReadyReceipt { lookup: opened.lookup, public: *opened.pair.public(), receipt })
}
