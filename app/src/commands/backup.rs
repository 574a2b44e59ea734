//! `lachan backup` and `lachan backup-key`: a copy of the database that only the holders of a key kept elsewhere can open.
//!
//! The copy is encrypted with age (age-encryption.org/v1, X25519) to public keys: the machine that makes it cannot read it
//! (ux.md TM6). The key files of the installation are not in it: whoever steals a backup has neither.

use std::{
    fs::{File, OpenOptions},
    io::{BufReader, BufWriter, ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use age::{
    Encryptor,
    secrecy::ExposeSecret as _,
    x25519::{Identity, Recipient},
};
use anyhow::{Context as _, anyhow, bail};
use audit::Entry;
use db::DbUrl;
use i18n::{Catalogue, Lang, Messages, Translator};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tempfile::TempDir;

use crate::cli::BackupArguments;

/// The words of these commands; a key is made and a backup restored where no installation is.
const MESSAGES: Messages = Messages {
    room: "backup",
    vi: include_str!("../../messages/backup.vi.ftl"),
    en: include_str!("../../messages/backup.en.ftl"),
};

/// The first line of what is encrypted; the database follows.
pub(super) const MAGIC: &str = "lachan-backup/1";

/// What a backup says of itself, in one line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of the program that made it.
    pub(super) program: String,
    /// When, in UTC.
    pub(super) made_at: String,
    /// Size of the database, in bytes.
    pub(super) size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub(super) sha256: String,
}

/// Makes a backup of the running installation; nobody has to stop.
pub(crate) async fn run(arguments: &BackupArguments) -> anyhow::Result<ExitCode> {
    let words = words()?;
    let recipients: Vec<Recipient> =
        arguments.recipients.iter().map(|text| recipient(text, &words)).collect::<Result<_, _>>()?;
    let (app, config) = super::open(&arguments.with.config).await?;
    let context = &app.services.context;
    let scratch = scratch(&config.database.url.parse()?, &words)?;
    // That a copy leaves is in the log before it does, and in the copy.
    let mut tx = app.services.db.begin().await?;
    let entry = Entry::change("app.backup", "database", "").payload(json!({ "keys": recipients.len() }));
    audit::record_system(&mut tx, context, &entry).await?;
    tx.commit().await?;
    let copy = scratch.path().join("copy.db");
    app.services.db.copy_to(&copy).await?;
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: context.now().to_string(),
        size: std::fs::metadata(&copy)?.len(),
        sha256: sha256(&copy)?,
    };
    seal(&copy, &manifest, &recipients, &arguments.to, &words)?;
    app.services.db.close().await;
    let told = [("x", arguments.to.display().to_string().into()), ("n", i64::try_from(manifest.size >> 10)?.into())];
    println!("{}", words.with("backup-done", &told));
    println!("SHA-256 {}", manifest.sha256);
    Ok(ExitCode::SUCCESS)
}

/// The words for the terminal: Vietnamese.
pub(super) fn words() -> anyhow::Result<Translator> {
    Ok(Translator::new(Arc::new(Catalogue::new(&[MESSAGES])?), Lang::Vi))
}

/// A sentence about a file.
pub(super) fn about(words: &Translator, key: &str, path: &Path) -> String {
    words.of(key, path.display().to_string())
}

/// A folder for the copy that is not encrypted yet: beside the database, which is as readable, and never where the backup
/// goes: that may be a disk that is carried away.
fn scratch(url: &DbUrl, words: &Translator) -> anyhow::Result<TempDir> {
    let DbUrl::SqliteFile(path) = url else { bail!(words.t("backup-sqlite-only")) };
    scratch_beside(path, words)
}

/// A folder beside a file, gone with the value.
pub(super) fn scratch_beside(path: &Path, words: &Translator) -> anyhow::Result<TempDir> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let scratch = tempfile::Builder::new().prefix(".lachan-backup-").tempdir_in(folder);
    scratch.with_context(|| about(words, "backup-cannot-write", folder))
}

fn recipient(text: &str, words: &Translator) -> anyhow::Result<Recipient> {
    text.parse().map_err(|_| anyhow!(words.of("backup-bad-key", text)))
}

/// Encrypts the copy into a new file that only its owner can read.
fn seal(
    copy: &Path,
    manifest: &Manifest,
    recipients: &[Recipient],
    to: &Path,
    words: &Translator,
) -> anyhow::Result<()> {
    let encryptor = Encryptor::with_recipients(recipients.iter().map(|one| one as &dyn age::Recipient))?;
    let file = new_file(to, words)?;
    let mut sealed = encryptor.wrap_output(BufWriter::new(file))?;
    writeln!(sealed, "{MAGIC} {}", serde_json::to_string(manifest)?)?;
    std::io::copy(&mut BufReader::new(File::open(copy)?), &mut sealed)?;
    let file = sealed.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(())
}

/// A file that was not there, for its owner's eyes.
pub(super) fn new_file(path: &Path, words: &Translator) -> anyhow::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.map_err(|why| match why.kind() {
        ErrorKind::AlreadyExists => anyhow!(about(words, "backup-there-already", path)),
        _ => anyhow!(why).context(about(words, "backup-cannot-write", path)),
    })
}

/// The SHA-256 of a file.
pub(super) fn sha256(path: &Path) -> anyhow::Result<String> {
    Ok(base::sha256_hex_of(File::open(path)?)?)
}

/// Makes a key for backups: the secret goes into a file that belongs on no server, the public part is what `--for` takes.
pub(crate) fn make_key(to: &Path) -> anyhow::Result<ExitCode> {
    let identity = Identity::generate();
    let mut file = new_file(to, &words()?)?;
    writeln!(file, "# {}\n{}", identity.to_public(), identity.to_string().expose_secret())?;
    file.sync_all()?;
    println!("{}", identity.to_public());
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_encrypted_yet_lies_beside_the_database_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();

        let words = words().unwrap();

        let made = scratch(&DbUrl::SqliteFile(folder.path().join("lachan.db")), &words).unwrap();

        assert_eq!(made.path().parent(), Some(folder.path()));
        assert!(scratch(&DbUrl::Postgres("postgres://a".to_owned()), &words).is_err(), "it has tools of its own");
    }
}
