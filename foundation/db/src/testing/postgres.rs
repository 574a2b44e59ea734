//! One fresh PostgreSQL database for one test.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use super::cluster::{self, Cluster};
use crate::database::Db;
use crate::error::{DbError, Result};
use crate::migration::Migration;
use crate::url::{DbUrl, Options};

/// A fresh PostgreSQL database on a throw-away server, dropped with its last clone.
///
/// Where PostgreSQL is not installed it prints a notice and gives `None`, unless the environment has
/// `LACHAN_REQUIRE_TOOLS=1`: then it is an error.
pub async fn postgres() -> Result<Option<Db>> {
    let Some(cluster) = cluster::ready().await? else { return Ok(None) };
    fresh(&cluster, "template1").await.map(Some)
}

/// The same with migrations applied: copied from a template that is made once per server.
pub(super) async fn migrated(migrations: &[Migration]) -> Result<Option<Db>> {
    let Some(cluster) = cluster::ready().await? else { return Ok(None) };
    let template = template(&cluster, migrations).await?;
    let db = fresh(&cluster, &template).await?;
    // Says so if the template is not what it should be.
    db.migrate(migrations).await?;
    Ok(Some(db))
}

/// Makes a database as a copy of another.
async fn fresh(cluster: &Cluster, template: &str) -> Result<Db> {
    let name = format!("t_{}", base::Context::system().new_uuid().simple());
    run(cluster, format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
    let options = Options { connections: 6, ..Options::default() };
    let url = DbUrl::Postgres(cluster.url(&name));
    let discard = Discard { tool: cluster.tool("dropdb"), socket: cluster.socket(), name };
    Db::open_guarded(&url, options, Some(Box::new(discard))).await
}

/// Finds or makes the template for these migrations.
async fn template(cluster: &Cluster, migrations: &[Migration]) -> Result<String> {
    let texts: String = migrations.iter().flat_map(|one| [one.id, "\n", one.sql, "\n"]).collect();
    let digest = base::sha256_hex(texts.as_bytes());
    let name = format!("m_{}", digest.get(..32).unwrap_or_default());
    let lock = cluster.lock().await?;
    if !exists(cluster, &name).await? {
        // A template is recognised by its last name, so a half-made one is never used.
        let draft = format!("draft_{}", base::Context::system().new_uuid().simple());
        run(cluster, format!("CREATE DATABASE {draft} TEMPLATE template1")).await?;
        let db = Db::open(&DbUrl::Postgres(cluster.url(&draft)), Options::default()).await?;
        db.migrate(migrations).await?;
        db.close().await;
        run(cluster, format!("ALTER DATABASE {draft} RENAME TO {name}")).await?;
    }
    drop(lock);
    Ok(name)
}

async fn exists(cluster: &Cluster, name: &str) -> Result<bool> {
    let mut connection = connect(cluster).await?;
    let found = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(name)
        .fetch_optional(&mut connection)
        .await
        .map_err(|error| DbError::of_step("look for a template", &error))?;
    Ok(found.is_some())
}

async fn run(cluster: &Cluster, sql: String) -> Result<()> {
    let mut connection = connect(cluster).await?;
    // The only parts that are not fixed are names made above from hexadecimal digits.
    connection
        .execute(AssertSqlSafe(sql))
        .await
        .map_err(|error| DbError::of_step("prepare a test database", &error))?;
    connection.close().await.map_err(|error| DbError::of_step("prepare a test database", &error))
}

async fn connect(cluster: &Cluster) -> Result<PgConnection> {
    PgConnection::connect(&cluster.url("postgres"))
        .await
        .map_err(|error| DbError::of_step("reach the test server", &error))
}

/// Drops the database when the test lets go of it.
struct Discard {
    tool: PathBuf,
    socket: PathBuf,
    name: String,
}

impl Drop for Discard {
    fn drop(&mut self) {
        // A database that stays behind goes with the server; nothing to tell.
        let _ = Command::new(&self.tool)
            .args(["--force", "--if-exists", "--username", cluster::USER, "--host"])
            .arg(&self.socket)
            .arg(&self.name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}
