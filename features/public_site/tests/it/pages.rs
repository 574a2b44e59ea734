//! What the pages say and do.

use testkit::TestApp;

use crate::common::{all_pages, features, in_order};

#[tokio::test]
async fn help_now_has_both_numbers_the_recording_the_silent_way_and_the_limits() {
    let app = TestApp::on_sqlite(features).await;
    let page = app.visit_public().get("/can-giup-ngay").await.expect(200);

    in_order(
        page.body(),
        &[
            "nơi an toàn và nói chuyện được không?",
            "href=\"tel:113\"",
            "href=\"tel:111\"",
            "ghi âm",
            "#im-lang",
            "#noi-den",
        ],
    );
    assert!(page.shows("Nguy hiểm ngay lúc này? Gọi 113"));
    assert!(page.shows("Tư vấn, báo tin 24/7, miễn phí: 111"));
    assert!(page.shows("Nếu có trẻ em hoặc tính mạng đang bị đe doạ, chúng tôi phải báo ngay cho cơ quan chức năng."));
    assert!(page.shows("Ẩn danh") && page.shows("Khi đã cho biết thì không thể trở lại ẩn danh."));
    assert!(!page.body().contains("geolocation") && !page.body().contains("type=\"tel\""));
}

#[tokio::test]
async fn the_first_page_has_two_doors_and_both_numbers() {
    let app = TestApp::on_sqlite(features).await;
    let page = app.visit_public().get("/").await.expect(200);

    in_order(page.body(), &["Tôi cần giúp", "Tôi muốn báo tin", "tel:113", "tel:111", "ghi âm", "<ol>"]);
}

#[tokio::test]
async fn july_has_its_notice() {
    let app = TestApp::on_sqlite(features).await;
    assert!(!app.visit_public().get("/").await.expect(200).shows("30/7"));

    app.set_clock_to("2026-07-29T18:00:00Z");
    assert!(app.visit_public().get("/").await.expect(200).shows("Hôm nay 30/7"));
}

#[tokio::test]
async fn a_trick_that_is_not_known_is_not_there() {
    let app = TestApp::on_sqlite(features).await;
    app.visit_public().get("/nhan-biet/..%2f..%2fetc").await.expect(404);
    app.visit_public().get("/nhan-biet/khac").await.expect(404);
}

#[tokio::test]
async fn the_check_answers_each_sign_and_gives_no_verdict() {
    let app = TestApp::on_sqlite(features).await;
    let visitor = app.visit_public();
    let form = visitor.get("/kiem-tra-viec-lam").await.expect(200);
    assert_eq!(form.body().matches("<fieldset>").count(), 8);

    let answer = visitor
        .post_bare("/kiem-tra-viec-lam", &[("c5", "co"), ("c4", "khong"), ("c1", ""), ("c2", "x")])
        .await
        .expect(200);

    assert!(answer.shows("Tự giữ bản thật, chỉ đưa bản chụp."));
    assert!(!answer.shows("Lời mời thật không cần giấu."), "no advice for a sign that was not seen");
    assert!(answer.shows("Những điều nên hỏi cho rõ"));
    for verdict in ["điểm", "nguy cơ cao", "lừa đảo", "kết quả", "bạn là nạn nhân", "mua bán"] {
        assert!(!answer.text().to_lowercase().contains(verdict), "{verdict}");
    }
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("set-cookie"), None);
}

#[tokio::test]
async fn nothing_ticked_is_no_all_clear() {
    let app = TestApp::on_sqlite(features).await;
    for fields in [&[][..], &[("c1", "khong"), ("c2", "khong")][..]] {
        let answer = app.visit_public().post_bare("/kiem-tra-viec-lam", fields).await.expect(200);
        assert!(answer.shows("không có nghĩa là lời mời chắc chắn an toàn"));
    }
}

#[tokio::test]
async fn the_answers_of_the_check_are_written_nowhere() {
    let app = TestApp::on_sqlite(features).await;
    let before = tables(&app).await;
    app.visit_public().post_bare("/kiem-tra-viec-lam", &[("c1", "co"), ("c3", "co")]).await.expect(200);

    assert_eq!(before, tables(&app).await);
}

/// How many front gates there are: the only table of this feature.
async fn tables(app: &TestApp) -> i64 {
    const ROWS: db::Statement = db::Statement { name: "test", sql: "SELECT COUNT(*) AS n FROM front_gate" };
    use db::Query as _;
    (&mut app.db()).count(&ROWS, db::params![]).await.unwrap()
}

#[tokio::test]
async fn the_guide_says_what_the_exit_does_not_do() {
    let app = TestApp::on_sqlite(features).await;
    let page = app.visit_public().get("/an-toan").await.expect(200);

    assert!(page.shows("Lịch sử trình duyệt không bị xoá"));
    assert!(page.shows("không chặn được phần mềm theo dõi"));
    assert!(page.shows("phím Shift 3 lần"));
}

#[tokio::test]
async fn the_statement_names_its_standards_and_when_one_is_answered() {
    let app = TestApp::on_sqlite(features).await;
    let page = app.visit_public().get("/gioi-thieu/kha-nang-tiep-can").await.expect(200);

    for words in ["WCAG 2.2 mức AA", "Thông tư 26/2020/TT-BTTTT", "5 ngày làm việc", &app.services().site.email]
    {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn no_title_tells_what_the_site_is_about() {
    let app = TestApp::on_sqlite(features).await;
    for (path, page) in all_pages(&app).await {
        let title = page.body().split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        for word in ["tố giác", "mua bán", "nạn nhân", "công an", "traffick", "victim", "police", "138"] {
            assert!(!title.to_lowercase().contains(word), "{path}: {title}");
        }
    }
}
