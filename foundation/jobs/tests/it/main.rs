//! The queue on both engines.

#![expect(clippy::unwrap_used, reason = "a test ends at what it did not expect")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base::{Context, FixedClock, SystemChance};
use db::testing::both;
use db::{Db, Migration, check_statements, params};
use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use jobs::{Every, Failure, Handlers, Job, MIGRATIONS, NewJob, Settings, Worker, counts, enqueue, list_dead, revive};
use serde_json::json;

mod statements {
    db::statements! {
        ADD = "INSERT INTO effect (id, times) VALUES ($1, 1)
               ON CONFLICT (id) DO UPDATE SET times = effect.times + 1";
        COUNT = "SELECT COUNT(*) AS n FROM effect";
        TIMES = "SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) AS n FROM effect";
    }
}

const EFFECT: Migration = Migration {
    id: "test/0001_effect",
    sql: "CREATE TABLE effect (id TEXT NOT NULL PRIMARY KEY, times BIGINT NOT NULL)",
};

/// A clock that stands still at nine in the morning, and the databases.
async fn office() -> (Vec<Db>, Arc<FixedClock>, Context) {
    let clock = Arc::new(FixedClock::at(nine()));
    let context = Context::new(clock.clone(), Arc::new(SystemChance));
    (both(&[MIGRATIONS[0], EFFECT]).await.unwrap(), clock, context)
}

fn nine() -> Timestamp {
    "2026-11-23T09:00:00+07:00".parse().unwrap()
}

async fn put(db: &Db, context: &Context, job: NewJob) -> bool {
    let mut tx = db.begin().await.unwrap();
    let id = enqueue(&mut tx, context, job).await.unwrap();
    tx.commit().await.unwrap();
    id.is_some()
}

fn worker(db: &Db, context: &Context, handlers: Handlers) -> Worker {
    Worker::new(db.clone(), context.clone(), handlers, Settings::default())
}

/// A handler that writes its effect and the note of it in one transaction.
fn careful(db: &Db, context: &Context) -> Handlers {
    let (db, context) = (db.clone(), context.clone());
    Handlers::new().on("test.write", move |job: Job| {
        let (db, context) = (db.clone(), context.clone());
        async move {
            let mut tx = db.begin().await?;
            if !job.finish_in(&mut tx, context.now()).await? {
                return Ok(());
            }
            tx.run(&statements::ADD, params![job.text("id").unwrap_or("none")]).await?;
            tx.commit().await?;
            Ok(())
        }
    })
}

fn failing(key: &'static str, is_final: bool) -> Handlers {
    Handlers::new().on("test.fail", move |_| async move {
        if is_final { Err(Failure::Final(key)) } else { Err(Failure::Passing(key)) }
    })
}

