//! The configuration file. Unknown keys are refused, so that a misspelt one is noticed.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use public_site::Recordings;
use secrecy::SecretString;
use serde::Deserialize;
use sign_in::{Provider, ProviderSettings};
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
    /// Ways of signing in besides those that are always there.
    #[serde(default)]
    pub sign_in: SignIn,
}

/// Ways of signing in that an installation may add.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// A provider of sign-in by OpenID Connect. Leave it out, and there is no button for it.
    pub oidc: Option<Oidc>,
}

/// A provider of sign-in. Register this installation there with the address `[work] origin` + `/dang-nhap/oidc/ve`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oidc {
    /// Its address as it names itself, as `https://sso.tinh.example/realms/can-bo`.
    pub issuer: String,
    /// The name under which this installation is registered there.
    pub client_id: String,
    /// A file that holds the secret of the registration, where it has one; only the service reads it.
    pub client_secret_file: Option<PathBuf>,
    /// What the button on the sign-in page calls it, as `cổng đăng nhập của tỉnh`.
    pub label: String,
    /// Certificates in PEM form to trust for it in place of the machine's, where it has an authority of its own.
    pub ca_file: Option<PathBuf>,
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
    /// A folder of recordings of the public pages for people who do not read well, each as `an-toan.vi.mp3`, at most 250 KB.
    pub recordings: Option<PathBuf>,
    /// How many receipts are kept ready in memory: each takes about 100 bytes, and the tenth of a second of a quiet core to
    /// make. When they run out, receipts are given all the same and their mailboxes open some minutes later.
    #[serde(default = "receipts_ready")]
    pub receipts_ready: usize,
    /// Who stands behind it, and where its exit leads.
    pub site: SiteLines,
}

fn receipts_ready() -> usize {
    tips::RECEIPTS_READY
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

    /// The recordings of public pages, where there are some.
    pub fn recordings(&self) -> anyhow::Result<Recordings> {
        let folder = self.public.as_ref().and_then(|door| door.recordings.as_deref());
        let read = folder.map(Recordings::read).transpose().context("[public] recordings")?;
        Ok(read.unwrap_or_default())
    }

    /// The provider of sign-in, where there is one, with its secret read.
    pub fn provider(&self) -> anyhow::Result<Option<Provider>> {
        let Some(oidc) = &self.sign_in.oidc else { return Ok(None) };
        let read = |path: &PathBuf| std::fs::read(path).with_context(|| path.display().to_string());
        let secret = match oidc.client_secret_file.as_ref().map(read).transpose()? {
            Some(bytes) => {
                let text = String::from_utf8(bytes).context("[sign_in.oidc] client_secret_file")?;
                Some(SecretString::from(text.trim().to_owned()))
            }
            None => None,
        };
        let settings = ProviderSettings {
            issuer: oidc.issuer.clone(),
            client_id: oidc.client_id.clone(),
            client_secret: secret,
            label: oidc.label.clone(),
            authority: oidc.ca_file.as_ref().map(read).transpose()?,
        };
        Provider::new(&settings, self.work.origin.as_deref()).map(Some).context("[sign_in.oidc]")
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
    fn a_provider_of_sign_in_is_off_until_it_is_named_and_needs_an_origin() {
        let plain =
            "[database]\nurl = \"sqlite:a.db\"\n[keys]\nfolder = \"keys\"\n[work]\nlisten = \"127.0.0.1:8138\"\n";
        let oidc =
            "[sign_in.oidc]\nissuer = \"https://sso.tinh.example\"\nclient_id = \"la-chan\"\nlabel = \"cổng tỉnh\"\n";
        let provider = |text: String| Config::parse(&text).unwrap().provider();

        assert!(provider(plain.to_owned()).unwrap().is_none());
        assert!(format!("{:#}", provider(format!("{plain}{oidc}")).unwrap_err()).contains("origin"));
        let with = format!("{plain}origin = \"https://138.tinh.example\"\n{oidc}");
        assert!(provider(with.clone()).unwrap().is_some());
        let missing = format!("{with}client_secret_file = \"/there/is/none\"\n");
        assert!(format!("{:#}", provider(missing).unwrap_err()).contains("/there/is/none"));
        let open = with.replace("https://sso", "http://sso");
        assert!(format!("{:#}", provider(open).unwrap_err()).contains("https"));
        assert!(Config::parse(&with.replace("client_id", "clientid")).is_err());
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
