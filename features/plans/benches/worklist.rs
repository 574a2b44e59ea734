//! "Việc của tôi" at national size: 3,321 communes with twenty obligations each, on SQLite.
//!
//! `cargo bench -p lachan-plans --bench worklist` prints how long the page takes from request to whole answer.

#![expect(clippy::unwrap_used, reason = "a measurement stops where something is not as it needs it")]

use std::time::Instant;

use db::{Statement, params};
use testkit::{Persona, TestApp};

const UNITS: i64 = 3_321;
const DUTIES: i64 = 20;
/// How often each page is asked for.
const TIMES: u32 = 50;

const DOCUMENT: Statement = Statement {
    name: "bench::DOCUMENT",
    sql: "INSERT INTO document (id, unit, unit_pos, unit_last, direction, file_name, media_type, sha256, size, content,
            normalised, fingerprint, reading, title, folded, form_key, uploaded_by, uploaded_at)
        VALUES ($1, $1, $2, $2, 'own', 'a.txt', 'text/plain', $1, 1, $3, '', '', 'read', 'x', 'x', $1, 'x', 0)",
};
const PLAN: Statement = Statement {
    name: "bench::PLAN",
    sql: "INSERT INTO plan (id, document_id, unit, unit_pos, unit_last, unit_name, state, title, folded, period_to,
            in_force_on, version, created_by, created_at)
        VALUES ($1, $1, $1, $2, $2, 'Xã', 'issued', 'Kế hoạch', 'ke hoach', '2026-12-31', '2026-01-15', 1, 'x', 0)",
};
const DUTY: Statement = Statement {
    name: "bench::DUTY",
    sql: "INSERT INTO obligation (id, plan_id, unit, unit_pos, unit_last, ordinal, clause, text, folded, timing, due,
            due_last, requested, basis, origin, dropped, live, in_force_on, percent, version, updated_by, updated_at)
        VALUES ($1, $2, $2, $3, $3, $4, '1', 'Việc', 'viec', 'due', $5, $5, 0, 'explicit', 'read', 0, 1, '2026-01-15',
            0, 1, 'x', 0)",
};

fn features() -> Vec<web::Feature> {
    vec![organisation::feature(), plans::feature()]
}

async fn fill(app: &TestApp) {
    let content: &[u8] = b"x";
    for unit in 0..UNITS {
        let mut tx = app.db().begin().await.unwrap();
        let plan = app.context().new_uuid().to_string();
        tx.run(&DOCUMENT, params![&plan, unit, content]).await.unwrap();
        tx.run(&PLAN, params![&plan, unit]).await.unwrap();
        for ordinal in 0..DUTIES {
            let id = app.context().new_uuid().to_string();
            let due = format!("2026-{:02}-15", ordinal % 12 + 1);
            tx.run(&DUTY, params![id, &plan, unit, ordinal, due]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::main]
async fn main() {
    let app = TestApp::on_sqlite(features).await;
    organisation::sample::province(app.db(), app.context()).await.unwrap();
    let started = Instant::now();
    fill(&app).await;
    println!("{} obligations written in {:.1?}", UNITS * DUTIES, started.elapsed());
    let office = app.visit_as(Persona::CommuneOffice).await;
    for path in ["/viec-cua-toi", "/viec-cua-toi?loc=tat-ca", "/lich"] {
        let _ = office.get(path).await.expect(200);
        let started = Instant::now();
        for _ in 0..TIMES {
            let _ = office.get(path).await.expect(200);
        }
        println!("{path}: {:.2?} each", started.elapsed() / TIMES);
    }
}
