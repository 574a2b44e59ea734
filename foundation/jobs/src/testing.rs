//! For the tests of features: jobs run here and now, and every job runs twice.

use crate::handlers::{Failure, Handlers};
use crate::worker::{Settings, Worker};

/// Runs everything due, each job's handler **twice** in a row, as after a crash between the work and
/// the note of it. A handler that does not bear this shows it in the test's own assertions.
///
/// Tells how many jobs ran; a failure is noted as in life, so look at [`counts`](crate::counts).
pub async fn run_due_twice(db: &db::Db, context: &base::Context, handlers: Handlers) -> db::Result<usize> {
    let worker = Worker::new(db.clone(), context.clone(), handlers, Settings::default());
    let mut ran = 0;
    while let Some(job) = worker.take().await? {
        let first = worker.handlers.run(job.clone()).await;
        let outcome = match first {
            Ok(()) => worker.handlers.run(job.clone()).await,
            Err(failure) => Err::<(), Failure>(failure),
        };
        worker.settle(&job, outcome).await?;
        ran += 1;
    }
    Ok(ran)
}
