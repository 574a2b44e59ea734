//! Emergency access through its pages: asked, granted, used, ended and looked at by three people.

use access::Class;
use sign_in::{Openable, Settings};
use testkit::{Client, Persona, TestApp};

use crate::common::{AGENCY, apps_in, features, keepers, proven, signed_in, texts};

const PAGE: &str = "/khoa/khan-cap";
const ASK: &str = "/khoa/khan-cap/xin";
const REASON: &str = "Nạn nhân gọi, đang bị nhốt, trưởng ca vắng";

mod sealed {
    vault::sealed_columns! {
        /// What was told.
        TEXT = "tip": "note_line"."text_sealed", key "id", of "note_id";
    }
}

db::statements! {
    /// Writes a line.
    ADD = "INSERT INTO note_line (id, note_id, text_sealed) VALUES ($1, $2, $3)";
    /// Reads it.
    FIND = "SELECT text_sealed FROM note_line WHERE id = $1";
    /// The account of a login.
    ACCOUNT = "SELECT id FROM account WHERE login = $1";
    /// Makes an account of the agency work with something else.
    CHANGE_ROLE = "UPDATE account SET roles = $2 WHERE login = $1";
}

/// The features of the other tests and one with a sealed record, whose page shows it to whoever opens it.
fn with_notes() -> Vec<web::Feature> {
    use axum::{
        Extension,
        extract::{Path, State},
        response::IntoResponse as _,
    };

    async fn show(
        visit: web::Visit,
        State(services): State<web::Services>,
        Extension(opener): Extension<vault::Opener>,
        Path(id): Path<String>,
    ) -> web::Answer {
        visit.actor()?;
        let mut q = &services.db;
        let record = vault::Record { kind: "tip", id: &id };
        match vault::open_record(&mut q, &services.context, &opener, record).await {
            Ok(key) => {
                let row = q.row(&FIND, db::params![&id]).await?.ok_or(web::Problem::NotFound)?;
                let text = key.open_text(&sealed::TEXT, &id, &row.blob("text_sealed")?).unwrap();
                Ok(text.to_string().into_response())
            }
            Err(_) => Err(web::Problem::NotFound),
        }
    }
    let notes = web::Feature {
        name: "notes",
        migrations: vec![db::Migration {
            id: "test/0001_notes",
            sql: "CREATE TABLE note_line (id TEXT NOT NULL PRIMARY KEY, note_id TEXT NOT NULL, text_sealed BYTEA)",
        }],
        routes: web::Routes::new().get("/ghi/{id}", "signed-in", show),
        ..web::Feature::default()
    };
    features().into_iter().chain([notes]).collect()
}

fn sessions(router: axum::Router<web::Services>, services: &web::Services) -> axum::Router<web::Services> {
    let openable = vec![Openable { kind: "tip", page: "/ghi/{id}" }];
    sign_in::sessions_with(
        router,
        services,
        &Settings { openable, sealed: sealed::ALL.to_vec(), ..Settings::default() },
    )
}

/// A note for the agency, which needs no key to be written.
async fn write(app: &TestApp, id: &str) {
    let mut tx = app.db().begin().await.unwrap();
    let holders = [vault::Holder::Agency(AGENCY)];
    let record = vault::Record { kind: "tip", id };
    let key = vault::new_record(&mut tx, app.context(), record, &holders).await.unwrap();
    let text = key.seal_text(app.context(), &sealed::TEXT, id, "nhà kho gần cầu").unwrap();
    tx.run(&ADD, db::params![id, id, text]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn account(app: &TestApp, login: &str) -> String {
    app.db().rows(&ACCOUNT, db::params![login]).await.unwrap()[0].text("id").unwrap()
}

/// Two leaders who hold the keys, a receiver who does not, and the note `n1`.
struct Scene<'a> {
    first: Client<'a>,
    second: Client<'a>,
    receiver: Client<'a>,
}

async fn scene(app: &TestApp) -> Scene<'_> {
    keepers(app).await;
    let (first, second) = (proven(app, "truong.mau").await, proven(app, "pho.mau").await);
    let receiver = signed_in(app, "truc.mau").await;
    first.get("/khoa").await.expect(200);
    first.post("/khoa/lap", &[]).await.expect(303);
    let other = account(app, "pho.mau").await;
    first.post("/khoa/thanh-vien", &[("tai_khoan", &other)]).await.expect(303);
    write(app, "n1").await;
    receiver.get(ASK).await.expect(200);
    Scene { first, second, receiver }
}

