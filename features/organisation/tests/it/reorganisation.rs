//! Planning, previewing, applying and taking back a reorganisation, as an administrator, on both engines.

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

/// Plans a reorganisation on a day; gives the address of its page.
async fn plan(admin: &Client<'_>, day: &str) -> String {
    let fields = [("ten", "Sắp xếp mẫu"), ("can-cu", "Nghị quyết mẫu số 1"), ("ngay", day)];
    let made = admin.post("/quan-tri/sap-xep-moi", &fields).await.expect(303);
    made.location().unwrap().to_owned()
}

async fn version(admin: &Client<'_>, plan: &str) -> String {
    admin.get(&format!("{plan}/buoc/gop")).await.expect(200).value_of("version").unwrap()
}

/// Merges both communes of the sample into a new one.
async fn merge(admin: &Client<'_>, plan: &str) {
    let version = version(admin, plan).await;
    let fields = [
        ("version", version.as_str()),
        ("toan-bo", "99001\nphuong doi mau"),
        ("ten", "Xã Mới Mẫu"),
        ("loai", "xã"),
        ("ma-moi", "99003"),
    ];
    let _ = admin.post(&format!("{plan}/buoc/gop"), &fields).await.expect(303);
}

async fn apply(admin: &Client<'_>, plan: &str) -> testkit::Reply {
    let version = version(admin, plan).await;
    admin.post(&format!("{plan}/ap-dung"), &[("version", version.as_str())]).await
}

