//! A browser: it keeps cookies, remembers the token of the last form, and looks at every page it gets.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use access::Actor;
use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use tower::ServiceExt as _;
use web::Session;

use crate::{Reply, TestApp, check_page};

/// The token that forms of a persona carry.
const TOKEN: &str = "token-of-a-persona";
/// What stands between the parts of a form with files.
const BORDER: &str = "----lachan-test-border";

/// The door before which a browser stands.
#[derive(Debug, Clone, Copy)]
enum Door {
    Work,
    Public,
}

/// A browser on the application under test.
#[derive(Debug)]
pub struct Client<'a> {
    app: &'a TestApp,
    door: Door,
    session: Option<Session>,
    opener: Option<vault::Opener>,
    cookies: Mutex<BTreeMap<String, String>>,
    token: Mutex<String>,
    headers: Mutex<BTreeMap<&'static str, String>>,
}

impl<'a> Client<'a> {
    pub(crate) fn anonymous(app: &'a TestApp) -> Self {
        Self {
            app,
            door: Door::Work,
            session: None,
            opener: None,
            cookies: Mutex::default(),
            token: Mutex::default(),
            headers: Mutex::default(),
        }
    }

    pub(crate) fn at_public_door(app: &'a TestApp) -> Self {
        Self { door: Door::Public, ..Self::anonymous(app) }
    }

    pub(crate) fn signed_in(app: &'a TestApp, actor: Actor) -> Self {
        let session = Session { actor: Arc::new(actor), csrf: TOKEN.to_owned() };
        Self { session: Some(session), token: Mutex::new(TOKEN.to_owned()), ..Self::anonymous(app) }
    }

    /// The person signed in by [`TestApp::visit_as`].
    pub fn actor(&self) -> &Actor {
        &self.session.as_ref().expect("a browser in which a persona is signed in").actor
    }

    /// Carries the key of a person, as a session opened with the password does.
    #[must_use]
    pub fn with_key(mut self, opener: vault::Opener) -> Self {
        self.opener = Some(opener);
        self
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form with the token of the last page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.token.lock().expect("a lock").clone();
        let mut all = vec![("_token", token.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    /// Sends a form exactly as given, without a token.
    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.send(Method::POST, path, Some(kind), body.join("&").into_bytes()).await
    }

    /// Sends a form with one file, with the token of the last page.
    pub async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        file_name: &str,
        bytes: &[u8],
    ) -> Reply {
        self.post_files(path, fields, &[(field, file_name, bytes)]).await
    }

    /// Sends a form with files: field, file name and content of each.
    pub async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Reply {
        let token = self.token.lock().expect("a lock").clone();
        let mut body = Vec::new();
        for (name, value) in std::iter::once(&("_token", token.as_str())).chain(fields) {
            let head = format!("--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file_name, bytes) in files {
            let head = format!(
                "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BORDER}--\r\n").as_bytes());
        self.send(Method::POST, path, Some(format!("multipart/form-data; boundary={BORDER}")), body).await
    }

    /// Goes where a reply sends the browser, as often as it does.
    pub async fn follow(&self, reply: Reply) -> Reply {
        let mut at = reply;
        for _ in 0..10 {
            let Some(to) = at.location().map(ToOwned::to_owned) else { return at };
            at = self.get(&to).await;
        }
        panic!("the application sends the browser in a circle");
    }

    /// The value of a cookie, where the browser has it.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("a lock").get(name).cloned()
    }

    /// Puts a cookie into the browser.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("a lock").insert(name.to_owned(), value.to_owned());
    }

    /// Sends a header with every request from now on.
    pub fn set_header(&self, name: &'static str, value: &str) {
        self.headers.lock().expect("a lock").insert(name, value.to_owned());
    }

    async fn send(&self, method: Method, path: &str, kind: Option<String>, body: Vec<u8>) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in self.headers.lock().expect("a lock").iter() {
            request = request.header(*name, value);
        }
        let cookies: Vec<_> =
            self.cookies.lock().expect("a lock").iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        if let Some(session) = &self.session {
            request.extensions_mut().insert(session.clone());
        }
        if let Some(opener) = &self.opener {
            request.extensions_mut().insert(opener.clone());
        }
        let router = match self.door {
            Door::Work => self.app.router(),
            Door::Public => self.app.public_router(),
        };
        let response = router.oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a whole answer");
        let reply = Reply::new(parts.status.as_u16(), parts.headers, bytes.to_vec());
        self.keep(&reply);
        if reply.is_page() {
            check_page(path, reply.body());
        }
        reply
    }

    fn keep(&self, reply: &Reply) {
        let mut cookies = self.cookies.lock().expect("a lock");
        for line in reply.set_cookies() {
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if self.session.is_none()
            && let Some(token) = reply.value_of("_token")
        {
            *self.token.lock().expect("a lock") = token;
        }
    }
}

fn encoded(text: &str) -> String {
    use std::fmt::Write as _;

    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes everything");
        }
        out
    })
}
