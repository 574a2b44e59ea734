//! Signing in through a provider (OpenID Connect), and the link that only the owner of an account makes.

use std::cell::RefCell;

use axum::Router;
use sign_in::{Provider, ProviderSettings, Settings};
use testkit::{Client, Persona, Reply, TestApp};
use web::Services;

use crate::{
    activation::code_of,
    common::{PASSWORD, apps, apps_in, between, give, signed_in, texts},
    proofs::{code, phone, required},
    provider::{CLIENT, FakeProvider, ORIGIN, SECRET, Twist},
};

const LABEL: &str = "Cổng đăng nhập tỉnh Mẫu";

thread_local! {
    /// The provider of the test that runs in this thread: a layer of the test application is a bare function.
    static PROVIDER: RefCell<Option<Provider>> = const { RefCell::new(None) };
}

fn layer(router: Router<Services>, services: &Services) -> Router<Services> {
    let provider = PROVIDER.with_borrow(Clone::clone);
    sign_in::sessions_with(
        router,
        services,
        &Settings { origin: Some(ORIGIN.to_owned()), provider, ..Settings::default() },
    )
}

/// The application on each engine, with a provider that is there for both.
async fn with_provider() -> (FakeProvider, Vec<TestApp>) {
    let fake = FakeProvider::start(testkit::noon()).await;
    let settings = ProviderSettings {
        issuer: fake.address(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(SECRET.into()),
        label: LABEL.to_owned(),
        authority: None,
    };
    PROVIDER.set(Some(Provider::new(&settings, Some(ORIGIN)).unwrap()));
    (fake, apps_in(crate::common::features, layer).await)
}

/// Where the provider sends the browser that goes there from the sign-in page.
async fn there(browser: &Client<'_>, fake: &FakeProvider, next: &str) -> String {
    let away = browser.get(&format!("/dang-nhap/oidc?tiep={next}")).await.expect(303);
    fake.pass(away.location().unwrap()).await
}

async fn there_and_back(browser: &Client<'_>, fake: &FakeProvider) -> Reply {
    let back = there(browser, fake, "/thu").await;
    browser.get(&back).await
}

async fn step_up(browser: &Client<'_>) {
    browser.get("/xac-nhan-lai").await.expect(200);
    browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD)]).await.expect(303);
}

/// Goes to the provider from the page of the second proofs; the page that asks whether to link.
async fn shown_link(browser: &Client<'_>, fake: &FakeProvider) -> Reply {
    let away = browser.get("/tai-khoan/xac-thuc/oidc").await.expect(303);
    let back = fake.pass(away.location().unwrap()).await;
    browser.get(&back).await
}

async fn link(app: &TestApp, fake: &FakeProvider, login: &str) {
    let browser = signed_in(app, login).await;
    step_up(&browser).await;
    let asked = shown_link(&browser, fake).await.expect(200).value_of("xac_nhan").unwrap();
    browser.post("/tai-khoan/xac-thuc/oidc", &[("xac_nhan", &asked)]).await.expect(303);
}

async fn actions(app: &TestApp) -> Vec<String> {
    texts(app, "SELECT action FROM audit_entry ORDER BY at, id", "action").await
}

#[tokio::test]
async fn without_a_provider_there_is_no_button_and_no_page() {
    for app in apps().await {
        let (stranger, browser) = (app.visit(), signed_in(&app, "lo.mau").await);

        assert!(!stranger.get("/dang-nhap").await.body().contains("oidc"));
        stranger.get("/dang-nhap/oidc").await.expect(404);
        stranger.get("/dang-nhap/oidc/ve?state=a&code=b").await.expect(404);
        assert!(!browser.get("/tai-khoan/xac-thuc").await.expect(200).body().contains("oidc"));
        browser.get("/tai-khoan/xac-thuc/oidc").await.expect(404);
        browser.get("/tai-khoan/xac-thuc").await.expect(200);
        browser.post("/tai-khoan/xac-thuc/oidc", &[("xac_nhan", "a")]).await.expect(404);
        browser.post("/tai-khoan/xac-thuc/oidc/go", &[]).await.expect(404);
    }
}

