//! What a visitor carries from page to page, and the cookie that holds its key.

use ::web::{Answer, Problem, PublicVisit, Services, cookie_value};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use db::Db;
use serde::{Deserialize, Serialize};

use crate::{
    actions::AfterSending,
    error::Result,
    model::{
        answers::{Privacy, Reporter, Told},
        files::KeepOriginal,
    },
    store::pockets::{self, PocketKey},
};

/// A file chosen in the journey; its content lies beside the pocket.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CarriedFile {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) keep: bool,
}

impl CarriedFile {
    pub(super) fn keep(&self) -> KeepOriginal {
        if self.keep { KeepOriginal::Yes } else { KeepOriginal::No }
    }
}

/// A tip that is not sent yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    pub(super) step: u8,
    pub(super) privacy: Privacy,
    pub(super) told: Told,
    pub(super) reporter: Reporter,
    pub(super) files: Vec<CarriedFile>,
}

impl Draft {
    /// Whether something would be lost with it.
    pub(super) fn holds_something(&self) -> bool {
        self.told != Told::default() || self.reporter != Reporter::default() || !self.files.is_empty()
    }
}

/// What the pocket holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Carried {
    /// A tip under way.
    Draft(Box<Draft>),
    /// A tip was sent; its receipt, in groups, has not been copied yet.
    Sent { receipt: String },
    /// A mailbox is open.
    Open {
        /// The receipt, in groups.
        receipt: String,
        /// What opens the mailbox without the slow step, once it was done.
        #[serde(default)]
        kept: Option<String>,
    },
}

/// Shows the receipt once after sending.
pub(super) struct ShowReceipt;

impl AfterSending for ShowReceipt {
    type Content = Carried;

    fn content(&self, receipt: &str) -> Carried {
        Carried::Sent { receipt: receipt.to_owned() }
    }
}

/// The key that the browser sent, if it has one.
pub(super) fn key(services: &Services, headers: &HeaderMap) -> Option<PocketKey> {
    let cookie = cookie_value(headers, name(services)).filter(|value| value.len() == 43)?;
    PocketKey::from_cookie(&cookie).ok()
}

/// The key and what lies in the pocket.
pub(super) async fn find(services: &Services, headers: &HeaderMap) -> Result<Option<(PocketKey, Carried)>> {
    let Some(key) = key(services, headers) else { return Ok(None) };
    let found = pockets::find(&mut &services.db, &services.context, &key).await?;
    Ok(found.map(|carried| (key, carried)))
}

/// The tip under way.
pub(super) async fn find_draft(services: &Services, headers: &HeaderMap) -> Result<Option<(PocketKey, Draft)>> {
    Ok(match find(services, headers).await? {
        Some((key, Carried::Draft(draft))) => Some((key, *draft)),
        _ => None,
    })
}

/// Puts something into the pocket.
pub(super) async fn put(services: &Services, key: &PocketKey, carried: &Carried) -> Result<()> {
    let mut tx = services.db.begin().await?;
    pockets::put(&mut tx, &services.context, key, carried).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives the browser the key, for as long as it is open.
pub(super) fn give(services: &Services, response: &mut Response, key: &PocketKey) {
    cookie(services, response, key.cookie(), "");
}

/// Takes the key from the browser.
pub(super) fn take(services: &Services, response: &mut Response) {
    cookie(services, response, "", "; Max-Age=0");
}

/// Empties the pocket of somebody who leaves by the quick exit (ux.md S-05). The way out waits for nothing; without
/// its key, which the browser is told to forget, what is left for a moment opens for nobody.
pub(crate) fn forget(services: &Services, headers: &HeaderMap) {
    let Some(key) = key(services, headers) else { return };
    let db = services.db.clone();
    tokio::spawn(async move {
        if let Err(error) = empty(&db, &key).await {
            tracing::warn!(%error, "a pocket was not emptied at the exit; it ends by itself");
        }
    });
}

async fn empty(db: &Db, key: &PocketKey) -> Result<()> {
    let mut tx = db.begin().await?;
    pockets::remove(&mut tx, key).await?;
    tx.commit().await?;
    Ok(())
}

/// To another page of the journey.
pub(super) fn go(visit: &PublicVisit, path: &str) -> Answer {
    ::web::redirect(visit.link(path))
}

/// `__Host-` ties the cookie to this very host and to TLS; the demonstration has no TLS.
fn name(services: &Services) -> &'static str {
    if services.secure_cookies { "__Host-p" } else { "p" }
}

fn cookie(services: &Services, response: &mut Response, value: &str, more: &str) {
    let secure = if services.secure_cookies { "; Secure" } else { "" };
    let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{more}", name(services));
    if let Ok(line) = HeaderValue::from_str(&line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

/// A problem of the vault or the database as the visitor meets it.
pub(super) fn problem(error: crate::error::TipError) -> Problem {
    error.into()
}
