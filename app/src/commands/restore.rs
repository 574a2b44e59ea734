//! `lachan restore`: opens a backup with its key and puts the database where there is none.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _},
    path::Path,
    process::ExitCode,
};

use age::{Decryptor, IdentityFile};
use anyhow::{Context as _, bail, ensure};
use db::{Db, DbUrl, Options};

use super::backup::{MAGIC, Manifest, new_file, sha256};
use crate::cli::RestoreArguments;

/// Longest first line that is read.
const LONGEST_LINE: u64 = 4_096;

/// Restores a backup. Nothing is overwritten, and nothing stands at the place before it was found whole.
pub(crate) async fn run(arguments: &RestoreArguments) -> anyhow::Result<ExitCode> {
    let RestoreArguments { from, key, to } = arguments;
    if to.exists() {
        bail!("{}: the file is there already; a backup overwrites nothing", to.display());
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let scratch = tempfile::Builder::new().prefix(".lachan-restore-").tempdir_in(folder);
    let scratch = scratch.with_context(|| folder.display().to_string())?;
    let copy = scratch.path().join("copy.db");
    let manifest = open(from, key, &copy).with_context(|| from.display().to_string())?;
    ensure!(
        std::fs::metadata(&copy)?.len() == manifest.size && sha256(&copy)? == manifest.sha256,
        "{}: the copy inside is not the one that was made",
        from.display()
    );
    let leaves = check(&copy).await?;
    std::fs::rename(&copy, to).with_context(|| to.display().to_string())?;
    println!("{}", to.display());
    println!("{} · lachan {} · {} KB · {leaves} log entries", manifest.made_at, manifest.program, manifest.size >> 10);
    Ok(ExitCode::SUCCESS)
}

/// Decrypts the database into a file.
fn open(from: &Path, key: &Path, to: &Path) -> anyhow::Result<Manifest> {
    let identities = IdentityFile::from_file(key.display().to_string()).with_context(|| key.display().to_string())?;
    let identities = identities.into_identities()?;
    let sealed = Decryptor::new_buffered(BufReader::new(File::open(from)?)).context("no backup, or a damaged one")?;
    let opened = sealed.decrypt(identities.iter().map(|one| &**one as &dyn age::Identity));
    let mut opened = BufReader::new(opened.context("this key does not open it")?);
    let mut line = String::new();
    (&mut opened).take(LONGEST_LINE).read_line(&mut line)?;
    let told = line.trim_end().strip_prefix(MAGIC).context("not a backup of lachan, or of a newer one")?;
    let manifest = serde_json::from_str(told).context("its first line")?;
    let mut file = BufWriter::new(new_file(to)?);
    std::io::copy(&mut opened, &mut file).context("damaged")?;
    file.flush()?;
    file.get_ref().sync_all()?;
    Ok(manifest)
}

/// Whether the database opens; tells how many entries its log has.
async fn check(copy: &Path) -> anyhow::Result<u64> {
    let db = Db::open(&DbUrl::SqliteFile(copy.to_owned()), Options::default()).await?;
    let state = audit::state(&mut &db).await?;
    db.close().await;
    Ok(state.numbered + state.waiting)
}
