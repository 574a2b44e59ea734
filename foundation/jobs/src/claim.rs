//! Taking one due job: the one place where the engines need different texts.
//!
//! On PostgreSQL several programs claim at once and must pass over rows that another has locked. On
//! SQLite the single writer makes every claim exclusive.

use base::Context;
use db::{Db, Engine, Statement, params};
use jiff::{SignedDuration, Timestamp};

use crate::job::{Job, JobId};

const SQLITE: Statement = Statement {
    name: "jobs::claim::SQLITE",
    sql: "UPDATE job SET state = 'running', attempts = attempts + 1, claim = $2, claimed_until = $3
          WHERE id = (SELECT id FROM job
                      WHERE ((state = 'waiting' AND run_at <= $1) OR (state = 'running' AND claimed_until <= $1))
                      AND $4 LIKE '%|' || REPLACE(kind, '_', '\\_') || '|%' ESCAPE '\\'
                      ORDER BY run_at, id LIMIT 1)
          RETURNING id, kind, payload, attempts",
};

const POSTGRES: Statement = Statement {
    name: "jobs::claim::POSTGRES",
    sql: "UPDATE job SET state = 'running', attempts = attempts + 1, claim = $2, claimed_until = $3
          WHERE id = (SELECT id FROM job
                      WHERE ((state = 'waiting' AND run_at <= $1) OR (state = 'running' AND claimed_until <= $1))
                      AND $4 LIKE '%|' || REPLACE(kind, '_', '\\_') || '|%' ESCAPE '\\'
                      ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
          RETURNING id, kind, payload, attempts",
};

/// The claim text for an engine, for the check that prepares all texts.
pub(crate) fn statement(engine: Engine) -> &'static Statement {
    match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    }
}

/// When the next job of these kinds is due, if there is any. Only reads, so that an idle worker
/// leaves the writer alone.
pub(crate) async fn next_at(db: &Db, kinds: &str) -> db::Result<Option<Timestamp>> {
    let row = db.row(&crate::statements::NEXT_AT, params![kinds]).await?;
    row.map_or(Ok(None), |row| row.opt_instant("next_at"))
}

/// Claims the job that has been due longest, for `hold`; `kinds` is written `|kind|kind|`.
pub(crate) async fn claim(db: &Db, context: &Context, kinds: &str, hold: SignedDuration) -> db::Result<Option<Job>> {
    let now = context.now();
    let claim = context.new_uuid().to_string();
    let mut tx = db.begin().await?;
    let Some(row) = tx.row(statement(db.engine()), params![now, &claim, now + hold, kinds]).await? else {
        return Ok(None);
    };
    let id: JobId = row.parsed("id")?;
    let job = Job {
        id,
        kind: row.text("kind")?,
        // A payload that cannot be read is the handler's to refuse.
        payload: serde_json::from_str(&row.text("payload")?).unwrap_or_default(),
        attempt: row.int("attempts")?,
        claim,
    };
    tx.commit().await?;
    Ok(Some(job))
}
