//! Drawing pictures anew: slow, hungry for memory, and therefore beside the pages and in turns.

use std::sync::LazyLock;

use tokio::sync::Semaphore;
use web::Upload;

use crate::{
    error::{Result, TipError},
    model::files::{self, CleanFile, FileFault, KeepOriginal},
    receipt::half_the_cores,
};

/// One picture of 40 million pixels takes some 200 MB while it is drawn: as many at once as half the cores.
static TURNS: LazyLock<Semaphore> = LazyLock::new(half_the_cores);

/// Draws a picture anew ([`files::clean`]) without holding up anybody. Never within a transaction: there is one writer.
///
/// # Errors
/// Only where the program is about to end; what is wrong with the picture is the inner result.
pub(crate) async fn clean(upload: &Upload, keep: KeepOriginal) -> Result<std::result::Result<CleanFile, FileFault>> {
    let Upload { file_name, bytes } = upload.clone();
    let _turn = TURNS.acquire().await.map_err(|_| TipError::Broken)?;
    let drawn = tokio::task::spawn_blocking(move || files::clean(&file_name, &bytes, keep)).await;
    // A picture that breaks its decoder is a damaged one.
    Ok(drawn.unwrap_or(Err(FileFault::Damaged)))
}
