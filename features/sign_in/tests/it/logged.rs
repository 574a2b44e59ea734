//! What enters the log, and what never does.

use testkit::Persona;

use crate::{
    activation::added,
    common::{PASSWORD, apps, give, signed_in, texts},
};

#[tokio::test]
async fn signing_in_and_every_change_of_an_account_is_logged_without_a_secret() {
    for app in apps().await {
        added(&app, "sung.mau").await.expect(200);
        give(&app.visit(), "ten.go.nham", "mật khẩu gõ nhầm chỗ").await.expect(422);
        give(&app.visit(), "lo.mau", "mật khẩu gõ nhầm chỗ").await.expect(422);
        let browser = signed_in(&app, "lo.mau").await;
        browser.post("/dang-xuat", &[]).await.expect(303);
        let id = texts(&app, "SELECT id FROM account WHERE login = 'lo.mau'", "id").await.remove(0);
        let admin = app.visit_as(Persona::Admin).await;
        let page = format!("/quan-tri/tai-khoan/{id}");
        admin.post(&format!("{page}/vai-tro"), &[("vai-tro", "hotline")]).await.expect(303);
        admin.post(&format!("{page}/dong"), &[]).await.expect(303);
        // Refused: changes nothing, writes nothing.
        admin.post(&format!("{page}/dong"), &[]).await.expect(422);

        let actions = texts(&app, "SELECT action FROM audit_entry ORDER BY at, id", "action").await;
        for (action, times) in [
            ("sign_in.add_account", 1),
            ("sign_in.sign_in_failed", 2),
            ("sign_in.sign_in", 1),
            ("sign_in.sign_out", 1),
            ("sign_in.propose_role", 1),
            ("sign_in.disable", 1),
        ] {
            assert_eq!(actions.iter().filter(|one| *one == action).count(), times, "{action}: {actions:?}");
        }
        let payloads = texts(&app, "SELECT payload FROM audit_payload", "payload").await.join("\n");
        for secret in ["ten.go.nham", "gõ nhầm", PASSWORD] {
            assert!(!payloads.contains(secret), "{secret}");
        }
    }
}

#[tokio::test]
async fn pages_about_accounts_are_kept_in_no_cache() {
    let app = apps().await.swap_remove(0);
    let admin = app.visit_as(Persona::Admin).await;

    for path in ["/quan-tri/tai-khoan", "/quan-tri/canh-bao", "/quan-tri/tai-khoan/ra-soat", "/tai-khoan", "/dang-nhap"]
    {
        assert_eq!(admin.get(path).await.header("cache-control"), Some("no-store"), "{path}");
    }
}
