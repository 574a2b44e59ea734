//! The layer that finds the session of a request: one read, and at most one write a minute, which no page waits for.

use ::web::{Problem, Services, Session, Visit};
use axum::{
    Router,
    extract::{FromRequest as _, FromRequestParts as _, Request, State},
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
};

use super::{cookie, kept::Kept, sign_in_page};
use crate::{
    model::{Ends, Found},
    store,
};

/// Puts the session of each request into its extensions, where [`Visit`] finds it. Goes around the routes and
/// inside [`::web::around`].
pub fn sessions(router: Router<Services>, services: &Services) -> Router<Services> {
    router.layer(middleware::from_fn_with_state(services.clone(), load))
}

async fn load(State(services): State<Services>, mut request: Request, next: Next) -> Response {
    // A test may have put a person in already.
    if request.extensions().get::<Session>().is_some() {
        return next.run(request).await;
    }
    let Some(secret) = cookie::secret(request.headers()) else { return next.run(request).await };
    let found = match store::find(&services.db, &secret).await {
        Ok(found) => found,
        Err(error) => return Problem::from(error).into_response(),
    };
    let now = services.context.now();
    match found {
        Some(found) if found.at(now) == Ends::Open => {
            if found.is_stale(now) {
                note_seen(&services, &found);
            }
            let session = session(&found);
            request.extensions_mut().insert(session.clone());
            let mut response = next.run(request).await;
            // Pages of problems are drawn outside, and want to know who asked.
            response.extensions_mut().insert(session);
            response
        }
        Some(found) if found.at(now) == Ends::Idle && is_work(&request) => locked(&services, request, &found).await,
        _ => next.run(request).await,
    }
}

fn session(found: &Found) -> Session {
    Session { actor: std::sync::Arc::clone(&found.actor), csrf: found.csrf.clone() }
}

/// Whether a form was sent that is worth keeping.
fn is_work(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && path != "/dang-nhap" && path != "/dang-xuat"
}

/// Writes in the background that somebody was there.
fn note_seen(services: &Services, found: &Found) {
    let (db, id, now) = (services.db.clone(), found.id.clone(), services.context.now());
    tokio::spawn(async move {
        if let Err(error) = store::mark_seen(&db, &id, now).await {
            tracing::warn!(%error, "a session's last use was not written");
        }
    });
}

/// A form came after the session was locked: the sign-in page carries it on. Its token must be the locked session's
/// own, so no other site can have it sent.
async fn locked(services: &Services, request: Request, found: &Found) -> Response {
    let (mut parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let visit = match Visit::from_request_parts(&mut parts, services).await {
        Ok(visit) => visit,
        Err(never) => match never {},
    };
    parts.extensions.insert(session(found));
    match ::web::Posted::from_request(Request::from_parts(parts, body), services).await {
        Ok(posted) => sign_in_page::locked(&visit, Kept::of(&target, &found.id, &posted)).into_response(),
        Err(problem) => problem.into_response(),
    }
}
