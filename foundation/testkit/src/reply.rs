//! What came back.

use axum::http::{HeaderMap, header};

use crate::page_check::{attribute, tags, visible_text};

/// An answer of the application.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
    body: String,
}

impl Reply {
    pub(crate) fn new(status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Self {
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status, headers, bytes, body }
    }

    /// The status, as 200.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Where it sends the browser.
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The bytes, for files.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The HTML or other text as it came.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What a reader sees: without tags, entities resolved, white space as single spaces.
    pub fn text(&self) -> String {
        visible_text(&self.body)
    }

    /// Whether a reader sees these words.
    pub fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Whether it is a page (HTML).
    pub fn is_page(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// Panics, showing the page, unless the status is this one; gives itself back.
    #[expect(clippy::return_self_not_must_use, reason = "looking at the status alone is a use")]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?}\n{}", self.location(), self.text());
        self
    }

    /// The value of the first input field of this name, hidden ones included.
    pub fn value_of(&self, name: &str) -> Option<String> {
        tags(&self.body, "input")
            .into_iter()
            .find(|tag| attribute(tag, "name").as_deref() == Some(name))
            .map(|tag| attribute(tag, "value").unwrap_or_default())
    }

    /// The targets of all links, in order.
    pub fn links(&self) -> Vec<String> {
        crate::links(&self.body)
    }

    pub(crate) fn set_cookies(&self) -> impl Iterator<Item = &str> {
        self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok())
    }
}
