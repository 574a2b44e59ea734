//! The application in this process, listening on a port of its own.

use anyhow::Result;
use axum::Router;
use base::Context;
use db::{Db, DbUrl, Options};
use jobs::Running;
use lachan::App;
use tokio::{net::TcpListener, task::JoinHandle};
use web::{Feature, RouteInfo, Services};

/// A running application; it stops when this is dropped.
#[derive(Debug)]
pub struct House {
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// What its handlers use.
    pub services: Services,
    /// The public door.
    pub public_address: String,
    /// Every route of the work door with the right it needs.
    pub routes: Vec<RouteInfo>,
    /// Every route of the public door.
    pub public_routes: Vec<RouteInfo>,
    servers: [JoinHandle<()>; 2],
    _jobs: Running,
}

impl House {
    /// The demonstration on a fresh SQLite file, now.
    pub async fn demo() -> Result<Self> {
        Self::demo_in(Context::system()).await
    }

    /// The demonstration on a fresh SQLite file, in a given time.
    pub async fn demo_in(context: Context) -> Result<Self> {
        Self::demo_on(Db::open(&DbUrl::SqliteTemporary, Options::default()).await?, context).await
    }

    /// The demonstration on each engine at hand, now.
    pub async fn demo_on_both_engines() -> Result<Vec<Self>> {
        let mut houses = Vec::new();
        for db in db::testing::both(&[]).await? {
            houses.push(Self::demo_on(db, Context::system()).await?);
        }
        Ok(houses)
    }

    /// The demonstration on a database, in a given time.
    pub async fn demo_on(db: Db, context: Context) -> Result<Self> {
        Self::demo_of(db, context, lachan::features()).await
    }

    /// The demonstration with other features than the house has.
    pub async fn demo_of(db: Db, context: Context, features: Vec<Feature>) -> Result<Self> {
        let app = lachan::assemble_of(features, db, context, installation()).await?;
        lachan::fill_demo(&app.services).await?;
        Self::serve(app).await
    }

    /// The demonstration under a name, as passkeys need it; its address is `http://localhost:PORT`.
    pub async fn demo_with_passkeys() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://localhost:{}", listener.local_addr()?.port());
        let db = Db::open(&DbUrl::SqliteTemporary, Options::default()).await?;
        let installation = lachan::Installation { origin: Some(address.clone()), ..installation() };
        let app = lachan::assemble(db, Context::system(), installation).await?;
        lachan::fill_demo(&app.services).await?;
        Self::serve_on(listener, address, app).await
    }

    /// Serves an application that is already put together.
    pub async fn serve(app: App) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        Self::serve_on(listener, address, app).await
    }

    async fn serve_on(listener: TcpListener, address: String, app: App) -> Result<Self> {
        let jobs = app.start_jobs();
        let work = listen(listener, app.router);
        let (public_address, public) = listen_public(app.public_router).await?;
        Ok(Self {
            address,
            services: app.services,
            public_address,
            routes: app.routes,
            public_routes: app.public_routes,
            servers: [work, public],
            _jobs: jobs,
        })
    }

    /// The demonstration whose quick exit leads to an address.
    pub async fn demo_leaving_to(neutral_url: &str) -> Result<Self> {
        let db = Db::open(&DbUrl::SqliteTemporary, Options::default()).await?;
        let site = web::Site { neutral_url: neutral_url.to_owned(), ..web::Site::sample() };
        let app = lachan::assemble(db, Context::system(), lachan::Installation { site, ..installation() }).await?;
        lachan::fill_demo(&app.services).await?;
        Self::serve(app).await
    }

    /// The full address of a path at the public door.
    pub fn public_at(&self, path: &str) -> String {
        format!("{}{path}", self.public_address)
    }

    /// The full address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        for server in &self.servers {
            server.abort();
        }
    }
}

fn listen(listener: TcpListener, router: Router) -> JoinHandle<()> {
    tokio::spawn(async move {
        // The server ends with the test; there is nobody to tell.
        let _ = axum::serve(listener, router).await;
    })
}

/// The public door learns the peer's address, and makes a crowd of it.
async fn listen_public(router: Router) -> Result<(String, JoinHandle<()>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let server = tokio::spawn(async move {
        let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
        // The server ends with the test; there is nobody to tell.
        let _ = axum::serve(listener, service).await;
    });
    Ok((address, server))
}

/// What a test's installation has besides its database; the root secret is the same each time.
pub fn installation() -> lachan::Installation {
    lachan::Installation {
        secrets: base::Secrets::new([138; base::SECRET_BYTES]),
        secure_cookies: false,
        site: web::Site::sample(),
        guard: guard::Rules::default(),
        origin: None,
        provider: None,
        zalo: None,
        receipts_ready: 64,
        recordings: lachan::Recordings::default(),
    }
}
