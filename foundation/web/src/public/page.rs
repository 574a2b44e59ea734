//! The frame around every public page.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use i18n::{Arg, Lang, Translator};

use super::{Site, assets, visit::link};
use crate::{Answer, Link, html};

/// Seconds for which browsers and proxies may keep a page that is the same for everybody.
const KEPT: &str = "public, max-age=300";

/// What the public layout needs; every public template extends `public.html` and holds one as `page`.
#[derive(Debug, Clone)]
pub struct PublicPage {
    /// The words.
    pub tr: Translator,
    /// The title, translated.
    pub title: String,
    /// The path without the language.
    pub path: String,
    /// The way back, shown above the title.
    pub back: Option<Link>,
    /// Whether a form on it was refused: the title then says so.
    pub has_errors: bool,
    /// Whether history, tab and header say nothing about what it is.
    pub is_neutral: bool,
    /// Whether the menu is shown: not inside a journey, where it would lead away.
    pub has_menu: bool,
    /// Scripts besides the quick exit's, by name.
    pub scripts: Vec<&'static str>,
    /// Who stands behind the door.
    pub site: Arc<Site>,
}

impl PublicPage {
    pub(super) fn new(tr: Translator, title: String, path: String, site: Arc<Site>) -> Self {
        Self {
            tr,
            title,
            path,
            back: None,
            has_errors: false,
            is_neutral: false,
            has_menu: true,
            scripts: Vec::new(),
            site,
        }
    }

    pub(super) fn neutral(mut self) -> Self {
        (self.is_neutral, self.has_menu) = (true, false);
        self
    }

    /// With a way back to a path of this door.
    #[must_use]
    pub fn back(mut self, path: &str, text: impl Into<String>) -> Self {
        self.back = Some(Link { href: self.link(path), text: text.into(), here: false });
        self
    }

    /// As the page of a refused form.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.has_errors = true;
        self
    }

    /// With one more script, as `pow.js`; the page must be whole without it.
    #[must_use]
    pub fn script(mut self, name: &'static str) -> Self {
        self.scripts.push(name);
        self
    }

    /// The message of a key.
    pub fn t(&self, key: &str) -> String {
        self.tr.t(key)
    }

    /// The message of a key with one value (`$n` for a number, `$x` for text).
    pub fn of<'a>(&self, key: &str, arg: impl Into<Arg<'a>>) -> String {
        self.tr.of(key, arg)
    }

    /// The message of a key made from a group and a member.
    pub fn kind(&self, group: &str, member: &str) -> String {
        self.tr.t(&format!("{group}-{member}"))
    }

    /// A path of this door in the language of the page.
    pub fn link(&self, path: &str) -> String {
        link(self.tr.lang(), path)
    }

    /// The other languages of this page: address, code, own name.
    pub fn languages(&self) -> Vec<(String, &'static str, &'static str)> {
        let others = Lang::ALL.into_iter().filter(|lang| *lang != self.tr.lang());
        others.map(|lang| (link(lang, &self.path), lang.code(), lang.own_name())).collect()
    }

    /// The menu.
    pub fn menu(&self) -> Vec<Link> {
        let entry = |path: &str, key| Link { href: self.link(path), text: self.t(key), here: self.path == path };
        vec![
            entry("/can-giup-ngay", "public-menu-help"),
            entry("/p/bat-dau", "public-menu-tell"),
            entry("/nhan-biet", "public-menu-signs"),
            entry("/kiem-tra-viec-lam", "public-menu-check"),
        ]
    }

    /// The address of a script or picture, with its fingerprint.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::href(name)
    }

    /// The stylesheet, which stands in the page itself: on a weak link one journey to the server is saved.
    pub fn css(&self) -> &'static str {
        assets::CSS
    }
}

/// Who may keep a page that is the same for everybody; the server itself keeps it in memory in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Browsers and proxies, for five minutes.
    Browser,
    /// Nobody: the page is not to be found in the browser afterwards.
    Nowhere,
}

/// Marks an answer that is the same for all who ask for this address.
#[derive(Debug, Clone, Copy)]
pub(super) enum ForAll {
    /// For everybody.
    Everybody,
    /// For everybody whose browser carries nothing of ours.
    Strangers,
}

/// A page that is the same for everybody: it is drawn once a minute at most, and still served when the database is
/// away. It must depend on nothing but its address and the time.
pub fn for_all(template: &impl Template, keep: Keep) -> Answer {
    let mut answer: Response = html(template)?;
    answer.extensions_mut().insert(ForAll::Everybody);
    if keep == Keep::Browser {
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    }
    Ok(answer)
}

/// A page that is the same for everybody whose browser carries nothing of ours; browsers keep it nowhere. To be called
/// only for a request without a cookie: it must depend on nothing but its address and the time.
pub fn for_strangers(template: &impl Template) -> Answer {
    let mut answer: Response = html(template)?;
    answer.extensions_mut().insert(ForAll::Strangers);
    Ok(answer)
}
