//! Whoever a tip is about never sees it, and the level above receives it.

use access::Actor;
use testkit::{Client, Persona};

use crate::{
    house::{House, houses},
    journey::mailbox,
    offers::{holders, offer},
    path::{logged, note, take_in, tips_in},
};

/// Everything that could show a tip to its agency, for somebody who must not see it.
async fn sees_nothing(accused: &Client<'_>, tip: &str) {
    for part in
        ["", "/lich", "/chuyen", "/nguoi-bao", "/ve-ai", "/buoc/phan-loai", "/tep/0190b5d4-0000-7000-8000-000000000000"]
    {
        accused.get(&format!("{tip}{part}")).await.expect(404);
    }
    for part in ["/nguy-hiem", "/tra-loi", "/nhan", "/ve-ai", "/ve-ai/bo", "/buoc/phan-loai", "/chuyen", "/nguoi-bao"] {
        accused.post(&format!("{tip}{part}"), &[("ly_do", "Vì sao tôi không thấy")]).await.expect(404);
    }
    let id = tip.rsplit('/').next().expect("an id");
    for list in ["/tin-bao", "/tin-bao/so-tiep-nhan", "/tin-bao/so-tiep-nhan?so=received", "/tin-bao/so-lieu"] {
        let page = accused.get(list).await.expect(200);
        assert!(!page.body().contains(id), "{list}");
    }
    assert!(accused.get("/tin-bao").await.shows("Không có tin nào đang chờ"));
    assert!(accused.get("/tin-bao/so-tiep-nhan").await.shows("Năm này chưa có tin nào"));
    assert!(!accused.get("/tin-bao/so-lieu").await.body().contains("so=received"), "a count of one would be a link");
    let book = accused.get("/tin-bao/so-tiep-nhan.xlsx").await.expect(200);
    let empty = accused.get("/tin-bao/so-tiep-nhan.xlsx?nam=2020").await.expect(200);
    assert!(book.bytes().len() < empty.bytes().len() + 60, "the book of this year is as empty as that of 2020");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_writes_down_something_about_their_own_agency_seals_it_for_the_level_above() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        assert!(commune.get("/tin-bao/moi").await.expect(200).shows("Công an xã Suối Mẫu"));
        take_in(&commune, "k1", &[("ve_co_quan", "agency-99001-police")]).await;

        let tip = tips_in(&province.get("/tin-bao").await.expect(200)).remove(0);
        sees_nothing(&commune, &tip).await;
        let page = province.get(&tip).await.expect(200);
        assert!(page.shows("Chuyện kể tại quầy") && page.shows("Tin này được giữ kín khỏi Công an xã Suối Mẫu"));
        // The commune's own book has no gap: its next tip is its first.
        take_in(&commune, "k2", &[]).await;
        assert!(commune.get("/tin-bao").await.shows("0001/2026"));
        // And nobody can hand it back down by mistake.
        assert!(!province.get(&format!("{tip}/chuyen")).await.expect(200).shows("Công an xã Suối Mẫu"));
    }
}

/// A browser of somebody else in the commune's police, with the same rights and the agency's key.
async fn colleague(house: &House) -> Client<'_> {
    let roles = ["tip_receiver", "tip_leader"].map(str::to_owned).to_vec();
    let actor = house.app.actor(Persona::CommuneOffice).await;
    let person = "person-99001-leader".to_owned();
    house.app.visit_as_actor(Actor { roles, person, name: "Vàng Mẫu Chín".to_owned(), ..actor })
}

async fn keep_away(officer: &Client<'_>, tip: &str, field: (&str, &str), status: u16) -> testkit::Reply {
    let form = officer.get(&format!("{tip}/ve-ai")).await.expect(200);
    let version = form.value_of("phien_ban").expect("a version");
    officer.post(&format!("{tip}/ve-ai"), &[field, ("phien_ban", version.as_str())]).await.expect(status)
}

