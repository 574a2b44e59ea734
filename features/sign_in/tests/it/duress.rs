//! Signing in while forced to (ux.md TM4), and the alerts that watch for it and for guessing.

use testkit::{Persona, TestApp};

use crate::common::{PASSWORD, apps, give, signed_in, texts};

const FORCED: &str = "mưa rơi trên mái ngói cũ";

async fn set(app: &TestApp) {
    let browser = signed_in(app, "lo.mau").await;
    browser.get("/tai-khoan/ma-cuong-ep").await.expect(200);
    let form = [("hien_tai", PASSWORD), ("ma", FORCED), ("ma_lan_hai", FORCED)];
    browser.post("/tai-khoan/ma-cuong-ep", &form).await.expect(303);
    browser.post("/dang-xuat", &[]).await.expect(303);
}

/// The words of a page whatever their order: each of two sessions marks itself in the list.
fn words(page: &testkit::Reply) -> Vec<String> {
    let mut words: Vec<_> = page.text().split_whitespace().map(ToOwned::to_owned).collect();
    words.sort();
    words
}

#[tokio::test]
async fn a_session_under_duress_looks_like_any_other_sees_little_and_is_over_soon() {
    for app in apps().await {
        set(&app).await;
        let (free, forced) = (app.visit(), app.visit());
        let one = give(&free, "lo.mau", PASSWORD).await.expect(303);
        let other = give(&forced, "lo.mau", FORCED).await.expect(303);
        assert_eq!(one.location(), other.location());
        assert_eq!(free.get("/thu").await.expect(200).body(), forced.get("/thu").await.expect(200).body());
        let (here, there) = (free.get("/tai-khoan").await.expect(200), forced.get("/tai-khoan").await.expect(200));
        assert_eq!(here.links(), there.links());

        for path in ["/tai-khoan", "/xac-nhan-lai", "/tai-khoan/chua-mo"] {
            let (here, there) = (free.get(path).await, forced.get(path).await);
            assert_eq!((here.status(), here.location()), (there.status(), there.location()), "{path}");
            assert_eq!(words(&here), words(&there), "{path}");
        }
        forced.post("/xac-nhan-lai", &[("mat_khau", FORCED)]).await.expect(303);
        forced.get("/tai-khoan/xac-thuc/ung-dung").await.expect(404);
        forced.get("/tai-khoan/ma-cuong-ep").await.expect(404);
        app.pass(jiff::Span::new().minutes(14));
        forced.get("/thu").await.expect(200);
        app.set_clock_to("2026-03-04T05:30:00Z");
        forced.get("/thu").await.expect(303);
    }
}

#[tokio::test]
async fn nothing_restricted_is_found_under_duress() {
    for app in apps().await {
        let mut admin = app.actor(Persona::Admin).await;
        admin.ceiling = access::Class::Internal;
        let forced = app.visit_as_actor(admin);

        for path in
            ["/quan-tri/tai-khoan", "/quan-tri/canh-bao", "/quan-tri/tai-khoan/ra-soat", "/quan-tri/tai-khoan/moi"]
        {
            forced.get(path).await.expect(404);
        }
        let menu = forced.get("/tai-khoan").await.expect(200).links();
        assert!(
            !menu.iter().any(|link| ["/quan-tri/tai-khoan", "/quan-tri/canh-bao"].contains(&link.as_str())),
            "{menu:?}"
        );
    }
}

#[tokio::test]
async fn the_office_above_is_told_and_the_commune_is_not() {
    for app in apps().await {
        set(&app).await;
        give(&app.visit(), "lo.mau", FORCED).await.expect(303);

        let above = app.visit_as(Persona::ProvinceOffice).await;
        let list = above.get("/quan-tri/canh-bao").await.expect(200);
        assert!(list.shows("Đăng nhập bằng mã cưỡng ép") && list.shows("Lò Thị Mẫu Bốn"));
        let commune = app.visit_as(Persona::CommuneOffice).await;
        assert!(commune.get("/quan-tri/canh-bao").await.expect(200).shows("Không có cảnh báo nào"));
        let id = texts(&app, "SELECT id FROM sign_in_alert", "id").await.remove(0);
        commune.post(&format!("/quan-tri/canh-bao/{id}"), &[]).await.expect(404);
        app.visit_as(Persona::NeighbourOffice).await.post(&format!("/quan-tri/canh-bao/{id}"), &[]).await.expect(404);
        above.post(&format!("/quan-tri/canh-bao/{id}"), &[]).await.expect(303);
        assert!(above.get("/quan-tri/canh-bao").await.expect(200).shows("Trần Mẫu Một đã xử lý"));
    }
}

#[tokio::test]
async fn guessing_a_password_tells_the_office_and_names_only_accounts_that_exist() {
    for app in apps().await {
        for name in ["lo.mau", "ai.do"] {
            for _ in 0..5 {
                give(&app.visit(), name, "sai").await.expect(422);
            }
        }

        let kinds = texts(&app, "SELECT kind FROM sign_in_alert", "kind").await;

        assert_eq!(kinds, ["locked"]);
        let commune = app.visit_as(Persona::CommuneOffice).await;
        assert!(commune.get("/quan-tri/canh-bao").await.expect(200).shows("Tài khoản bị dò mật khẩu"));
    }
}

#[tokio::test]
async fn a_duress_code_is_refused_where_it_gives_itself_away_and_falls_with_the_password() {
    for app in apps().await {
        set(&app).await;
        let browser = signed_in(&app, "lo.mau").await;
        let send = async |present: &str, code: &str, again: &str| {
            browser.get("/tai-khoan/ma-cuong-ep").await.expect(200);
            let form = [("hien_tai", present), ("ma", code), ("ma_lan_hai", again)];
            browser.post("/tai-khoan/ma-cuong-ep", &form).await
        };
        assert!(send(PASSWORD, PASSWORD, PASSWORD).await.expect(422).shows("phải khác mật khẩu"));
        assert!(send(PASSWORD, "123", "123").await.expect(422).shows("ít nhất 12 ký tự"));
        assert!(send("sai", FORCED, FORCED).await.expect(422).shows("chưa đúng"));
        assert!(send(PASSWORD, FORCED, "khác").await.expect(422).shows("không giống nhau"));

        let new = "chín con trâu dưới suối";
        browser.get("/tai-khoan/mat-khau").await.expect(200);
        let form = [("hien_tai", PASSWORD), ("moi", new), ("moi_lan_hai", new)];
        browser.post("/tai-khoan/mat-khau", &form).await.expect(303);

        give(&app.visit(), "lo.mau", FORCED).await.expect(422);
        give(&app.visit(), "lo.mau", new).await.expect(303);
    }
}