#[tokio::test]
async fn every_statement_prepares() {
    for db in office().await.0 {
        assert_eq!(check_statements(&db, jobs::statements::ALL).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_job_that_runs_twice_leaves_one_effect() {
    let (databases, _, context) = office().await;
    for db in databases {
        put(&db, &context, NewJob::new("test.write", json!({ "id": "a" }))).await;

        let ran = jobs::testing::run_due_twice(&db, &context, careful(&db, &context)).await.unwrap();

        assert_eq!(ran, 1);
        assert_eq!(db.count(&statements::TIMES, params![]).await.unwrap(), 1);
        assert_eq!(worker(&db, &context, careful(&db, &context)).run_due().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_job_exists_only_when_its_transaction_commits() {
    let (databases, _, context) = office().await;
    for db in databases {
        let mut tx = db.begin().await.unwrap();
        enqueue(&mut tx, &context, NewJob::new("test.write", json!({}))).await.unwrap();
        drop(tx);

        assert_eq!(counts(&mut &db).await.unwrap().waiting, 0);
    }
}

#[tokio::test]
async fn one_key_makes_one_job() {
    let (databases, _, context) = office().await;
    for db in databases {
        assert!(put(&db, &context, NewJob::new("test.write", json!({})).once("k")).await);
        assert!(!put(&db, &context, NewJob::new("test.write", json!({})).once("k")).await);
        assert!(put(&db, &context, NewJob::new("test.other", json!({})).once("k")).await);
        assert!(put(&db, &context, NewJob::new("test.write", json!({}))).await);
        assert!(put(&db, &context, NewJob::new("test.write", json!({}))).await);
    }
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    let (databases, clock, context) = office().await;
    for db in databases {
        clock.set(nine());
        let later = nine() + SignedDuration::from_hours(1);
        put(&db, &context, NewJob::new("test.write", json!({})).at(later)).await;
        let worker = worker(&db, &context, careful(&db, &context));
        assert_eq!(worker.run_due().await.unwrap(), 0);

        clock.set(later);

        assert_eq!(worker.run_due().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_kind_that_nobody_handles_stays() {
    let (databases, _, context) = office().await;
    for db in databases {
        // `_` in a kind stands for itself only.
        put(&db, &context, NewJob::new("test_write", json!({}))).await;

        assert_eq!(worker(&db, &context, careful(&db, &context)).run_due().await.unwrap(), 0);

        assert_eq!(counts(&mut &db).await.unwrap().waiting, 1);
    }
}

#[tokio::test]
async fn a_job_that_keeps_failing_dies_in_sight_and_can_be_revived() {
    let (databases, clock, context) = office().await;
    for db in databases {
        clock.set(nine());
        put(&db, &context, NewJob::new("test.fail", json!({}))).await;
        let worker = worker(&db, &context, failing("job-error-test", false));

        let mut tries = 0;
        while counts(&mut &db).await.unwrap().dead == 0 {
            tries += worker.run_due().await.unwrap();
            clock.set(context.now() + SignedDuration::from_hours(6));
        }

        assert_eq!(tries, 10);
        let dead = list_dead(&mut &db, 5).await.unwrap();
        assert_eq!(dead[0].attempts, 10);
        assert_eq!(dead[0].last_error_key.as_deref(), Some("job-error-test"));
        let mut tx = db.begin().await.unwrap();
        assert!(revive(&mut tx, &context, dead[0].id).await.unwrap());
        assert!(!revive(&mut tx, &context, dead[0].id).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_final_failure_is_not_tried_again() {
    let (databases, _, context) = office().await;
    for db in databases {
        put(&db, &context, NewJob::new("test.fail", json!({}))).await;

        worker(&db, &context, failing("job-error-test", true)).run_due().await.unwrap();

        assert_eq!(counts(&mut &db).await.unwrap().dead, 1);
    }
}

#[tokio::test]
async fn a_handler_that_panics_fails_alone() {
    let (databases, _, context) = office().await;
    for db in databases {
        put(&db, &context, NewJob::new("test.break", json!({}))).await;
        put(&db, &context, NewJob::new("test.write", json!({ "id": "a" }))).await;
        let handlers = careful(&db, &context).on("test.break", |_| async { panic!("on purpose") });

        assert_eq!(worker(&db, &context, handlers).run_due().await.unwrap(), 2);

        assert_eq!(counts(&mut &db).await.unwrap().waiting, 1);
        assert_eq!(db.count(&statements::COUNT, params![]).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_job_of_a_program_that_died_runs_again_when_its_claim_ends() {
    let (databases, clock, context) = office().await;
    for db in databases {
        clock.set(nine());
        put(&db, &context, NewJob::new("test.hang", json!({}))).await;
        let hanging = Handlers::new().on("test.hang", |_| std::future::pending());
        let dying = worker(&db, &context, hanging);
        let program = tokio::spawn(async move { dying.run_due().await });
        while counts(&mut &db).await.unwrap().running == 0 {
            tokio::task::yield_now().await;
        }
        program.abort();
        let next = worker(&db, &context, Handlers::new().on("test.hang", |_| async { Ok(()) }));
        assert_eq!(next.run_due().await.unwrap(), 0);

        clock.set(nine() + Settings::default().hold);

        assert_eq!(next.run_due().await.unwrap(), 1);
        assert_eq!(counts(&mut &db).await.unwrap().running, 0);
    }
}

#[tokio::test]
async fn a_period_makes_one_job_however_many_programs_plant_it() {
    let (databases, clock, context) = office().await;
    for db in databases {
        clock.set(nine());
        let daily = careful(&db, &context).each(Every::Day(time(8, 0, 0, 0)), "test.write");
        let (one, two) = (worker(&db, &context, daily.clone()), worker(&db, &context, daily));

        let (first, second) = tokio::join!(one.run_due(), two.run_due());
        assert_eq!(first.unwrap() + second.unwrap(), 1);
        clock.set(nine() + SignedDuration::from_hours(22));
        assert_eq!(one.run_due().await.unwrap(), 0);
        clock.set(nine() + SignedDuration::from_hours(23));
        assert_eq!(two.run_due().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn done_jobs_are_forgotten_after_the_memory_ends() {
    let (databases, clock, context) = office().await;
    for db in databases {
        clock.set(nine());
        put(&db, &context, NewJob::new("test.write", json!({})).once("k")).await;
        let worker = worker(&db, &context, careful(&db, &context));
        worker.run_due().await.unwrap();
        assert!(!put(&db, &context, NewJob::new("test.write", json!({})).once("k")).await);

        clock.set(nine() + SignedDuration::from_hours(61 * 24));
        worker.run_due().await.unwrap();

        assert!(put(&db, &context, NewJob::new("test.write", json!({})).once("k")).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_at_work_share_the_jobs_and_start_at_once() {
    for db in both(&[MIGRATIONS[0], EFFECT]).await.unwrap() {
        let context = Context::system();
        let settings = Settings { longest_nap: Duration::from_mins(10), ..Settings::default() };
        let done = Arc::new(AtomicUsize::new(0));
        let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let counter = Arc::clone(&done);
        let handlers = Handlers::new().on("test.count", move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            told.send(()).unwrap();
            async { Ok(()) }
        });
        let programs = [0, 1].map(|_| Worker::new(db.clone(), context.clone(), handlers.clone(), settings).start());

        for _ in 0..40 {
            put(&db, &context, NewJob::new("test.count", json!({}))).await;
        }
        // The nap is ten minutes, so only the call at commit can make this quick.
        let all = async {
            for _ in 0..40 {
                heard.recv().await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_mins(1), all).await.unwrap();

        for program in programs {
            program.stop().await;
        }
        assert_eq!(done.load(Ordering::SeqCst), 40);
        let left = counts(&mut &db).await.unwrap();
        assert_eq!((left.waiting, left.running, left.dead), (0, 0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_waits_for_the_job_under_way() {
    for db in both(&[MIGRATIONS[0], EFFECT]).await.unwrap() {
        let context = Context::system();
        let (started, mut has_started) = tokio::sync::mpsc::unbounded_channel();
        let go_on = Arc::new(tokio::sync::Notify::new());
        let gate = Arc::clone(&go_on);
        let handlers = Handlers::new().on("test.slow", move |_| {
            started.send(()).unwrap();
            let gate = Arc::clone(&gate);
            async move {
                gate.notified().await;
                Ok(())
            }
        });
        put(&db, &context, NewJob::new("test.slow", json!({}))).await;
        put(&db, &context, NewJob::new("test.slow", json!({}))).await;
        let settings = Settings { side_by_side: 1, ..Settings::default() };
        let running = Worker::new(db.clone(), context, handlers, settings).start();
        has_started.recv().await.unwrap();

        let stopping = tokio::spawn(running.stop());
        tokio::task::yield_now().await;
        go_on.notify_one();
        go_on.notify_one();
        stopping.await.unwrap();

        assert_eq!(counts(&mut &db).await.unwrap().running, 0);
    }
}
