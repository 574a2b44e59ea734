//! Sealed data ask anew who is at the keyboard.

use crate::common::{PASSWORD, apps_with, features, give, signed_in};

access::actions! {
    /// Looks at something sealed.
    Look = "probe.look", Sealed;
}

fn sealed() -> Vec<web::Feature> {
    async fn show(visit: web::Visit) -> web::Answer {
        use axum::response::IntoResponse as _;

        visit.scope::<Look>()?;
        Ok("danh tính".into_response())
    }
    let mut features = features();
    features.push(web::Feature {
        name: "sealed",
        rights: vec![access::Right::new::<Look>("officer", access::Reach::OwnUnit)],
        routes: web::Routes::new().get("/mat", "probe.look", show),
        ..web::Feature::default()
    });
    features
}

#[tokio::test]
async fn sealed_data_come_after_a_step_up_for_ten_minutes_and_one_goes_on_where_one_was() {
    for app in apps_with(sealed).await {
        let browser = signed_in(&app, "lo.mau").await;
        let turned = browser.get("/mat?trang=2").await.expect(303);
        assert_eq!(turned.location(), Some("/xac-nhan-lai?tiep=/mat%3Ftrang%3D2"));
        let page = browser.follow(turned).await.expect(200);
        let next = page.value_of("tiep").unwrap();
        let send =
            async |password: &str| browser.post("/xac-nhan-lai", &[("mat_khau", password), ("tiep", &next)]).await;

        let wrong = send("không phải").await.expect(422);
        assert!(wrong.shows("chưa đúng"));
        assert_eq!(wrong.value_of("tiep").as_deref(), Some("/mat?trang=2"));
        browser.get("/mat").await.expect(303);
        let on = send(PASSWORD).await.expect(303);

        assert_eq!(on.location(), Some("/mat?trang=2"));
        assert_eq!(browser.follow(on).await.expect(200).body(), "danh tính");
        app.pass(jiff::Span::new().minutes(10));
        browser.get("/mat").await.expect(303);
    }
}

#[tokio::test]
async fn wrong_proofs_count_and_lead_nowhere_else() {
    let app = apps_with(sealed).await.swap_remove(0);
    let browser = signed_in(&app, "lo.mau").await;
    browser.get("/xac-nhan-lai").await.expect(200);
    let out = browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD), ("tiep", "//example.org")]).await.expect(303);
    assert_eq!(out.location(), Some("/"));

    for _ in 0..5 {
        browser.post("/xac-nhan-lai", &[("mat_khau", "sai"), ("tiep", "/mat")]).await.expect(422);
    }
    let locked = browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD), ("tiep", "/mat")]).await.expect(422);

    assert!(locked.shows("Thử lại sau"));
}

/// Who guesses a colleague's password at the sign-in must not keep the colleague from sealed data.
#[tokio::test]
async fn guesses_from_outside_do_not_lock_a_person_who_is_inside() {
    for app in apps_with(sealed).await {
        let inside = signed_in(&app, "lo.mau").await;
        inside.get("/xac-nhan-lai").await.expect(200);
        for _ in 0..6 {
            give(&app.visit(), "lo.mau", "sai").await.expect(422);
        }
        assert!(give(&app.visit(), "lo.mau", PASSWORD).await.expect(422).shows("Thử lại sau"));

        inside.post("/xac-nhan-lai", &[("mat_khau", PASSWORD), ("tiep", "/mat")]).await.expect(303);
        inside.get("/mat").await.expect(200);
    }
}
