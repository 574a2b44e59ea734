//! When and by whom a tip was received, what calls for haste, and what that does to the limits (law.md §1.3, rows c–g).

use access::Actor;
use testkit::{Client, Persona};

use crate::{
    figures::figures,
    house::{House, houses, vault_of},
    path::{logged, note, take_in, tips_in, to_province},
    photos::picture,
};

const LESSER: [(&str, &str); 2] = [("loai", "denunciation"), ("hanh_vi", "other_lesser")];
/// 09:00 on Tuesday 10/02/2026.
const TUESDAY: &str = "2026-02-10T02:00:00Z";

/// The calendar of a tip, in words.
async fn calendar(officer: &Client<'_>, tip: &str) -> String {
    officer.get(&format!("{tip}/lich")).await.expect(200).text()
}

fn holds(text: &str, line: &str) {
    assert!(text.contains(line), "{line}\n{text}");
}

fn holds_not(text: &str, line: &str) {
    assert!(!text.contains(line), "{line}\n{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesser_crime_caught_in_the_act_has_24_hours_and_48_in_a_remote_commune() {
    const SEVEN_DAYS: &str = "Công an cấp xã kiểm tra sơ bộ rồi chuyển";
    const SHORT: &str = "Thứ Ba, 10/02/2026 : Công an cấp xã chuyển Cơ quan điều tra: 08:00 10/02/2026";
    const REMOTE: &str =
        "Thứ Tư, 11/02/2026 : Công an xã miền núi, hải đảo xa chuyển Cơ quan điều tra: 08:00 11/02/2026";
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let (officer, province) = (house.commune().await, house.province().await);
        let tip = take_in(&officer, "k1", &[]).await;
        holds(&calendar(&officer, &tip).await, SHORT);

        // Row e: 07 days from receipt, in both readings of the first day.
        note(&officer, &tip, "phan-loai", &LESSER).await.expect(303);
        let text = calendar(&officer, &tip).await;
        holds(&text, &format!("Chủ nhật, 15/02/2026 : Hết hạn: {SEVEN_DAYS}"));
        holds_not(&text, "Công an cấp xã chuyển Cơ quan điều tra");

        // Row d, by its circumstance: 24 hours.
        for circumstance in ["caught_in_the_act", "public_interest", "may_flee"] {
            let hasty = [LESSER.as_slice(), &[("tinh_huong", circumstance)]].concat();
            note(&officer, &tip, "phan-loai", &hasty).await.expect(303);
            let text = calendar(&officer, &tip).await;
            holds(&text, SHORT);
            holds_not(&text, SEVEN_DAYS);
            holds(&text, &format!("{REMOTE} – nếu là xã"));
        }
        holds(&officer.get(&tip).await.expect(200).text(), "Đã rõ người thực hiện, người ấy có thể bỏ trốn");

        // Row d, remote: 48 hours, and only where the officer says so.
        let remote = [LESSER.as_slice(), &[("tinh_huong", "may_flee"), ("xa_vung_xa", "co")]].concat();
        note(&officer, &tip, "phan-loai", &remote).await.expect(303);
        let text = calendar(&officer, &tip).await;
        holds(&text, REMOTE);
        holds_not(&text, &format!("{REMOTE} – nếu"));
        holds_not(&text, "Công an cấp xã chuyển Cơ quan điều tra");
        let page = officer.get(&tip).await.expect(200);
        assert!(page.shows("xã miền núi, hải đảo xa") && page.shows("tham số: chưa đối chiếu"), "{}", page.text());

        // What the province says later does not take back what the commune was held to.
        to_province(&officer, &province, &tip).await;
        let form = province.get(&format!("{tip}/buoc/phan-loai")).await.expect(200);
        assert!(!form.body().contains("xa_vung_xa"), "the longer limit is one of commune police alone");
        note(&province, &tip, "phan-loai", &LESSER).await.expect(303);
        holds(&calendar(&province, &tip).await, &format!("{REMOTE} – đã xong"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_circumstance_that_is_none_is_refused_and_none_is_chosen_at_first() {
    for house in houses().await {
        let officer = house.commune().await;
        let tip = take_in(&officer, "k1", &[]).await;

        let form = officer.get(&format!("{tip}/buoc/phan-loai")).await.expect(200);
        assert!(form.body().contains("Điều 8 khoản 5 điểm a"), "{}", form.text());
        let invented = [LESSER.as_slice(), &[("tinh_huong", "in_a_hurry")]].concat();
        let refused = note(&officer, &tip, "phan-loai", &invented).await.expect(422);
        assert!(refused.shows("Chọn một tình huống trong danh sách"));
    }
}

/// An officer of a police post in the commune, with the post's vault.
async fn post(house: &House) -> Client<'_> {
    let (db, context) = (house.app.db(), house.app.context());
    let mut tx = db.begin().await.expect("a transaction");
    let post = organisation::seed::SeedAgency {
        unit: "99001",
        kind: "police",
        name: "Trạm Công an Cửa Mẫu",
        other_names: &[],
        valid_from: organisation::sample::SINCE,
        ended: None,
    };
    let agency = organisation::seed::agency(&mut tx, context, &post).await.expect("an agency").id;
    tx.commit().await.expect("a commit");
    let opener = vault_of(&house.app, Persona::CommuneLeader, &agency).await;
    let roles = ["tip_receiver", "tip_leader"].map(str::to_owned).to_vec();
    let actor = house.app.actor(Persona::CommuneLeader).await;
    house.app.visit_as_actor(Actor { roles, agency: Some(agency), ..actor }).with_key(opener)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_police_post_has_24_hours_whatever_the_crime() {
    for house in houses().await {
        house.app.set_clock_to("2026-02-09T01:00:00Z");
        let officer = post(&house).await;
        let tip = take_in(&officer, "k1", &[]).await;
        note(&officer, &tip, "phan-loai", &LESSER).await.expect(303);

        let text = calendar(&officer, &tip).await;
        holds(&text, "Thứ Ba, 10/02/2026 : Trạm Công an chuyển Cơ quan điều tra: 08:00 10/02/2026");
        holds_not(&text, "Công an cấp xã");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_had_it_before_us_has_its_own_limit_and_ours_begins_with_us() {
    let rows = [
        // Row c: 24 hours from the procuracy's receipt.
        ("procuracy", "Thứ Ba, 10/02/2026 : Viện kiểm sát chuyển Cơ quan điều tra: 07:30 10/02/2026 – đã xong"),
        // Row f: the same for a police post.
        ("police_post", "Thứ Ba, 10/02/2026 : Trạm Công an chuyển Cơ quan điều tra: 07:30 10/02/2026 – đã xong"),
        // Row g: at once.
        ("other_body", "Thứ Hai, 09/02/2026 : Chuyển ngay Cơ quan điều tra: 07:30 09/02/2026 – đã xong"),
        // Row d: a commune whose police have no key yet and send a letter.
        ("commune_police", "Thứ Ba, 10/02/2026 : Công an cấp xã chuyển Cơ quan điều tra: 07:30 10/02/2026 – đã xong"),
    ];
    for house in houses().await {
        house.app.set_clock_to(TUESDAY);
        let officer = house.province().await;
        for (body, line) in rows {
            let passed_on = [
                ("kenh", "agency"),
                ("gap", "now"),
                ("ngay_tiep_nhan", "10/02/2026"),
                ("gio_tiep_nhan", "8:15"),
                ("noi_dau", body),
                ("noi_dau_ngay", "09/02/2026"),
                ("noi_dau_gio", "07:30"),
            ];
            let tip = take_in(&officer, body, &passed_on).await;

            let text = calendar(&officer, &tip).await;
            holds(&text, line);
            // The province classifies within 24 hours of its own receipt, and 20 days run from there.
            holds(&text, "Phân loại tin: 08:15 11/02/2026");
            holds(&text, "Chủ nhật, 01/03/2026 : Hết hạn: Giải quyết tin (20 ngày)");
            // Danger too is a matter of whoever has it now.
            holds(&text, "Nhận xử lý nguy hiểm: 10:15 10/02/2026");
        }
        // What is counted is what we received, in the month in which we did.
        let january = [("noi_dau", "procuracy"), ("noi_dau_ngay", "31/01/2026"), ("noi_dau_gio", "16:00")];
        take_in(&officer, "k5", &january).await;
        let counted = figures(&officer.get("/tin-bao/so-lieu").await.expect(200));
        let of = |query: &str| counted.iter().find(|(href, _)| href.ends_with(query)).map(|(_, number)| *number);
        assert_eq!((of("so=received&thang=2"), of("so=received&thang=1")), (Some(5), None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_hours_later_runs_from_its_receipt_and_late_entries_stand_in_the_log() {
    for house in houses().await {
        house.app.set_clock_to(TUESDAY);
        let officer = house.province().await;
        let form = officer.get("/tin-bao/moi").await.expect(200);
        assert_eq!(form.value_of("ngay_tiep_nhan").as_deref(), Some("10/02/2026"));
        assert_eq!(form.value_of("gio_tiep_nhan").as_deref(), Some("09:00"));

        // A letter that came in yesterday afternoon: 24 hours for its kind run from then.
        let letter = [("kenh", "letter"), ("ngay_tiep_nhan", "9/2/2026"), ("gio_tiep_nhan", "16h30")];
        let tip = take_in(&officer, "k1", &letter).await;
        holds(&calendar(&officer, &tip).await, "Thứ Ba, 10/02/2026 : Phân loại tin: 16:30 10/02/2026");
        assert!(officer.get(&tip).await.expect(200).shows("16:30 09/02/2026"));
        assert_eq!(logged(&house.app, "tips.entered-late").await, 0);

        // One that lay in a drawer: late from the first moment, and the log says so.
        let drawer = [("kenh", "letter"), ("ngay_tiep_nhan", "06/02/2026"), ("gio_tiep_nhan", "08:00")];
        let tip = take_in(&officer, "k2", &drawer).await;
        assert!(officer.get("/tin-bao").await.expect(200).shows("Quá hạn 08:00 07/02/2026"));
        assert!(officer.get(&tip).await.expect(200).shows("08:00 06/02/2026"));
        assert_eq!(logged(&house.app, "tips.entered-late").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_lies_neither_in_the_future_nor_before_that_of_whoever_had_it_first_and_what_was_typed_stays() {
    let wrong: [(&[(&str, &str)], &str); 6] = [
        (&[("ngay_tiep_nhan", "11/02/2026"), ("gio_tiep_nhan", "08:00")], "Thời điểm này ở tương lai"),
        (&[("ngay_tiep_nhan", "10/02/2026"), ("gio_tiep_nhan", "09:01")], "Thời điểm này ở tương lai"),
        (&[("ngay_tiep_nhan", "31/02/2026"), ("gio_tiep_nhan", "08:00")], "Ghi ngày dạng 09/02/2026"),
        (&[("ngay_tiep_nhan", "10/02/2026"), ("gio_tiep_nhan", "sáng")], "Ghi giờ dạng 08:30"),
        (&[("noi_dau", ""), ("noi_dau_ngay", "09/02/2026")], "Chọn nơi tiếp nhận trước đó"),
        (
            &[
                ("ngay_tiep_nhan", "09/02/2026"),
                ("gio_tiep_nhan", "08:00"),
                ("noi_dau", "procuracy"),
                ("noi_dau_ngay", "09/02/2026"),
                ("noi_dau_gio", "08:30"),
            ],
            "Nơi ấy nhận tin trước cơ quan mình",
        ),
    ];
    for house in houses().await {
        house.app.set_clock_to(TUESDAY);
        let officer = house.province().await;
        officer.get("/tin-bao/moi").await.expect(200);
        for (fields, words) in wrong {
            let base = [("kenh", "letter"), ("chuyen", "Thư kể chuyện"), ("ten", "Người Mẫu Báo"), ("khoa", "w")];
            let refused = officer.post("/tin-bao/moi", &[base.as_slice(), fields].concat()).await.expect(422);
            assert!(refused.shows(words) && refused.shows("Thư kể chuyện"), "{words}: {}", refused.text());
            for (name, value) in fields.iter().filter(|(name, _)| *name != "noi_dau") {
                assert_eq!(refused.value_of(name).as_deref(), Some(*value));
            }
        }
        assert!(officer.get("/tin-bao").await.expect(200).shows("Không có tin nào đang chờ"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommendation_comes_with_its_evidence_cleaned_and_sealed() {
    for house in houses().await {
        let officer = house.province().await;
        officer.get("/tin-bao/moi").await.expect(200);
        let fields = [("kenh", "agency"), ("ten", "Hội Mẫu"), ("noi_chuyen", "Hội Phụ nữ xã Mẫu")];
        let told = [fields.as_slice(), &[("khoa", "e"), ("chuyen", "Kiến nghị khởi tố kèm chứng cứ")]].concat();
        let (paper, text) = (picture(), b"%PDF-1.7 no picture".to_vec());

        let refused = officer.post_file("/tin-bao/moi", &told, "tep", "van-ban.pdf", &text).await.expect(422);
        assert!(refused.shows("Kiến nghị khởi tố kèm chứng cứ"), "{}", refused.text());
        let again = officer.post_file("/tin-bao/moi", &fields, "tep", "bien-ban.png", &paper).await.expect(422);
        assert!(again.shows("Chọn lại ảnh"), "{}", again.text());
        officer.post_file("/tin-bao/moi", &told, "tep", "bien-ban-mau.png", &paper).await.expect(303);

        let tip = tips_in(&officer.get("/tin-bao").await.expect(200)).remove(0);
        let page = officer.get(&tip).await.expect(200);
        assert!(page.shows("bien-ban-mau.png"), "{}", page.text());
        let file = page.links().into_iter().find(|link| link.contains("/tep/")).expect("a link");
        assert_eq!(officer.get(&file).await.expect(200).header("content-type"), Some("image/jpeg"));
        assert_eq!(crate::secrecy::holds(house.app.db(), "bien-ban-mau.png").await, None);
        // A form without any file is what a browser sends as one without a name.
        let none = [fields.as_slice(), &[("chuyen", "Không kèm gì"), ("khoa", "e2")]].concat();
        officer.post_file("/tin-bao/moi", &none, "tep", "", &[]).await.expect(303);
    }
}
