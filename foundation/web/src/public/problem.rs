//! What went wrong, told at the public door: what became of what was typed, and whom to call.

use askama::Template;
use axum::{
    extract::{OriginalUri, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{PublicPage, PublicVisit};
use crate::{Services, layers::bare_key, problem::ProblemPage};

#[derive(Template)]
#[template(path = "public_problem.html")]
struct ProblemTemplate {
    page: PublicPage,
    text: String,
    number: Option<String>,
}

/// Draws the page of a problem, also of those that the framework itself answers.
pub(super) async fn tell(State(services): State<Services>, request: Request, next: Next) -> Response {
    let uri = request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    let visit = PublicVisit::of(&services, &uri, request.extensions());
    let mut response = next.run(request).await;
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_bare = (status.is_client_error() || status.is_server_error())
        && kind.is_none_or(|kind| kind.starts_with("text/plain"));
    let problem = match response.extensions_mut().remove::<ProblemPage>() {
        Some(problem) => problem,
        None if is_bare => ProblemPage { key: key_of(status), number: None },
        None => return response,
    };
    // The address of a page that is not there says more than its title should.
    let page = visit.neutral_page();
    let name = problem.key.trim_start_matches("problem-");
    let text = visit.tr.t(&format!("public-problem-{name}"));
    let title = visit.tr.t(&format!("public-problem-{name}-title"));
    let template = ProblemTemplate { page: PublicPage { title, has_menu: true, ..page }, text, number: problem.number };
    match template.render() {
        Ok(body) => {
            let html = HeaderValue::from_static("text/html; charset=utf-8");
            (status, [(header::CONTENT_TYPE, html)], body).into_response()
        }
        Err(_) => status.into_response(),
    }
}

fn key_of(status: StatusCode) -> &'static str {
    if status.is_server_error() { "problem-unexpected" } else { bare_key(status) }
}