fn form<'a>(record: &'a str, minutes: &'a str, reason: &'a str) -> [(&'a str, &'a str); 4] {
    [("loai", "tip"), ("tin", record), ("phut", minutes), ("ly_do", reason)]
}

/// Where the newest request of the receiver is.
async fn newest(app: &TestApp) -> String {
    let receiver = account(app, "truc.mau").await;
    let own = vault::list_own_break_glasses(&mut app.db(), &receiver).await.unwrap();
    format!("{PAGE}/{}", own[0].id)
}

async fn asked(app: &TestApp, scene: &Scene<'_>) -> String {
    scene.receiver.post(ASK, &form("/ghi/n1", "30", REASON)).await.expect(303);
    newest(app).await
}

#[tokio::test]
async fn a_record_is_asked_for_opened_for_minutes_ended_and_reviewed_by_three_people() {
    for app in apps_in(with_notes, sessions).await {
        let scene = scene(&app).await;
        scene.receiver.get("/ghi/n1").await.expect(404);
        assert!(scene.receiver.get(PAGE).await.expect(200).shows("Xin mở khẩn cấp"));

        let one = asked(&app, &scene).await;
        let list = scene.receiver.get(PAGE).await.expect(200);
        assert!(list.shows("Chờ quyết định") && list.shows("Hãy gọi cho một người giữ khoá") && !list.shows(REASON));
        scene.receiver.get("/ghi/n1").await.expect(404);
        // A second press of the button asks no second time.
        scene.receiver.post(ASK, &form("n1", "60", REASON)).await.expect(303);
        assert!(scene.receiver.get(PAGE).await.expect(200).shows("Bạn đã xin hồ sơ này rồi"));
        assert_eq!(newest(&app).await, one);

        assert!(scene.first.get("/khoa").await.expect(200).shows("1 đề nghị mở khẩn cấp"));
        assert!(scene.first.get(PAGE).await.expect(200).links().contains(&one));
        let shown = scene.first.get(&one).await.expect(200);
        assert!(shown.shows(REASON) && shown.shows("truc.mau") && shown.shows("Cho mở 30 phút"));
        scene.first.post(&format!("{one}/cho-mo"), &[]).await.expect(303);
        assert!(scene.first.get(&one).await.expect(200).shows("Đã cho mở"));

        let list = scene.receiver.get(PAGE).await.expect(200);
        assert!(list.shows("Được xem đến 12:30 04/03/2026") && list.links().contains(&"/ghi/n1".to_owned()));
        assert!(scene.receiver.get("/ghi/n1").await.expect(200).body().contains("nhà kho gần cầu"));
        let early = scene.second.post(&format!("{one}/ra-soat"), &[("ket_luan", "justified")]).await.expect(422);
        assert!(early.shows("còn đang mở"));

        scene.receiver.post(&format!("{one}/ket-thuc"), &[]).await.expect(303);
        scene.receiver.get("/ghi/n1").await.expect(404);
        assert!(scene.receiver.get(PAGE).await.expect(200).shows("Đã hết, chờ rà soát"));

        // Whoever let it be opened does not look at it; the other leader does, once, and says what was found.
        let own = scene.first.get(&one).await.expect(200);
        assert!(own.shows("không tự rà soát") && !own.shows("Ký kết luận"));
        let refused = scene.first.post(&format!("{one}/ra-soat"), &[("ket_luan", "justified")]).await.expect(422);
        assert!(refused.shows("người khác phải làm"));
        assert!(scene.second.post(&format!("{one}/ra-soat"), &[]).await.expect(422).shows("Chọn một kết luận"));
        scene.second.post(&format!("{one}/ra-soat"), &[("ket_luan", "unjustified")]).await.expect(303);
        let again = scene.second.post(&format!("{one}/ra-soat"), &[("ket_luan", "justified")]).await.expect(422);
        assert!(again.shows("đã được rà soát"));
        for reader in [&scene.first, &scene.second, &scene.receiver] {
            let list = reader.get(PAGE).await.expect(200);
            assert!(list.shows("Không đúng quy định") && list.shows("Rà soát: pho.mau"), "{}", list.text());
        }
        // The record has another key, and those who hold the agency's read it.
        assert!(scene.second.get("/ghi/n1").await.expect(200).body().contains("nhà kho gần cầu"));

        let actions = "SELECT action FROM audit_entry WHERE action LIKE 'vault.%glass' ORDER BY action";
        let steps =
            ["vault.ask", "vault.close", "vault.grant", "vault.review"].map(|step| format!("{step}_break_glass"));
        assert_eq!(texts(&app, actions, "action").await, steps);
    }
}

