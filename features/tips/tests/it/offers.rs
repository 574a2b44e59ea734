//! A hand-over that nobody has signed for ends again, and whoever handed a tip over neither reads nor answers from then on.

use db::{Statement, params};
use testkit::{Client, Reply};

use crate::{
    house::{House, houses},
    journey::mailbox,
    path::{logged, note, take_in, tips_in, to_province},
};

const PROVINCE: &str = "agency-99-police";
const COMMUNE: &str = "agency-99001-police";

/// Offers a tip to the province.
pub(crate) async fn offer(commune: &Client<'_>, tip: &str) {
    let form = commune.get(&format!("{tip}/chuyen")).await.expect(200);
    let version = form.value_of("phien_ban").expect("a version");
    let fields = [("den", PROVINCE), ("phien_ban", version.as_str()), ("kem_nguoi_bao", "co")];
    commune.post(&format!("{tip}/chuyen"), &fields).await.expect(303);
}

/// Ends an offer from the page of the tip: `rut-lai` or `tu-choi`.
async fn end(officer: &Client<'_>, tip: &str, how: &str, reason: &str) -> Reply {
    let page = officer.get(tip).await.expect(200);
    let version = page.value_of("phien_ban").expect("a version");
    let field = if how == "rut-lai" { "ly_do_rut" } else { "ly_do_tu_choi" };
    officer.post(&format!("{tip}/{how}"), &[(field, reason), ("phien_ban", version.as_str())]).await
}

/// The agencies that have the key to what was told.
pub(crate) async fn holders(house: &House, tip: &str) -> Vec<String> {
    let record = vault::Record { kind: "tip", id: tip.rsplit('/').next().expect("an id") };
    vault::list_holders(&mut house.app.db(), record).await.expect("holders")
}

