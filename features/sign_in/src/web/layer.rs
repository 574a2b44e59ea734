//! The layer that finds the session of a request: one read, and at most one write a minute, which no page waits for.

use std::sync::Arc;

use ::web::{Problem, Services, Session, Visit};
use access::{Actor, Class};
use axum::{
    Extension, Router,
    extract::{FromRequest as _, FromRequestParts as _, Request, State},
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
};

use jiff::Timestamp;

use super::{cookie, kept::Kept, shared::Shared, sign_in_page};
use crate::{
    Settings,
    model::{Ends, Found, Mood, Stage},
    person, store,
};

/// Puts the session of each request into its extensions, where [`Visit`] finds it. Goes around the routes and
/// inside [`::web::around`].
pub fn sessions(router: Router<Services>, services: &Services) -> Router<Services> {
    sessions_with(router, services, &Settings::default())
}

/// The same with what the installation says about signing in.
pub fn sessions_with(router: Router<Services>, services: &Services, settings: &Settings) -> Router<Services> {
    router
        .layer(middleware::from_fn_with_state(services.clone(), load))
        .layer(Extension(Arc::new(Shared::new(settings))))
}

/// Marks a request of a session that may do nothing but set up a second proof.
#[derive(Debug, Clone, Copy)]
pub(super) struct Confined;

/// Where such a session may go.
const CONFINED_TO: &str = "/tai-khoan/xac-thuc";

async fn load(State(services): State<Services>, request: Request, next: Next) -> Response {
    // A test may have put a person in already.
    if request.extensions().get::<Session>().is_some() {
        return next.run(request).await;
    }
    let Some(secret) = cookie::secret(&services, request.headers()) else { return next.run(request).await };
    let found = match store::find(&services.db, &secret).await {
        Ok(Some(found)) => found,
        Ok(None) => return next.run(request).await,
        Err(error) => return Problem::from(error).into_response(),
    };
    let now = services.context.now();
    match (found.at(now), found.stage) {
        (Ends::Open, Stage::Full) => {
            if found.is_stale(now) {
                note_seen(&services, &found);
            }
            let mut request = request;
            // What is sealed for the person opens for as long as this request lasts.
            if let Some(opener) = person::opener(&found, &secret).filter(|_| found.mood == Mood::Free) {
                request.extensions_mut().insert(opener);
            }
            run_as(session(&found, now), request, next).await
        }
        (Ends::Open, Stage::Setup) => confined(&found, request, next).await,
        (Ends::Idle, Stage::Full) if is_work(&request) => locked(&services, request, &found).await,
        _ => next.run(request).await,
    }
}

async fn run_as(session: Session, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(session.clone());
    let mut response = next.run(request).await;
    // Pages of problems are drawn outside, and want to know who asked.
    response.extensions_mut().insert(session);
    response
}

/// A session whose person has just given a password or a code, and has no second proof yet: it holds no role, and every
/// way leads to the set-up.
async fn confined(found: &Found, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.starts_with(CONFINED_TO) && path != "/dang-xuat" {
        let free = path.starts_with("/tinh/") || path == "/ngon-ngu" || path == "/kich-hoat" || path == "/dang-nhap";
        if free {
            return next.run(request).await;
        }
        return ::web::redirect(CONFINED_TO).unwrap_or_else(Problem::into_response);
    }
    let actor = Actor { roles: Vec::new(), ceiling: Class::Sealed, ..found.actor.as_ref().clone() };
    request.extensions_mut().insert(Confined);
    run_as(Session { actor: Arc::new(actor), csrf: found.csrf.clone() }, request, next).await
}

fn session(found: &Found, now: Timestamp) -> Session {
    Session { actor: found.actor_at(now), csrf: found.csrf.clone() }
}

/// Forms that hold a password or a code: never kept.
const NOT_KEPT: [&str; 7] = [
    "/dang-nhap",
    "/dang-xuat",
    "/kich-hoat",
    "/xac-nhan-lai",
    "/tai-khoan/mat-khau",
    "/dang-nhap/buoc-2",
    "/dang-nhap/khoa",
];

/// Whether a form was sent that is worth keeping.
fn is_work(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && !NOT_KEPT.contains(&path)
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
    parts.extensions.insert(session(found, services.context.now()));
    match ::web::Posted::from_request(Request::from_parts(parts, body), services).await {
        Ok(posted) => sign_in_page::locked(&visit, Kept::of(&target, &found.id, &posted)).into_response(),
        Err(problem) => problem.into_response(),
    }
}
