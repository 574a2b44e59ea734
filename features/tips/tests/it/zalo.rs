//! The Zalo adapter: what is signed and new becomes a tip, nothing else does, and what goes back says nothing.

use std::sync::LazyLock;

use access::Actor;
use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use db::{Statement, params};
use testkit::{Persona, TestApp};
use tips::{Zalo, model::zalo::sign};
use tower::ServiceExt as _;

use crate::{
    house::{House, houses, houses_with, keys_of},
    secrecy::holds,
};

static ZALO: LazyLock<Zalo> = LazyLock::new(|| Zalo::simulated("bí mật của tài khoản"));

const TIPS: Statement = Statement { name: "test::TIPS", sql: "SELECT COUNT(*) FROM tip" };
const MORE: Statement = Statement { name: "test::MORE", sql: "SELECT COUNT(*) FROM tip_more" };
const FLOODS: Statement = Statement { name: "test::FLOODS", sql: "SELECT COUNT(*) FROM tip WHERE is_flood = 1" };

fn features() -> Vec<web::Feature> {
    vec![organisation::feature(), tips::feature_with(Some(&ZALO), tips::RECEIPTS_READY)]
}

/// An event as Zalo would deliver it.
fn event(app: &TestApp, account: &str, message: &str, text: &str) -> (String, String) {
    let at = app.context().now().as_millisecond().to_string();
    let body = serde_json::json!({
        "app_id": ZALO.app_id, "event_name": "user_send_text", "timestamp": at,
        "sender": { "id": account }, "message": { "text": text, "msg_id": message },
    });
    (body.to_string(), at)
}

async fn deliver(router: Router, body: String, signature: &str) -> u16 {
    let request = Request::post("/zalo/webhook")
        .header(header::HOST, "127.0.0.1")
        .header(header::CONTENT_TYPE, "application/json")
        .header("X-ZEvent-Signature", signature)
        .body(Body::from(body))
        .expect("a request");
    router.oneshot(request).await.expect("an answer").status().as_u16()
}

/// Delivers a message as Zalo signs it.
async fn write(house: &House, account: &str, message: &str, text: &str) -> u16 {
    let (body, at) = event(&house.app, account, message, text);
    let signature = sign(&ZALO.app_id, &ZALO.secret, body.as_bytes(), &at);
    deliver(house.app.public_router(), body, &signature).await
}

async fn count(house: &House, statement: &'static Statement) -> i64 {
    house.app.db().count(statement, params![]).await.expect("a count")
}

