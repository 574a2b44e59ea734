//! Who does which kind of work.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use db::DbError;

use crate::every::Every;
use crate::job::Job;

/// Message key for a handler that panicked or could not reach the database.
pub(crate) const BROKEN: &str = "job-error-broken";

/// Why a handler could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// Something that may pass: try again later. Holds a message key.
    Passing(&'static str),
    /// Trying again is no use: the job is dead at once. Holds a message key.
    Final(&'static str),
    /// The database; tried again.
    Database(DbError),
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

type Work = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;
type Handler = Arc<dyn Fn(Job) -> Work + Send + Sync>;

/// The handlers of a program by kind, and its timetable.
#[derive(Clone, Default)]
pub struct Handlers {
    by_kind: BTreeMap<&'static str, Handler>,
    timetable: Vec<(&'static str, Every)>,
}

impl Handlers {
    /// No handlers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a kind its handler. The handler must leave the same result when a job runs twice.
    #[must_use]
    pub fn on<F, W>(mut self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Job) -> W + Send + Sync + 'static,
        W: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        self.by_kind.insert(kind, Arc::new(move |job| Box::pin(handler(job))));
        self
    }

    /// Plants a job of this kind in each period; its payload is `{"period": key}`.
    #[must_use]
    pub fn each(mut self, every: Every, kind: &'static str) -> Self {
        self.timetable.push((kind, every));
        self
    }

    /// Work that comes by the clock and carries nothing: it is planted in each period and done with a copy of `with`.
    /// What goes wrong is written down for the operator, and tried again.
    #[must_use]
    pub fn by_clock<S, F, W, E>(self, every: Every, kind: &'static str, with: &S, work: F) -> Self
    where
        S: Clone + Send + Sync + 'static,
        F: Fn(S) -> W + Send + Sync + 'static,
        W: Future<Output = Result<(), E>> + Send + 'static,
        E: fmt::Debug,
    {
        let with = with.clone();
        self.each(every, kind).on(kind, move |_| {
            let done = work(with.clone());
            async move {
                done.await.map_err(|error| {
                    tracing::error!(kind, ?error, "work by the clock was not done");
                    Failure::Passing(BROKEN)
                })
            }
        })
    }

    /// Everything that both have; of two handlers for a kind the other's stays.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.by_kind.extend(other.by_kind);
        self.timetable.extend(other.timetable);
        self
    }

    pub(crate) fn timetable(&self) -> &[(&'static str, Every)] {
        &self.timetable
    }

    /// All kinds, written `|kind|kind|`.
    pub(crate) fn kinds(&self) -> String {
        self.by_kind.keys().fold("|".to_owned(), |list, kind| list + kind + "|")
    }

    /// Runs a job's handler in a task of its own, so that a panic ends only that job.
    pub(crate) async fn run(&self, job: Job) -> Result<(), Failure> {
        let Some(handler) = self.by_kind.get(job.kind.as_str()) else {
            return Err(Failure::Passing(BROKEN));
        };
        let (id, kind) = (job.id, job.kind.clone());
        tokio::spawn(handler(job)).await.unwrap_or_else(|error| {
            tracing::error!(%id, kind, %error, "a job's handler broke");
            Err(Failure::Passing(BROKEN))
        })
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handlers").field("kinds", &self.by_kind.keys()).field("timetable", &self.timetable).finish()
    }
}
