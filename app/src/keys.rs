//! The key files of an installation: made once, outside the database, readable by the service alone.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use anyhow::{Context as _, bail};
use audit::LogKey;
use base::{Context, SECRET_BYTES, Secrets};
use base64::{Engine as _, prelude::BASE64_STANDARD};

/// The file of the root secret, one line of base64.
const ROOT: &str = "root.key";

/// Reads the root secret of an installation; says what to do where it is missing.
pub(crate) fn read_root(folder: &Path) -> anyhow::Result<Secrets> {
    let path = folder.join(ROOT);
    Ok(Secrets::new(read(&path).with_context(|| format!("{} (lachan init makes it)", path.display()))?))
}

/// Reads the root secret, or makes one where there is none yet.
pub(crate) fn read_or_make_root(folder: &Path, context: &Context) -> anyhow::Result<Secrets> {
    if folder.join(ROOT).exists() {
        return read_root(folder);
    }
    let secrets = Secrets::generate(context);
    write(folder, ROOT, secrets.expose())?;
    Ok(secrets)
}

/// The file of the key that signs the log.
const LOG: &str = "audit.key";
/// The file of the key with which a witness signs.
const WITNESS: &str = "witness.key";

/// Reads the key that signs the log; says what to do where it is missing.
pub(crate) fn read_log(folder: &Path) -> anyhow::Result<LogKey> {
    read_signing(&folder.join(LOG))
}

/// Reads the key that signs the log, or makes one for a log with a name of its own.
pub(crate) fn read_or_make_log(folder: &Path, context: &Context) -> anyhow::Result<LogKey> {
    if folder.join(LOG).exists() {
        return read_log(folder);
    }
    let key = draw_log(context)?;
    write_line(folder, LOG, &key.to_secret_line())?;
    Ok(key)
}

/// Draws a key for a log with a name of its own, which nobody else's log has.
pub(crate) fn draw_log(context: &Context) -> anyhow::Result<LogKey> {
    let mut number = [0_u8; 8];
    context.fill(&mut number);
    Ok(LogKey::draw(context, &format!("lachan/{:016x}", u64::from_be_bytes(number)))?)
}

/// Reads the key of a witness, or makes one.
pub(crate) fn read_or_make_witness(folder: &Path, name: &str, context: &Context) -> anyhow::Result<LogKey> {
    if folder.join(WITNESS).exists() {
        return read_signing(&folder.join(WITNESS));
    }
    let key = LogKey::draw_witness(context, name)?;
    write_line(folder, WITNESS, &key.to_secret_line())?;
    Ok(key)
}

fn read_signing(path: &Path) -> anyhow::Result<LogKey> {
    let bytes = fs::read(path).with_context(|| format!("{} (lachan init makes it)", path.display()))?;
    LogKey::parse(&bytes).with_context(|| path.display().to_string())
}

fn read(path: &Path) -> anyhow::Result<[u8; SECRET_BYTES]> {
    let text = fs::read_to_string(path)?;
    match BASE64_STANDARD.decode(text.trim()) {
        Ok(bytes) => bytes.try_into().map_err(|_| anyhow::anyhow!("a key file holds {SECRET_BYTES} bytes as base64")),
        Err(_) => bail!("a key file holds {SECRET_BYTES} bytes as base64"),
    }
}

fn write(folder: &Path, name: &str, key: &[u8; SECRET_BYTES]) -> anyhow::Result<()> {
    write_line(folder, name, &format!("{}\n", BASE64_STANDARD.encode(key)))
}

/// Writes a key that is not there yet, for its owner alone.
fn write_line(folder: &Path, name: &str, line: &str) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let path = folder.join(name);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let file = file.as_mut().map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_log_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let context = Context::system();

        assert!(read_log(folder.path()).is_err());
        let made = read_or_make_log(folder.path(), &context).unwrap();
        assert_eq!(made.verifier(), read_or_make_log(folder.path(), &context).unwrap().verifier());
    }

    #[test]
    fn a_root_secret_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let context = Context::system();

        assert!(read_root(folder.path()).is_err());
        let made = read_or_make_root(folder.path(), &context).unwrap();
        assert_eq!(made.expose(), read_or_make_root(folder.path(), &context).unwrap().expose());
        fs::write(folder.path().join(ROOT), "short").unwrap();
        assert!(read_or_make_root(folder.path(), &context).is_err(), "a broken key is never replaced");
    }
}
