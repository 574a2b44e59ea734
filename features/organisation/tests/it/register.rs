//! The register of a unit as its administrator keeps it, on both engines.

use jiff::civil::date;
use organisation::sample;
use testkit::{Client, Persona, TestApp};

fn features() -> Vec<web::Feature> {
    vec![organisation::feature()]
}

async fn apps() -> Vec<TestApp> {
    let apps = TestApp::on_both_engines(features).await;
    for app in &apps {
        sample::province(app.db(), app.context()).await.unwrap();
    }
    apps
}

async fn key(admin: &Client<'_>, path: &str) -> String {
    admin.get(path).await.expect(200).value_of("ma-muc").unwrap()
}

#[tokio::test]
async fn an_agency_an_officer_and_a_member_are_added_once_however_often_the_button_is_pressed() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let path = "/quan-tri/don-vi/99001/them/co-quan";
        let id = key(&admin, path).await;
        let agency = [
            ("ma-muc", id.as_str()),
            ("loai", "health_station"),
            ("ten", "Trạm Y tế xã Suối Mẫu"),
            ("tu-ngay", "1/3/2026"),
        ];
        let _ = admin.post(path, &agency).await.expect(303);
        let _ = admin.post(path, &agency).await.expect(303);
        let path = "/quan-tri/don-vi/99001/them/chuc-vu";
        let person = key(&admin, path).await;
        let post = [
            ("ma-muc", person.as_str()),
            ("nguoi", "Én Mẫu Mười"),
            ("co-quan", &id),
            ("chuc-danh", "Trạm trưởng"),
            ("tu-ngay", "1/3/2026"),
        ];
        let _ = admin.post(path, &post).await.expect(303);
        let path = "/quan-tri/don-vi/99001/them/thanh-vien";
        let seat = key(&admin, path).await;
        let who = format!("{person} {id}");
        let fields = [
            ("ma-muc", seat.as_str()),
            ("can-bo", &who),
            ("vi-tri", "member"),
            ("chuc-vu", "Trạm trưởng"),
            ("tu-ngay", "1/3/2026"),
        ];
        let _ = admin.post(path, &fields).await.expect(303);

        let page = admin.get("/quan-tri/don-vi/99001").await.expect(200);
        assert_eq!(page.text().matches("Thêm – Cơ quan").count(), 1, "one event for two presses");
        let today = date(2026, 3, 4);
        let mut q = app.db();
        let logged = audit::Filter { action: Some("organisation.added".to_owned()), ..audit::Filter::default() };
        assert_eq!(audit::count(&mut q, &logged).await.unwrap(), 3, "as many entries of the log as changes");
        let officers = organisation::officers_of_agency(&mut q, &id, today).await.unwrap();
        assert_eq!(officers[0].person.name, "Én Mẫu Mười");
        let committee = organisation::committee_of(&mut q, "99001", today).await.unwrap().unwrap();
        let members = organisation::members_of(&mut q, &committee.id, today).await.unwrap();
        assert_eq!(members.len(), 2);
        assert_eq!(members[1].agency.as_deref(), Some("Trạm Y tế xã Suối Mẫu"));
    }
}

#[tokio::test]
async fn two_corrections_at_once_are_decided_field_by_field_and_need_a_reason() {
    for app in apps().await {
        let one = app.visit_as(Persona::Admin).await;
        let two = app.visit_as(Persona::Admin).await;
        let path = "/quan-tri/muc/co-quan/agency-99001-women";
        let form = one.get(path).await.expect(200);
        let version = form.value_of("version").unwrap();
        let base = [("version", version.as_str()), ("tu-ngay", "01/07/2025")];
        let with = |more: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> { [&base[..], more].concat() };

        let refused = one.post(path, &with(&[("ten", "Hội Phụ nữ xã Mẫu")])).await.expect(422);
        assert!(refused.shows("Chưa nhập lý do"));
        assert_eq!(refused.value_of("ten").as_deref(), Some("Hội Phụ nữ xã Mẫu"));
        let _ = one.post(path, &with(&[("ten", "Hội Một"), ("ly-do", "Sai tên")])).await.expect(303);
        let conflict = two.post(path, &with(&[("ten", "Hội Hai"), ("ly-do", "Sai")])).await.expect(422);
        assert!(conflict.shows("Hội Một") && conflict.shows("Hội Hai"), "{}", conflict.text());
        assert_eq!(conflict.value_of("version").as_deref(), Some("2"));

        let second =
            [("version", "2"), ("xung-dot", "1"), ("tu-ngay", "01/07/2025"), ("ten", "Hội Hai"), ("ly-do", "Sai")];
        let missing = two.post(path, &second).await.expect(422);
        assert!(missing.shows("Chọn giá trị đúng cho: Tên đầy đủ"));
        let _ = two.post(path, &[&second[..], &[("giu-ten", "cua-toi")]].concat()).await.expect(303);
        let page = two.get("/quan-tri/don-vi/99001").await.expect(200);
        assert!(page.shows("Tên đầy đủ: Hội Một → Hội Hai") && page.shows("Lý do: Sai"), "{}", page.text());
    }
}

