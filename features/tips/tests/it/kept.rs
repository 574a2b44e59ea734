//! What a visitor has is not lost: a receipt that was not copied, a tip under way, words in a page brought back.

use jiff::ToSpan as _;
use testkit::Client;

use crate::{
    house::{House, houses},
    journey::mailbox,
};

/// Somebody who has begun and told something.
async fn begun(house: &House) -> Client<'_> {
    let visitor = house.app.visit_public();
    visitor.post_bare("/p/bat-dau", &[("rieng_tu", "anonymous")]).await.expect(303);
    for _ in 0..2 {
        visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
    }
    visitor.post_bare("/p", &[("cau", "3"), ("chuyen", "Ba người bị giữ giấy tờ"), ("tiep", "co")]).await.expect(303);
    visitor
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_was_not_copied_is_found_again_from_every_page_of_the_journey() {
    for house in houses().await {
        let (visitor, receipt) = house.tell("Ba người bị giữ giấy tờ ở nhà kho").await;

        for path in ["/p", "/p/kiem-tra"] {
            assert_eq!(visitor.get(path).await.expect(303).location(), Some("/p/da-gui"), "{path}");
        }
        let start = visitor.get("/p/bat-dau").await.expect(200);
        assert!(start.links().iter().any(|link| link == "/p/da-gui"), "{}", start.text());
        let forms: [(&str, &[(&str, &str)]); 4] = [
            ("/p/bat-dau", &[("rieng_tu", "anonymous")]),
            ("/p", &[("cau", "3"), ("chuyen", "Chuyện khác")]),
            ("/p/kiem-tra", &[]),
            ("/ma", &[("ma", "2222 3333 4444 5555 6666")]),
        ];
        for (path, fields) in forms {
            assert_eq!(visitor.post_bare(path, fields).await.expect(303).location(), Some("/p/da-gui"), "{path}");
        }
        assert!(visitor.get("/p/da-gui").await.expect(200).shows(&receipt));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_receipt_does_not_push_a_tip_under_way_out() {
    for house in houses().await {
        let visitor = begun(&house).await;

        let held = visitor.post_bare("/ma", &[("ma", "2222 3333 4444 5555 6666")]).await.expect(422);

        assert!(held.shows("đang có một tin viết dở") && held.value_of("ma").is_some_and(|typed| !typed.is_empty()));
        assert!(visitor.get("/p/kiem-tra").await.expect(200).shows("Ba người bị giữ giấy tờ"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_browser_brought_back_answers_its_own_question() {
    for house in houses().await {
        let visitor = begun(&house).await;
        visitor.post_bare("/p", &[("cau", "4"), ("noi", "Xã Suối Mẫu"), ("tiep", "co")]).await.expect(303);

        // From the page of question 3, while the journey stands at question 5.
        let back = [("cau", "3"), ("chuyen", "Bốn người bị giữ giấy tờ"), ("tiep", "co")];
        visitor.post_bare("/p", &back).await.expect(303);

        let check = visitor.get("/p/kiem-tra").await.expect(200);
        assert!(check.shows("Bốn người bị giữ giấy tờ") && check.shows("Xã Suối Mẫu"), "{}", check.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_sent_after_the_pocket_ended_are_kept() {
    for house in houses().await {
        let visitor = begun(&house).await;
        house.app.pass(61.minutes());

        visitor.post_bare("/p", &[("cau", "6"), ("nguoi", "Người đội mũ xanh"), ("tiep", "co")]).await.expect(303);

        visitor.post_bare("/p", &[("cau", "3"), ("chuyen", "Kể lại"), ("gui_ngay", "co")]).await.expect(303);
        let check = visitor.get("/p/kiem-tra").await.expect(200);
        assert!(check.shows("Người đội mũ xanh") && check.shows("Kể lại"));
        assert!(!check.shows("Ba người bị giữ giấy tờ"), "what ended has ended");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_words_in_the_same_form_are_another_message_and_no_reader_clears_what_came_meanwhile() {
    for house in houses().await {
        let (visitor, receipt) = house.tell("Ba người bị giữ giấy tờ ở nhà kho").await;
        let last = receipt.rsplit(' ').next().expect("a group").to_owned();
        visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", &last), ("da_chep", "co")]).await.expect(303);
        mailbox(&visitor).await;

        for words in ["Gần cầu Mẫu", "Gần cầu Mẫu", "Họ vừa chuyển đi"] {
            visitor.post_bare("/ma/hop-thu", &[("noi_dung", words), ("khoa", "r1")]).await.expect(303);
        }

        let thread = mailbox(&visitor).await;
        assert_eq!(thread.body().matches("Gần cầu Mẫu").count(), 1, "pressed twice");
        assert!(thread.shows("Họ vừa chuyển đi"), "brought back and written anew");
        let officer = house.commune().await;
        let queue = officer.get("/tin-bao").await.expect(200);
        assert!(queue.shows("3 chưa đọc"), "{}", queue.text());
    }
}

/// The address of the first tip in a queue.
async fn first_tip(officer: &Client<'_>) -> String {
    let links = officer.get("/tin-bao").await.expect(200).links();
    links.into_iter().find(|link| link.starts_with("/tin-bao/") && link.len() == 45).expect("a tip")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_to_a_tip_that_has_ended_stands_before_the_officer() {
    for house in houses().await {
        let (visitor, receipt) = house.tell("Ba người bị giữ giấy tờ ở nhà kho").await;
        let last = receipt.rsplit(' ').next().expect("a group").to_owned();
        visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", &last), ("da_chep", "co")]).await.expect(303);
        mailbox(&visitor).await;
        let officer = house.commune().await;
        let tip = first_tip(&officer).await;
        officer.get(&tip).await.expect(200);
        let id = tip.rsplit('/').next().expect("an id");
        let mut tx = house.app.db().begin().await.expect("a transaction");
        tx.run(&END, db::params![id]).await.expect("an end");
        tx.commit().await.expect("a commit");
        assert!(!officer.get("/tin-bao").await.expect(200).shows("đã kết thúc"));

        visitor.post_bare("/ma/hop-thu", &[("noi_dung", "Họ lại bị bắt"), ("khoa", "r1")]).await.expect(303);

        let queue = officer.get("/tin-bao").await.expect(200);
        assert!(queue.shows("Tin đã kết thúc mà người báo viết thêm") && queue.links().contains(&tip));
        assert!(officer.get(&tip).await.expect(200).shows("Họ lại bị bắt"));
        assert!(!officer.get("/tin-bao").await.expect(200).shows("Tin đã kết thúc mà người báo viết thêm"));
    }
}

const END: db::Statement =
    db::Statement { name: "test::END", sql: "UPDATE tip SET stage = 'ended', version = version + 1 WHERE id = $1" };

#[tokio::test(flavor = "multi_thread")]
async fn communes_of_one_name_are_offered_to_choose_from_and_a_corrected_place_counts() {
    for house in houses().await {
        let mut tx = house.app.db().begin().await.expect("a transaction");
        tx.run(&NAMESAKE, db::params![]).await.expect("a commune of the same name");
        tx.commit().await.expect("a commit");
        let visitor = begun(&house).await;

        // Without the word for its kind, and one of two: the page asks which.
        visitor.post_bare("/p", &[("cau", "4"), ("noi", "suối mẫu, sau chợ"), ("tiep", "co")]).await.expect(303);
        let asked = visitor.get("/p").await.expect(200);
        assert!(asked.shows("Bạn nói đến xã, phường nào?") && asked.body().contains("name=\"xa\" value=\"99001\""));
        let chosen = [("cau", "4"), ("noi", "suối mẫu, sau chợ"), ("xa", "99001"), ("tiep", "co")];
        visitor.post_bare("/p", &chosen).await.expect(303);
        assert!(visitor.get("/p/kiem-tra").await.expect(200).shows("(Xã Suối Mẫu)"));

        // Another place: what was chosen for the old one is gone.
        let moved = [("cau", "4"), ("noi", "Phường Đồi Mẫu"), ("xa", "99001"), ("tiep", "co")];
        visitor.post_bare("/p", &moved).await.expect(303);
        let check = visitor.get("/p/kiem-tra").await.expect(200);
        assert!(check.shows("(Phường Đồi Mẫu)"), "{}", check.text());
    }
}

/// The neighbouring ward gets a namesake of the first commune beside it.
const NAMESAKE: db::Statement = db::Statement {
    name: "test::NAMESAKE",
    sql: "INSERT INTO unit (tree, code, level, parent, kind, name, folded, pos, last)
        SELECT tree, '99009', level, parent, kind, name, folded, last + 900, last + 900 FROM unit WHERE code = '99001'",
};
