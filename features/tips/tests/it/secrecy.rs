//! What a stolen database gives away: nothing that was told.

use db::{Db, Statement, TypeClass, Value, params};

use crate::house::houses;

/// Whether any cell of any table holds a text in clear.
pub(crate) async fn holds(db: &Db, text: &str) -> Option<String> {
    for column in db::schema(db).await.expect("a schema") {
        if !matches!(column.class, TypeClass::Text | TypeClass::Blob) {
            continue;
        }
        let sql = format!("SELECT {0} AS cell FROM {1} WHERE {0} IS NOT NULL", column.name, column.table);
        let statement = Statement { name: "test::CELLS", sql: Box::leak(sql.into_boxed_str()) };
        for row in db.rows(&statement, params![]).await.expect("rows") {
            let bytes = match row.value("cell").expect("a cell") {
                Value::Text(words) => words.into_bytes(),
                Value::Blob(bytes) => bytes,
                _ => continue,
            };
            if bytes.windows(text.len()).any(|part| part == text.as_bytes()) {
                return Some(format!("{}.{}", column.table, column.name));
            }
        }
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_told_stands_in_clear_in_the_database() {
    for house in houses().await {
        let words = "chuyện-chỉ-người-báo-biết";
        let (_, receipt) = house.tell(words).await;
        let draft = house.app.visit_public();
        draft.post_bare("/p/bat-dau", &[("rieng_tu", "named")]).await.expect(303);
        for step in [("ai", "me"), ("gap", "no"), ("chuyen", "nháp-chưa-gửi")] {
            draft.post_bare("/p", &[step, ("tiep", "co")]).await.expect(303);
        }

        for secret in [words, "nháp-chưa-gửi", receipt.as_str(), receipt.replace(' ', "").as_str()] {
            assert_eq!(holds(house.app.db(), secret).await, None, "{secret}");
        }
        // The search itself finds what is there.
        assert!(holds(house.app.db(), "Công an xã Suối Mẫu").await.is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_of_an_anonymous_tip_is_kept_to_the_hour() {
    const TIMES: Statement = Statement {
        name: "test::TIMES",
        sql: "SELECT received_at AS at FROM tip UNION ALL SELECT at FROM tip_event UNION ALL SELECT entered_at FROM tip_entry",
    };
    for house in houses().await {
        house.app.set_clock_to("2026-03-04T05:47:13Z");
        house.tell("Một chuyện").await;

        let rows = house.app.db().rows(&TIMES, params![]).await.expect("rows");
        assert!(rows.len() >= 3);
        for row in rows {
            assert_eq!(row.instant("at").expect("an instant").to_string(), "2026-03-04T05:00:00Z");
        }
    }
}