#[tokio::test]
async fn an_owner_links_signs_in_opens_keys_with_the_password_and_takes_the_link_away() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        let owner = signed_in(&app, "lo.mau").await;
        let turned = owner.get("/tai-khoan/xac-thuc/oidc").await.expect(303);
        assert_eq!(turned.location(), Some("/xac-nhan-lai?tiep=/tai-khoan/xac-thuc"), "only when proven a moment ago");
        step_up(&owner).await;
        let shown = shown_link(&owner, &fake).await.expect(200);
        assert!(shown.shows("nguoi-1") && shown.shows(LABEL), "{}", shown.text());
        let asked = shown.value_of("xac_nhan").unwrap();
        assert!(texts(&app, "SELECT subject FROM linked_identity", "subject").await.is_empty(), "not without a word");
        let done = owner.post("/tai-khoan/xac-thuc/oidc", &[("xac_nhan", &asked)]).await.expect(303);
        let page = owner.follow(done).await.expect(200);
        assert!(page.shows("Đã liên kết.") && page.shows("nguoi-1"));

        let browser = app.visit();
        assert!(browser.get("/dang-nhap").await.expect(200).shows(LABEL));
        let entered = there_and_back(&browser, &fake).await.expect(303);
        assert_eq!(entered.location(), Some("/tai-khoan/chua-mo?tiep=%2Fthu"));
        let told = browser.follow(entered).await.expect(200);
        assert!(told.shows("Dữ liệu mật chưa mở") && told.links().contains(&"/thu".to_owned()), "{}", told.text());
        browser.get("/thu").await.expect(200);
        assert!(browser.get("/tai-khoan").await.expect(200).shows("Phiên này mở không bằng mật khẩu"));
        assert!(browser.get("/xac-nhan-lai?tiep=/thu").await.expect(200).value_of("ma").is_none());
        browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD), ("tiep", "/thu")]).await.expect(303);
        assert_eq!(browser.get("/tai-khoan/chua-mo?tiep=/thu").await.expect(303).location(), Some("/thu"));
        assert!(!browser.get("/tai-khoan").await.expect(200).shows("Phiên này mở không bằng mật khẩu"));

        browser.get("/tai-khoan/xac-thuc").await.expect(200);
        let gone = browser.post("/tai-khoan/xac-thuc/oidc/go", &[]).await.expect(303);
        assert!(browser.follow(gone).await.expect(200).shows("Đã gỡ liên kết."));
        browser.post("/tai-khoan/xac-thuc/oidc/go", &[]).await.expect(404);
        assert!(there_and_back(&app.visit(), &fake).await.expect(422).shows("chưa liên kết với tài khoản nào"));
        let actions = actions(&app).await;
        for action in ["sign_in.link_identity", "sign_in.unlink_identity", "sign_in.sign_in_failed"] {
            assert_eq!(actions.iter().filter(|one| *one == action).count(), 1, "{action}: {actions:?}");
        }
        let payloads = texts(&app, "SELECT payload FROM audit_payload", "payload").await.join("\n");
        assert!(payloads.contains("\"proof\":\"oidc\",\"stage\":\"full\""), "{payloads}");
    }
}

#[tokio::test]
async fn what_the_provider_says_wrongly_opens_nothing() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        fake.twist(Twist::Right);
        link(&app, &fake, "lo.mau").await;
        for twist in [
            Twist::WrongNonce,
            Twist::NoNonce,
            Twist::WrongAudience,
            Twist::SecondAudience,
            Twist::WrongIssuer,
            Twist::Expired,
            Twist::FromTheFuture,
            Twist::Changed,
            Twist::StrangeKey,
            Twist::Unsigned,
            Twist::UnderClientSecret,
            Twist::NoToken,
            Twist::Rubbish,
            Twist::LongSubject,
        ] {
            fake.twist(twist);
            let browser = app.visit();

            let refused = there_and_back(&browser, &fake).await.expect(422);

            assert!(refused.shows(&format!("{LABEL} trả lời không đúng")), "{twist:?}: {}", refused.text());
            assert_eq!(browser.cookie("lachan_phien"), None, "{twist:?}");
            browser.get("/thu").await.expect(303);
        }
        assert_eq!(actions(&app).await.iter().filter(|one| *one == "sign_in.sign_in_failed").count(), 14);
        fake.twist(Twist::Right);
        there_and_back(&app.visit(), &fake).await.expect(303);
    }
}

#[tokio::test]
async fn a_way_back_works_once_in_time_and_in_the_browser_that_went() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        link(&app, &fake, "lo.mau").await;
        let stale = |reply: Reply| assert!(reply.expect(422).shows("đã hết hạn hoặc đã dùng rồi"));
        let browser = app.visit();

        let back = there(&browser, &fake, "").await;
        let cookie = browser.cookie("lachan_oidc").unwrap();
        stale(app.visit().get(&back).await);
        // Used up by the wrong browser: it does not work in the right one either.
        stale(browser.get(&back).await);
        let back = there(&browser, &fake, "").await;
        stale(browser.get(&back.replace("state=", "state=0")).await);
        browser.get(&there(&browser, &fake, "").await).await.expect(303);
        let thief = app.visit();
        thief.set_cookie("lachan_oidc", &cookie);
        stale(thief.get(&back).await);
        let late = there(&thief, &fake, "").await;
        app.pass(jiff::Span::new().minutes(15));
        stale(thief.get(&late).await);
        stale(thief.get("/dang-nhap/oidc/ve").await);
        app.set_clock(testkit::noon());
    }
}

