//! Where to go after signing in: only within this very site.

/// The path if it is one of this site, else nothing. `//host`, `/\host` and control characters would lead a
/// browser elsewhere (OWASP ASVS 5.0 3.7.2).
pub(crate) fn local_path(text: &str) -> Option<&str> {
    let second = text.chars().nth(1);
    let is_local = text.starts_with('/')
        && !matches!(second, Some('/' | '\\'))
        && text.chars().all(|ch| !ch.is_control() && ch != '\\')
        && text.len() <= 2_000;
    let is_sign_in =
        ["/dang-nhap", "/dang-xuat", "/xac-nhan-lai", "/kich-hoat"].iter().any(|path| text.starts_with(path));
    (is_local && !is_sign_in).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(local_path("/ke-hoach?nam=2026"), Some("/ke-hoach?nam=2026"));
        for bad in [
            "",
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "/a\\b",
            "/\t/example.org",
            "javascript:alert(1)",
            "ke-hoach",
            "/dang-nhap",
            "/dang-xuat",
        ] {
            assert_eq!(local_path(bad), None, "{bad}");
        }
    }
}
