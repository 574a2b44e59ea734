//! From the first question to the answer, and over to the province.

use testkit::{Client, Reply};

use crate::house::{House, houses};

/// The mailbox, once its receipt is settled: in a flood that takes a moment.
pub(crate) async fn mailbox(visitor: &Client<'_>) -> Reply {
    loop {
        let reply = visitor.get("/ma/hop-thu").await.expect(200);
        if !reply.shows("Hộp thư sẽ mở được trong vài phút nữa") {
            return reply;
        }
        tokio::task::yield_now().await;
    }
}

/// The address of the only tip in a queue.
async fn only_tip(officer: &Client<'_>) -> String {
    let queue = officer.get("/tin-bao").await.expect(200);
    let mut tips: Vec<_> = queue
        .links()
        .into_iter()
        .filter(|link| link.starts_with("/tin-bao/") && link.len() == "/tin-bao/".len() + 36)
        .collect();
    tips.dedup();
    assert_eq!(tips.len(), 1, "{tips:?}");
    tips.remove(0)
}

async fn walk(house: &House) {
    let (visitor, receipt) = house.tell("Ba người bị giữ giấy tờ ở nhà kho").await;
    let last = receipt.rsplit(' ').next().expect("a group").to_owned();

    // The receipt is not left behind before it was typed again.
    visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", "0"), ("da_chep", "co")]).await.expect(422);
    visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", &last), ("da_chep", "co")]).await.expect(303);
    assert!(mailbox(&visitor).await.shows("Đã nhận"));

    // The commune reads and answers.
    let officer = house.commune().await;
    let tip = only_tip(&officer).await;
    assert!(officer.get("/tin-bao").await.shows("Nguy hiểm ngay"));
    let page = officer.get(&tip).await.expect(200);
    assert!(page.shows("Ba người bị giữ giấy tờ ở nhà kho") && page.shows("Xã Suối Mẫu"));
    officer.post(&format!("{tip}/nguy-hiem"), &[]).await.expect(303);
    officer.get(&tip).await.expect(200);
    officer.post(&format!("{tip}/tra-loi"), &[("tra_loi", "Nhà kho ở gần đâu?"), ("khoa", "k1")]).await.expect(303);
    officer.post(&format!("{tip}/tra-loi"), &[("tra_loi", "Nhà kho ở gần đâu?"), ("khoa", "k1")]).await.expect(303);

    // The reporter reads, answers, and cannot give the receipt away.
    let read = mailbox(&visitor).await;
    assert_eq!(read.body().matches("Nhà kho ở gần đâu?").count(), 1, "the same form twice is one message");
    visitor.post_bare("/ma/hop-thu", &[("noi_dung", &receipt), ("khoa", "r0")]).await.expect(422);
    visitor.post_bare("/ma/hop-thu", &[("noi_dung", "Gần cầu Mẫu"), ("khoa", "r1")]).await.expect(303);
    assert!(officer.get(&tip).await.expect(200).shows("Gần cầu Mẫu"));

    // Over to the province, which signs for it.
    let form = officer.get(&format!("{tip}/chuyen")).await.expect(200);
    let version = form.value_of("phien_ban").expect("a version");
    let fields = [("den", "agency-99-police"), ("so", "03/PC"), ("phien_ban", version.as_str())];
    officer.post(&format!("{tip}/chuyen"), &fields).await.expect(303);
    let again = officer.post(&format!("{tip}/chuyen"), &fields).await.expect(422);
    assert!(again.shows("Có người vừa thay đổi tin này"));
    let province = house.province().await;
    assert!(province.get("/tin-bao").await.expect(200).shows("Chờ cơ quan mình ký nhận"));
    province.post(&format!("{tip}/nhan"), &[]).await.expect(303);
    assert!(province.get(&tip).await.expect(200).shows("Gần cầu Mẫu"));
    assert!(officer.get("/tin-bao/so-tiep-nhan").await.expect(200).shows("0001/2026"), "the book keeps what went on");

    // The reporter learns of it at 17:00, not before.
    assert!(mailbox(&visitor).await.shows("Đã nhận"));
    house.app.set_clock_to("2026-03-04T10:00:01Z");
    visitor.get("/ma/hop-thu").await.expect(303);
    let visitor = house.open_by_code(&receipt).await;
    let moved = mailbox(&visitor).await;
    assert!(
        moved.shows("Đã chuyển cơ quan có thẩm quyền"),
        "{}",
        moved.body().split("<main").nth(1).unwrap_or_default()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tip_goes_from_the_first_question_to_the_province_and_back() {
    for house in houses().await {
        walk(&house).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_part_in_a_tip_does_not_find_it() {
    for house in houses().await {
        house.tell("Một chuyện ở Suối Mẫu").await;
        let tip = only_tip(&house.commune().await).await;

        let neighbour = house.neighbour().await;
        neighbour.get(&tip).await.expect(404);
        neighbour.get(&format!("{tip}/chuyen")).await.expect(404);
        neighbour.get(&format!("{tip}/nguoi-bao")).await.expect(404);
        assert!(neighbour.get("/tin-bao").await.expect(200).shows("Không có tin nào đang chờ"));
        // With the right and without the key: who is at the keyboard has to be proven.
        let without = house.commune_without_key().await.get(&tip).await.expect(303);
        assert!(without.location().is_some_and(|to| to.starts_with("/xac-nhan-lai")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn intake_is_never_refused_for_want_of_a_name_but_the_reason_is_noted() {
    for house in houses().await {
        let officer = house.commune().await;
        officer.get("/tin-bao/moi").await.expect(200);
        let bare = [("kenh", "telephone"), ("chuyen", "Bên kia gọi báo"), ("khong_neu_ten", "co"), ("khoa", "a")];
        let refused = officer.post("/tin-bao/moi", &bare).await.expect(422);
        assert!(refused.shows("Ghi lý do người báo không nêu tên") && refused.shows("Bên kia gọi báo"));

        let whole = [bare.as_slice(), &[("vi_sao_khong_ten", "fear")]].concat();
        officer.post("/tin-bao/moi", &whole).await.expect(303);
        officer.post("/tin-bao/moi", &whole).await.expect(303);
        assert_eq!(officer.get("/tin-bao").await.expect(200).body().matches("0001/2026").count(), 1);
        assert!(!officer.get("/tin-bao").await.shows("0002/2026"), "the same form twice is one tip");
    }
}