/// A tip of the public door with its mailbox open, and its address.
async fn told<'a>(house: &'a House, words: &str) -> (Client<'a>, String, String) {
    let (visitor, receipt) = house.tell(words).await;
    let last = receipt.rsplit(' ').next().expect("a group").to_owned();
    visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", &last), ("da_chep", "co")]).await.expect(303);
    mailbox(&visitor).await;
    let tip = tips_in(&house.commune().await.get("/tin-bao").await.expect(200)).remove(0);
    (visitor, receipt, tip)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sender_takes_back_what_nobody_has_signed_for_and_the_reporter_never_hears_of_it() {
    for house in houses().await {
        let (_visitor, receipt, tip) = told(&house, "Chuyện gửi nhầm nơi").await;
        let (commune, province) = (house.commune().await, house.province().await);
        note(&commune, &tip, "phan-loai", &[("loai", "denunciation"), ("hanh_vi", "art_150")]).await.expect(303);
        offer(&commune, &tip).await;
        assert!(province.get(&tip).await.expect(200).shows("Chuyện gửi nhầm nơi"));
        assert!(commune.get("/tin-bao").await.expect(200).shows("Chờ ký nhận từ Công an tỉnh Mẫu"));

        assert!(end(&commune, &tip, "rut-lai", "nhầm").await.expect(422).shows("Viết lý do rõ hơn"));
        province.post(&format!("{tip}/rut-lai"), &[("ly_do_rut", "Không phải tin của tôi")]).await.expect(303);
        assert!(holders(&house, &tip).await.contains(&PROVINCE.to_owned()), "not whoever it was offered to");
        end(&commune, &tip, "rut-lai", "Chọn nhầm cơ quan nhận").await.expect(303);
        let open = house.app.db().count(&LOGGED, db::params!["Chọn nhầm cơ quan nhận"]).await.expect("the log");
        assert_eq!(open, 0, "what is sealed with the steps does not lie open in the log");

        assert_eq!(holders(&house, &tip).await, [COMMUNE]);
        province.get(&tip).await.expect(404);
        province.post(&format!("{tip}/nhan"), &[]).await.expect(404);
        assert!(!province.get("/tin-bao").await.expect(200).shows("Chờ cơ quan mình ký nhận"));
        let page = commune.get(&tip).await.expect(200);
        assert!(page.shows("Rút lại tin đã chuyển") && page.shows("Chọn nhầm cơ quan nhận"), "{}", page.text());
        assert!(page.shows("Đã phân loại") && page.shows("đã rút lại") && !page.shows("ký nhận 04/03/2026"));
        assert_eq!(logged(&house.app, "tips.offer-withdrawn").await, 1);
        let again = [("ly_do_rut", "Rút lại lần nữa xem sao"), ("phien_ban", "9")];
        assert!(commune.post(&format!("{tip}/rut-lai"), &again).await.expect(303).location() == Some(tip.as_str()));
        assert_eq!(logged(&house.app, "tips.offer-withdrawn").await, 1);

        house.app.set_clock_to("2026-03-04T10:00:01Z");
        let visitor = house.open_by_code(&receipt).await;
        assert!(mailbox(&visitor).await.shows("Đang xem xét"));
        // And it goes on: to the right agency, with a key of its own.
        to_province(&commune, &province, &tip).await;
        assert!(province.get(&tip).await.expect(200).shows("Chuyện gửi nhầm nơi"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_reporter_saw_of_a_hand_over_stays_when_it_comes_back() {
    for house in houses().await {
        let (_visitor, receipt, tip) = told(&house, "Chuyện trả về").await;
        let (commune, province) = (house.commune().await, house.province().await);
        offer(&commune, &tip).await;
        house.app.set_clock_to("2026-03-04T10:00:01Z");
        let visitor = house.open_by_code(&receipt).await;
        assert!(mailbox(&visitor).await.shows("Đã chuyển cơ quan có thẩm quyền"));

        end(&province, &tip, "tu-choi", "Không thuộc địa bàn của tỉnh").await.expect(303);
        note(&commune, &tip, "phan-loai", &[("loai", "denunciation"), ("hanh_vi", "art_150")]).await.expect(303);

        house.app.set_clock_to("2026-03-05T10:00:01Z");
        let visitor = house.open_by_code(&receipt).await;
        assert!(mailbox(&visitor).await.shows("Đã chuyển cơ quan có thẩm quyền"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_a_tip_was_offered_to_declines_it_and_the_sender_reads_why() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        offer(&commune, &tip).await;

        commune.post(&format!("{tip}/tu-choi"), &[("ly_do_tu_choi", "Không phải việc của tôi")]).await.expect(303);
        assert!(end(&province, &tip, "tu-choi", "").await.expect(422).shows("Viết lý do rõ hơn"));
        end(&province, &tip, "tu-choi", "Xảy ra ở tỉnh khác").await.expect(303);

        province.get(&tip).await.expect(404);
        province.post(&format!("{tip}/nguoi-bao"), &[("ly_do", "Xem người báo là ai")]).await.expect(404);
        assert_eq!(holders(&house, &tip).await, [COMMUNE]);
        let page = commune.get(&tip).await.expect(200);
        assert!(page.shows("từ chối nhận, trả lại tin") && page.shows("Xảy ra ở tỉnh khác"), "{}", page.text());
        assert!(page.shows("bị từ chối") && !page.shows("Rút lại tin này?"));
        assert_eq!(logged(&house.app, "tips.offer-declined").await, 1);
        // The limit for handing over runs on, and the steps of the path are open again.
        assert!(commune.get(&tip).await.shows("Phân loại tin"));
        house.app.pass(jiff::Span::new().hours(30));
        let queue = commune.get("/tin-bao").await.expect(200);
        assert!(queue.shows("Quá hạn") || queue.shows("quá hạn"), "{}", queue.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_nobody_signs_is_marked_as_late_on_both_sides() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        offer(&commune, &tip).await;
        let late = "Quá hạn ký nhận";
        house.app.pass(jiff::Span::new().hours(23));
        for officer in [&commune, &province] {
            assert!(!officer.get("/tin-bao").await.expect(200).shows(late));
        }

        house.app.pass(jiff::Span::new().hours(2));

        for officer in [&commune, &province] {
            assert!(officer.get("/tin-bao").await.expect(200).shows(late));
        }
        let page = commune.get(&tip).await.expect(200);
        assert!(page.shows(late) && page.shows("Ký nhận tin được chuyển"), "{}", page.text());
        province.post(&format!("{tip}/nhan"), &[]).await.expect(303);
        assert!(!commune.get("/tin-bao").await.expect(200).shows(late));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_signature_the_earlier_holder_neither_reads_nor_answers_and_keeps_its_entry() {
    for house in houses().await {
        let (visitor, _receipt, tip) = told(&house, "Chuyện kể lúc đầu").await;
        let (commune, province) = (house.commune().await, house.province().await);
        offer(&commune, &tip).await;
        // Until the signature whoever sent it speaks to the reporter, and nobody else.
        let answer = |text: &'static str, key: &'static str| [("tra_loi", text), ("khoa", key)];
        province.post(&format!("{tip}/tra-loi"), &answer("Tỉnh trả lời sớm", "p0")).await.expect(404);
        assert!(!province.get(&tip).await.expect(200).shows("Viết cho người báo"));
        commune.post(&format!("{tip}/tra-loi"), &answer("Xã đang chuyển", "c0")).await.expect(303);
        province.post(&format!("{tip}/nhan"), &[]).await.expect(303);
        assert_eq!(holders(&house, &tip).await, [PROVINCE]);

        let secret = "nói về trưởng công an xã";
        visitor.post_bare("/ma/hop-thu", &[("noi_dung", secret), ("khoa", "r1")]).await.expect(303);

        let page = commune.get(&tip).await.expect(200);
        assert!(!page.shows(secret) && !page.shows("Chuyện kể lúc đầu"), "{}", page.text());
        assert!(page.shows("nay do Công an tỉnh Mẫu giữ") && page.shows("0001/2026") && page.shows("Tiếp nhận"));
        commune.post(&format!("{tip}/tra-loi"), &answer("Xã vẫn trả lời", "c1")).await.expect(404);
        commune.post(&format!("{tip}/nguy-hiem"), &[]).await.expect(404);
        commune.get(&format!("{tip}/chuyen")).await.expect(404);
        assert!(commune.get("/tin-bao/so-tiep-nhan").await.expect(200).shows("0001/2026"), "the book stays");
        commune.get(&format!("{tip}/lich")).await.expect(200);
        let page = province.get(&tip).await.expect(200);
        assert!(page.shows(secret) && page.shows("Chuyện kể lúc đầu") && page.shows("Xã đang chuyển"));
        province.post(&format!("{tip}/tra-loi"), &answer("Tỉnh đã nhận", "p1")).await.expect(303);
        let read = mailbox(&visitor).await;
        assert!(read.shows("Tỉnh đã nhận") && !read.shows("Xã vẫn trả lời") && !read.shows("Tỉnh trả lời sớm"));
    }
}

const WAIT: Statement = Statement {
    name: "test::WAIT",
    sql: "INSERT INTO receipt_waiting (id, record_type, record_id, key_version, sealed, made_at)
        VALUES ('w', 'tip', $1, 1, $2, 0)",
};
const SETTLE: Statement = Statement { name: "test::SETTLE", sql: "DELETE FROM receipt_waiting" };

async fn run(house: &House, statement: &Statement, values: Vec<db::Value>) {
    let mut tx = house.app.db().begin().await.expect("a transaction");
    tx.run(statement, values).await.expect("a change");
    tx.commit().await.expect("a commit");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_in_a_flood_does_not_wait_for_the_key_which_the_next_look_takes() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        offer(&commune, &tip).await;
        let id = tip.rsplit('/').next().expect("an id");
        run(&house, &WAIT, params![id, vec![0_u8]]).await;

        province.post(&format!("{tip}/nhan"), &[]).await.expect(303);

        let page = province.get(&tip).await.expect(200);
        assert!(page.shows("Cơ quan chuyển còn giữ khoá cũ"), "{}", page.text());
        assert!(holders(&house, &tip).await.contains(&COMMUNE.to_owned()));
        assert!(!commune.get(&tip).await.expect(200).shows("Chuyện kể tại quầy"), "the page is closed at once");
        run(&house, &SETTLE, params![]).await;
        assert!(province.get(&tip).await.expect(200).shows("Chuyện kể tại quầy"));
        assert_eq!(holders(&house, &tip).await, [PROVINCE]);
        assert_eq!(logged(&house.app, "tips.keys-ended").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_the_reporter_is_stays_with_the_only_agency_that_was_told() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        let form = commune.get(&format!("{tip}/chuyen")).await.expect(200);
        let version = form.value_of("phien_ban").expect("a version");
        let fields = [("den", PROVINCE), ("phien_ban", version.as_str())];
        commune.post(&format!("{tip}/chuyen"), &fields).await.expect(303);
        province.post(&format!("{tip}/nhan"), &[]).await.expect(303);

        assert!(commune.get(&tip).await.expect(200).shows("Danh tính người báo chưa được chuyển kèm"));
        let record = vault::Record { kind: "tip_reporter", id: tip.rsplit('/').next().expect("an id") };
        let known = vault::list_holders(&mut house.app.db(), record).await.expect("holders");
        assert_eq!(known, [COMMUNE], "taken from the last one it would be lost");
    }
}

/// Reasons in the log that say so.
const LOGGED: db::Statement =
    db::Statement { name: "test::LOGGED", sql: "SELECT COUNT(*) FROM audit_payload WHERE reason = $1" };
