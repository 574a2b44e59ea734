//! The look-up pages, visited as personas, on both engines.

use organisation::{sample, seed};
use testkit::{Persona, TestApp};

fn features() -> Vec<web::Feature> {
    vec![organisation::feature()]
}

/// The invented province beside the real country.
async fn whole(app: &TestApp) {
    seed::tree_from_data(app.db(), &sample::UNITS).await.unwrap();
    sample::fill(app.db(), app.context()).await.unwrap();
}

#[tokio::test]
async fn accents_and_their_form_do_not_matter() {
    for app in TestApp::on_both_engines(features).await {
        whole(&app).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;

        let mut found = Vec::new();
        for text in
            ["hoa%20binh", "H%C3%B2a%20B%C3%ACnh", "Hoa%CC%80%20Bi%CC%80nh", "Ho%C3%A0%20B%C3%ACnh", "HOA%20BINH"]
        {
            let page = officer.get(&format!("/to-chuc?tim={text}")).await.expect(200);
            assert!(page.shows("Tỉnh Hòa Bình"), "{text}");
            let links: Vec<_> = page.links().into_iter().filter(|link| link.starts_with("/to-chuc/")).collect();
            found.push(links);
        }
        assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "{found:?}");
    }
}

#[tokio::test]
async fn an_abolished_unit_shows_what_took_it_and_since_when() {
    for app in TestApp::on_both_engines(features).await {
        whole(&app).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;

        // An old province, a district, and a commune that was taken wholly.
        let page = officer.get("/to-chuc?tim=tinh+hoa+binh").await.expect(200);
        assert!(page.shows("Đến hết 30/06/2025"));
        assert!(page.shows("Từ 01/07/2025 thuộc: Tỉnh Phú Thọ (toàn bộ)"), "{}", page.text());

        let district = officer.get("/to-chuc?tim=huyen+tam+duong").await.expect(200);
        assert!(district.shows("Huyện Tam Đường"));
        assert!(district.shows("theo các xã, phường cũ"), "{}", district.text());

        let commune = officer.get("/to-chuc/until-2025-06-30/00001").await.expect(200);
        assert!(commune.shows("Phường Phúc Xá"));
        assert!(commune.shows("Đơn vị này không còn"));
        assert!(commune.shows("– toàn bộ"));

        let successor = officer.get("/to-chuc/2025-07-01/00097").await.expect(200);
        assert!(successor.shows("Được lập từ"));
        assert!(successor.shows("Phường Phúc Xá"));
    }
}

#[tokio::test]
async fn a_unit_shows_its_committee_its_agencies_and_the_units_below() {
    for app in TestApp::on_both_engines(features).await {
        whole(&app).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;

        let province = officer.get("/to-chuc/2025-07-01/99").await.expect(200);
        for words in
            ["Ban Chỉ đạo 138 tỉnh Mẫu", "Lê Mẫu Hai", "Trưởng ban", "Sở Y tế", "Xã Suối Mẫu", "Phường Đồi Mẫu"]
        {
            assert!(province.shows(words), "{words}");
        }

        let agency = officer.get("/to-chuc/co-quan/agency-99001-women").await.expect(200);
        assert!(agency.shows("Lò Thị Mẫu Bốn"));
        assert!(agency.shows("Từ 01/07/2025"));

        let found = officer.get("/to-chuc?tim=hoi+lien+hiep+phu+nu").await.expect(200);
        assert!(found.shows("Hội Liên hiệp Phụ nữ xã Suối Mẫu"));
    }
}

#[tokio::test]
async fn long_lists_come_in_pages_whose_count_is_the_whole() {
    let app = TestApp::on_sqlite(features).await;
    whole(&app).await;
    let officer = app.visit_as(Persona::CommuneOfficer).await;

    let first = officer.get("/to-chuc/2025-07-01/01").await.expect(200);
    assert!(first.shows("Trang 1/3 – 126 kết quả"), "{}", first.text());
    let search = officer.get("/to-chuc?tim=phuong&trang=2").await.expect(200);
    assert!(search.shows("Trang 2/"));
    let beyond = officer.get("/to-chuc?tim=phuong&trang=99999").await.expect(200);
    assert!(beyond.shows("Trang trước"));
    officer.get("/to-chuc?tim=phuong&trang=abc").await.expect(200);
}