#[tokio::test]
async fn a_request_that_is_not_sound_is_refused_and_keeps_what_was_typed() {
    for app in apps_in(with_notes, sessions).await {
        let scene = scene(&app).await;
        for (record, minutes, reason, words) in [
            ("n1", "30", "", "Ghi lý do, từ 10 đến 500 ký tự"),
            ("n1", "30", "tò mò", "Ghi lý do, từ 10 đến 500 ký tự"),
            ("n1", "241", REASON, "từ 1 đến 240"),
            ("n1", "0", REASON, "từ 1 đến 240"),
            ("n1", "nửa giờ", REASON, "từ 1 đến 240"),
            ("n2", "30", REASON, "không giữ hồ sơ này"),
        ] {
            let page = scene.receiver.post(ASK, &form(record, minutes, reason)).await.expect(422);

            assert!(page.shows(words) && page.body().contains(reason), "{words}: {}", page.text());
            assert_eq!(page.value_of("tin").as_deref(), Some(record));
            assert_eq!(page.value_of("phut").as_deref(), Some(minutes));
        }
        let page = scene.receiver.post(ASK, &[("loai", "account"), ("tin", "n1"), ("phut", "30"), ("ly_do", REASON)]);
        assert!(page.await.expect(422).shows("Chọn xem gì"));
        let receiver = account(&app, "truc.mau").await;
        assert!(vault::list_own_break_glasses(&mut app.db(), &receiver).await.unwrap().is_empty());

        let page = scene.receiver.get(&format!("{ASK}?tin=n1")).await.expect(200);
        assert_eq!(page.value_of("tin").as_deref(), Some("n1"));
        assert!(page.shows("truong.mau") && page.shows("pho.mau"), "whom to call");
    }
}

#[tokio::test]
async fn nobody_decides_about_oneself_twice_or_without_the_keys() {
    for app in apps_in(with_notes, sessions).await {
        let scene = scene(&app).await;
        let one = asked(&app, &scene).await;

        // The asker has no keys, and with them the request is still one's own.
        let receiver = proven(&app, "truc.mau").await;
        receiver.get(&one).await.expect(404);
        receiver.post(&format!("{one}/cho-mo"), &[]).await.expect(404);
        let asker = account(&app, "truc.mau").await;
        scene.first.post("/khoa/thanh-vien", &[("tai_khoan", &asker)]).await.expect(303);
        assert!(!receiver.get(&one).await.expect(200).shows("Cho mở 30 phút"));
        for step in ["cho-mo", "tu-choi"] {
            let page = receiver.post(&format!("{one}/{step}"), &[]).await.expect(422);
            assert!(page.shows("người khác phải làm bước này"));
        }
        receiver.get(ASK).await.expect(404);
        receiver.post(ASK, &form("n1", "30", REASON)).await.expect(404);

        // Without a new proof of who is there nobody decides, and comes back to the request.
        let unproven = signed_in(&app, "pho.mau").await;
        let sent = unproven.get(&one).await.expect(303);
        assert_eq!(sent.location(), Some(format!("/xac-nhan-lai?tiep={one}").as_str()));
        unproven.post(&format!("{one}/cho-mo"), &[]).await.expect(303);
        assert_eq!(vault::list_break_glasses(&mut app.db(), AGENCY, vault::GlassState::Asked).await.unwrap().len(), 1);

        scene.first.post(&format!("{one}/tu-choi"), &[]).await.expect(303);
        for step in ["cho-mo", "tu-choi"] {
            let page = scene.second.post(&format!("{one}/{step}"), &[]).await.expect(422);
            assert!(page.shows("đã có người quyết định"));
        }
        scene.second.post(&format!("{one}/ket-thuc"), &[]).await.expect(404);
        scene.second.post(&format!("{one}/ra-soat"), &[("ket_luan", "justified")]).await.expect(404);
        assert!(scene.second.get(PAGE).await.expect(200).shows("Không cho mở"));
    }
}

