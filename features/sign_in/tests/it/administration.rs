//! Accounts and roles in the hands of administrators: two persons for each role.

use testkit::{Persona, TestApp};

use crate::{
    activation::{added, code_of},
    common::{apps, between, give, signed_in, texts},
};

async fn id_of(app: &TestApp, login: &str) -> String {
    let statement = db::Statement { name: "ID", sql: "SELECT id FROM account WHERE login = $1" };
    app.db().row(&statement, db::params![login]).await.unwrap().unwrap().text("id").unwrap()
}

#[tokio::test]
async fn a_role_holds_only_after_a_second_person_and_ends_at_once() {
    for app in apps().await {
        let page = format!("/quan-tri/tai-khoan/{}", id_of(&app, "lo.mau").await);
        let (admin, leader) = (app.visit_as(Persona::Admin).await, app.visit_as(Persona::ProvinceLeader).await);
        let officer = signed_in(&app, "lo.mau").await;

        let proposed = admin.post(&format!("{page}/vai-tro"), &[("vai-tro", "tip_receiver")]).await.expect(303);
        assert!(admin.follow(proposed).await.expect(200).shows("Chờ xác nhận"));
        assert!(!officer.get("/thu").await.body().contains("tip_receiver"), "a proposal gives nothing");
        let grant = {
            let seen = leader.get(&page).await.expect(200);
            between(&seen, &format!("action=\"{page}/vai-tro/"), "/xac-nhan")
        };
        let confirm = format!("{page}/vai-tro/{grant}/xac-nhan");
        assert!(!admin.get(&page).await.body().contains(&confirm), "who proposed sees no button");
        assert!(admin.post(&confirm, &[]).await.expect(422).shows("Chưa thực hiện được"));
        leader.post(&confirm, &[]).await.expect(303);
        assert!(officer.get("/thu").await.body().contains("tip_receiver"), "it holds with the next request");
        leader.post(&confirm, &[]).await.expect(422);

        admin.post(&format!("{page}/vai-tro/{grant}/thu-hoi"), &[]).await.expect(303);
        assert!(!officer.get("/thu").await.body().contains("tip_receiver"), "it ends with the next request");
        let history = admin.get(&page).await.expect(200);
        for words in
            ["Đề xuất: Hoàng Mẫu Sáu", "Xác nhận: Lê Mẫu Hai", "Thu hồi: Hoàng Mẫu Sáu", "khi thiết lập hệ thống"]
        {
            assert!(history.shows(words), "{words}");
        }
    }
}

