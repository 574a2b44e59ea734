//! Receipts: given without making anybody wait, opened slowly and a few at a time.

use std::{
    fmt,
    path::Path,
    sync::{Arc, LazyLock, OnceLock},
    time::Duration,
};

use ::web::Services;
use tokio::sync::Semaphore;
use vault::{OpenedReceipt, Pepper, Receipt, ReceiptDesk};

use crate::error::{Result, TipError};

/// A folder in memory where the key of waiting receipts outlives a crash of the program (not a loss of power).
const VOLATILE: &str = "/run/lachan";
/// Waiting receipts settled in one go.
const STEP: u32 = 8;
/// How often waiting receipts are looked for.
const LOOK: Duration = Duration::from_secs(5);

/// As many slow steps at once as half the cores, so that a storm of look-ups leaves room for everything else.
static TURNS: LazyLock<Semaphore> = LazyLock::new(half_the_cores);

/// Turns for work that fills a core, so that at least half of them stay free.
pub(crate) fn half_the_cores() -> Semaphore {
    Semaphore::new(std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1)))
}

/// The desk of one installation. It starts with the first visitor: a program that only reads plans does not fill it.
pub(crate) struct Desk {
    /// Receipts kept ready. When they run out a receipt is given all the same and settled later.
    ready: usize,
    desk: OnceLock<ReceiptDesk>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Desk")
    }
}

impl Desk {
    /// One that is not started.
    pub(crate) fn new(ready: usize) -> Self {
        Self { ready, desk: OnceLock::new() }
    }

    /// The desk, started when it was not yet.
    pub(crate) fn get(self: &Arc<Self>, services: &Services) -> Result<&ReceiptDesk> {
        if let Some(desk) = self.desk.get() {
            return Ok(desk);
        }
        let context = services.context.clone();
        let folder = Path::new(VOLATILE);
        let file = folder.is_dir().then(|| folder.join("receipts.key"));
        let key = vault::volatile_key(file.as_deref(), &context)?;
        let desk = ReceiptDesk::new(context, Pepper::of(&services.secrets)?, key, self.ready);
        if self.desk.set(desk).is_ok()
            && let Some(desk) = self.desk.get()
        {
            drop(desk.keep_filled());
            settle_always(services, desk.clone());
        }
        self.desk.get().ok_or(TipError::Broken)
    }
}

/// Does the slow step of receipts that were given while the desk was dry.
fn settle_always(services: &Services, desk: ReceiptDesk) {
    let (db, context) = (services.db.clone(), services.context.clone());
    tokio::spawn(async move {
        loop {
            if let Err(error) = crate::store::pockets::remove_old(&db, context.now()).await {
                tracing::warn!(%error, "pockets whose time is over were not emptied");
            }
            match vault::settle_step(&db, &desk, STEP).await {
                Ok(0) => tokio::time::sleep(LOOK).await,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "waiting receipts were not settled");
                    tokio::time::sleep(LOOK).await;
                }
            }
        }
    });
}

/// What follows from a receipt, after the slow step.
pub(crate) async fn open(services: &Services, receipt: &Receipt) -> Result<OpenedReceipt> {
    let pepper = Pepper::of(&services.secrets)?;
    let receipt = receipt.clone();
    let _turn = TURNS.acquire().await.map_err(|_| TipError::Broken)?;
    let opened = tokio::task::spawn_blocking(move || receipt.open(&pepper)).await.map_err(|_| TipError::Broken)?;
    Ok(opened?)
}
