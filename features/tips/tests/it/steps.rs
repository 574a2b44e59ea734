//! Noting the steps of the legal path from the page of a tip.

use testkit::{Client, Reply};

use crate::{
    house::{House, houses},
    path::{logged, note, send, take_in, to_province},
    secrecy::holds,
};

const PAPER: [(&str, &str); 2] = [("so", "12/CSĐT"), ("ngay_van_ban", "09/02/2026")];
const TRAFFICKING: [(&str, &str); 2] = [("loai", "denunciation"), ("hanh_vi", "art_150")];

/// A tip that the province took in at 08:00 on Monday 09/02/2026 and classified.
async fn at_the_province(house: &House) -> (Client<'_>, String) {
    house.app.set_clock_to("2026-02-09T01:00:00Z");
    let officer = house.province().await;
    let tip = take_in(&officer, "k1", &[]).await;
    note(&officer, &tip, "phan-loai", &TRAFFICKING).await.expect(303);
    (officer, tip)
}

async fn walk(house: &House) {
    let (officer, tip) = at_the_province(house).await;
    let page = officer.get(&tip).await.expect(200);
    assert!(page.shows("Phân loại: Tố giác, Mua bán người (Điều 150)"), "{}", page.text());
    assert!(page.shows("Thông báo Viện kiểm sát về việc tiếp nhận") && !page.shows("Tạm đình chỉ giải quyết"));

    // One notice stops both clocks of the procuracy.
    note(&officer, &tip, "bao-vien-kiem-sat", &PAPER).await.expect(303);
    let page = officer.get(&tip).await.expect(200);
    assert!(page.shows("(số 12/CSĐT, 09/02/2026)") && !page.shows("Thông báo Viện kiểm sát về việc tiếp nhận"));

    // Assigned to an officer of the agency, and to nobody else.
    let outside = [PAPER.as_slice(), &[("can_bo", "person-99001-office")]].concat();
    assert!(note(&officer, &tip, "phan-cong", &outside).await.expect(422).shows("Chọn người của cơ quan"));
    let inside = [PAPER.as_slice(), &[("can_bo", "person-99-office")]].concat();
    note(&officer, &tip, "phan-cong", &inside).await.expect(303);
    assert!(officer.get(&tip).await.shows("Phân công giải quyết: Trần Mẫu Một"));

    // Not suspended before the limit has run out, whatever the ground.
    let suspended = [PAPER.as_slice(), &[("can_cu", "awaiting_expertise"), ("ly_do", "Chờ giám định mẫu")]].concat();
    let early = note(&officer, &tip, "tam-dinh-chi", &suspended).await.expect(422);
    assert!(early.shows("Thời hạn giải quyết chưa hết vào ngày này") && early.shows("Chờ giám định mẫu"));

    // Prolonged, extended, decided, told.
    house.app.set_clock_to("2026-02-27T02:00:00Z");
    let reason = [PAPER.as_slice(), &[("ly_do", "lý-do-chỉ-cơ-quan-biết")]].concat();
    note(&officer, &tip, "keo-dai", &reason).await.expect(303);
    assert!(officer.get(&tip).await.shows("lý-do-chỉ-cơ-quan-biết"));
    assert_eq!(holds(house.app.db(), "lý-do-chỉ-cơ-quan-biết").await, None, "a reason is sealed");
    house.app.set_clock_to("2026-04-02T02:00:00Z");
    let form = officer.get(&format!("{tip}/buoc/de-nghi-gia-han")).await.expect(200);
    assert!(form.shows("hết ngày 04/04/2026") || form.shows("hết ngày 03/04/2026"), "{}", form.text());
    note(&officer, &tip, "de-nghi-gia-han", &reason).await.expect(303);
    note(&officer, &tip, "duoc-gia-han", &PAPER).await.expect(303);
    assert!(officer.get(&tip).await.shows("hết ngày 09/06/2026"));
    house.app.set_clock_to("2026-05-05T02:00:00Z");
    let decided = [PAPER.as_slice(), &[("ket_qua", "prosecute")]].concat();
    note(&officer, &tip, "quyet-dinh", &decided).await.expect(303);
    note(&officer, &tip, "gui-quyet-dinh", &[]).await.expect(303);
    note(&officer, &tip, "bao-ket-qua", &[]).await.expect(303);
    let page = officer.get(&tip).await.expect(200);
    assert!(page.shows("Quyết định: Khởi tố vụ án hình sự") && page.shows("Đã kết thúc"));

    // Classified, notified, assigned, prolonged, requested, extended, decided, sent, told.
    assert_eq!(logged(&house.app, "tips.step-noted").await, 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_path_is_noted_from_the_page_and_every_step_is_in_the_log() {
    for house in houses().await {
        walk(&house).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn suspension_waits_for_the_limit_takes_a_ground_of_the_law_and_ends_by_resumption() {
    for house in houses().await {
        let (officer, tip) = at_the_province(&house).await;
        // 20 days end on Saturday 28/2, in the strict reading.
        house.app.set_clock_to("2026-02-28T02:00:00Z");
        assert!(officer.get(&tip).await.expect(200).shows("Tạm đình chỉ giải quyết"));
        let reason = [PAPER.as_slice(), &[("ly_do", "Đã trưng cầu giám định")]].concat();
        let invented = [reason.as_slice(), &[("can_cu", "busy")]].concat();
        assert!(note(&officer, &tip, "tam-dinh-chi", &invented).await.expect(422).shows("Chọn một trong ba căn cứ"));
        let lawful = [reason.as_slice(), &[("can_cu", "awaiting_expertise")]].concat();
        note(&officer, &tip, "tam-dinh-chi", &lawful).await.expect(303);
        let page = officer.get(&tip).await.expect(200);
        assert!(page.shows("Quyết định: Tạm đình chỉ: chờ giám định") && page.shows("Gửi quyết định tạm đình chỉ"));

        house.app.set_clock_to("2026-03-10T02:00:00Z");
        note(&officer, &tip, "phuc-hoi", &reason).await.expect(303);
        let page = officer.get(&tip).await.expect(200);
        assert!(page.shows("Giải quyết sau khi phục hồi") && page.shows("hết ngày 10/04/2026"), "{}", page.text());
    }
}

fn refused(reply: Reply, words: &str) {
    let reply = reply.expect(422);
    assert!(reply.shows(words), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_lies_neither_in_the_future_nor_before_the_receipt_and_what_was_typed_stays() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let officer = house.province().await;
        let tip = take_in(&officer, "k1", &[]).await;
        house.app.set_clock_to("2026-02-10T01:00:00Z");
        let on =
            |day: &'static str, time: &'static str| [TRAFFICKING.as_slice(), &[("ngay", day), ("gio", time)]].concat();

        refused(note(&officer, &tip, "phan-loai", &on("11/02/2026", "08:00")).await, "ở tương lai");
        refused(note(&officer, &tip, "phan-loai", &on("08/02/2026", "08:00")).await, "trước lúc cơ quan tiếp nhận");
        refused(note(&officer, &tip, "phan-loai", &on("31/02/2026", "08:00")).await, "Ghi ngày dạng 09/02/2026");
        refused(note(&officer, &tip, "phan-loai", &on("09/02/2026", "sáng")).await, "Ghi giờ dạng 08:30");
        let bare = note(&officer, &tip, "bao-vien-kiem-sat", &[("so", "99/TB")]).await;
        refused(bare, "Ghi ngày văn bản");
        let typed = note(&officer, &tip, "phan-loai", &on("11/02/2026", "07:15")).await;
        assert_eq!(typed.value_of("ngay").as_deref(), Some("11/02/2026"));
        assert_eq!(typed.value_of("gio").as_deref(), Some("07:15"));
        assert!(typed.body().contains("<option value=\"art_150\" selected>"));
        // In the minute of the receipt is not before it.
        note(&officer, &tip, "phan-loai", &on("09/02/2026", "08:00")).await.expect(303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_once_the_second_sees_the_tip_as_it_now_stands() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let (first, second) = (house.province().await, house.province().await);
        let tip = take_in(&first, "k1", &[]).await;
        let open_first = first.get(&format!("{tip}/buoc/phan-loai")).await.expect(200);
        let open_second = second.get(&format!("{tip}/buoc/phan-loai")).await.expect(200);

        send(&first, &tip, "phan-loai", &open_first, &TRAFFICKING).await.expect(303);
        let other = [("loai", "information"), ("hanh_vi", "unclear"), ("ly_do", "chữ của người sau")];
        let late = send(&second, &tip, "phan-loai", &open_second, &other).await.expect(422);

        assert!(late.shows("Có người vừa thay đổi tin này") && late.shows("Đã phân loại"));
        assert!(late.shows("Phân loại, 08:00 09/02/2026, Trần Mẫu Một"), "{}", late.text());
        assert!(late.shows("chữ của người sau"));
        assert_eq!(logged(&house.app, "tips.step-noted").await, 1);
        // Sent again over what is now seen, it is taken.
        send(&second, &tip, "phan-loai", &late, &other).await.expect(303);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_agency_that_holds_a_tip_notes_steps_and_commune_police_never_decide() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        assert!(!commune.get(&tip).await.expect(200).shows("Quyết định khởi tố hoặc không khởi tố"));
        note(&commune, &tip, "phan-loai", &TRAFFICKING).await.expect(303);
        let decided = [PAPER.as_slice(), &[("ket_qua", "do_not_prosecute")]].concat();
        refused(note(&commune, &tip, "quyet-dinh", &decided).await, "không có thẩm quyền");

        let step = format!("{tip}/buoc/phan-loai");
        province.get(&step).await.expect(404);
        house.neighbour().await.get(&step).await.expect(404);
        commune.get(&format!("{tip}/buoc/no-such-step")).await.expect(404);
        to_province(&commune, &province, &tip).await;
        commune.get(&step).await.expect(404);
        commune.post(&step, &TRAFFICKING).await.expect(404);
        note(&province, &tip, "phan-loai", &TRAFFICKING).await.expect(303);
        // The investigation agency hands over only what it found itself not competent for.
        let form = province.get(&format!("{tip}/chuyen")).await.expect(200);
        let version = form.value_of("phien_ban").expect("a version");
        let back = [("den", "agency-99001-police"), ("so", ""), ("phien_ban", version.as_str())];
        refused(province.post(&format!("{tip}/chuyen"), &back).await, "Xác định không thuộc thẩm quyền");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_assigned_notes_what_follows_and_the_head_what_is_decided() {
    for house in houses().await {
        let (head, tip) = at_the_province(&house).await;
        let receiver = house.province_receiver().await;
        // Not before the tip is that officer's.
        receiver.get(&format!("{tip}/buoc/bao-vien-kiem-sat")).await.expect(404);
        assert!(!receiver.get(&tip).await.expect(200).shows("Thông báo Viện kiểm sát về việc tiếp nhận"));
        let inside = [PAPER.as_slice(), &[("can_bo", "person-99-office")]].concat();
        note(&head, &tip, "phan-cong", &inside).await.expect(303);

        let page = receiver.get(&tip).await.expect(200);
        assert!(page.shows("Thông báo Viện kiểm sát về việc tiếp nhận"), "{}", page.text());
        assert!(!page.body().contains("/buoc/quyet-dinh") && !page.body().contains("/buoc/keo-dai"));
        note(&receiver, &tip, "bao-vien-kiem-sat", &PAPER).await.expect(303);
        for step in ["quyet-dinh", "keo-dai", "phan-cong", "tam-dinh-chi"] {
            receiver.get(&format!("{tip}/buoc/{step}")).await.expect(404);
            receiver.post(&format!("{tip}/buoc/{step}"), &[("phien_ban", "3")]).await.expect(404);
        }
        // A colleague with the same role to whom it was not assigned.
        let colleague = house.province_colleague().await;
        colleague.get(&format!("{tip}/buoc/vks-nhan-phan-cong")).await.expect(404);
        receiver.get(&format!("{tip}/buoc/vks-nhan-phan-cong")).await.expect(200);
    }
}
