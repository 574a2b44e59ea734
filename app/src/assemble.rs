//! The wiring: which features there are, and how they become one application.

use std::sync::Arc;

use access::Policy;
use axum::Router;
use base::{Context, Secrets};
use contracts::territory::FollowsUnits;
use db::{Db, DbError, Statement};
use i18n::{Catalogue, CatalogueError, Messages};
use jobs::{Handlers, Running, Settings, Worker};
use thiserror::Error;
use web::{Feature, RouteInfo, Services, Site};

/// Why the parts do not fit together; all but the database's are found by the tests.
#[derive(Debug, Error)]
pub enum AssembleError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A catalogue is not right.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A table of holidays is not right.
    #[error(transparent)]
    Holidays(#[from] calendar::BadTable),
}

/// The application, ready to serve, and what the checks want to see of it.
#[derive(Debug)]
pub struct App {
    /// What handlers use.
    pub services: Services,
    /// The work door.
    pub router: Router,
    /// The public door.
    pub public_router: Router,
    /// Who does the work that comes later.
    pub jobs: Handlers,
    /// Every route of the work door with its right, for the access matrix.
    pub routes: Vec<RouteInfo>,
    /// Every route of the public door.
    pub public_routes: Vec<RouteInfo>,
    /// Every SQL text, for the check on both engines.
    pub statements: Vec<&'static Statement>,
}

/// Every feature, as an installation without a Zalo account has them.
pub fn features() -> Vec<Feature> {
    features_with(None, tips::RECEIPTS_READY, public_site::Recordings::default())
}

/// Every feature, one line each.
fn features_with(
    zalo: Option<&tips::Zalo>,
    receipts_ready: usize,
    recordings: public_site::Recordings,
) -> Vec<Feature> {
    vec![
        organisation::feature_with(&FOLLOWERS),
        sign_in::feature(),
        plans::feature(),
        public_site::feature_with(recordings),
        administration::feature(),
        tips::feature_with(zalo, receipts_ready),
    ]
}

/// Every column of every feature that holds ciphertext under a record key: re-keying walks through them, and the
/// whole-system tests compare them with the schema and with `docs/keys.md`.
pub fn sealed_columns() -> Vec<&'static vault::SealedColumn> {
    tips::sealed::ALL.to_vec()
}

/// What somebody without the keys may ask to see in an emergency, one record at a time, and where it is then shown.
const OPENABLE: [sign_in::Openable; 2] = [
    sign_in::Openable { kind: "tip", page: "/tin-bao/{id}" },
    sign_in::Openable { kind: "tip_reporter", page: "/tin-bao/{id}/nguoi-bao" },
];

/// All that follows the units through a reorganisation, one line a feature.
pub static FOLLOWERS: [FollowsUnits; 3] = [sign_in::FOLLOWS_UNITS, plans::FOLLOWS_UNITS, tips::FOLLOWS_UNITS];

/// The words of the application itself: demonstration, checks.
const MESSAGES: Messages =
    Messages { room: "app", vi: include_str!("../messages/app.vi.ftl"), en: include_str!("../messages/app.en.ftl") };

/// What an installation has besides its database.
#[derive(Debug, Clone)]
pub struct Installation {
    /// Its root secret.
    pub secrets: Secrets,
    /// Whether cookies carry `Secure`.
    pub secure_cookies: bool,
    /// Who stands behind the public door.
    pub site: Site,
    /// How much the public door lets through.
    pub guard: guard::Rules,
    /// The address of the work door as browsers know it; passkeys belong to it.
    pub origin: Option<String>,
    /// A provider of sign-in by OpenID Connect; without it there is none.
    pub provider: Option<sign_in::Provider>,
    /// Its Zalo official account; none unless it says so.
    pub zalo: Option<tips::Zalo>,
    /// How many receipts of the public door are kept ready in memory, for a flood.
    pub receipts_ready: usize,
    /// Recordings of public pages for people who do not read well.
    pub recordings: public_site::Recordings,
}

/// Brings the database up to date and puts the features together.
pub async fn assemble(db: Db, context: Context, installation: Installation) -> Result<App, AssembleError> {
    let features =
        features_with(installation.zalo.as_ref(), installation.receipts_ready, installation.recordings.clone());
    assemble_of(features, db, context, installation).await
}

/// The same with other features: for tests that add a wrong one and see that it is noticed.
pub async fn assemble_of(
    features: Vec<Feature>,
    db: Db,
    context: Context,
    installation: Installation,
) -> Result<App, AssembleError> {
    let migrations: Vec<_> = [audit::MIGRATIONS, jobs::MIGRATIONS, vault::MIGRATIONS, workdays::MIGRATIONS]
        .concat()
        .into_iter()
        .chain(features.iter().flat_map(|feature| feature.migrations.clone()))
        .collect();
    db.migrate(&migrations).await?;
    let messages: Vec<_> =
        [web::messages(), MESSAGES].into_iter().chain(features.iter().flat_map(|f| f.messages.clone())).collect();
    let mut nav: Vec<_> = features.iter().flat_map(|feature| feature.nav.clone()).collect();
    nav.sort_by_key(|item| item.order);
    let guard = guard::Guard::new(&installation.secrets, context.clone(), installation.guard);
    let services = Services {
        db,
        context,
        policy: Arc::new(Policy::new(features.iter().flat_map(|feature| feature.rights.clone()))),
        catalogue: Arc::new(Catalogue::new(&messages)?),
        nav: Arc::new(nav),
        measures: Arc::new(features.iter().flat_map(|feature| feature.measures.clone()).collect()),
        secrets: installation.secrets,
        guard: Arc::new(guard),
        site: Arc::new(installation.site),
        workdays: Arc::new(workdays::Workdays::shipped()?),
        on_exit: Arc::new(features.iter().filter_map(|feature| feature.on_exit).collect()),
        secure_cookies: installation.secure_cookies,
    };
    let statements = [audit::statements::ALL, jobs::statements::ALL, workdays::statements::ALL]
        .concat()
        .into_iter()
        .chain(vault::statements())
        .chain(features.iter().flat_map(|f| f.statements.clone()))
        .collect();
    let (mut routes, mut public_routes) = (Vec::new(), Vec::new());
    let (mut router, mut public_router) = (Router::new(), Router::new());
    for feature in features {
        routes.extend_from_slice(feature.routes.infos());
        router = router.merge(feature.routes.router());
        public_routes.extend_from_slice(feature.public_routes.infos());
        public_router = public_router.merge(feature.public_routes.router());
    }
    let settings = sign_in::Settings {
        origin: installation.origin,
        provider: installation.provider,
        openable: OPENABLE.to_vec(),
        sealed: sealed_columns(),
    };
    let router = web::around(sign_in::sessions_with(router, &services, &settings), &services);
    let public_router = web::around_public(public_router, &services);
    let jobs = plans::jobs(&services).and(sign_in::handlers(&services)).and(tips::handlers(&services));
    let jobs = match &installation.zalo {
        Some(zalo) => jobs.and(tips::zalo_jobs(&services, zalo)),
        None => jobs,
    };
    Ok(App { services, router, public_router, jobs, routes, public_routes, statements })
}

impl App {
    /// Starts working through the queue, beside the pages.
    pub fn start_jobs(&self) -> Running {
        let Services { db, context, .. } = &self.services;
        Worker::new(db.clone(), context.clone(), self.jobs.clone(), Settings::default()).start()
    }
}
