//! Where the nearest front gate is.

use public_site::seed::{GateKind, SeedGate, add_gate};
use testkit::TestApp;

use crate::common::features;

async fn with_gates(app: &TestApp) {
    organisation::sample::province(app.db(), app.context()).await.unwrap();
    let gates = [
        SeedGate {
            unit: organisation::sample::COMMUNE,
            kind: GateKind::BorderGuard,
            name: "Đồn Biên phòng Suối Mẫu",
            address: "Bản Mẫu, xã Suối Mẫu",
            phone: "0000 111 222",
            hours: "24/24",
        },
        SeedGate {
            unit: organisation::sample::PROVINCE,
            kind: GateKind::Police,
            name: "Trực ban hình sự Công an tỉnh Mẫu",
            address: "Số 1 đường Mẫu",
            phone: "0000 333 444",
            hours: "24/24",
        },
    ];
    for gate in &gates {
        add_gate(app.db(), app.context(), gate).await.unwrap();
    }
}

const FIND: &str = "/can-giup-ngay/noi-gan-nhat";

#[tokio::test]
async fn a_commune_by_name_shows_its_gates_and_its_provinces() {
    for app in TestApp::on_both_engines(features).await {
        with_gates(&app).await;
        let page = app.visit_public().post_bare(FIND, &[("ten", "suoi mau"), ("tinh", "")]).await.expect(200);

        assert!(page.shows("Xã Suối Mẫu, Tỉnh Mẫu"));
        assert!(page.shows("Đồn Biên phòng Suối Mẫu") && page.body().contains("tel:0000111222"));
        assert!(page.shows("Trực ban hình sự Công an tỉnh Mẫu"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("set-cookie"), None);
    }
}

#[tokio::test]
async fn a_province_lists_its_communes_to_pick_from() {
    let app = TestApp::on_sqlite(features).await;
    with_gates(&app).await;
    let visitor = app.visit_public();
    let list = visitor.post_bare(FIND, &[("ten", ""), ("tinh", "99")]).await.expect(200);
    assert!(list.body().contains("name=\"xa\" value=\"99001\"") && list.shows("Phường Đồi Mẫu"));

    let one = visitor.post_bare("/en/can-giup-ngay/noi-gan-nhat", &[("xa", "99002")]).await.expect(200);

    assert!(one.shows("Phường Đồi Mẫu, Tỉnh Mẫu") && one.shows("Hours: 24/24"));
}

#[tokio::test]
async fn a_commune_without_gates_still_says_where_to_go() {
    let app = TestApp::on_sqlite(features).await;
    organisation::sample::province(app.db(), app.context()).await.unwrap();
    let page = app.visit_public().post_bare(FIND, &[("xa", "99002")]).await.expect(200);

    assert!(page.shows("Công an phường Đồi Mẫu") && page.shows("Uỷ ban nhân dân phường Đồi Mẫu"));
    assert!(page.shows("cần gấp hãy gọi 113"));
}

#[tokio::test]
async fn an_empty_or_unknown_name_says_what_to_do_next() {
    let app = TestApp::on_sqlite(features).await;
    with_gates(&app).await;
    let visitor = app.visit_public();

    assert!(visitor.post_bare(FIND, &[]).await.expect(200).shows("Hãy gõ tên xã, phường hoặc chọn tỉnh"));
    let none = visitor.post_bare(FIND, &[("ten", "Không Đâu <b>")]).await.expect(200);
    assert!(none.shows("Chưa thấy xã, phường nào") && none.shows("113"));
    assert!(none.body().contains("value=\"Không Đâu &#60;b&#62;\""), "what was typed stays, harmless");
    visitor.get(FIND).await.expect(303);
}
