//! The loop that runs due jobs.

use std::time::Duration;

use base::Context;
use db::{Db, params};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::claim;
use crate::every::{Every, plant};
use crate::handlers::{BROKEN, Failure, Handlers};
use crate::job::Job;
use crate::queue::WAKE;
use crate::statements;

const SHORTEST_NAP: Duration = Duration::from_millis(20);

/// How a worker behaves; [`Settings::default`] fits almost everyone.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How many jobs run side by side.
    pub side_by_side: usize,
    /// How long a claim holds before another program may take the job; it is renewed while the
    /// handler runs, so this is how long the jobs of a dead program wait.
    pub hold: SignedDuration,
    /// A job that failed this often is dead.
    pub most_attempts: i64,
    /// How long a worker sleeps at most before it looks again.
    pub longest_nap: Duration,
    /// How long a stop waits for running jobs.
    pub grace: Duration,
    /// How long done jobs and their keys are remembered; longer than any period of a timetable.
    pub memory: SignedDuration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            side_by_side: 4,
            hold: SignedDuration::from_mins(5),
            most_attempts: 10,
            longest_nap: Duration::from_secs(15),
            grace: Duration::from_secs(30),
            memory: SignedDuration::from_hours(60 * 24),
        }
    }
}

/// Runs jobs; cheap to clone.
#[derive(Debug, Clone)]
pub struct Worker {
    pub(crate) db: Db,
    pub(crate) context: Context,
    pub(crate) handlers: Handlers,
    pub(crate) settings: Settings,
}

/// A worker at work.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    loops: JoinSet<()>,
    grace: Duration,
}

impl Running {
    /// Claims nothing more, waits for what runs, and gives up waiting after the grace: those jobs run
    /// again elsewhere when their claim ends.
    pub async fn stop(mut self) {
        // Nobody listens when every loop has ended already.
        let _ = self.stop.send(true);
        let all = async { while self.loops.join_next().await.is_some() {} };
        if tokio::time::timeout(self.grace, all).await.is_err() {
            tracing::warn!("stopped while jobs were running; they will run again");
        }
    }
}

impl Worker {
    /// A worker over a migrated database.
    pub fn new(db: Db, context: Context, handlers: Handlers, settings: Settings) -> Self {
        Self { db, context, handlers, settings }
    }

    /// Starts working in the background.
    pub fn start(self) -> Running {
        let (stop, stopped) = watch::channel(false);
        let grace = self.settings.grace;
        let mut loops = JoinSet::new();
        for _ in 0..self.settings.side_by_side.max(1) {
            loops.spawn(self.clone().work(stopped.clone()));
        }
        loops.spawn(self.keep_time(stopped));
        Running { stop, loops, grace }
    }

    /// Runs everything that is due now, one after another, and tells how many jobs ran.
    pub async fn run_due(&self) -> db::Result<usize> {
        self.tick().await?;
        let mut ran = 0;
        while self.run_next().await? {
            ran += 1;
        }
        Ok(ran)
    }

