//! Safe contact: a number is stored with its way and hours, and held back where a call could give somebody away (ux.md S-50).

use access::{Actor, Class};
use testkit::{Client, Persona};

use crate::{
    house::{House, houses},
    path::{logged, take_in},
    secrecy::holds,
};

const NUMBER: &str = "0000 000 999";
const REASON: (&str, &str) = ("ly_do", "Cần hỏi thêm người báo");
const MORNING: [(&str, &str); 5] = [
    ("dien_thoai", NUMBER),
    ("kenh_lien_lac", "call"),
    ("gio_tu", "8h"),
    ("gio_den", "10:00"),
    ("cach_xung", "gọi từ trạm y tế"),
];

/// The province's officer, who has just proven who is at the keyboard.
async fn officer(house: &House) -> Client<'_> {
    let roles = ["tip_receiver", "tip_leader"].map(str::to_owned).to_vec();
    let actor = Actor { roles, ceiling: Class::Sealed, ..house.app.actor(Persona::ProvinceOffice).await };
    house.app.visit_as_actor(actor).with_key(house.province.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_not_stored_without_its_way_and_its_hours() {
    for house in houses().await {
        let officer = officer(&house).await;
        officer.get("/tin-bao/moi").await.expect(200);
        let base = [("kenh", "telephone"), ("chuyen", "Chuyện kể"), ("ten", "Người Mẫu Báo"), ("khoa", "a")];
        let bare = [base.as_slice(), &[("dien_thoai", NUMBER), ("gio_an_toan", "buổi sáng")]].concat();

        let refused = officer.post("/tin-bao/moi", &bare).await.expect(422);

        assert!(refused.shows("phải chọn cách liên lạc an toàn") && refused.shows("từ mấy giờ đến mấy giờ"));
        assert_eq!(refused.value_of("gio_an_toan").as_deref(), Some("buổi sáng"));
        let backwards = [base.as_slice(), &MORNING[..3], &[("gio_den", "8:00")]].concat();
        assert!(officer.post("/tin-bao/moi", &backwards).await.expect(422).shows("từ mấy giờ đến mấy giờ"));
        officer.post("/tin-bao/moi", &[base.as_slice(), &MORNING].concat()).await.expect(303);
        assert_eq!(holds(house.app.db(), NUMBER).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_the_hours_the_number_is_held_back_until_somebody_says_why() {
    for house in houses().await {
        house.app.set_clock_to("2026-03-02T01:00:00Z");
        let officer = officer(&house).await;
        let tip = take_in(&officer, "k1", &MORNING).await;
        let page = format!("{tip}/nguoi-bao");

        // 09:59: inside.
        house.app.set_clock_to("2026-03-02T02:59:00Z");
        let inside = officer.post(&page, &[REASON]).await.expect(200);
        assert!(inside.shows("KHÔNG gọi ngoài 08:00–10:00") && inside.shows("gọi từ trạm y tế"), "{}", inside.text());
        assert!(inside.body().contains("<a href=\"tel:0000000999\">") && inside.shows(NUMBER));
        assert!(inside.shows("01/04/2026"), "30 days");
        assert!(!inside.body().contains("van_goi"));

        // 10:00: outside. No number, no link; the disguise stays.
        house.app.set_clock_to("2026-03-02T03:00:00Z");
        let outside = officer.post(&page, &[REASON]).await.expect(200);
        assert!(outside.shows("KHÔNG gọi ngoài 08:00–10:00") && outside.shows("ngoài giờ an toàn"));
        assert!(outside.shows("10:00 02/03/2026") && outside.shows("Người Mẫu Báo"));
        assert!(!outside.body().contains(NUMBER) && !outside.body().contains("tel:0000000999"));

        // Not without a reason; with one, shown and noted.
        let nod = officer.post(&page, &[REASON, ("van_goi", "co"), ("ly_do_goi", "gấp")]).await.expect(422);
        assert!(nod.shows("Viết lý do rõ hơn") && nod.shows("gấp") && !nod.body().contains(NUMBER));
        assert_eq!(logged(&house.app, "tips.contact-overridden").await, 0);
        let why = ("ly_do_goi", "Xe đang chạy về biên giới");
        let shown = officer.post(&page, &[REASON, ("van_goi", "co"), why]).await.expect(200);
        assert!(shown.shows(NUMBER) && shown.shows("Đã hiện số ngoài quy tắc an toàn"), "{}", shown.text());
        assert_eq!(logged(&house.app, "tips.contact-overridden").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_thirty_days_the_person_is_asked_again_and_what_they_say_then_holds() {
    for house in houses().await {
        house.app.set_clock_to("2026-03-02T01:00:00Z");
        let officer = officer(&house).await;
        let tip = take_in(&officer, "k1", &MORNING).await;
        let page = format!("{tip}/nguoi-bao");
        house.app.set_clock_to("2026-04-01T02:00:00Z");
        assert!(officer.post(&page, &[REASON]).await.expect(200).shows(NUMBER), "the 30th day");

        house.app.set_clock_to("2026-04-02T02:00:00Z");
        let old = officer.post(&page, &[REASON]).await.expect(200);
        assert!(old.shows("đã quá 30 ngày, hết hạn ngày 01/04/2026") && !old.body().contains(NUMBER), "{}", old.text());

        let why = ("ly_do_goi", "Gọi để hỏi lại giờ an toàn");
        let shown = officer.post(&page, &[REASON, ("van_goi", "co"), why]).await.expect(200);
        assert!(shown.shows(NUMBER) && shown.shows("Đã hỏi lại người báo"));
        let asked = [REASON, ("hoi_lai", "co"), ("dien_thoai", NUMBER), ("kenh_lien_lac", "sms"), ("gio_tu", "7:00")];
        let refused = officer.post(&page, &[asked.as_slice(), &[why]].concat()).await.expect(422);
        assert!(refused.shows("từ mấy giờ đến mấy giờ"));
        let kept = officer.post(&page, &[asked.as_slice(), &[("gio_den", "21:00")]].concat()).await.expect(200);

        assert!(kept.shows("người báo vừa được hỏi lại") && kept.shows("KHÔNG gọi ngoài 07:00–21:00"));
        assert!(kept.body().contains("<a href=\"sms:0000000999\">") && kept.shows("02/05/2026"), "{}", kept.text());
        assert_eq!(logged(&house.app, "tips.contact-asked-again").await, 1);
        assert_eq!(holds(house.app.db(), NUMBER).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_public_door_a_number_needs_the_same() {
    for house in houses().await {
        let visitor = house.app.visit_public();
        visitor.post_bare("/p/bat-dau", &[("rieng_tu", "named")]).await.expect(303);
        for _ in 0..2 {
            visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
        }
        visitor.post_bare("/p", &[("chuyen", "Ba người bị giữ giấy tờ"), ("tiep", "co")]).await.expect(303);
        for _ in 0..4 {
            visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
        }
        let bare = [("lien_lac", "phone"), ("dien_thoai", NUMBER), ("gio_tu", "tối"), ("tiep", "co")];

        let refused = visitor.post_bare("/p", &bare).await.expect(422);

        assert!(refused.shows("liên lạc bằng cách nào là an toàn") && refused.shows("từ mấy giờ đến mấy giờ"));
        assert_eq!(refused.value_of("gio_tu").as_deref(), Some("tối"));
        let whole = [("lien_lac", "phone"), ("tiep", "co")];
        visitor.post_bare("/p", &[whole.as_slice(), &MORNING].concat()).await.expect(303);
        assert!(visitor.get("/p/kiem-tra").await.expect(200).shows("0000 000 999 – 08:00–10:00"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_minor_without_a_name_it_is_kept_who_was_with_them_and_nothing_else() {
    for house in houses().await {
        let officer = officer(&house).await;
        officer.get("/tin-bao/moi").await.expect(200);
        let bare = [
            ("kenh", "in_person"),
            ("chuyen", "Em kể"),
            ("khong_neu_ten", "co"),
            ("vi_sao_khong_ten", "fear"),
            ("ten", "Tên Không Được Giữ"),
            ("duoi_18", "co"),
        ];
        let refused = officer.post("/tin-bao/moi", &bare).await.expect(422);
        assert!(refused.shows("Ghi người giám hộ, người chứng kiến hoặc việc ghi âm"));

        let whole = [bare.as_slice(), &[("nguoi_di_cung", "Có ghi âm, không có giám hộ")]].concat();
        let tip = take_in(&officer, "k1", &whole).await;

        let shown = officer.post(&format!("{tip}/nguoi-bao"), &[REASON]).await.expect(200);
        assert!(shown.shows("Có ghi âm, không có giám hộ") && shown.shows("Người báo dưới 18 tuổi"));
        assert!(!shown.shows("Tên Không Được Giữ"));
    }
}
