//! What the operator tells visitors of the public door about itself.

use axum::http::{HeaderName, Uri};
use thiserror::Error;

/// Who stands behind the public door, and where its exit leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The unit in whose name the site speaks, as "Ban Chỉ đạo 138 tỉnh …".
    pub name: String,
    /// The governing agency (cơ quan chủ quản).
    pub owner: String,
    /// Who answers for the content.
    pub responsible: String,
    /// Postal address of the office.
    pub address: String,
    /// Telephone of the office.
    pub phone: String,
    /// Official mail address.
    pub email: String,
    /// Where the quick exit leads: a page that says nothing about the visitor (ux.md S-06).
    pub neutral_url: String,
    /// The header in which the proxy in front names the visitor's address; none where visitors come directly. It is
    /// used for one salted prefix in memory and taken off the request.
    pub address_header: Option<HeaderName>,
}

/// Why a site cannot be opened as configured.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SiteFault {
    /// A line of the footer is missing (ux.md L-11).
    #[error("[public.site] {0} is empty")]
    Missing(&'static str),
    /// The exit leads to where the visitor is known.
    #[error("[public.site] neutral_url: {0} knows its visitors; take a weather page")]
    Telltale(String),
    /// The exit is no address of another site reached over TLS.
    #[error("[public.site] neutral_url is not an https address")]
    NotHttps,
}

/// Parts of host names behind which visitors are known, or which show what was looked for before.
const TELLTALE: [&str; 14] = [
    "google",
    "youtube",
    "gmail",
    "bing",
    "yahoo",
    "duckduckgo",
    "coccoc",
    "facebook",
    "fb",
    "messenger",
    "zalo",
    "tiktok",
    "instagram",
    "telegram",
];

impl Site {
    /// The invented site of the demonstration and of tests.
    pub fn sample() -> Self {
        Self {
            name: "Ban Chỉ đạo 138 tỉnh Mẫu Sơn (dữ liệu mẫu)".to_owned(),
            owner: "Ủy ban nhân dân tỉnh Mẫu Sơn (tên mẫu)".to_owned(),
            responsible: "Nguyễn Văn Mẫu, Thường trực Ban Chỉ đạo 138".to_owned(),
            address: "Số 0, đường Mẫu, tỉnh Mẫu Sơn".to_owned(),
            phone: "0000 000 000".to_owned(),
            email: "bcd138@mau.example".to_owned(),
            neutral_url: "https://nchmf.gov.vn/".to_owned(),
            address_header: None,
        }
    }

    /// Whether everything that visitors must be told is there, and the exit leads nowhere that knows them.
    pub fn check(&self) -> Result<(), SiteFault> {
        let lines = [
            ("name", &self.name),
            ("owner", &self.owner),
            ("responsible", &self.responsible),
            ("address", &self.address),
            ("phone", &self.phone),
            ("email", &self.email),
        ];
        if let Some((key, _)) = lines.iter().find(|(_, line)| line.trim().is_empty()) {
            return Err(SiteFault::Missing(key));
        }
        let uri: Uri = self.neutral_url.parse().map_err(|_| SiteFault::NotHttps)?;
        let host = uri.host().unwrap_or_default().to_lowercase();
        let is_here = uri.scheme_str() == Some("http") && host == "127.0.0.1";
        if host.is_empty() || (uri.scheme_str() != Some("https") && !is_here) {
            return Err(SiteFault::NotHttps);
        }
        if host.split(['.', '-']).any(|part| TELLTALE.contains(&part)) {
            return Err(SiteFault::Telltale(host));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_never_leads_to_where_the_visitor_is_known() {
        let with = |url: &str| Site { neutral_url: url.to_owned(), ..Site::sample() }.check();

        assert_eq!(with("https://nchmf.gov.vn/"), Ok(()));
        assert_eq!(with("https://thoitietvietnam.gov.vn/"), Ok(()));
        for url in [
            "https://www.google.com/",
            "https://google.com.vn/",
            "https://m.facebook.com/",
            "https://zalo.me/x",
            "https://chat.zalo.me/",
            "https://WWW.Google.com.vn/search",
        ] {
            assert!(matches!(with(url), Err(SiteFault::Telltale(_))), "{url}");
        }
        for url in ["http://nchmf.gov.vn/", "nchmf.gov.vn", "/thoi-tiet", "", "javascript:alert(1)", "https://"] {
            assert_eq!(with(url), Err(SiteFault::NotHttps), "{url}");
        }
    }

    #[test]
    fn a_footer_line_left_empty_is_named() {
        let site = Site { responsible: "  ".to_owned(), ..Site::sample() };

        assert_eq!(site.check(), Err(SiteFault::Missing("responsible")));
    }
}
