//! What a feature hands to the application, and what it gets from it.

use std::{collections::HashMap, sync::Arc};

use access::{Actor, Policy, Right};
use axum::{
    Router,
    extract::{OriginalUri, Request},
    handler::Handler,
    http::HeaderMap,
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing,
};
use base::{Context, Secrets};
use calendar::Holidays;
use db::{Db, Migration, Statement};
use guard::Guard;
use i18n::{Catalogue, Messages};
use workdays::Workdays;

use crate::{Measuring, Problem, Session, Site};

/// What every handler and job may use.
#[derive(Debug, Clone)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// Time and chance.
    pub context: Context,
    /// Who may do what.
    pub policy: Arc<Policy>,
    /// The words.
    pub catalogue: Arc<Catalogue>,
    /// The entries of the main menu, in order.
    pub nav: Arc<Vec<NavItem>>,
    /// What the features can say about their own protection.
    pub measures: Arc<Vec<Measuring>>,
    /// The installation's root secret, for keys that are not a person's.
    pub secrets: Secrets,
    /// The flood defence of the public door.
    pub guard: Arc<Guard>,
    /// Who stands behind the public door.
    pub site: Arc<Site>,
    /// Which days are worked here; [`Services::holidays`] gives them as of today.
    pub workdays: Arc<Workdays>,
    /// What is forgotten when somebody leaves by the quick exit.
    pub on_exit: Arc<Vec<OnExit>>,
    /// Whether cookies carry `Secure` (off only for the demonstration on 127.0.0.1).
    pub secure_cookies: bool,
}

impl Services {
    /// The calendar with which every limit is counted today: as shipped, with what the office changed.
    ///
    /// # Errors
    /// The database's.
    pub async fn holidays(&self) -> db::Result<Arc<Holidays>> {
        self.workdays.current(&mut &self.db, self.context.today()).await
    }
}

/// Forgets what the visitor with these headers (a cookie) had begun at the public door: their draft, at once and
/// for good. It must not wait for anything.
pub type OnExit = fn(&Services, &HeaderMap);

/// One entry of the main menu.
#[derive(Debug, Clone, Copy)]
pub struct NavItem {
    /// Where it leads.
    pub path: &'static str,
    /// Message key of its text.
    pub key: &'static str,
    /// Place in the menu, small first.
    pub order: u16,
    /// Whether this person has it.
    pub shown: fn(&Policy, &Actor) -> bool,
}

/// One route as the access matrix sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with `{…}` for its parts.
    pub path: &'static str,
    /// The action needed, or `public` where nobody need be signed in, or `signed-in`.
    pub right: &'static str,
}

/// The route table of a feature: each route with the right it needs.
#[derive(Debug, Default)]
pub struct Routes {
    infos: Vec<RouteInfo>,
    methods: HashMap<&'static str, routing::MethodRouter<Services>>,
}

impl Routes {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page to read.
    #[must_use]
    pub fn get<T: 'static, H: Handler<T, Services>>(self, path: &'static str, right: &'static str, handler: H) -> Self {
        self.add("GET", path, right, routing::get(handler))
    }

    /// A form to send.
    #[must_use]
    pub fn post<T: 'static, H: Handler<T, Services>>(
        self,
        path: &'static str,
        right: &'static str,
        handler: H,
    ) -> Self {
        self.add("POST", path, right, routing::post(handler))
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        right: &'static str,
        to: routing::MethodRouter<Services>,
    ) -> Self {
        self.infos.push(RouteInfo { method, path, right });
        // Before any handler looks for anything: a stranger learns nothing of what there is.
        let to = if method == "GET" && right != PUBLIC { to.layer(middleware::from_fn(signed_in)) } else { to };
        let merged = match self.methods.remove(path) {
            Some(before) => before.merge(to),
            None => to,
        };
        self.methods.insert(path, merged);
        self
    }

    /// The rows of the table.
    pub fn infos(&self) -> &[RouteInfo] {
        &self.infos
    }

    /// The router over these routes.
    pub fn router(self) -> Router<Services> {
        self.methods.into_iter().fold(Router::new(), |router, (path, methods)| router.route(path, methods))
    }
}

/// The right of a route that is open to everybody.
const PUBLIC: &str = "public";

/// Sends a stranger to the sign-in page.
async fn signed_in(request: Request, next: Next) -> Response {
    if request.extensions().get::<Session>().is_some() {
        return next.run(request).await;
    }
    let next = request.extensions().get::<OriginalUri>().map_or_else(|| request.uri(), |uri| &uri.0);
    Problem::SignIn { next: next.path_and_query().map(ToString::to_string).unwrap_or_default() }.into_response()
}

/// One feature, as the application takes it in.
#[derive(Debug, Default)]
pub struct Feature {
    /// Its name, as its folder is called.
    pub name: &'static str,
    /// Changes to the database, oldest first.
    pub migrations: Vec<Migration>,
    /// Every SQL text it uses, for the check on both engines.
    pub statements: Vec<&'static Statement>,
    /// Its rows of the policy.
    pub rights: Vec<Right>,
    /// Its routes on the work door.
    pub routes: Routes,
    /// Its routes on the public door, where nobody signs in.
    pub public_routes: Routes,
    /// What it forgets when somebody leaves by the quick exit.
    pub on_exit: Option<OnExit>,
    /// Its entries in the main menu.
    pub nav: Vec<NavItem>,
    /// What it can say about its own protection.
    pub measures: Vec<Measuring>,
    /// Its words.
    pub messages: Vec<Messages>,
}
