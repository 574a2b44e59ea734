//! The key files of an installation: made once, outside the database, readable by the service alone.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use anyhow::{Context as _, bail};
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

fn read(path: &Path) -> anyhow::Result<[u8; SECRET_BYTES]> {
    let text = fs::read_to_string(path)?;
    match BASE64_STANDARD.decode(text.trim()) {
        Ok(bytes) => bytes.try_into().map_err(|_| anyhow::anyhow!("a key file holds {SECRET_BYTES} bytes as base64")),
        Err(_) => bail!("a key file holds {SECRET_BYTES} bytes as base64"),
    }
}

/// Writes a key that is not there yet, for its owner alone.
fn write(folder: &Path, name: &str, key: &[u8; SECRET_BYTES]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let path = folder.join(name);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let file = file.as_mut().map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    writeln!(file, "{}", BASE64_STANDARD.encode(key))?;
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