#[tokio::test]
async fn signs_of_the_search_pattern_are_searched_as_they_are() {
    let app = TestApp::on_sqlite(features).await;
    sample::province(app.db(), app.context()).await.unwrap();
    let officer = app.visit_as(Persona::CommuneOfficer).await;

    for sign in ["%25", "_", "!", "%27", "%22%3E%3Cscript%3E"] {
        let page = officer.get(&format!("/to-chuc?tim={sign}")).await.expect(200);
        assert!(page.shows("Không có đơn vị nào tên là"), "{sign}");
        assert!(!page.body().contains("<script>"));
    }
}

#[tokio::test]
async fn nobody_without_a_role_or_without_a_session_looks_up_anything() {
    let app = TestApp::on_sqlite(features).await;
    sample::province(app.db(), app.context()).await.unwrap();

    for path in ["/to-chuc", "/to-chuc/2025-07-01/99", "/to-chuc/co-quan/agency-99-police"] {
        app.visit_as(Persona::Nobody).await.get(path).await.expect(404);
        let turned = app.visit().get(path).await.expect(303);
        assert!(turned.location().unwrap().starts_with("/dang-nhap?tiep=/to-chuc"), "{:?}", turned.location());
    }
    app.visit_as(Persona::CommuneOfficer).await.get("/to-chuc/2025-07-01/98").await.expect(404);
    app.visit_as(Persona::CommuneOfficer).await.get("/to-chuc/1899-01-01/99").await.expect(404);
}

#[tokio::test]
async fn pages_hold_in_english_and_without_any_unit() {
    let app = TestApp::on_sqlite(features).await;
    let officer = app.visit_as(Persona::CommuneOfficer).await;

    assert!(officer.get("/to-chuc").await.expect(200).shows("Chưa nạp danh mục đơn vị hành chính"));
    officer.set_cookie("lachan_lang", "en");
    assert!(officer.get("/to-chuc").await.expect(200).shows("The list of units has not been loaded"));
}

#[tokio::test]
async fn an_abolished_department_is_found_and_leads_to_its_successors_by_function() {
    for app in TestApp::on_both_engines(features).await {
        sample::province(app.db(), app.context()).await.unwrap();
        let mut tx = app.db().begin().await.unwrap();
        let old = seed::SeedAgency {
            unit: sample::PROVINCE,
            kind: "labour",
            name: "Sở Lao động - Thương binh và Xã hội",
            other_names: &[],
            valid_from: jiff::civil::date(2010, 1, 1),
            ended: None,
        };
        let old = seed::agency(&mut tx, app.context(), &old).await.unwrap();
        tx.commit().await.unwrap();
        let admin = app.visit_as(Persona::Admin).await;
        let path = format!("/quan-tri/muc/co-quan/{}/ket-thuc", old.id);
        let fields = [("version", "1"), ("den-ngay", "28/2/2025"), ("ly-do", "Sắp xếp bộ máy")];
        let _ = admin.post(&path, &fields).await.expect(303);

        let found = admin.get("/to-chuc?tim=so+lao+dong").await.expect(200);
        assert!(found.shows("Sở Lao động - Thương binh và Xã hội") && found.shows("Đến hết 28/02/2025"));
        let page = admin.get(&format!("/to-chuc/co-quan/{}", old.id)).await.expect(200);
        assert!(page.shows("Hỗ trợ nạn nhân: Sở Y tế"), "{}", page.text());
        assert!(page.shows("Lao động, việc làm: Sở Nội vụ (cấp tỉnh)"), "none has been entered: {}", page.text());
        assert!(page.shows("chưa kiểm chứng"));
        assert!(page.links().contains(&"/to-chuc/co-quan/agency-99-health".to_owned()));
    }
}