#[tokio::test]
async fn a_merger_is_previewed_applied_found_by_its_old_names_and_taken_back() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let plan = plan(&admin, "01/03/2026").await;
        assert!(admin.get(&plan).await.expect(200).shows("Phương án chưa có bước nào"));
        merge(&admin, &plan).await;

        let shown = admin.get(&plan).await.expect(200);
        assert!(shown.shows("Xã Suối Mẫu (99001) → Xã Mới Mẫu (99003)"), "{}", shown.text());
        assert!(shown.shows("Tổng số trước và sau bằng nhau"));
        let _ = apply(&admin, &plan).await.expect(303);

        let mut q = app.db();
        let day = date(2026, 3, 1);
        let old = organisation::tree_at(&mut q, date(2026, 2, 28)).await.unwrap().unwrap();
        assert_eq!((old.id.as_str(), old.valid_to), (organisation::CURRENT_TREE, Some(date(2026, 2, 28))));
        assert_eq!(organisation::current_tree(&mut q).await.unwrap().unwrap().id, "2026-03-01");
        let unit = organisation::unit(&mut q, "99003").await.unwrap().unwrap();
        assert_eq!((unit.ground.first, unit.ground.last), (2, 2));
        assert!(organisation::unit(&mut q, "99001").await.unwrap().is_none());

        let agencies = organisation::agencies_of(&mut q, "99003", day).await.unwrap();
        let names: Vec<_> = agencies.iter().map(|agency| agency.name.as_str()).collect();
        assert_eq!(names, ["Công an xã Mới Mẫu", "Hội Liên hiệp Phụ nữ xã Mới Mẫu", "Ủy ban nhân dân xã Mới Mẫu"]);
        let officers = organisation::officers_of_agency(&mut q, &agencies[0].id, day).await.unwrap();
        let names: Vec<_> = officers.iter().map(|officer| officer.person.name.as_str()).collect();
        assert_eq!(names, ["Giàng Mẫu Ba", "Nông Mẫu Bảy"], "both police land in the one new agency");
        let known = organisation::recognise_agency(&mut q, "99003", "Công an phường Đồi Mẫu", day).await.unwrap();
        assert_eq!(known.map(|agency| agency.id), Some(agencies[0].id.clone()), "by its former name");
        let former = organisation::agency(&mut q, "agency-99002-police").await.unwrap().unwrap();
        let heirs = organisation::successors(&mut q, &former, None, day).await.unwrap();
        assert_eq!(heirs[0].agency.as_ref().map(|agency| &agency.id), Some(&agencies[0].id));
        let committee = organisation::committee_of(&mut q, "99003", day).await.unwrap().unwrap();
        assert_eq!(committee.name, "Ban Chỉ đạo 138 xã Mới Mẫu");
        assert_eq!(committee.standing_agency.as_ref(), Some(&agencies[0].id));

        let found = admin.get("/to-chuc?tim=Su%C3%B4%CC%81i+M%E1%BA%ABu").await.expect(200);
        assert!(found.shows("Từ 01/03/2026 thuộc: Xã Mới Mẫu (toàn bộ)"), "{}", found.text());

        let refused = admin.post(&format!("{plan}/hoan-tac"), &[]).await.expect(422);
        assert!(refused.shows("Chưa nhập lý do"));
        let _ = admin.post(&format!("{plan}/hoan-tac"), &[("ly-do", "Thử")]).await.expect(303);
        assert_eq!(organisation::current_tree(&mut q).await.unwrap().unwrap().id, organisation::CURRENT_TREE);
        let back = organisation::agencies_of(&mut q, "99001", day).await.unwrap();
        assert_eq!(back.len(), 3);
        let officers = organisation::officers_of_unit(&mut q, "99001", day).await.unwrap();
        assert_eq!(officers.len(), 3, "everybody is back");
        let committee = organisation::committee_of(&mut q, "99001", day).await.unwrap().unwrap();
        assert_eq!(committee.standing_agency.as_deref(), Some("agency-99001-police"));
        assert_eq!(organisation::members_of(&mut q, &committee.id, day).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_came_since_forbids_an_undo() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let plan = plan(&admin, "01/03/2026").await;
        merge(&admin, &plan).await;
        let _ = apply(&admin, &plan).await.expect(303);
        let form = admin.get("/quan-tri/don-vi/99003/them/co-quan").await.expect(200);
        let id = form.value_of("ma-muc").unwrap();
        let fields = [("ma-muc", id.as_str()), ("loai", "school"), ("ten", "Trường Mẫu"), ("tu-ngay", "2/3/2026")];
        let _ = admin.post("/quan-tri/don-vi/99003/them/co-quan", &fields).await.expect(303);

        let refused = admin.post(&format!("{plan}/hoan-tac"), &[("ly-do", "Thử")]).await.expect(422);

        assert!(refused.shows("Đã phát sinh 1 mục mới"), "{}", refused.text());
        assert!(organisation::unit(&mut app.db(), "99003").await.unwrap().is_some());
    }
}