#[tokio::test]
async fn nobody_gives_or_confirms_a_role_for_oneself() {
    for app in apps().await {
        let account = id_of(&app, "lo.mau").await;
        let mut myself = app.actor(Persona::Admin).await;
        myself.account.clone_from(&account);
        let mine = app.visit_as_actor(myself);
        let page = format!("/quan-tri/tai-khoan/{account}");

        mine.post(&format!("{page}/vai-tro"), &[("vai-tro", "admin")]).await.expect(422);
        app.visit_as(Persona::Admin).await.post(&format!("{page}/vai-tro"), &[("vai-tro", "admin")]).await.expect(303);
        let grant = texts(&app, "SELECT id FROM role_grant WHERE role = 'admin' AND confirmed_at IS NULL", "id").await;
        mine.post(&format!("{page}/vai-tro/{}/xac-nhan", grant[0]), &[]).await.expect(422);
        mine.post(&format!("{page}/dong"), &[]).await.expect(422);

        let unknown = app.visit_as(Persona::Admin).await.post(&format!("{page}/vai-tro"), &[("vai-tro", "god")]).await;
        unknown.expect(422);
        assert!(texts(&app, "SELECT roles FROM account WHERE login = 'lo.mau'", "roles").await[0] == "officer");
    }
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_comes_back_as_it_was() {
    for app in apps().await {
        let page = format!("/quan-tri/tai-khoan/{}", id_of(&app, "lo.mau").await);
        let (admin, officer) = (app.visit_as(Persona::Admin).await, signed_in(&app, "lo.mau").await);

        admin.post(&format!("{page}/dong"), &[]).await.expect(303);

        officer.get("/thu").await.expect(303);
        let known = give(&app.visit(), "lo.mau", crate::common::PASSWORD).await.expect(422);
        let unknown = give(&app.visit(), "ai.do", crate::common::PASSWORD).await.expect(422);
        assert_eq!(known.text(), unknown.text(), "a closed account reads like none");
        assert!(admin.get("/quan-tri/tai-khoan?trang-thai=disabled").await.expect(200).shows("lo.mau"));
        admin.post(&format!("{page}/mo"), &[]).await.expect(303);
        give(&app.visit(), "lo.mau", crate::common::PASSWORD).await.expect(303);
    }
}

#[tokio::test]
async fn lost_proofs_take_two_persons_and_no_administrator_sets_a_password() {
    for app in apps().await {
        let page = format!("/quan-tri/tai-khoan/{}", id_of(&app, "lo.mau").await);
        let (admin, leader) = (app.visit_as(Persona::Admin).await, app.visit_as(Persona::ProvinceLeader).await);

        let posted = [("mat_khau", "đặt hộ mật khẩu này"), ("moi", "đặt hộ mật khẩu này")];
        let proposed = admin.post(&format!("{page}/cap-lai"), &posted).await.expect(303);
        let after = admin.follow(proposed).await.expect(200);
        assert!(!after.body().contains("class=\"lead\">") && after.shows("Chờ người thứ hai"));
        give(&app.visit(), "lo.mau", "đặt hộ mật khẩu này").await.expect(422);
        let seen = leader.get(&page).await.expect(200);
        let invitation = between(&seen, &format!("action=\"{page}/cap-lai/"), "\"");
        admin.post(&format!("{page}/cap-lai/{invitation}"), &[]).await.expect(422);
        let slip = leader.post(&format!("{page}/cap-lai/{invitation}"), &[]).await.expect(200);
        leader.post(&format!("{page}/cap-lai/{invitation}"), &[]).await.expect(422);

        let here = signed_in(&app, "lo.mau").await;
        let browser = app.visit();
        browser.get("/kich-hoat").await.expect(200);
        let new = "chín con trâu dưới suối";
        let form = [("ma", code_of(&slip)), ("moi", new.into()), ("moi_lan_hai", new.into()), ("cam_ket", "1".into())];
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/kich-hoat", &form).await.expect(303);
        here.get("/thu").await.expect(303);
        give(&app.visit(), "lo.mau", new).await.expect(303);
    }
}

#[tokio::test]
async fn accounts_are_seen_within_ones_territory_only() {
    for app in apps().await {
        added(&app, "sung.mau").await.expect(200);
        let page = format!("/quan-tri/tai-khoan/{}", id_of(&app, "lo.mau").await);
        for persona in [Persona::NeighbourOffice, Persona::CommuneOfficer, Persona::CommuneOffice, Persona::Nobody] {
            let visitor = app.visit_as(persona).await;
            for path in ["/quan-tri/tai-khoan", "/quan-tri/tai-khoan/moi", &page] {
                visitor.get(path).await.expect(404);
            }
            for path in ["vai-tro", "dong", "mo", "moi-lai", "cap-lai"] {
                visitor.post(&format!("{page}/{path}"), &[]).await.expect(404);
            }
        }
        let mut neighbour = app.actor(Persona::NeighbourOffice).await;
        neighbour.roles = vec!["admin".to_owned()];
        let neighbour = app.visit_as_actor(neighbour);
        neighbour.get(&page).await.expect(404);
        assert!(neighbour.get("/quan-tri/tai-khoan").await.expect(200).shows("Không có tài khoản nào khớp"));
        neighbour.get("/quan-tri/tai-khoan/moi?don-vi=99001").await.expect(404);
        let leader = app.visit_as(Persona::CommuneLeader).await;
        let list = leader.get("/quan-tri/tai-khoan?tu=tho%20muoi").await.expect(200);
        assert!(list.shows("Không có tài khoản nào khớp"));
        let list = leader.get("/quan-tri/tai-khoan?tu=thi%20muoi&trang-thai=waiting").await.expect(200);
        assert!(list.shows("Sùng Thị Mẫu Mười") && !list.shows("lo.mau"), "{}", list.text());
        leader.get("/quan-tri/tai-khoan/moi").await.expect(404);
    }
}

#[tokio::test]
async fn what_is_missing_for_an_account_is_told_and_what_was_typed_stays() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        assert!(admin.get("/quan-tri/tai-khoan/moi").await.expect(200).shows("Tỉnh Mẫu"));

        let empty =
            admin.post("/quan-tri/tai-khoan/moi", &[("don_vi", "99001"), ("ten", "Tên Sai"), ("chuc_vu", "Công chức")]);
        let empty = empty.await.expect(422);
        assert!(empty.shows("Nhập họ, chữ đệm và tên") && empty.shows("Chọn cơ quan của người này"));
        assert_eq!(empty.value_of("chuc_vu").as_deref(), Some("Công chức"));
        let known = [("don_vi", "99001"), ("nguoi", "person-99001-leader"), ("ten", "Tên Sai")];
        assert!(admin.post("/quan-tri/tai-khoan/moi", &known).await.expect(422).shows("bắt đầu bằng chữ"));
        let known = [("don_vi", "99001"), ("nguoi", "person-99001-leader"), ("ten", "lo.mau")];
        assert!(admin.post("/quan-tri/tai-khoan/moi", &known).await.expect(422).shows("đã có người dùng"));
        let known = [("don_vi", "99001"), ("nguoi", "person-99001-leader"), ("ten", "vang.mau")];
        admin.post("/quan-tri/tai-khoan/moi", &known).await.expect(200);
        assert!(!admin.get("/quan-tri/tai-khoan/moi?don-vi=99001").await.body().contains("person-99001-leader"));
    }
}