#[tokio::test]
async fn after_the_time_nothing_opens_whoever_holds_the_keys_can_end_it_before() {
    for app in apps_in(with_notes, sessions).await {
        let scene = scene(&app).await;
        let one = asked(&app, &scene).await;
        scene.first.post(&format!("{one}/cho-mo"), &[]).await.expect(303);
        scene.receiver.get("/ghi/n1").await.expect(200);

        scene.second.post(&format!("{one}/ket-thuc"), &[]).await.expect(303);
        scene.receiver.get("/ghi/n1").await.expect(404);
        scene.receiver.post(&format!("{one}/ket-thuc"), &[]).await.expect(404);

        scene.receiver.get(ASK).await.expect(200);
        scene.receiver.post(ASK, &form("n1", "10", REASON)).await.expect(303);
        let other = newest(&app).await;
        assert_ne!(other, one);
        scene.first.post(&format!("{other}/cho-mo"), &[]).await.expect(303);
        app.pass(jiff::Span::new().minutes(9));
        scene.receiver.get("/ghi/n1").await.expect(200);
        // No job has run yet.
        app.pass(jiff::Span::new().minutes(1));
        scene.receiver.get("/ghi/n1").await.expect(404);
        let list = scene.receiver.get(PAGE).await.expect(200);
        assert!(list.shows("Đã hết, chờ rà soát") && !list.shows("Kết thúc ngay"));
    }
}

#[tokio::test]
async fn whoever_does_not_work_with_what_is_sealed_any_more_is_only_refused() {
    for app in apps_in(with_notes, sessions).await {
        let scene = scene(&app).await;
        let one = asked(&app, &scene).await;
        let mut tx = app.db().begin().await.unwrap();
        tx.run(&CHANGE_ROLE, db::params!["truc.mau", "officer"]).await.unwrap();
        tx.commit().await.unwrap();

        let page = scene.first.post(&format!("{one}/cho-mo"), &[]).await.expect(422);
        assert!(page.shows("không còn làm việc với tin báo"));
        scene.receiver.get(PAGE).await.expect(404);
        scene.first.post(&format!("{one}/tu-choi"), &[]).await.expect(303);
    }
}

#[tokio::test]
async fn a_stranger_and_a_session_under_duress_find_nothing_of_it() {
    for app in apps_in(with_notes, sessions).await {
        let scene = scene(&app).await;
        let one = asked(&app, &scene).await;
        let officer = proven(&app, "lo.mau").await;
        let roles = ["tip_leader", "tip_receiver"].map(str::to_owned).to_vec();
        let neighbour =
            access::Actor { roles: roles.clone(), ceiling: Class::Sealed, ..app.actor(Persona::NeighbourOffice).await };
        let neighbour = app
            .visit_as_actor(neighbour)
            .with_key(vault::testing::opener(app.db(), app.context(), "la").await.unwrap());
        let member = account(&app, "truong.mau").await;
        let forced = access::Actor {
            roles,
            account: member,
            agency: Some(AGENCY.to_owned()),
            ceiling: Class::Internal,
            ..app.actor(Persona::CommuneOfficer).await
        };
        let forced = app.visit_as_actor(forced);

        for browser in [&officer, &forced] {
            for path in [PAGE, ASK, &one] {
                browser.get(path).await.expect(404);
            }
            browser.post(ASK, &form("n1", "30", REASON)).await.expect(404);
        }
        assert!(!neighbour.get(PAGE).await.expect(200).shows("truc.mau"));
        neighbour.get(ASK).await.expect(404);
        for browser in [&officer, &neighbour, &forced] {
            browser.get(&one).await.expect(404);
            for step in ["cho-mo", "tu-choi", "ket-thuc", "ra-soat"] {
                browser.post(&format!("{one}/{step}"), &[("ket_luan", "justified")]).await.expect(404);
            }
        }
        let asked = vault::list_break_glasses(&mut app.db(), AGENCY, vault::GlassState::Asked).await.unwrap();
        assert_eq!(asked.len(), 1);
    }
}
