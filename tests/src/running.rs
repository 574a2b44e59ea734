//! The application in this process, listening on a port of its own.

use anyhow::Result;
use base::Context;
use db::{Db, DbUrl, Options};
use lachan::App;
use tokio::{net::TcpListener, task::JoinHandle};
use web::Services;

/// A running application; it stops when this is dropped.
#[derive(Debug)]
pub struct House {
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// What its handlers use.
    pub services: Services,
    server: JoinHandle<()>,
}

impl House {
    /// The demonstration on a fresh SQLite file, now.
    pub async fn demo() -> Result<Self> {
        Self::demo_in(Context::system()).await
    }

    /// The demonstration on a fresh SQLite file, in a given time.
    pub async fn demo_in(context: Context) -> Result<Self> {
        let db = Db::open(&DbUrl::SqliteTemporary, Options::default()).await?;
        let app = lachan::assemble(db, context, installation()).await?;
        lachan::fill_demo(&app.services).await?;
        Self::serve(app).await
    }

    /// Serves an application that is already put together.
    pub async fn serve(app: App) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // The server ends with the test; there is nobody to tell.
            let _ = axum::serve(listener, app.router).await;
        });
        Ok(Self { address, services: app.services, server })
    }

    /// The full address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// What a test's installation has besides its database; the root secret is the same each time.
pub fn installation() -> lachan::Installation {
    lachan::Installation { secrets: base::Secrets::new([138; base::SECRET_BYTES]), secure_cookies: false }
}