#[tokio::test]
async fn a_code_that_was_used_a_foreign_issuer_and_a_no_bring_nobody_in() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        link(&app, &fake, "lo.mau").await;
        let browser = app.visit();
        let back = there(&browser, &fake, "").await;
        let used = between_in(&back, "code=", "&");
        browser.get(&back).await.expect(303);

        let again = app.visit();
        let fresh = there(&again, &fake, "").await;
        let replayed = fresh.replace(&between_in(&fresh, "code=", "&"), &used);
        assert!(again.get(&replayed).await.expect(422).shows("trả lời không đúng"));
        let fresh = there(&again, &fake, "").await;
        let foreign = fresh.replace(&fake.address(), "https://khac.example");
        assert!(again.get(&foreign).await.expect(422).shows("trả lời không đúng"));
        let state = between_in(&there(&again, &fake, "").await, "state=", "&");
        let declined = again.get(&format!("/dang-nhap/oidc/ve?error=access_denied&state={state}")).await;
        assert!(declined.expect(422).shows("bạn đã huỷ hoặc chưa được phép dùng"));
        again.get("/thu").await.expect(303);
    }
}

fn between_in(text: &str, before: &str, until: &str) -> String {
    text.split(before).nth(1).unwrap().split(until).next().unwrap().to_owned()
}

#[tokio::test]
async fn only_a_link_tells_who_it_is_and_a_closed_account_stays_closed() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        let unknown = there_and_back(&app.visit(), &fake).await.expect(422);
        // The provider names an address that looks like the account's; nobody looks at it.
        assert!(unknown.shows("chưa liên kết với tài khoản nào"));
        assert_eq!(texts(&app, "SELECT id FROM account", "id").await.len(), 2, "no account is ever made");
        link(&app, &fake, "lo.mau").await;
        there_and_back(&app.visit(), &fake).await.expect(303);

        let id = texts(&app, "SELECT id FROM account WHERE login = 'lo.mau'", "id").await.remove(0);
        app.visit_as(Persona::Admin).await.post(&format!("/quan-tri/tai-khoan/{id}/dong"), &[]).await.expect(303);

        let closed = there_and_back(&app.visit(), &fake).await.expect(422);
        assert_eq!(closed.text(), unknown.text(), "a closed account reads like none");
    }
}

#[tokio::test]
async fn an_identity_belongs_to_one_account_and_is_linked_by_its_owner_only() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        fake.seat("nguoi-1");
        link(&app, &fake, "lo.mau").await;
        let other = signed_in(&app, "giang.mau").await;
        step_up(&other).await;
        let asked = shown_link(&other, &fake).await.expect(200).value_of("xac_nhan").unwrap();
        let taken = other.post("/tai-khoan/xac-thuc/oidc", &[("xac_nhan", &asked)]).await.expect(422);
        assert!(taken.shows("đã liên kết với một tài khoản khác"));

        // Somebody hands over a page of another account's: neither the way back nor the word works.
        fake.seat("nguoi-2");
        let owner = signed_in(&app, "lo.mau").await;
        step_up(&owner).await;
        let away = owner.get("/tai-khoan/xac-thuc/oidc").await.expect(303);
        let back = fake.pass(away.location().unwrap()).await;
        other.set_cookie("lachan_oidc", &owner.cookie("lachan_oidc").unwrap());
        assert!(other.get(&back).await.expect(422).shows("đã hết hạn"));
        other.get("/tai-khoan/xac-thuc").await.expect(200);
        let asked = shown_link(&owner, &fake).await.expect(200).value_of("xac_nhan").unwrap();
        other.post("/tai-khoan/xac-thuc/oidc", &[("xac_nhan", &asked)]).await.expect(422);
        let second = owner.post("/tai-khoan/xac-thuc/oidc", &[("xac_nhan", &asked)]).await.expect(422);
        assert!(second.shows("tài khoản này đã có liên kết"));
        assert_eq!(texts(&app, "SELECT subject FROM linked_identity", "subject").await, ["nguoi-1"]);
    }
}

