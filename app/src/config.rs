//! The configuration file. Unknown keys are refused, so that a misspelt one is noticed.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde::Deserialize;
use web::Site;

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
    /// Who stands behind it, and where its exit leads.
    pub site: SiteLines,
}

/// What the footer of the public door must tell (ux.md L-11), and where the quick exit leads.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteLines {
    /// The unit in whose name the site speaks.
    pub name: String,
    /// The governing agency.
    pub owner: String,
    /// Who answers for the content.
    pub responsible: String,
    /// Postal address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Official mail address.
    pub email: String,
    /// A page that knows nothing of its visitors, as a weather page; see that it answers over HTTPS.
    pub neutral_url: String,
    /// The header in which the proxy in front tells the visitor's address, as `x-real-ip`. Leave it out where
    /// visitors reach this port themselves, or anybody could claim any address.
    #[serde(default)]
    pub address_header: Option<String>,
}

impl SiteLines {
    /// The site, checked.
    pub fn site(&self) -> anyhow::Result<Site> {
        let address_header = self.address_header.as_deref().map(str::parse).transpose();
        let site = Site {
            name: self.name.clone(),
            owner: self.owner.clone(),
            responsible: self.responsible.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            neutral_url: self.neutral_url.clone(),
            address_header: address_header.context("[public.site] address_header")?,
        };
        site.check()?;
        Ok(site)
    }
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
    /// The address as browsers know it, as `https://138.tinh.example`: passkeys belong to it. Without it there are none.
    pub origin: Option<String>,
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
        let config: Self = toml::from_str(text)?;
        if let Some(door) = &config.public {
            door.site.site()?;
        }
        Ok(config)
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
    #[test]
    fn a_public_door_that_leads_to_a_search_engine_is_refused() {
        let with = |url: &str| {
            format!(
                "[database]\nurl = \"sqlite:a.db\"\n[keys]\nfolder = \"keys\"\n[work]\nlisten = \"127.0.0.1:8138\"\n\
                 [public]\nlisten = \"127.0.0.1:8139\"\n[public.site]\nname = \"a\"\nowner = \"b\"\n\
                 responsible = \"c\"\naddress = \"d\"\nphone = \"e\"\nemail = \"f\"\nneutral_url = \"{url}\"\n"
            )
        };

        assert!(Config::parse(&with("https://nchmf.gov.vn/")).is_ok());
        for url in ["https://www.google.com/", "https://facebook.com/", "https://zalo.me/", "http://nchmf.gov.vn/"] {
            assert!(Config::parse(&with(url)).is_err(), "{url}");
        }
    }
}
