//! The frame around every page, and the few kinds of answer.

use std::sync::Arc;

use access::Actor;
use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use i18n::{Arg, Translator};
use jiff::{Timestamp, civil::Date};

use crate::{Answer, Problem, Services, assets};

/// A link with its text.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its text, translated.
    pub text: String,
    /// Whether it is the page one is on.
    pub here: bool,
}

/// What the layout needs; every page's template holds one as `page`.
#[derive(Debug, Clone)]
pub struct Page {
    /// The words.
    pub tr: Translator,
    /// The title, translated.
    pub title: String,
    /// The person signed in.
    pub actor: Option<Arc<Actor>>,
    /// The token for forms.
    pub csrf: String,
    /// The main menu.
    pub nav: Vec<Link>,
    /// A message about what was just done.
    pub flash: Option<String>,
    /// The way back, shown above the title.
    pub back: Option<Link>,
    /// The path and query of this page.
    pub path: String,
    /// Whether a form on it was refused: the title then says so.
    pub has_errors: bool,
    /// Whether it needs the whole width, as matrices do.
    pub wide: bool,
    /// Seconds after which the page asks again, while something is being worked on.
    pub refresh: Option<u8>,
}

impl Page {
    pub(crate) fn nav(services: &Services, actor: &Actor, tr: &Translator, path: &str) -> Vec<Link> {
        let path = path.split('?').next().unwrap_or_default();
        let shown: Vec<_> = services.nav.iter().filter(|item| (item.shown)(&services.policy, actor)).collect();
        let is_around = |item: &str| path == item || path.strip_prefix(item).is_some_and(|rest| rest.starts_with('/'));
        // Where one entry lies below another, the nearer one is where the person is.
        let here = shown.iter().map(|item| item.path).filter(|item| is_around(item)).max_by_key(|item| item.len());
        shown
            .iter()
            .map(|item| Link { href: item.path.to_owned(), text: tr.t(item.key), here: here == Some(item.path) })
            .collect()
    }

    /// With a way back.
    #[must_use]
    pub fn back(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.back = Some(Link { href: href.into(), text: text.into(), here: false });
        self
    }

    /// With the whole width of the window.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// As the page of a refused form.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.has_errors = true;
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

    /// The message of a key with a text and a number (`$x`, `$n`).
    pub fn xn<'a>(&self, key: &str, text: impl Into<Arg<'a>>, number: impl Into<Arg<'a>>) -> String {
        self.tr.with(key, &[("x", text.into()), ("n", number.into())])
    }

    /// The message of a key with two texts (`$x`, `$y`).
    pub fn xy<'a>(&self, key: &str, x: impl Into<Arg<'a>>, y: impl Into<Arg<'a>>) -> String {
        self.tr.with(key, &[("x", x.into()), ("y", y.into())])
    }

    /// The message of a key made from a group and a member: `status` + `late` → `status-late`.
    pub fn kind(&self, group: &str, member: &str) -> String {
        self.tr.t(&format!("{group}-{member}"))
    }

    /// A date as `05/03/2026`.
    pub fn date(&self, date: &Date) -> String {
        i18n::date(*date)
    }

    /// An instant as `08:05 22/11/2026`.
    pub fn date_time(&self, at: &Timestamp) -> String {
        i18n::date_time(*at)
    }

    /// A number as `1.234`.
    pub fn number(&self, number: &i64) -> String {
        i18n::integer(*number)
    }

    /// The address of a stylesheet or script, with its fingerprint.
    pub fn asset(&self, name: &str) -> String {
        assets::href(name)
    }
}

/// A page, status 200.
pub fn html(template: &impl Template) -> Answer {
    answer(StatusCode::OK, template)
}

/// A form that was refused and keeps what was typed, status 422.
pub fn invalid(template: &impl Template) -> Answer {
    answer(StatusCode::UNPROCESSABLE_ENTITY, template)
}

fn answer(status: StatusCode, template: &impl Template) -> Answer {
    let body = template.render()?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}

/// To another page, after a form was taken.
pub fn redirect(to: impl AsRef<str>) -> Answer {
    let to = HeaderValue::from_str(to.as_ref()).map_err(|_| Problem::BadRequest)?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// To another page, which then says what was done: a message key, and a number where it takes one.
pub fn redirect_with(to: impl AsRef<str>, key: &'static str, number: Option<i64>) -> Answer {
    let mut response = redirect(to)?;
    let value = match number {
        Some(number) => format!("{key}.{number}"),
        None => key.to_owned(),
    };
    let cookie = format!("lachan_flash={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// A file to keep. `name` may be Vietnamese.
pub fn download(name: &str, media_type: &str, bytes: Vec<u8>) -> Answer {
    use std::fmt::Write as _;

    let encoded = name.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    });
    let plain: String =
        base::fold(name).chars().map(|ch| if ch.is_ascii_alphanumeric() || ch == '.' { ch } else { '-' }).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CONTENT_DISPOSITION, disposition)
        .header(header::CONTENT_LENGTH, bytes.len())
        .body(Body::from(bytes))
        .map_err(|error| Problem::Unexpected(error.to_string()))
}