fn sent_to(account: &str) -> Vec<String> {
    ZALO.simulator.as_ref().expect("the simulator").sent_to(account)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_account_there_is_no_route() {
    for house in houses().await {
        assert_eq!(write(&house, "a", "m", "Xin chào").await, 404);
        house.app.visit_public().get("/mo-phong/zalo").await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_becomes_a_tip_whose_answer_is_told_of_without_a_word_of_it() {
    for (place, house) in houses_with(features).await.into_iter().enumerate() {
        let account = format!("mau-{place}");
        assert_eq!(write(&house, &account, "m1", "Chị-tôi-bị-giữ").await, 200);
        assert_eq!(write(&house, &account, "m1", "Chị-tôi-bị-giữ").await, 200);
        assert_eq!(write(&house, &account, "m2", "Ở-gần-cầu-Mẫu").await, 200);

        assert_eq!((count(&house, &TIPS).await, count(&house, &MORE).await), (1, 1), "delivered twice is one");
        for secret in ["Chị-tôi-bị-giữ", "Ở-gần-cầu-Mẫu", account.as_str()] {
            assert_eq!(holds(house.app.db(), secret).await, None, "{secret}");
        }
        let officer = house.province().await;
        let queue = officer.get("/tin-bao").await.expect(200);
        assert!(queue.shows("Zalo") && queue.shows("2 chưa đọc"), "{}", queue.text());
        let tip = queue.links().into_iter().find(|link| link.len() == "/tin-bao/".len() + 36).expect("the tip");
        let page = officer.get(&tip).await.expect(200);
        assert!(page.shows("Chị-tôi-bị-giữ") && page.shows("Ở-gần-cầu-Mẫu"), "{}", page.text());
        officer.post(&format!("{tip}/tra-loi"), &[("tra_loi", "Lời-đáp-kín"), ("khoa", "k1")]).await.expect(303);
        tips::send_notices(house.app.services(), &ZALO).await.expect("notices");
        tips::send_notices(house.app.services(), &ZALO).await.expect("notices");

        let sent = sent_to(&account);
        assert_eq!(sent.len(), 2, "the code, and once that there is an answer: {sent:?}");
        assert!(sent[0].starts_with("Đã nhận. Mã xem trả lời: "));
        assert_eq!(sent[1], "Có trả lời, xem bằng mã.");
        assert!(sent.iter().all(|text| !text.contains("Lời-đáp-kín") && !text.contains("bị-giữ")));

        // What came later goes along when the tip does.
        crate::path::note(&officer, &tip, "khong-thuoc-tham-quyen", &[("ly_do", "Thuộc xã")]).await.expect(303);
        let version = officer.get(&format!("{tip}/chuyen")).await.expect(200).value_of("phien_ban").expect("a version");
        let fields = [("den", "agency-99001-police"), ("phien_ban", version.as_str())];
        officer.post(&format!("{tip}/chuyen"), &fields).await.expect(303);
        assert!(house.commune().await.get(&tip).await.expect(200).shows("Ở-gần-cầu-Mẫu"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forged_altered_or_played_again_is_refused_and_leaves_nothing() {
    for house in houses_with(features).await {
        let (body, at) = event(&house.app, "a", "m1", "Tin giả");
        let right = sign(&ZALO.app_id, &ZALO.secret, body.as_bytes(), &at);
        let router = || house.app.public_router();

        assert_eq!(deliver(router(), body.clone(), "").await, 403);
        assert_eq!(deliver(router(), body.clone(), "mac=0000").await, 403);
        let forged = sign(&ZALO.app_id, "đoán", body.as_bytes(), &at);
        assert_eq!(deliver(router(), body.clone(), &forged).await, 403);
        assert_eq!(deliver(router(), body.replace("giả", "sửa"), &right).await, 403);
        assert_eq!(deliver(router(), "không phải JSON".into(), &right).await, 400);
        assert_eq!(deliver(router(), "x".repeat(20_000), &right).await, 413);
        house.app.pass(jiff::Span::new().minutes(6));
        assert_eq!(deliver(router(), body, &right).await, 403, "recorded six minutes ago");

        assert_eq!(count(&house, &TIPS).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_held_back_and_nobody_else_is() {
    for (place, house) in houses_with(features).await.into_iter().enumerate() {
        let flooder = format!("lũ-{place}");
        let mut held = 0;
        for number in 0..60 {
            held += u32::from(write(&house, &flooder, &format!("f{number}"), "Mua hàng giá rẻ").await == 429);
        }

        assert_eq!(held, 30, "Zalo is asked to deliver these later");
        assert_eq!(count(&house, &TIPS).await, 1, "one account that goes on writing is one tip");
        assert_eq!(write(&house, &format!("thật-{place}"), "t1", "Có người bị nhốt ở kho gần bến").await, 200);
        assert_eq!(count(&house, &TIPS).await, 2);

        // The same text from many accounts is marked as what it is, and kept.
        for number in 0..40 {
            let text = "Quảng cáo vay tiền nhanh không cần thế chấp gọi ngay hôm nay";
            assert_eq!(write(&house, &format!("b{place}-{number}"), &format!("b{number}"), text).await, 200);
        }
        assert_eq!(count(&house, &TIPS).await, 42);
        assert!(count(&house, &FLOODS).await > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulator_plays_an_account_and_shows_what_it_was_sent() {
    for house in houses_with(features).await {
        let visitor = house.app.visit_public();
        assert!(visitor.get("/mo-phong/zalo").await.expect(200).shows("không có tin nào được gửi ra ngoài"));
        let account = format!("sim{}", house.app.context().new_uuid().as_simple());
        let sent = visitor.post_bare("/mo-phong/zalo", &[("nguoi", &account), ("tin", "Xin giúp")]).await.expect(303);
        assert!(visitor.follow(sent).await.shows("Mã xem trả lời"));
        assert_eq!(count(&house, &TIPS).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_an_emergency_the_tip_opens_without_what_came_later() {
    for (place, house) in houses_with(features).await.into_iter().enumerate() {
        let account = format!("khan-cap-{place}");
        assert_eq!(write(&house, &account, "m1", "Chị-tôi-bị-giữ").await, 200);
        assert_eq!(write(&house, &account, "m2", "Ở-gần-cầu-Mẫu").await, 200);
        let queue = house.province().await.get("/tin-bao").await.expect(200);
        let tip = queue.links().into_iter().find(|link| link.len() == "/tin-bao/".len() + 36).expect("the tip");
        let (app, id) = (&house.app, tip.trim_start_matches("/tin-bao/"));
        let holder = app.actor(Persona::ProvinceOffice).await;
        let roles = vec!["tip_receiver".to_owned()];
        let asker = Actor { account: "account-without-vault".to_owned(), roles, ..holder.clone() };
        let keys = keys_of(app, &asker).await;
        let record = vault::Record { kind: "tip", id };
        let mut tx = app.db().begin().await.expect("a transaction");
        let glass = vault::ask_break_glass(&mut tx, app.context(), &asker, "agency-99-police", record, 30, "gấp").await;
        let glass = glass.expect("a request");
        vault::grant_break_glass(&mut tx, app.context(), &holder, &house.province, &glass).await.expect("a grant");
        tx.commit().await.expect("a commit");

        let page = app.visit_as_actor(asker).with_key(keys).get(&tip).await.expect(200);

        assert!(page.shows("Chị-tôi-bị-giữ") && !page.shows("Ở-gần-cầu-Mẫu"), "{}", page.text());
    }
}
