//! A provider of sign-in in this process (OpenID Connect): what it says of itself, keys, sign-in page, tokens. It can be
//! told to answer wrongly. Its keys and people are invented, and its keys guard nothing.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Form, Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use jiff::Timestamp;
use openidconnect::{
    JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey,
    core::{CoreHmacKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Alg, CoreRsaPrivateSigningKey},
};
use serde_json::{Value, json};

pub(crate) const CLIENT: &str = "la-chan";
pub(crate) const SECRET: &str = "bi mat cua may khach";
pub(crate) const ORIGIN: &str = "https://138.tinh.example";
const KID: &str = "khoa-1";

/// In what its answers are wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Twist {
    /// In nothing.
    Right,
    WrongNonce,
    NoNonce,
    WrongAudience,
    SecondAudience,
    WrongIssuer,
    Expired,
    FromTheFuture,
    /// Signed, and then changed.
    Changed,
    /// Signed with a key that is not among those it shows, under the name of one that is.
    StrangeKey,
    /// `alg` is `none`.
    Unsigned,
    /// Signed with the client secret.
    UnderClientSecret,
    /// A token answer without an ID token.
    NoToken,
    /// No JSON at all.
    Rubbish,
    LongSubject,
    /// Status 500 on everything.
    Down,
}

#[derive(Debug, Clone)]
struct Granted {
    nonce: String,
    challenge: String,
    subject: String,
}

#[derive(Debug)]
struct Inside {
    address: String,
    now: Timestamp,
    subject: String,
    twist: Twist,
    /// Whether it signs with its other key, and shows that.
    has_new_key: bool,
    codes: BTreeMap<String, Granted>,
    /// How many codes it has given.
    given: usize,
    /// How often it was asked for its keys.
    asked_for_keys: usize,
}

/// The provider, listening.
#[derive(Clone)]
pub(crate) struct FakeProvider(Arc<Mutex<Inside>>);

fn key(is_new: bool) -> CoreRsaPrivateSigningKey {
    let pem = if is_new { include_str!("other_key.pem") } else { include_str!("provider_key.pem") };
    CoreRsaPrivateSigningKey::from_pem(pem, Some(JsonWebKeyId::new(KID.to_owned()))).unwrap()
}

impl FakeProvider {
    pub(crate) async fn start(now: Timestamp) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inside = Inside {
            address: format!("http://{}", listener.local_addr().unwrap()),
            now,
            subject: "nguoi-1".to_owned(),
            twist: Twist::Right,
            has_new_key: false,
            codes: BTreeMap::new(),
            given: 0,
            asked_for_keys: 0,
        };
        let provider = Self(Arc::new(Mutex::new(inside)));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn with<T>(&self, change: impl FnOnce(&mut Inside) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }

    pub(crate) fn address(&self) -> String {
        self.with(|inside| inside.address.clone())
    }

    pub(crate) fn twist(&self, twist: Twist) {
        self.with(|inside| inside.twist = twist);
    }

    /// Somebody else sits at the provider's sign-in page.
    pub(crate) fn seat(&self, subject: &str) {
        self.with(|inside| subject.clone_into(&mut inside.subject));
    }

    pub(crate) fn change_key(&self) {
        self.with(|inside| inside.has_new_key = true);
    }

    pub(crate) fn set_clock(&self, now: Timestamp) {
        self.with(|inside| inside.now = now);
    }

    pub(crate) fn times_asked_for_keys(&self) -> usize {
        self.with(|inside| inside.asked_for_keys)
    }

    /// A browser at the provider's page, where somebody is signed in already: the path with which it is sent back.
    pub(crate) async fn pass(&self, to: &str) -> String {
        assert!(to.starts_with(&format!("{}/authorize?", self.address())), "{to}");
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = browser.get(to).send().await.unwrap();
        let back = answer.headers().get(header::LOCATION).unwrap().to_str().unwrap();
        back.strip_prefix(ORIGIN).unwrap_or_else(|| panic!("sent to {back}")).to_owned()
    }
}

