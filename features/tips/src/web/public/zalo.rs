//! Where Zalo delivers what people write to the official account, and in the demonstration a page that plays Zalo.

use std::sync::Arc;

use ::web::{Answer, PublicPage, PublicPosted, PublicVisit, Services, html, redirect};
use askama::Template;
use axum::{
    body::Bytes,
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::IntoResponse as _,
};
use serde::Deserialize;

use super::carried;
use crate::{
    actions::{Taken, send_notices, take_zalo},
    model::zalo::{Refusal, SIGNATURE, judge, sign},
    receipt::Desk,
    zalo::Zalo,
};

/// Where Zalo delivers.
pub(super) const WEBHOOK: &str = "/zalo/webhook";
/// The page that plays Zalo.
pub(super) const SIMULATOR: &str = "/mo-phong/zalo";

/// Takes an event. Answers at once; nothing of a refused event is kept or logged.
pub(super) async fn deliver(
    (desk, zalo): (Arc<Desk>, Arc<Zalo>),
    services: Services,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let signature = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Ok(take(&desk, &zalo, &services, signature, &body).await?.into_response())
}

async fn take(
    desk: &Arc<Desk>,
    zalo: &Zalo,
    services: &Services,
    signature: &str,
    body: &[u8],
) -> Result<StatusCode, ::web::Problem> {
    match judge((&zalo.app_id, &zalo.secret), body, signature, services.context.now()) {
        Err(Refusal::TooLarge) => Ok(StatusCode::PAYLOAD_TOO_LARGE),
        Err(Refusal::Form) => Ok(StatusCode::BAD_REQUEST),
        Err(Refusal::Signature | Refusal::Replayed) => Ok(StatusCode::FORBIDDEN),
        Ok(None) => Ok(StatusCode::OK),
        Ok(Some(message)) => {
            let desk = desk.get(services).map_err(carried::problem)?;
            match take_zalo(services, desk, zalo, &message).await.map_err(carried::problem)? {
                Taken::In => Ok(StatusCode::OK),
                Taken::Later => Ok(StatusCode::TOO_MANY_REQUESTS),
            }
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    nguoi: String,
}

#[derive(Template)]
#[template(path = "tips/public/zalo.html")]
struct SimulatorPage {
    page: PublicPage,
    account: String,
    sent: Vec<String>,
}

/// The page that plays Zalo: what an account was sent, and a form to write as that account.
pub(super) async fn play(
    zalo: Arc<Zalo>,
    visit: PublicVisit,
    services: Services,
    Query(asked): Query<Asked>,
) -> Answer {
    send_notices(&services, &zalo).await.map_err(carried::problem)?;
    let account = if asked.nguoi.is_empty() { "mau-1".to_owned() } else { asked.nguoi };
    let sent = zalo.simulator.as_ref().map(|played| played.sent_to(&account)).unwrap_or_default();
    let page = visit.page(visit.tr.t("tips-zalo-simulator"));
    html(&SimulatorPage { page, account, sent })
}

/// Writes as an account: builds the event that Zalo would deliver, signs it and delivers it.
pub(super) async fn write(
    (desk, zalo): (Arc<Desk>, Arc<Zalo>),
    visit: PublicVisit,
    services: Services,
    posted: PublicPosted,
) -> Answer {
    let account = posted.0.line("nguoi");
    let at = services.context.now().as_millisecond().to_string();
    let event = serde_json::json!({
        "app_id": zalo.app_id,
        "event_name": "user_send_text",
        "timestamp": at,
        "sender": { "id": account },
        "message": { "text": posted.0.text("tin"), "msg_id": services.context.new_uuid().to_string() },
    });
    let body = event.to_string();
    let signature = sign(&zalo.app_id, &zalo.secret, body.as_bytes(), &at);
    match take(&desk, &zalo, &services, &signature, body.as_bytes()).await? {
        StatusCode::OK => redirect(visit.link(&format!("{SIMULATOR}?nguoi={}", encoded(&account)))),
        refused => Ok(refused.into_response()),
    }
}

/// An account's name as part of an address.
fn encoded(account: &str) -> String {
    account.chars().filter(|ch| ch.is_ascii_alphanumeric() || *ch == '-').collect()
}
