//! An invented plan of an invented commune, written straight into the tables.

use access::Ground;
use db::{Statement, params};
use testkit::{Client, Persona, TestApp};

const DOCUMENT: Statement = Statement {
    name: "test::DOCUMENT",
    sql: "INSERT INTO document (id, unit, unit_pos, unit_last, direction, file_name, media_type, sha256, size, content,
            normalised, fingerprint, reading, title, folded, form_key, uploaded_by, uploaded_at)
        VALUES ($1, $2, $3, $4, 'own', 'ke-hoach.txt', 'text/plain', $1, 1, $5, 'Câu gốc. Câu sau.', '', 'read',
            'Kế hoạch mẫu', 'ke hoach mau', $1, 'person-x', 0)",
};
const PLAN: Statement = Statement {
    name: "test::PLAN",
    sql:
        "INSERT INTO plan (id, document_id, unit, unit_pos, unit_last, unit_name, state, title, folded, number, symbol,
            year, month, period_from, period_to, parent_plan, in_force_on, version, created_by, created_at)
        VALUES ($1, $1, $2, $3, $4, $5, 'issued', $6, 'ke hoach mau', '12', 'KH-BCĐ', 2026, 1, '2026-01-01',
            '2026-12-31', $7, '2026-01-15', 1, 'person-x', 0)",
};
const DUTY: Statement = Statement {
    name: "test::DUTY",
    sql: "INSERT INTO obligation (id, plan_id, unit, unit_pos, unit_last, ordinal, clause, text, folded, timing, due,
            due_last, requested, basis, span_from, span_to, origin, dropped, live, in_force_on, percent, started_on,
            completed_on, version, updated_by, updated_at)
        VALUES ($1, $2, $3, $4, $5, CAST($6 AS BIGINT), CAST(CAST($6 AS BIGINT) AS TEXT), $7, $8, $9, $10, $10, 0, 'explicit', 0, 8, 'read', 0, 1,
            '2026-01-15', 0, $11, $12, 1, 'person-x', 0)",
};
const PARTY: Statement = Statement {
    name: "test::PARTY",
    sql: "INSERT INTO obligation_party (id, obligation_id, ordinal, role, text, agency_id)
        VALUES ($1, $2, 1, 'lead', $3, $4)",
};
const REPORT: Statement = Statement {
    name: "test::REPORT",
    sql: "INSERT INTO reporting_duty (id, plan_id, ordinal, frequency, due, rule, text, dropped)
        VALUES ($1, $2, 1, 'annual', '[]', 'before', 'Báo cáo năm', 0)",
};
const REPORT_DATE: Statement = Statement {
    name: "test::REPORT_DATE",
    sql: "INSERT INTO reporting_date (id, duty_id, plan_id, unit, unit_pos, unit_last, due_on, rule, title, elapsed)
        VALUES ($1, $1, $2, $3, $4, $5, '2026-03-20', 'before', 'Báo cáo quý mẫu', 0)",
};

/// The features that the room needs.
pub(crate) fn features() -> Vec<web::Feature> {
    vec![organisation::feature(), plans::feature()]
}

/// The invented province on each engine at hand.
pub(crate) async fn apps() -> Vec<TestApp> {
    let apps = TestApp::on_both_engines(features).await;
    for app in &apps {
        organisation::sample::province(app.db(), app.context()).await.unwrap();
    }
    apps
}

/// A plan in force, of the unit in which a persona acts.
pub(crate) struct Plan<'a> {
    app: &'a TestApp,
    pub(crate) id: String,
    unit: String,
    ground: Ground,
    ordinal: std::cell::Cell<i64>,
}

/// One obligation to be written.
#[derive(Default)]
pub(crate) struct Duty<'a> {
    pub(crate) text: &'a str,
    pub(crate) due: Option<&'a str>,
    pub(crate) lead: Option<&'a str>,
    pub(crate) started: Option<&'a str>,
    pub(crate) completed: Option<&'a str>,
}

pub(crate) async fn plan<'a>(app: &'a TestApp, of: Persona, title: &str, parent: Option<&str>) -> Plan<'a> {
    let actor = app.actor(of).await;
    let id = app.context().new_uuid().to_string();
    let ground = actor.ground;
    let mut tx = app.db().begin().await.unwrap();
    let bytes: &[u8] = b"x";
    tx.run(&DOCUMENT, params![&id, &actor.unit, ground.first, ground.last, bytes]).await.unwrap();
    let values = params![&id, &actor.unit, ground.first, ground.last, &actor.unit_name, title, parent];
    tx.run(&PLAN, values).await.unwrap();
    tx.commit().await.unwrap();
    Plan { app, id, unit: actor.unit, ground, ordinal: std::cell::Cell::new(0) }
}

impl Plan<'_> {
    /// Adds an obligation; gives its identifier.
    pub(crate) async fn duty(&self, duty: Duty<'_>) -> String {
        let id = self.app.context().new_uuid().to_string();
        let ordinal = self.ordinal.get() + 1;
        self.ordinal.set(ordinal);
        let timing = if duty.due.is_some() { "due" } else { "none" };
        let mut tx = self.app.db().begin().await.unwrap();
        let values = params![
            &id,
            &self.id,
            &self.unit,
            self.ground.first,
            self.ground.last,
            ordinal,
            duty.text,
            base::fold(duty.text),
            timing,
            duty.due,
            duty.started,
            duty.completed
        ];
        tx.run(&DUTY, values).await.unwrap();
        if let Some(agency) = duty.lead {
            let party = self.app.context().new_uuid().to_string();
            tx.run(&PARTY, params![party, &id, "Hội Phụ nữ mẫu", agency]).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// Adds a reporting date on 20/03/2026; gives its identifier.
    pub(crate) async fn report_date(&self) -> String {
        let id = self.app.context().new_uuid().to_string();
        let mut tx = self.app.db().begin().await.unwrap();
        tx.run(&REPORT, params![&id, &self.id]).await.unwrap();
        let values = params![&id, &self.id, &self.unit, self.ground.first, self.ground.last];
        tx.run(&REPORT_DATE, values).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

/// Sends the progress form as it is now, with these fields on top.
pub(crate) async fn report(client: &Client<'_>, duty: &str, fields: &[(&str, &str)]) -> testkit::Reply {
    let path = format!("/nhiem-vu/{duty}/cap-nhat");
    let form = client.get(&path).await.expect(200);
    let key = form.value_of("form_key").unwrap();
    let version = form.value_of("version").unwrap();
    let mut all = vec![("form_key", key.as_str()), ("version", version.as_str())];
    all.extend_from_slice(fields);
    client.post_files(&path, &all, &[]).await
}

/// The first identifier of a report that a page offers to accept.
pub(crate) fn open_report(page: &testkit::Reply) -> String {
    let body = page.body();
    let at = body.find("/tien-do/").expect("a report to judge") + "/tien-do/".len();
    body[at..at + 36].to_owned()
}
