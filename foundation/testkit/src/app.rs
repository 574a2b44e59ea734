//! The application under test.

use std::sync::Arc;

use access::{Actor, Ground, Policy};
use axum::Router;
use base::{Context, FixedClock, Secrets, SeededChance};
use db::{Db, Migration, Statement};
use i18n::Catalogue;
use jiff::Timestamp;
use web::{Feature, Services};

use crate::{Client, Persona};

/// The place of a unit in today's tree, where the `organisation` feature is among those assembled.
const GROUND: Statement = Statement {
    name: "testkit::GROUND",
    sql: "SELECT u.pos AS pos, u.last AS last, u.name AS name FROM unit u JOIN tree t ON t.id = u.tree AND t.valid_to IS NULL
          WHERE u.code = $1",
};

/// The layer that finds the session of a request, as the sign-in feature has it.
pub type SessionLayer = fn(Router<Services>, &Services) -> Router<Services>;

/// Some features put together on a fresh database, with a clock that stands still.
#[derive(Debug)]
pub struct TestApp {
    services: Services,
    clock: Arc<FixedClock>,
    router: Router,
    public_router: Router,
    has_units: bool,
}

/// The instant at which the clock of every test application stands first: 12:00 on 04/03/2026 in Việt Nam.
pub fn noon() -> Timestamp {
    "2026-03-04T05:00:00Z".parse().expect("a timestamp")
}

impl TestApp {
    /// The application on a fresh SQLite database.
    pub async fn on_sqlite(features: fn() -> Vec<Feature>) -> Self {
        let db = db::testing::sqlite().await.expect("a SQLite database");
        Self::on(db, features, |router, _| router).await
    }

    /// The application on each engine at hand: SQLite, and PostgreSQL where it is installed (a notice is printed
    /// where it is not; with `LACHAN_REQUIRE_TOOLS=1` that is a failure).
    pub async fn on_both_engines(features: fn() -> Vec<Feature>) -> Vec<Self> {
        Self::on_both_engines_with(features, |router, _| router).await
    }

    /// The same with the layer that finds sessions.
    pub async fn on_both_engines_with(features: fn() -> Vec<Feature>, sessions: SessionLayer) -> Vec<Self> {
        let databases = db::testing::both(&migrations(&features())).await.expect("databases for the test");
        let mut apps = Vec::new();
        for db in databases {
            apps.push(Self::on(db, features, sessions).await);
        }
        apps
    }

    /// The application on a given database, which is migrated.
    pub async fn on(db: Db, features: fn() -> Vec<Feature>, sessions: SessionLayer) -> Self {
        let features = features();
        db.migrate(&migrations(&features)).await.expect("the migrations apply");
        let has_units = features.iter().any(|feature| feature.name == "organisation");
        let clock = Arc::new(FixedClock::at(noon()));
        let services = services(db, &features, Arc::clone(&clock));
        let (mut routes, mut public_routes) = (Router::new(), Router::new());
        for feature in features {
            routes = routes.merge(feature.routes.router());
            public_routes = public_routes.merge(feature.public_routes.router());
        }
        let router = web::around(sessions(routes, &services), &services);
        let public_router = web::around_public(public_routes, &services);
        Self { services, clock, router, public_router, has_units }
    }

    /// What handlers use: database, clock, policy, words.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.services.db
    }

    /// Time and chance of this application.
    pub fn context(&self) -> &Context {
        &self.services.context
    }

    /// Moves the clock to an instant.
    pub fn set_clock(&self, at: Timestamp) {
        self.clock.set(at);
    }

    /// Moves the clock to an instant given as text, as `2026-03-10T01:00:00Z`.
    pub fn set_clock_to(&self, at: &str) {
        self.clock.set(at.parse().expect("an instant as 2026-03-10T01:00:00Z"));
    }

    /// Moves the clock forwards.
    pub fn pass(&self, span: jiff::Span) {
        let later = self.services.context.now().checked_add(span).expect("a span of hours or shorter units");
        self.clock.set(later);
    }

    /// The persona as the policy sees it, placed where the database has its unit.
    pub async fn actor(&self, persona: Persona) -> Actor {
        let mut actor = persona.actor();
        if self.has_units
            && let Some(row) = self.db().row(&GROUND, db::params![&actor.unit]).await.expect("the table of units")
        {
            actor.ground =
                Ground { first: row.int("pos").expect("a position"), last: row.int("last").expect("a position") };
            actor.unit_name = row.text("name").expect("a name");
        }
        actor
    }

    /// A browser in which the persona is signed in.
    pub async fn visit_as(&self, persona: Persona) -> Client<'_> {
        Client::signed_in(self, self.actor(persona).await)
    }

    /// A browser in which any actor is signed in.
    pub fn visit_as_actor(&self, actor: Actor) -> Client<'_> {
        Client::signed_in(self, actor)
    }

    /// A browser in which nobody is signed in.
    pub fn visit(&self) -> Client<'_> {
        Client::anonymous(self)
    }

    /// A browser at the public door.
    pub fn visit_public(&self) -> Client<'_> {
        Client::at_public_door(self)
    }

    /// The public door itself, for requests that no browser sends.
    pub fn public_router(&self) -> Router {
        self.public_router.clone()
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }
}

fn migrations(features: &[Feature]) -> Vec<Migration> {
    let own = features.iter().flat_map(|feature| feature.migrations.iter().copied());
    audit::MIGRATIONS.iter().chain(vault::MIGRATIONS).chain(workdays::MIGRATIONS).copied().chain(own).collect()
}

fn services(db: Db, features: &[Feature], clock: Arc<FixedClock>) -> Services {
    let mut messages = vec![web::messages()];
    messages.extend(features.iter().flat_map(|feature| feature.messages.iter().copied()));
    let mut nav: Vec<_> = features.iter().flat_map(|feature| feature.nav.iter().copied()).collect();
    nav.sort_by_key(|item| item.order);
    let context = Context::new(clock, Arc::new(SeededChance::new(138)));
    let secrets = Secrets::new([138; base::SECRET_BYTES]);
    Services {
        db,
        guard: Arc::new(guard::Guard::new(&secrets, context.clone(), guard::Rules::default())),
        site: Arc::new(web::Site::sample()),
        workdays: Arc::new(workdays::Workdays::shipped().expect("the tables of holidays")),
        on_exit: Arc::new(features.iter().filter_map(|feature| feature.on_exit).collect()),
        context,
        policy: Arc::new(Policy::new(features.iter().flat_map(|feature| feature.rights.iter().copied()))),
        catalogue: Arc::new(Catalogue::new(&messages).expect("catalogues with equal keys")),
        nav: Arc::new(nav),
        measures: Arc::new(features.iter().flat_map(|feature| feature.measures.iter().copied()).collect()),
        secrets,
        secure_cookies: false,
    }
}

/// Prepares every SQL text of the features on each engine at hand, over the migrated schema, and panics with the
/// list of faults.
pub async fn check_statements(features: fn() -> Vec<Feature>) {
    let features = features();
    let statements: Vec<_> = features.iter().flat_map(|feature| feature.statements.iter().copied()).collect();
    for db in db::testing::both(&migrations(&features)).await.expect("databases for the test") {
        let faults = db::check_statements(&db, &statements).await.expect("a database that answers");
        assert!(faults.is_empty(), "{:?}:\n{}", db.engine(), faults.join("\n"));
    }
}
