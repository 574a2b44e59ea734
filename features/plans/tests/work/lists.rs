//! "Việc của tôi": the number on a tile is the length of the list behind it.

use testkit::{Persona, TestApp};

use crate::seed::{Duty, apps, features, plan, report};

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    testkit::check_statements(features).await;
}

/// Obligations of every kind, so that each list has some.
async fn many(app: &TestApp) {
    let plan = plan(app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
    let lead = Some("agency-99001-women");
    let dues = [
        None,
        Some("2026-01-10"),
        Some("2026-01-15"),
        Some("2026-03-03"),
        Some("2026-03-04"),
        Some("2026-03-11"),
        Some("2026-03-12"),
    ];
    for due in dues {
        for started in [None, Some("2026-02-01")] {
            for completed in [None, Some("2026-02-20")] {
                let duty =
                    Duty { text: "Việc mẫu", due, lead, started, completed: completed.and(started).and(completed) };
                plan.duty(duty).await;
            }
        }
    }
}

#[tokio::test]
async fn each_tile_counts_exactly_the_rows_behind_it() {
    for app in apps().await {
        many(&app).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let duty = office.get("/viec-cua-toi?loc=7-ngay-toi").await.expect(200);
        let link = duty.links().into_iter().find(|link| link.starts_with("/nhiem-vu/")).unwrap();
        let _ = report(&officer, link.trim_start_matches("/nhiem-vu/"), &[("ket-qua", "x"), ("muc", "25")]).await;

        for client in [&officer, &office] {
            let home = client.get("/viec-cua-toi").await.expect(200);
            for list in ["qua-han", "7-ngay-toi", "dang-lam", "cho-duyet", "bi-tra-lai"] {
                let rows = client.get(&format!("/viec-cua-toi?loc={list}")).await.expect(200);
                assert_eq!(tile(home.body(), list), rows.body().matches("class=\"whole\"").count(), "{list}");
            }
        }
    }
}

/// The number on a tile.
fn tile(html: &str, list: &str) -> usize {
    let open = format!("href=\"/viec-cua-toi?loc={list}\"");
    let rest = &html[html.find(&open).expect("the tile")..];
    let from = rest.find("<b>").unwrap() + 3;
    rest[from..from + rest[from..].find('<').unwrap()].parse().unwrap()
}

#[tokio::test]
async fn the_statement_and_the_model_agree_on_every_status() {
    for app in apps().await {
        many(&app).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        // The list is chosen by the statement, the tag of each row by the model.
        for (list, tags) in [
            ("qua-han", vec!["late"]),
            ("7-ngay-toi", vec!["not_started", "in_progress"]),
            ("dang-lam", vec!["in_progress"]),
            ("sap-toi", vec!["not_started", "in_progress"]),
            ("da-xong", vec!["done", "done_late"]),
            ("qua-han-truoc-ban-hanh", vec!["elapsed"]),
        ] {
            let page = office.get(&format!("/viec-cua-toi?loc={list}")).await.expect(200);
            let rows = page.body().matches("class=\"whole\"").count();
            let tagged: usize =
                tags.iter().map(|tag| page.body().matches(&format!("class=\"tag tag-{tag}\"")).count()).sum();
            assert!(rows > 0 && rows == tagged, "{list}: {rows} rows, {tagged} tags");
        }
    }
}

#[tokio::test]
async fn an_officer_sees_what_names_the_own_agency_and_nothing_else() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        plan.duty(Duty { text: "Việc của Hội", lead: Some("agency-99001-women"), ..Duty::default() }).await;
        plan.duty(Duty { text: "Việc của Công an", lead: Some("agency-99001-police"), ..Duty::default() }).await;

        let mine = app.visit_as(Persona::CommuneOfficer).await.get("/viec-cua-toi").await.expect(200);
        let units = app.visit_as(Persona::CommuneOffice).await.get("/viec-cua-toi").await.expect(200);
        let next_door = app.visit_as(Persona::NeighbourOffice).await.get("/viec-cua-toi").await.expect(200);

        assert!(mine.shows("Việc của Hội") && !mine.shows("Việc của Công an"));
        assert!(units.shows("Việc của Hội") && units.shows("Việc của Công an"));
        assert!(next_door.shows("Chưa có việc nào được giao"));
    }
}

#[tokio::test]
async fn the_lists_are_looked_up_in_indexes_whatever_the_size_of_the_country() {
    let app = TestApp::on_sqlite(features).await;
    for name in ["MY_COUNTS", "MY_ROWS", "MY_BETWEEN"] {
        let statements = plans::feature().statements;
        let statement = statements.iter().find(|one| one.name.ends_with(&format!("::{name}"))).unwrap();
        let sql: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", statement.sql).into_boxed_str());
        let explain = db::Statement { name: "test::EXPLAIN", sql };
        let mut values = db::params!["2026-03-04", 5_i64, 5_i64, "person", "agency", "2026-03-11"];
        match name {
            "MY_ROWS" => values.extend(db::params!["late", 50_i64, 0_i64]),
            "MY_BETWEEN" => values.extend(db::params!["2026-03-31"]),
            _ => {}
        }

        let rows = app.db().rows(&explain, values).await.unwrap();

        let steps: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
        let plan = steps.join("\n");
        for index in [
            "obligation_open (unit_pos>? AND unit_pos<?)",
            "obligation_assignee_by_person",
            "obligation_party_by_agency",
        ] {
            assert!(plan.contains(index), "{name} without {index}:\n{plan}");
        }
        let by_key = "SEARCH o USING INDEX sqlite_autoindex_obligation_1 (id=?)";
        assert!(plan.contains(by_key), "{name} does not look its obligations up by key:\n{plan}");
        assert!(!plan.contains("progress_waiting"), "{name} reads the country's open reports:\n{plan}");
        for table in ["obligation", "o", "p", "progress", "g", "y"] {
            assert!(!steps.iter().any(|step| step == &format!("SCAN {table}")), "{name} scans {table}:\n{plan}");
        }
    }
}

#[tokio::test]
async fn no_statement_walks_through_all_obligations_of_the_country() {
    let app = TestApp::on_sqlite(features).await;
    let mut faults = Vec::new();
    for statement in plans::feature().statements {
        let sql: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", statement.sql).into_boxed_str());
        let explain = db::Statement { name: "test::EXPLAIN", sql };
        let parameters = (1..40).take_while(|number| statement.sql.contains(&format!("${number}"))).count();
        let rows = app.db().rows(&explain, vec![db::Value::Null; parameters]).await.unwrap();
        for step in rows.iter().map(|row| row.text("detail").unwrap()) {
            let walks = ["obligation", "o", "progress", "g", "reminder", "r", "clause_answer", "c", "plan_event"]
                .iter()
                .any(|table| step == format!("SCAN {table}") || step.starts_with(&format!("SCAN {table} USING")));
            if walks {
                faults.push(format!("{}: {step}", statement.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
