//! Accounts after a reorganisation: a new tree stands, and everything about accounts is asked of that one.

use jiff::civil::date;
use organisation::{COUNTRY, Facts, Step, roles};
use testkit::{Persona, TestApp};

use crate::common::{PASSWORD, apps, give, signed_in};

/// The commune gets another name, which makes a new tree.
async fn rename(app: &TestApp) {
    let actor = access::Actor {
        unit: COUNTRY.to_owned(),
        ground: access::Ground { first: 0, last: 1_000_000 },
        roles: vec![roles::ADMIN.to_owned(), roles::STANDING_OFFICE.to_owned()],
        ..app.actor(Persona::Admin).await
    };
    let facts =
        Facts { title: "Đổi tên".into(), citation: "Nghị quyết mẫu".into(), effective_on: date(2026, 3, 4) };
    let steps = [Step::Rename { code: "99001".into(), kind: "xã".into(), name: "Xã Khe Mẫu".into() }];
    organisation::apply_steps(app.services(), &actor, &[sign_in::FOLLOWS_UNITS], &facts, &steps).await.unwrap();
}

#[tokio::test]
async fn after_a_reorganisation_accounts_alerts_and_reviews_stand_in_the_new_tree() {
    for app in apps().await {
        for _ in 0..5 {
            give(&app.visit(), "lo.mau", "không phải mật khẩu này").await.expect(422);
        }
        rename(&app).await;
        let tree = organisation::current_tree(&mut app.db()).await.unwrap().unwrap();
        assert_ne!(tree.id, organisation::CURRENT_TREE, "a new tree");

        let admin = app.visit_as(Persona::Admin).await;
        for path in ["/quan-tri/tai-khoan", "/quan-tri/canh-bao", "/quan-tri/tai-khoan/ra-soat"] {
            let page = admin.get(path).await.expect(200);
            assert!(page.shows("Xã Khe Mẫu") && !page.shows("Xã Suối Mẫu"), "{path}: {}", page.text());
        }
        assert!(signed_in(&app, "giang.mau").await.get("/tai-khoan").await.expect(200).shows("Xã Khe Mẫu"));
        let listed = sign_in::terminal::list(app.services()).await.unwrap();
        assert!(listed.iter().all(|one| one.unit == "Xã Khe Mẫu"), "{listed:?}");
        assert_eq!(listed.len(), 2);
        assert!(give(&app.visit(), "giang.mau", PASSWORD).await.status() == 303);
    }
}
