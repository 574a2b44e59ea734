//! The configuration file. Unknown keys are refused, so that a misspelt one is noticed.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde::Deserialize;

/// What `lachan.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The database.
    pub database: Database,
    /// Where the key files lie.
    pub keys: Keys,
    /// The work door, for officers.
    pub work: Door,
    /// The public door, an origin of its own, where this installation has one.
    pub public: Option<PublicDoor>,
}

/// The key files; back them up apart from the database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// A folder that only the service reads.
    pub folder: PathBuf,
}

/// The listener of the public door.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDoor {
    /// Address and port to listen on; another host name than the work door's leads here.
    pub listen: SocketAddr,
}

/// Where the data is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:/var/lib/lachan/lachan.db` or `postgres://user:password@host/name`.
    pub url: String,
}

/// One listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// Address and port to listen on; the proxy that speaks TLS stands in front.
    pub listen: SocketAddr,
    /// Whether cookies carry `Secure`: off only where the browser reaches this very port without TLS.
    #[serde(default = "yes")]
    pub secure_cookies: bool,
}

fn yes() -> bool {
    true
}

impl Config {
    /// Reads a file; says which key is wrong.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Self::parse(&text).with_context(|| path.display().to_string())
    }

    /// Reads the text of a configuration file.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(toml::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_refused() {
        let good =
            "[database]\nurl = \"sqlite:a.db\"\n[keys]\nfolder = \"keys\"\n[work]\nlisten = \"127.0.0.1:8138\"\n";

        assert!(Config::parse(good).is_ok_and(|config| config.work.secure_cookies));
        let told = Config::parse(&good.replace("listen", "lissten")).unwrap_err().to_string();
        assert!(told.contains("lissten"), "{told}");
    }
}