async fn describe(State(provider): State<FakeProvider>) -> Response {
    let (address, twist) = provider.with(|inside| (inside.address.clone(), inside.twist));
    if twist == Twist::Down {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    Json(json!({
        "issuer": address,
        "authorization_endpoint": format!("{address}/authorize"),
        "token_endpoint": format!("{address}/token"),
        "jwks_uri": format!("{address}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
    }))
    .into_response()
}

async fn keys(State(provider): State<FakeProvider>) -> Json<CoreJsonWebKeySet> {
    let is_new = provider.with(|inside| {
        inside.asked_for_keys += 1;
        inside.has_new_key
    });
    Json(CoreJsonWebKeySet::new(vec![key(is_new).as_verification_key()]))
}

async fn authorize(
    State(provider): State<FakeProvider>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Redirect, StatusCode> {
    let of = |name: &str| asked.get(name).cloned().ok_or(StatusCode::BAD_REQUEST);
    let is_known = of("client_id")? == CLIENT && of("response_type")? == "code" && of("scope")? == "openid";
    if !is_known || of("code_challenge_method")? != "S256" || !of("redirect_uri")?.starts_with(ORIGIN) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let (nonce, challenge) = (of("nonce")?, of("code_challenge")?);
    let (code, address) = provider.with(|inside| {
        inside.given += 1;
        let code = format!("ma-{}", inside.given);
        inside.codes.insert(code.clone(), Granted { nonce, challenge, subject: inside.subject.clone() });
        (code, inside.address.clone())
    });
    let (back, state) = (of("redirect_uri")?, of("state")?);
    Ok(Redirect::to(&format!("{back}?code={code}&state={state}&iss={address}")))
}

async fn token(
    State(provider): State<FakeProvider>,
    headers: HeaderMap,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Response {
    let refused = || (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    let twist = provider.with(|inside| inside.twist);
    match twist {
        Twist::Down => return StatusCode::BAD_GATEWAY.into_response(),
        Twist::Rubbish => return "<html>".into_response(),
        _ => {}
    }
    let of = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    // A code is good once, for who has the verifier and the secret.
    let Some(granted) = provider.with(|inside| inside.codes.remove(of("code"))) else { return refused() };
    let verifier = PkceCodeVerifier::new(of("code_verifier").to_owned());
    let secret = BASE64_STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")));
    let is_client = headers.get(header::AUTHORIZATION).is_some_and(|value| *value == format!("Basic {secret}"));
    if PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str() != granted.challenge || !is_client {
        return refused();
    }
    let mut answer = json!({ "access_token": "khong-dung", "token_type": "Bearer", "expires_in": 300 });
    if twist != Twist::NoToken {
        answer["id_token"] = provider.with(|inside| id_token(inside, &granted)).into();
    }
    Json(answer).into_response()
}

fn id_token(inside: &Inside, granted: &Granted) -> String {
    let (now, twist) = (inside.now.as_second(), inside.twist);
    let mut claims = json!({
        "iss": inside.address, "sub": granted.subject, "aud": [CLIENT], "iat": now, "exp": now + 300,
        "nonce": granted.nonce, "email": "lo.mau@tinh.example", "email_verified": true,
    });
    match twist {
        Twist::WrongNonce => claims["nonce"] = "khac".into(),
        Twist::NoNonce => claims["nonce"] = Value::Null,
        Twist::WrongAudience => claims["aud"] = json!(["may-khac"]),
        Twist::SecondAudience => claims["aud"] = json!([CLIENT, "may-khac"]),
        Twist::WrongIssuer => claims["iss"] = "https://khac.example".into(),
        Twist::Expired => claims["exp"] = (now - 1).into(),
        Twist::FromTheFuture => claims["iat"] = (now + 3_600).into(),
        Twist::LongSubject => claims["sub"] = "x".repeat(256).into(),
        _ => {}
    }
    let alg = match twist {
        Twist::Unsigned => "none",
        Twist::UnderClientSecret => "HS256",
        _ => "RS256",
    };
    let coded = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let head = coded(&json!({ "alg": alg, "kid": KID }));
    let signed = format!("{head}.{}", coded(&claims));
    let signature = match twist {
        Twist::Unsigned => Vec::new(),
        Twist::UnderClientSecret => CoreHmacKey::new(SECRET).sign(&Alg::HmacSha256, signed.as_bytes()).unwrap(),
        _ => {
            let is_new = inside.has_new_key || twist == Twist::StrangeKey;
            key(is_new).sign(&Alg::RsaSsaPkcs1V15Sha256, signed.as_bytes()).unwrap()
        }
    };
    let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
    if twist == Twist::Changed {
        claims["sub"] = "nguoi-2".into();
        return format!("{head}.{}.{signature}", coded(&claims));
    }
    format!("{signed}.{signature}")
}