#[tokio::test]
async fn an_end_has_a_day_and_is_a_fact_of_the_past_afterwards() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let path = "/quan-tri/muc/co-quan/agency-99001-women/ket-thuc";
        let before = admin.post(path, &[("version", "1"), ("den-ngay", "1/1/2025"), ("ly-do", "x")]).await.expect(422);
        assert!(before.shows("ngày kết thúc phải không sớm hơn"));
        let fields = [
            ("version", "1"),
            ("den-ngay", "28/2/2026"),
            ("ke-tuc", "agency-99001-committee"),
            ("ly-do", "Quyết định mẫu"),
        ];
        let _ = admin.post(path, &fields).await.expect(303);

        let mut q = app.db();
        assert_eq!(organisation::agencies_of(&mut q, "99001", date(2026, 2, 28)).await.unwrap().len(), 3);
        assert_eq!(organisation::agencies_of(&mut q, "99001", date(2026, 3, 1)).await.unwrap().len(), 2);
        let ended = organisation::agency(&mut q, "agency-99001-women").await.unwrap().unwrap();
        assert_eq!(ended.successor.as_deref(), Some("agency-99001-committee"));
        let page = admin.get("/to-chuc/co-quan/agency-99001-women").await.expect(200);
        assert!(page.shows("Cơ quan kế tục"));
    }
}

#[tokio::test]
async fn a_person_goes_to_another_unit_with_a_dated_post() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let page = admin.get("/quan-tri/don-vi/99001").await.expect(200);
        let link = page.links().into_iter().find(|link| link.starts_with("/quan-tri/chuyen-cong-tac/")).unwrap();
        assert!(admin.get(&format!("{link}?den=98765")).await.expect(422).shows("Không có đơn vị mang mã này"));
        let form = admin.get(&format!("{link}?den=99002")).await.expect(200);
        let (id, version) = (form.value_of("ma-muc").unwrap(), form.value_of("version").unwrap());
        let fields = [
            ("version", version.as_str()),
            ("ma-muc", &id),
            ("den", "99002"),
            ("co-quan", "agency-99002-police"),
            ("chuc-danh", "Phó trưởng Công an phường"),
            ("tu-ngay", "1/3/2026"),
        ];
        let _ = admin.post(&link, &fields).await.expect(303);

        let mut q = app.db();
        let before = organisation::officers_of_unit(&mut q, "99001", date(2026, 2, 28)).await.unwrap();
        let after = organisation::officers_of_unit(&mut q, "99001", date(2026, 3, 1)).await.unwrap();
        let gone: Vec<_> = before.iter().filter(|one| after.iter().all(|two| two.person.id != one.person.id)).collect();
        assert_eq!(gone.len(), 1);
        let there = organisation::officers_of_agency(&mut q, "agency-99002-police", date(2026, 3, 1)).await.unwrap();
        assert!(there.iter().any(|one| one.person.id == gone[0].person.id), "the same person, not a second one");
        let page = admin.get("/quan-tri/don-vi/99002").await.expect(200);
        assert!(page.shows("Chuyển đến – Cán bộ và chức vụ"), "{}", page.text());
    }
}

#[tokio::test]
async fn nobody_else_edits_and_an_administrator_only_the_own_ground() {
    for app in apps().await {
        let paths = [
            "/quan-tri/don-vi",
            "/quan-tri/don-vi/99001",
            "/quan-tri/don-vi/99001/them/co-quan",
            "/quan-tri/muc/co-quan/agency-99001-women",
            "/quan-tri/muc/co-quan/agency-99001-women/ket-thuc",
        ];
        for persona in Persona::ALL.into_iter().filter(|persona| *persona != Persona::Admin) {
            let client = app.visit_as(persona).await;
            for path in paths {
                client.get(path).await.expect(404);
            }
            client.post(paths[3], &[("version", "1"), ("ten", "x"), ("ly-do", "x")]).await.expect(404);
            client.post(paths[2], &[("ma-muc", "0190b5d4-0000-7000-8000-000000000000")]).await.expect(404);
        }
        let mut small = app.actor(Persona::CommuneOffice).await;
        small.roles = vec!["admin".to_owned()];
        let commune = app.visit_as_actor(small);
        commune.get("/quan-tri/don-vi/99001").await.expect(200);
        for path in ["/quan-tri/don-vi/99002", "/quan-tri/don-vi/99", "/quan-tri/muc/co-quan/agency-99002-police"] {
            commune.get(path).await.expect(404);
        }
        let list = commune.get("/quan-tri/don-vi").await.expect(200);
        assert!(list.shows("Xã Suối Mẫu") && !list.shows("Phường Đồi Mẫu"));
    }
}
