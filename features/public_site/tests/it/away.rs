//! The door stays open while the database is away.

use testkit::TestApp;

use crate::common::{PAGES, english, features};

#[tokio::test]
async fn every_page_answers_when_the_database_is_gone() {
    for app in TestApp::on_both_engines(features).await {
        organisation::sample::province(app.db(), app.context()).await.unwrap();
        let visitor = app.visit_public();
        visitor.get("/can-giup-ngay").await.expect(200);
        app.db().clone().close().await;
        // Long after everything in memory has become old.
        app.pass(jiff::ToSpan::hours(30));

        for path in PAGES.into_iter().map(ToOwned::to_owned).chain(PAGES.map(english)) {
            let status = if path.ends_with("/khong-co-trang-nay") { 404 } else { 200 };
            visitor.get(&path).await.expect(status);
        }
        let help = visitor.get("/can-giup-ngay").await.expect(200);
        assert!(help.shows("Tỉnh Mẫu"), "the list of provinces is remembered");
        let nearest = visitor.post_bare("/can-giup-ngay/noi-gan-nhat", &[("ten", "suoi mau")]).await.expect(200);
        assert!(nearest.shows("Công an xã Suối Mẫu"));
        visitor.get("/thoat").await.expect(303);
        visitor.post_bare("/kiem-tra-viec-lam", &[("c1", "co")]).await.expect(200);
    }
}

#[tokio::test]
async fn a_door_that_never_saw_its_database_still_tells_whom_to_call() {
    let app = TestApp::on_sqlite(features).await;
    app.db().clone().close().await;
    let visitor = app.visit_public();

    assert!(visitor.get("/can-giup-ngay").await.expect(200).shows("Gọi 113"));
    let nearest = visitor.post_bare("/can-giup-ngay/noi-gan-nhat", &[("ten", "suoi mau")]).await.expect(200);
    assert!(nearest.shows("Hãy gọi 113 hoặc 111"));
}