#[tokio::test(flavor = "multi_thread")]
async fn choosing_the_agency_that_holds_it_takes_the_tip_and_its_key_away() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        province.get(&tip).await.expect(404);

        keep_away(&commune, &tip, ("ve_co_quan", "agency-99001-police"), 303).await;

        sees_nothing(&commune, &tip).await;
        let queue = province.get("/tin-bao").await.expect(200);
        assert_eq!(tips_in(&queue), std::slice::from_ref(&tip));
        assert!(province.get(&tip).await.expect(200).shows("Chuyện kể tại quầy"));
        province.post(&format!("{tip}/nguoi-bao"), &[("ly_do", "Cần hỏi thêm người báo")]).await.expect(303);
        // The province goes on with it, on its own clocks.
        note(&province, &tip, "phan-loai", &[("loai", "denunciation"), ("hanh_vi", "art_150")]).await.expect(303);
        assert!(province.get(&tip).await.shows("Giải quyết tin (20 ngày)"));
        assert_eq!(logged(&house.app, "tips.kept-away").await, 1);
        // Not even with the bar gone: the key is.
        let record = vault::Record { kind: "tip", id: tip.rsplit('/').next().expect("an id") };
        let holders = vault::list_holders(&mut house.app.db(), record).await.expect("holders");
        assert!(holders.iter().any(|one| one.contains("agency-99-police")), "{holders:?}");
        assert!(!holders.iter().any(|one| one.contains("agency-99001-police")), "{holders:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn choosing_an_officer_keeps_it_from_that_officer_alone_and_takes_it_up() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        keep_away(&commune, &tip, ("ve_can_bo", "person-99001-office"), 303).await;

        sees_nothing(&commune, &tip).await;
        assert_eq!(tips_in(&province.get("/tin-bao").await.expect(200)), std::slice::from_ref(&tip));
        let other = colleague(&house).await;
        assert!(other.get("/tin-bao/so-tiep-nhan").await.expect(200).shows("0001/2026"), "a colleague's book keeps it");
        assert_eq!(holders(&house, &tip).await, ["agency-99-police"], "their key goes with the tip");

        // A mistaken choice is taken back, with a reason.
        let back = [("loai", "person"), ("ai", "person-99001-office")];
        province.post(&format!("{tip}/ve-ai/bo"), &back).await.expect(422);
        let why = [back.as_slice(), &[("ly_do_bo", "Chọn nhầm người trùng tên")]].concat();
        province.post(&format!("{tip}/ve-ai/bo"), &why).await.expect(303);
        assert!(commune.get("/tin-bao/so-tiep-nhan").await.expect(200).shows("0001/2026"));
        assert_eq!(logged(&house.app, "tips.bar-lifted").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_stands_above_it_is_said_and_nothing_changes() {
    for house in houses().await {
        let province = house.province().await;
        let tip = take_in(&province, "k1", &[]).await;

        let refused = keep_away(&province, &tip, ("ve_co_quan", "agency-99-police"), 422).await;
        assert!(refused.shows("Chưa có cơ quan cấp trên nào có khoá"));
        assert!(keep_away(&province, &tip, ("ve_co_quan", ""), 422).await.shows("Chọn cơ quan hoặc cán bộ"));
        assert!(keep_away(&province, &tip, ("ve_co_quan", "no-such"), 422).await.shows("Không tìm thấy cơ quan"));
        province.get(&tip).await.expect(200);
        assert_eq!(logged(&house.app, "tips.kept-away").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tip_about_a_person_with_nobody_above_stays_with_the_colleagues_and_says_so() {
    for house in houses().await {
        let (province, colleague) = (house.province().await, house.province_colleague().await);
        let tip = take_in(&province, "k1", &[]).await;

        let kept = keep_away(&province, &tip, ("ve_can_bo", "person-99-office"), 303).await;

        assert_eq!(kept.location(), Some("/tin-bao"));
        sees_nothing(&province, &tip).await;
        let page = colleague.get(&tip).await.expect(200);
        assert!(page.shows("Chuyện kể tại quầy") && page.shows("tin ở lại với đồng nghiệp"), "{}", page.text());
        assert_eq!(holders(&house, &tip).await, ["agency-99-police"]);
        assert_eq!(logged(&house.app, "tips.kept-away").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_told_is_refused_for_want_of_a_level_above() {
    for house in houses().await {
        let (province, colleague) = (house.province().await, house.province_colleague().await);
        // About a person: that person is kept from it, the colleagues deal with it.
        take_in(&colleague, "k1", &[("ve_can_bo", "person-99-office")]).await;
        let tip = tips_in(&colleague.get("/tin-bao").await.expect(200)).remove(0);
        assert!(colleague.get(&tip).await.expect(200).shows("tin ở lại với đồng nghiệp"));
        sees_nothing(&province, &tip).await;

        // About the whole agency: it is taken in all the same, and kept from the agency as soon as another holds it.
        let tip = take_in(&province, "k2", &[("ve_co_quan", "agency-99-police")]).await;
        let page = province.get(&tip).await.expect(200);
        assert!(page.shows("Tin này nói về Công an tỉnh Mẫu, cơ quan đang giữ nó"), "{}", page.text());
        let commune = house.commune().await;
        note(&province, &tip, "khong-thuoc-tham-quyen", &[("ly_do", "Tin nói về chính cơ quan")]).await.expect(303);
        let form = province.get(&format!("{tip}/chuyen")).await.expect(200);
        let version = form.value_of("phien_ban").expect("a version");
        let fields = [("den", "agency-99001-police"), ("phien_ban", version.as_str())];
        province.post(&format!("{tip}/chuyen"), &fields).await.expect(303);
        commune.post(&format!("{tip}/nhan"), &[]).await.expect(303);
        assert!(commune.get(&tip).await.expect(200).shows("Tin này được giữ kín khỏi Công an tỉnh Mẫu"));
        province.get(&tip).await.expect(404);
        assert_eq!(holders(&house, &tip).await, ["agency-99001-police"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tip_about_an_officer_is_not_handed_to_the_agency_in_which_they_serve() {
    for house in houses().await {
        let commune = house.commune().await;
        let tip = take_in(&commune, "k1", &[]).await;
        let form = commune.get(&format!("{tip}/chuyen")).await.expect(200);
        assert!(form.shows("Công an tỉnh Mẫu"));
        keep_away(&commune, &tip, ("ve_can_bo", "person-99-admin"), 303).await;

        assert!(!commune.get(&format!("{tip}/chuyen")).await.expect(200).shows("Công an tỉnh Mẫu"));
        let version = form.value_of("phien_ban").expect("a version");
        let fields = [("den", "agency-99-police"), ("phien_ban", version.as_str())];
        commune.post(&format!("{tip}/chuyen"), &fields).await.expect(422);
        assert_eq!(holders(&house, &tip).await, ["agency-99001-police"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_to_the_agency_of_an_accused_officer_is_taken_back_with_its_key() {
    for house in houses().await {
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = take_in(&commune, "k1", &[]).await;
        offer(&commune, &tip).await;
        assert!(holders(&house, &tip).await.contains(&"agency-99-police".to_owned()));

        keep_away(&commune, &tip, ("ve_can_bo", "person-99-admin"), 303).await;

        assert_eq!(holders(&house, &tip).await, ["agency-99001-police"]);
        province.get(&tip).await.expect(404);
        province.post(&format!("{tip}/nhan"), &[]).await.expect(404);
        assert!(commune.get(&tip).await.expect(200).shows("Rút lại tin đã chuyển"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_says_that_the_local_office_is_involved_is_kept_from_it() {
    for house in houses().await {
        let visitor = house.app.visit_public();
        visitor.post_bare("/p/bat-dau", &[("rieng_tu", "anonymous")]).await.expect(303);
        visitor.post_bare("/p", &[("ai", "other"), ("tiep", "co")]).await.expect(303);
        visitor.post_bare("/p", &[("gap", "no"), ("tiep", "co")]).await.expect(303);
        visitor.post_bare("/p", &[("chuyen", "Cán bộ xã bao che"), ("tiep", "co")]).await.expect(303);
        let place = [("noi", "Xã Suối Mẫu"), ("can_bo_dia_phuong", "co"), ("gui_ngay", "co")];
        visitor.post_bare("/p", &place).await.expect(303);
        house.send(&visitor).await.expect(303);

        let (commune, province) = (house.commune().await, house.province().await);
        let tip = tips_in(&province.get("/tin-bao").await.expect(200)).remove(0);
        sees_nothing(&commune, &tip).await;
        let page = province.get(&tip).await.expect(200);
        assert!(page.shows("Tin này được giữ kín khỏi"));
        for agency in ["Công an xã Suối Mẫu", "Ủy ban nhân dân xã Suối Mẫu"] {
            assert!(page.shows(agency), "the office as a whole, {agency} too");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reporter_keeps_the_thread_and_the_accused_reads_nothing_of_what_follows() {
    for house in houses().await {
        let (visitor, receipt) = house.tell("Chuyện kể lúc đầu").await;
        let last = receipt.rsplit(' ').next().expect("a group");
        visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", last), ("da_chep", "co")]).await.expect(303);
        mailbox(&visitor).await;
        let (commune, province) = (house.commune().await, house.province().await);
        let tip = tips_in(&commune.get("/tin-bao").await.expect(200)).remove(0);
        keep_away(&commune, &tip, ("ve_co_quan", "agency-99001-police"), 303).await;

        visitor.post_bare("/ma/hop-thu", &[("noi_dung", "Nói thêm sau đó"), ("khoa", "r1")]).await.expect(303);

        let page = province.get(&tip).await.expect(200);
        assert!(page.shows("Chuyện kể lúc đầu") && page.shows("Nói thêm sau đó"));
        province.post(&format!("{tip}/tra-loi"), &[("tra_loi", "Đã nhận, cảm ơn"), ("khoa", "p1")]).await.expect(303);
        assert!(mailbox(&visitor).await.shows("Đã nhận, cảm ơn"));
        sees_nothing(&commune, &tip).await;
    }
}