    /// One loop: run what is due, then nap until the next job or a call.
    async fn work(self, mut stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            let mut call = std::pin::pin!(WAKE.notified());
            // From here on a call is not missed, though nobody waits yet.
            call.as_mut().enable();
            let nap = match self.run_next().await {
                Ok(true) => continue,
                Ok(false) => self.nap().await,
                Err(error) => {
                    tracing::error!(%error, "the queue cannot be read");
                    self.settings.longest_nap
                }
            };
            tokio::select! {
                () = call => {}
                () = tokio::time::sleep(nap) => {}
                _ = stopped.changed() => {}
            }
        }
    }

    /// The other loop: plants the timetable and forgets old jobs.
    async fn keep_time(self, mut stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            if let Err(error) = self.tick().await {
                tracing::error!(%error, "the timetable cannot be planted");
            }
            tokio::select! {
                () = tokio::time::sleep(self.settings.longest_nap) => {}
                _ = stopped.changed() => {}
            }
        }
    }

    async fn tick(&self) -> db::Result<()> {
        plant(&self.db, &self.context, self.handlers.timetable()).await?;
        self.sweep().await
    }

    /// Forgets done jobs once a day, under a key like any other period.
    async fn sweep(&self) -> db::Result<()> {
        let now = self.context.now();
        let key = base::local_date(now).to_string();
        if self.db.count(&statements::HAS_KEY, params!["jobs.sweep", &key]).await? > 0 {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        let id = crate::JobId::new(&self.context);
        let kept = tx.run(&statements::ENQUEUE, params![id, "jobs.sweep", "{}", key, now, now]).await?;
        if kept == 1 {
            tx.run(&statements::SWEPT, params![id, now]).await?;
            tx.run(&statements::SWEEP, params![now - self.settings.memory]).await?;
            for (kind, _) in self.handlers.timetable().iter().filter(|(_, every)| *every == Every::Minute) {
                tx.run(&statements::SWEEP_KIND, params![*kind, now - SignedDuration::from_hours(24)]).await?;
            }
        }
        tx.commit().await
    }

    async fn nap(&self) -> Duration {
        let next = claim::next_at(&self.db, &self.handlers.kinds()).await.ok().flatten();
        let until = next.map(|next| next.duration_since(self.context.now()).max(SignedDuration::ZERO));
        let until = until.and_then(|until| Duration::try_from(until).ok());
        // A job that another program is just claiming looks due; a short nap keeps us from spinning.
        until.unwrap_or(self.settings.longest_nap).max(SHORTEST_NAP).min(self.settings.longest_nap)
    }

    /// Claims and runs one job; `false` when none is due.
    pub(crate) async fn run_next(&self) -> db::Result<bool> {
        let Some(job) = self.take().await? else { return Ok(false) };
        let outcome = self.hold_while_running(&job).await;
        self.settle(&job, outcome).await?;
        Ok(true)
    }

    /// Claims the next job, if one is due.
    pub(crate) async fn take(&self) -> db::Result<Option<Job>> {
        let kinds = self.handlers.kinds();
        match claim::next_at(&self.db, &kinds).await? {
            Some(next) if next <= self.context.now() => {
                claim::claim(&self.db, &self.context, &kinds, self.settings.hold).await
            }
            _ => Ok(None),
        }
    }

    /// Runs the handler and renews the claim at a third of its time.
    async fn hold_while_running(&self, job: &Job) -> Result<(), Failure> {
        if job.attempt > self.settings.most_attempts {
            // Every attempt before ended without a word: the job kills the program that runs it.
            return Err(Failure::Final(BROKEN));
        }
        let third = Duration::try_from(self.settings.hold / 3).unwrap_or(self.settings.longest_nap);
        let mut work = std::pin::pin!(self.handlers.run(job.clone()));
        loop {
            tokio::select! {
                outcome = &mut work => return outcome,
                () = tokio::time::sleep(third) => {
                    if let Err(error) = self.extend(job).await {
                        tracing::warn!(id = %job.id, %error, "a claim could not be renewed");
                    }
                }
            }
        }
    }

    async fn extend(&self, job: &Job) -> db::Result<()> {
        let until = self.context.now() + self.settings.hold;
        let mut tx = self.db.begin().await?;
        tx.run(&statements::EXTEND, params![job.id, &job.claim, until]).await?;
        tx.commit().await
    }

    /// Notes how a job ended.
    pub(crate) async fn settle(&self, job: &Job, outcome: Result<(), Failure>) -> db::Result<()> {
        let now = self.context.now();
        let mut tx = self.db.begin().await?;
        match outcome {
            // Nothing changes when the handler has noted it in its own transaction.
            Ok(()) => {
                job.finish_in(&mut tx, now).await?;
            }
            Err(failure) => {
                let (key, is_final) = told(job, &failure);
                if is_final || job.attempt >= self.settings.most_attempts {
                    tracing::error!(id = %job.id, kind = job.kind, key, "a job is given up");
                    tx.run(&statements::BURY, params![job.id, &job.claim, now, key]).await?;
                } else {
                    let again = back_off(now, job.attempt);
                    tx.run(&statements::RETRY, params![job.id, &job.claim, again, key]).await?;
                }
            }
        }
        tx.commit().await
    }
}

/// The message key of a failure, and whether it is final.
fn told(job: &Job, failure: &Failure) -> (&'static str, bool) {
    match failure {
        Failure::Passing(key) => (key, false),
        Failure::Final(key) => (key, true),
        Failure::Database(error) => {
            tracing::warn!(id = %job.id, kind = job.kind, %error, "a job failed in the database");
            (BROKEN, false)
        }
    }
}

/// Ten seconds after the first failure, doubled each time, at most six hours.
fn back_off(now: Timestamp, attempt: i64) -> Timestamp {
    let doublings = u32::try_from(attempt.clamp(1, 12) - 1).unwrap_or(0);
    let seconds = (10_i64 << doublings).min(6 * 60 * 60);
    now + SignedDuration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_waits_longer_up_to_six_hours() {
        let now = Timestamp::UNIX_EPOCH;
        let seconds: Vec<i64> = [1, 2, 3, 11, 12, 500].map(|n| back_off(now, n).as_second()).to_vec();

        assert_eq!(seconds, [10, 20, 40, 10_240, 20_480, 20_480]);
    }
}
