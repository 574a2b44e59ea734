//! The hotline console, without any script: a call is never lost, nobody else reads it, and it becomes a tip.

use access::Actor;
use db::{Statement, params};
use testkit::{Client, Persona, Reply};

use crate::{
    house::{House, houses},
    secrecy::holds,
};

const PATH: &str = "/duong-day-nong";
const RECEIVED: Statement =
    Statement { name: "test::RECEIVED", sql: "SELECT received_at, privacy, anonymity_reason, place FROM tip" };
const CALLS: Statement = Statement { name: "test::CALLS", sql: "SELECT COUNT(*) FROM tip_call" };

async fn actor(house: &House, persona: Persona) -> Actor {
    Actor { roles: vec!["hotline".to_owned()], ..house.app.actor(persona).await }
}

/// The operator, in a browser of whatever age.
async fn operator(house: &House) -> Client<'_> {
    house.app.visit_as_actor(actor(house, Persona::CommuneOffice).await).with_key(house.commune.clone())
}

async fn colleague(house: &House) -> Client<'_> {
    house.app.visit_as_actor(actor(house, Persona::ProvinceOffice).await).with_key(house.province.clone())
}

fn id_of(page: &Reply) -> String {
    page.value_of("goi").expect("the id of a call")
}

/// Presses a button of the console.
async fn press(operator: &Client<'_>, id: &str, button: &str, fields: &[(&str, &str)]) -> Reply {
    let all = [&[("goi", id), (button, "co")], fields].concat();
    operator.post(PATH, &all).await
}