#[tokio::test]
async fn two_reorganisations_chain_and_only_the_latest_is_taken_back() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let first = plan(&admin, "01/02/2026").await;
        merge(&admin, &first).await;
        let _ = apply(&admin, &first).await.expect(303);
        let second = plan(&admin, "01/03/2026").await;
        let version = version(&admin, &second).await;
        let fields =
            [("version", version.as_str()), ("don-vi", "99003"), ("ten", "Phường Mới Mẫu"), ("loai", "phường")];
        let _ = admin.post(&format!("{second}/buoc/doi-ten"), &fields).await.expect(303);
        let _ = apply(&admin, &second).await.expect(303);

        let found = admin.get("/to-chuc?tim=suoi+mau").await.expect(200);
        assert!(found.shows("thuộc: Phường Mới Mẫu (toàn bộ)"), "today's successor, over both: {}", found.text());
        let mut q = app.db();
        let maps = organisation::maps(&mut q, organisation::CURRENT_TREE, "2026-03-01").await.unwrap();
        let values = [("99001".to_owned(), 3), ("99002".to_owned(), 4)].into();
        assert_eq!(maps.on_later(&values, "commune").figures["99003"].certain, 7);
        let refused = admin.post(&format!("{first}/hoan-tac"), &[("ly-do", "Thử")]).await.expect(422);
        assert!(refused.shows("hãy hoàn tác đợt sau trước"), "{}", refused.text());
        let _ = admin.post(&format!("{second}/hoan-tac"), &[("ly-do", "Thử")]).await.expect(303);
        let _ = admin.post(&format!("{first}/hoan-tac"), &[("ly-do", "Thử")]).await.expect(303);
        assert!(organisation::unit(&mut q, "99002").await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_plan_is_not_applied_before_its_day_nor_twice_nor_over_somebody_elses_change() {
    let app = TestApp::on_sqlite(features).await;
    sample::province(app.db(), app.context()).await.unwrap();
    let admin = app.visit_as(Persona::Admin).await;
    let plan = plan(&admin, "05/03/2026").await;
    merge(&admin, &plan).await;

    assert!(apply(&admin, &plan).await.expect(422).shows("Chưa đến ngày có hiệu lực 05/03/2026"));
    app.set_clock_to("2026-03-04T17:00:00Z");
    let stale = admin.post(&format!("{plan}/ap-dung"), &[("version", "1")]).await.expect(422);
    assert!(stale.shows("Có người vừa sửa phần này"), "{}", stale.text());
    let _ = apply(&admin, &plan).await.expect(303);
    let again = admin.post(&format!("{plan}/ap-dung"), &[("version", "3")]).await.expect(422);
    assert!(again.shows("Phương án không còn ở trạng thái"), "{}", again.text());
}

#[tokio::test]
async fn a_step_that_does_not_fit_is_refused_and_keeps_what_was_typed() {
    let app = TestApp::on_sqlite(features).await;
    sample::province(app.db(), app.context()).await.unwrap();
    let admin = app.visit_as(Persona::Admin).await;
    let plan = plan(&admin, "01/03/2026").await;
    let version = version(&admin, &plan).await;

    let fields =
        [("version", version.as_str()), ("don-vi", "Xã Không Có"), ("ten", "Xã Khác"), ("loai", "xã"), ("ma-moi", "9")];
    let refused = admin.post(&format!("{plan}/buoc/tach"), &fields).await.expect(422);
    assert!(refused.shows("Không có đơn vị Xã Không Có"));
    assert_eq!(refused.value_of("ten").as_deref(), Some("Xã Khác"));
    let fields =
        [("version", version.as_str()), ("don-vi", "99001"), ("ten", "Xã Khác"), ("loai", "xã"), ("ma-moi", "99002")];
    let refused = admin.post(&format!("{plan}/buoc/tach"), &fields).await.expect(422);
    assert!(refused.shows("Mã 99002 đang là của đơn vị khác"));
}

#[tokio::test]
async fn only_an_administrator_reorganises_and_only_the_own_ground() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let plan = plan(&admin, "01/03/2026").await;
        merge(&admin, &plan).await;
        let paths =
            ["/quan-tri/sap-xep", "/quan-tri/sap-xep-moi", &plan, &format!("{plan}/buoc/gop"), &format!("{plan}/sua")];
        for persona in Persona::ALL.into_iter().filter(|persona| *persona != Persona::Admin) {
            let client = app.visit_as(persona).await;
            for path in paths {
                client.get(path).await.expect(404);
            }
            for end in ["ap-dung", "hoan-tac", "huy", "bo-buoc", "sua"] {
                client
                    .post(&format!("{plan}/{end}"), &[("version", "2"), ("ly-do", "x"), ("ngay", "1/3/2026")])
                    .await
                    .expect(404);
            }
        }
        let mut small = app.actor(Persona::CommuneOffice).await;
        small.roles = vec!["admin".to_owned()];
        let version = version(&admin, &plan).await;
        let commune = app.visit_as_actor(small);
        commune.post(&format!("{plan}/ap-dung"), &[("version", version.as_str())]).await.expect(404);
        assert!(organisation::unit(&mut app.db(), "99001").await.unwrap().is_some(), "nothing was done");
    }
}
