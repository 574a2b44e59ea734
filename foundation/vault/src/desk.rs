//! Giving out receipts without making anybody wait for the slow step.

use std::collections::VecDeque;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base::Context;
use tokio::{sync::Notify, task::JoinHandle};

use crate::{
    error::{Result, VaultError},
    pepper::Pepper,
    receipt::{ReadyReceipt, Receipt},
    secret::Secret32,
};

/// While the store is above a quarter the filler rests this long after each receipt, so that it takes about half of one
/// core at most; below it works without rest.
const REST: Duration = Duration::from_millis(100);

/// A store of receipts whose slow step is done ahead of time, filled while the machine is quiet.
///
/// It lives in memory only: on disk it would hand the receipts of tomorrow to whoever takes the disk today. When it runs
/// dry (a flood right after a start), a receipt is given at once all the same and its slow step done later, see
/// [`Given::Later`].
#[derive(Clone)]
pub struct ReceiptDesk {
    inner: Arc<Inner>,
}

struct Inner {
    context: Context,
    pepper: Pepper,
    waiting_key: Secret32,
    size: usize,
    ready: Mutex<VecDeque<ReadyReceipt>>,
    taken: Notify,
}

/// A receipt that was given.
#[derive(Debug)]
pub enum Given {
    /// Seal to its public key in the same transaction: [`Holder::Receipt`](crate::Holder).
    Ready(ReadyReceipt),
    /// The store is dry. Make the record for the agencies, then call [`put_off`](crate::put_off) in the same
    /// transaction; [`settle_step`](crate::settle_step) does the rest.
    Later(Receipt),
}

impl ReceiptDesk {
    /// A desk that keeps up to `size` receipts ready; each takes about 100 bytes. `waiting_key` is from
    /// [`volatile_key`].
    pub fn new(context: Context, pepper: Pepper, waiting_key: Secret32, size: usize) -> Self {
        let ready = Mutex::new(VecDeque::with_capacity(size));
        Self { inner: Arc::new(Inner { context, pepper, waiting_key, size, ready, taken: Notify::new() }) }
    }

    /// Gives a receipt; never waits.
    pub fn give(&self) -> Given {
        let ready = self.inner.ready.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        self.inner.taken.notify_one();
        ready.map_or_else(|| Given::Later(Receipt::draw(&self.inner.context)), Given::Ready)
    }

    /// How many are ready.
    pub fn ready(&self) -> usize {
        self.inner.ready.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Makes one receipt and puts it into the store, unless that is full; tells whether it did. Slow.
    ///
    /// # Errors
    /// Only when the library fails.
    pub fn make_one(&self) -> Result<bool> {
        if self.ready() >= self.inner.size {
            return Ok(false);
        }
        let made = ReadyReceipt::make(&self.inner.context, &self.inner.pepper)?;
        self.inner.ready.lock().unwrap_or_else(PoisonError::into_inner).push_back(made);
        Ok(true)
    }

    /// Keeps the store filled, one receipt at a time, until the handle is aborted.
    pub fn keep_filled(&self) -> JoinHandle<()> {
        let desk = self.clone();
        tokio::spawn(async move {
            loop {
                let one = desk.clone();
                match tokio::task::spawn_blocking(move || one.make_one()).await {
                    Ok(Ok(true)) if desk.ready() * 4 > desk.inner.size => tokio::time::sleep(REST).await,
                    Ok(Ok(true)) => {}
                    Ok(Ok(false)) => desk.inner.taken.notified().await,
                    Ok(Err(_)) | Err(_) => return,
                }
            }
        })
    }

    pub(crate) fn context(&self) -> &Context {
        &self.inner.context
    }

    pub(crate) fn pepper(&self) -> &Pepper {
        &self.inner.pepper
    }

    pub(crate) fn waiting_key(&self) -> &Secret32 {
        &self.inner.waiting_key
    }
}

impl fmt::Debug for ReceiptDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceiptDesk({} of {})", self.ready(), self.inner.size)
    }
}

/// The key under which receipts wait for their slow step, from a file in memory (`/run/lachan`): it outlives a crash of
/// the program and no loss of power, and is on no disk. Made when it is missing. `None`: a key that lives and dies with
/// this process.
///
/// # Errors
/// The file system's, as [`VaultError::Refused`].
pub fn volatile_key(path: Option<&Path>, context: &Context) -> Result<Secret32> {
    use std::io::{ErrorKind, Write as _};
    use std::os::unix::fs::OpenOptionsExt as _;

    let Some(path) = path else { return Ok(Secret32::random(context)) };
    let refused = |_| VaultError::Refused("volatile-key-file");
    match std::fs::read(path) {
        Ok(bytes) => Secret32::from_slice(&zeroize::Zeroizing::new(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let key = Secret32::random(context);
            let mut options = std::fs::OpenOptions::new();
            let mut file = options.write(true).create_new(true).mode(0o600).open(path).map_err(refused)?;
            file.write_all(key.expose()).map_err(refused)?;
            Ok(key)
        }
        Err(error) => Err(refused(error)),
    }
}