#[tokio::test]
async fn no_other_site_sends_anybody_to_the_provider() {
    let (fake, apps) = with_provider().await;
    let app = apps.first().unwrap();
    let owner = signed_in(app, "lo.mau").await;
    step_up(&owner).await;
    owner.set_header("sec-fetch-site", "cross-site");

    assert_eq!(owner.get("/tai-khoan/xac-thuc/oidc").await.expect(303).location(), Some("/tai-khoan/xac-thuc"));
    let stranger = app.visit();
    stranger.set_header("sec-fetch-site", "cross-site");
    assert_eq!(stranger.get("/dang-nhap/oidc").await.expect(303).location(), Some("/dang-nhap"));
    assert_eq!(fake.times_asked_for_keys(), 0);
}

#[tokio::test]
async fn a_provider_that_is_down_is_told_and_new_keys_are_fetched() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        fake.twist(Twist::Down);
        let silent = app.visit().get("/dang-nhap/oidc").await;
        // The second engine's application shares what is remembered of the provider.
        let silent = if silent.status() == 303 { there_and_back(&app.visit(), &fake).await } else { silent };
        assert!(silent.expect(503).shows(&format!("Không kết nối được {LABEL}")));
        fake.twist(Twist::Right);
        link(&app, &fake, "lo.mau").await;

        let before = fake.times_asked_for_keys();
        there_and_back(&app.visit(), &fake).await.expect(303);
        assert_eq!(fake.times_asked_for_keys(), before, "remembered for some minutes");
        fake.change_key();
        there_and_back(&app.visit(), &fake).await.expect(303);
        let browser = app.visit();
        let back = there(&browser, &fake, "").await;
        fake.twist(Twist::Down);
        assert!(browser.get(&back).await.expect(503).shows("Không kết nối được"));
        fake.twist(Twist::Right);
    }
}

#[tokio::test]
async fn the_providers_word_stands_for_the_password_and_the_second_proof_is_still_asked() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        link(&app, &fake, "lo.mau").await;
        required(&app).await;
        let browser = app.visit();
        let entered = there_and_back(&browser, &fake).await.expect(303);
        assert_eq!(entered.location(), Some("/tai-khoan/xac-thuc"), "nobody stays without a second proof");
        browser.get("/thu").await.expect(303);
        let owner = app.visit();
        give(&owner, "lo.mau", PASSWORD).await.expect(303);
        let phone = phone(&owner.get("/tai-khoan/xac-thuc/ung-dung").await.expect(200));
        owner.post("/tai-khoan/xac-thuc/ung-dung", &[("ma", &code(&app, &phone))]).await.expect(200);

        app.pass(jiff::Span::new().minutes(1));
        fake.set_clock(app.context().now());
        let browser = app.visit();
        let entered = there_and_back(&browser, &fake).await.expect(303);
        browser.get("/thu").await.expect(303);
        browser.follow(entered).await.expect(200);
        let next = "/tai-khoan/chua-mo?tiep=/thu";
        let done = browser.post("/dang-nhap/buoc-2", &[("ma", &code(&app, &phone)), ("tiep", next)]).await.expect(303);
        assert_eq!(done.location(), Some(next));
        assert!(browser.follow(done).await.expect(200).shows("Dữ liệu mật chưa mở"));
        browser.get("/thu").await.expect(200);

        app.pass(jiff::Span::new().minutes(15));
        assert_eq!(browser.get("/thu").await.expect(303).location(), Some("/dang-nhap?tiep=/thu"), "locked like any");
        app.set_clock(testkit::noon());
        fake.set_clock(testkit::noon());
    }
}

#[tokio::test]
async fn who_lost_every_proof_loses_the_link_too() {
    let (fake, apps) = with_provider().await;
    for app in apps {
        link(&app, &fake, "lo.mau").await;
        let id = texts(&app, "SELECT id FROM account WHERE login = 'lo.mau'", "id").await.remove(0);
        let page = format!("/quan-tri/tai-khoan/{id}");
        app.visit_as(Persona::Admin).await.post(&format!("{page}/cap-lai"), &[]).await.expect(303);
        let leader = app.visit_as(Persona::ProvinceLeader).await;
        let invitation = between(&leader.get(&page).await, &format!("action=\"{page}/cap-lai/"), "\"");
        let code = code_of(&leader.post(&format!("{page}/cap-lai/{invitation}"), &[]).await.expect(200));
        let browser = app.visit();
        browser.get("/kich-hoat").await.expect(200);
        let form = [("ma", code.as_str()), ("moi", PASSWORD), ("moi_lan_hai", PASSWORD), ("cam_ket", "1")];
        browser.post("/kich-hoat", &form).await.expect(303);

        assert!(there_and_back(&app.visit(), &fake).await.expect(422).shows("chưa liên kết"));
    }
}
