//! `lachan restore`: opens a backup with its key and puts the database where there is none.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _},
    path::Path,
    process::ExitCode,
};

use age::{Decryptor, IdentityFile};
use anyhow::{Context as _, anyhow, ensure};
use db::{Db, DbUrl, Options};
use i18n::Translator;

use super::backup::{MAGIC, Manifest, about, new_file, scratch_beside, sha256, words};
use crate::cli::RestoreArguments;

/// Longest first line that is read.
const LONGEST_LINE: u64 = 4_096;

/// Restores a backup. Nothing is overwritten, and nothing stands at the place before it was found whole.
pub(crate) async fn run(arguments: &RestoreArguments) -> anyhow::Result<ExitCode> {
    let RestoreArguments { from, key, to } = arguments;
    let words = words()?;
    ensure!(!to.exists(), about(&words, "backup-there-already", to));
    let scratch = scratch_beside(to, &words)?;
    let copy = scratch.path().join("copy.db");
    let manifest = open(from, key, &copy, &words)?;
    let is_whole = std::fs::metadata(&copy)?.len() == manifest.size && sha256(&copy)? == manifest.sha256;
    ensure!(is_whole, about(&words, "backup-damaged", from));
    let entries = check(&copy).await?;
    std::fs::rename(&copy, to).with_context(|| about(&words, "backup-cannot-write", to))?;
    println!("{}", about(&words, "backup-restored", to));
    let told = [
        ("when", manifest.made_at.into()),
        ("version", manifest.program.into()),
        ("n", i64::try_from(manifest.size >> 10)?.into()),
        ("entries", i64::try_from(entries)?.into()),
    ];
    println!("{}", words.with("backup-restored-facts", &told));
    Ok(ExitCode::SUCCESS)
}

/// Decrypts the database into a file.
fn open(from: &Path, key: &Path, to: &Path, words: &Translator) -> anyhow::Result<Manifest> {
    let refuse = |sentence: &str, path: &Path| anyhow!(about(words, sentence, path));
    let text = std::fs::read_to_string(key).with_context(|| about(words, "backup-cannot-read", key))?;
    let identities = IdentityFile::from_buffer(text.as_bytes()).map_err(|_| refuse("backup-bad-key-file", key))?;
    let identities = identities.into_identities().map_err(|_| refuse("backup-bad-key-file", key))?;
    let sealed = File::open(from).with_context(|| about(words, "backup-cannot-read", from))?;
    let sealed = Decryptor::new_buffered(BufReader::new(sealed)).map_err(|_| refuse("backup-no-backup", from))?;
    let opened = sealed.decrypt(identities.iter().map(|one| &**one as &dyn age::Identity));
    let mut opened = BufReader::new(opened.map_err(|_| refuse("backup-wrong-key", key))?);
    let mut line = String::new();
    let first = (&mut opened).take(LONGEST_LINE).read_line(&mut line);
    first.map_err(|_| refuse("backup-damaged", from))?;
    let told = line.trim_end().strip_prefix(MAGIC).ok_or_else(|| refuse("backup-newer", from))?;
    let manifest = serde_json::from_str(told).map_err(|_| refuse("backup-newer", from))?;
    let mut file = BufWriter::new(new_file(to, words)?);
    std::io::copy(&mut opened, &mut file).map_err(|_| refuse("backup-damaged", from))?;
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