async fn count(house: &House) -> i64 {
    house.app.db().count(&CALLS, params![]).await.expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_crashes_loses_nothing_and_nobody_else_reads_the_draft() {
    for house in houses().await {
        let first = operator(&house).await;
        let page = first.get(PATH).await.expect(200);
        assert!(page.shows("113") && page.shows("111") && page.shows("Phím tắt"));
        let id = id_of(&page);
        let typed = [("chuyen", "Ba-người-trong-kho"), ("dien_thoai", "0000 000 999"), ("gap", "now")];
        press(&first, &id, "luu", &typed).await.expect(303);

        // Another browser, signed in again.
        let second = operator(&house).await;
        let found = second.get(PATH).await.expect(200);
        assert!(found.body().contains(&id), "the call is a tab of the console");
        let page = second.get(&format!("{PATH}?goi={id}")).await.expect(200);
        assert!(page.shows("Ba-người-trong-kho"));
        assert_eq!(page.value_of("dien_thoai").as_deref(), Some("0000 000 999"));
        assert_eq!(id_of(&page), id);

        assert_eq!(holds(house.app.db(), "Ba-người-trong-kho").await, None);
        assert_eq!(holds(house.app.db(), "0000 000 999").await, None);
        let other = colleague(&house).await;
        assert!(!other.get(PATH).await.expect(200).body().contains(&id));
        assert_eq!(other.get(&format!("{PATH}?goi={id}")).await.expect(303).location(), Some(PATH));
        press(&other, &id, "luu", &[("chuyen", "đè lên")]).await.expect(404);
        assert!(second.get(&format!("{PATH}?goi={id}")).await.expect(200).shows("Ba-người-trong-kho"));
        // Without the password nobody opens it.
        let locked = house.app.visit_as_actor(actor(&house, Persona::CommuneOffice).await);
        let turned = locked.get(&format!("{PATH}?goi={id}")).await.expect(303);
        assert!(turned.location().is_some_and(|to| to.starts_with("/xac-nhan-lai")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_becomes_a_tip_that_was_received_when_the_call_began() {
    for house in houses().await {
        let operator = operator(&house).await;
        let id = id_of(&operator.get(PATH).await.expect(200));
        let began = house.app.context().now();
        let saved = operator.post("/duong-day-nong/luu", &[("goi", &id), ("chuyen", "Bắt đầu kể")]).await.expect(200);
        assert_eq!(saved.body(), "12:00:00");
        operator.post("/duong-day-nong/luu", &[("goi", &id)]).await.expect(204);
        house.app.pass(jiff::Span::new().minutes(3));

        // Without a name and without the reason: refused, and nothing typed is lost.
        let typed = [("chuyen", "Kể xong"), ("xa", "xa suoi mau"), ("dien_thoai", "0000 000 999")];
        let refused = press(&operator, &id, "gui", &typed).await.expect(422);
        assert!(
            refused.shows("Ghi lý do người báo không nêu tên") && refused.shows("Có số điện thoại thì phải ghi giờ")
        );
        assert!(refused.shows("Kể xong"));
        assert!(operator.get(&format!("{PATH}?goi={id}")).await.expect(200).shows("Kể xong"));

        let whole = [
            typed.as_slice(),
            &[("vi_sao_khong_ten", "fear"), ("kenh_lien_lac", "call"), ("gio_tu", "12:00"), ("gio_den", "13:00")],
        ]
        .concat();
        let sent = press(&operator, &id, "gui", &whole).await.expect(303);
        assert!(operator.follow(sent).await.shows("Đã tiếp nhận, số 1"));
        press(&operator, &id, "gui", &whole).await.expect(303);

        operator.post("/duong-day-nong/luu", &[("goi", &id), ("chuyen", "Lưu muộn")]).await.expect(200);
        assert_eq!(count(&house).await, 0, "what was kept of it is gone, and a late save brings nothing back");
        let rows = house.app.db().rows(&RECEIVED, params![]).await.expect("rows");
        assert_eq!(rows.len(), 1, "the same call twice is one tip");
        assert_eq!(rows[0].instant("received_at").expect("an instant"), began);
        assert_eq!(rows[0].text("privacy").expect("a key"), "confidential", "a number without a name is kept sealed");
        assert_eq!(rows[0].text("anonymity_reason").expect("a key"), "fear");
        assert_eq!(rows[0].text("place").expect("a code"), "99001", "the commune is found by its name");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_calls_stand_side_by_side_and_one_can_be_thrown_away() {
    for house in houses().await {
        let operator = operator(&house).await;
        let first = id_of(&operator.get(PATH).await.expect(200));
        // "New call" keeps the present one.
        assert_eq!(press(&operator, &first, "moi", &[("chuyen", "Gọi một")]).await.expect(303).location(), Some(PATH));
        let second = id_of(&operator.get(PATH).await.expect(200));
        assert_ne!(first, second);
        let to_first = [("goi", second.as_str()), ("sang", first.as_str()), ("chuyen", "Gọi hai")];
        let turned = operator.post(PATH, &to_first).await.expect(303);
        assert!(operator.follow(turned).await.shows("Gọi một"));
        assert!(operator.get(&format!("{PATH}?goi={second}")).await.expect(200).shows("Gọi hai"));

        press(&operator, &first, "bo", &[]).await.expect(303);
        assert_eq!(count(&house).await, 1);
        press(&operator, &first, "luu", &[]).await.expect(303);
        assert_eq!(count(&house).await, 1, "an empty form is no call");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reporter_under_18_needs_somebody_beside_them_noted() {
    for house in houses().await {
        let operator = operator(&house).await;
        let id = id_of(&operator.get(PATH).await.expect(200));
        let typed = [("chuyen", "Em kể"), ("ten", "Em Mẫu"), ("duoi_18", "co")];

        let refused = press(&operator, &id, "gui", &typed).await.expect(422);
        assert!(refused.shows("Ghi người giám hộ, người chứng kiến hoặc việc ghi âm"));
        let whole = [typed.as_slice(), &[("nguoi_di_cung", "Ghi âm, không có người giám hộ")]].concat();
        press(&operator, &id, "gui", &whole).await.expect(303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_nobody_finishes_are_warned_of_and_thrown_away() {
    for house in houses().await {
        let operator = operator(&house).await;
        let id = id_of(&operator.get(PATH).await.expect(200));
        press(&operator, &id, "luu", &[("chuyen", "Gọi dở")]).await.expect(303);
        assert!(!operator.get(PATH).await.expect(200).shows("sẽ bị xoá lúc"));

        house.app.set_clock_to("2026-03-09T06:00:00Z");
        assert!(operator.get(PATH).await.expect(200).shows("sẽ bị xoá lúc 12:00 11/03/2026"));
        assert_eq!(tips::purge_calls(house.app.services()).await.expect("a purge"), 0);
        house.app.set_clock_to("2026-03-11T05:00:01Z");
        assert_eq!(tips::purge_calls(house.app.services()).await.expect("a purge"), 1);

        assert_eq!(count(&house).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_is_for_those_who_answer_calls() {
    for house in houses().await {
        for officer in [house.commune().await, house.app.visit_as(Persona::CommuneLeader).await] {
            officer.get(PATH).await.expect(404);
            officer.post(PATH, &[("goi", "0190b5d4-0000-7000-8000-000000000000"), ("luu", "co")]).await.expect(404);
            officer.post("/duong-day-nong/luu", &[("goi", "0190b5d4-0000-7000-8000-000000000000")]).await.expect(404);
        }
    }
}
