//! Somebody who signs in, fetches pages and sends forms, without a browser.

use anyhow::{Context as _, Result, ensure};
use reqwest::{
    Client, Method, RequestBuilder, StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
    multipart::{Form as Parts, Part},
    redirect::Policy,
};
use testkit::{Field, Form};

/// A visitor with cookies of their own, who follows no redirect by themselves.
#[derive(Debug)]
pub struct Visitor {
    client: Client,
    address: String,
}

/// What the house answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status, as 200.
    pub status: u16,
    /// Where it sends the visitor; empty for nowhere.
    pub location: String,
    /// `text/html; charset=utf-8` …
    pub kind: String,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.kind.starts_with("text/html")
    }
}

impl Visitor {
    /// Somebody nobody knows.
    pub fn stranger(address: &str) -> Result<Self> {
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build()?;
        Ok(Self { client, address: address.to_owned() })
    }

    /// The same as a proxy in front hands them on: with a header that tells where they come from.
    pub fn behind(address: &str, header: &'static str, whence: &str) -> Result<Self> {
        let headers = HeaderMap::from_iter([(HeaderName::from_static(header), HeaderValue::from_str(whence)?)]);
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).default_headers(headers).build()?;
        Ok(Self { client, address: address.to_owned() })
    }

    /// Signs in to a running house.
    pub async fn sign_in(address: &str, login: &str, password: &str) -> Result<Self> {
        let visitor = Self::stranger(address)?;
        let token = visitor.token("/dang-nhap").await?;
        let fields = [("_token", token.as_str()), ("ten", login), ("mat_khau", password)];
        let answer = visitor.post("/dang-nhap", &fields).await?;
        ensure!(answer.status == StatusCode::SEE_OTHER.as_u16(), "{login} could not sign in: {}", answer.status);
        Ok(visitor)
    }

    /// What an address gives; anything but 200 is an error.
    pub async fn get(&self, path: &str) -> Result<Vec<u8>> {
        let answer = self.request(Method::GET, path).send().await?;
        ensure!(answer.status() == StatusCode::OK, "{path}: {}", answer.status());
        Ok(answer.bytes().await?.to_vec())
    }

    /// The status of an address.
    pub async fn status(&self, path: &str) -> Result<u16> {
        Ok(self.page(path).await?.status)
    }

    /// What an address gives, whatever it is.
    pub async fn page(&self, path: &str) -> Result<Answer> {
        self.send(self.request(Method::GET, path)).await
    }

    /// The token that the forms of a page carry.
    pub async fn token(&self, path: &str) -> Result<String> {
        let forms = testkit::forms(&self.page(path).await?.text);
        let token = forms.iter().flat_map(|form| &form.fields).find(|field| field.name == "_token");
        Ok(token.with_context(|| format!("no token on {path}"))?.value.clone())
    }

    /// The token of this visitor's forms, from whichever page has one; some text where none has.
    pub async fn some_token(&self) -> Result<String> {
        for path in ["/tai-khoan/mat-khau", "/dang-nhap"] {
            if let Ok(token) = self.token(path).await {
                return Ok(token);
            }
        }
        Ok("none".to_owned())
    }

    /// Sends fields as a plain form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        self.send(self.request(Method::POST, path).form(fields)).await
    }

    /// Sends fields and files, name and bytes of each, as a form that carries files.
    pub async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        name: &str,
        files: &[(String, Vec<u8>)],
    ) -> Result<Answer> {
        let mut parts = Parts::new();
        for (key, value) in fields {
            parts = parts.text((*key).to_owned(), (*value).to_owned());
        }
        for (file_name, bytes) in files {
            parts = parts.part(name.to_owned(), Part::bytes(bytes.clone()).file_name(file_name.clone()));
        }
        self.send(self.request(Method::POST, path).multipart(parts)).await
    }

    /// Sends a form of a page with `value` deciding what stands in each field, and a file in each file field.
    pub async fn submit(&self, form: &Form, value: impl Fn(&Field) -> String, file: (&str, &[u8])) -> Result<Answer> {
        let request = self.request(Method::POST, &form.action);
        // A browser sends neither a box that is not ticked nor a button that is not pressed.
        let fields = form.fields.iter().filter(|field| field.kind != "checkbox");
        if !form.has_files {
            let all: Vec<_> = fields.map(|field| (field.name.clone(), value(field))).collect();
            return self.send(request.form(&all)).await;
        }
        let mut parts = Parts::new();
        for field in fields {
            let name = field.name.clone();
            parts = match field.kind.as_str() {
                "file" => parts.part(name, Part::bytes(file.1.to_vec()).file_name(file.0.to_owned())),
                _ => parts.text(name, value(field)),
            };
        }
        self.send(request.multipart(parts)).await
    }

    /// A request to be dressed up further.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.address))
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer> {
        let answer = request.send().await?;
        let header = |name: &str| {
            answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (status, location, kind) = (answer.status().as_u16(), header("location"), header("content-type"));
        let text = String::from_utf8_lossy(&answer.bytes().await?).into_owned();
        Ok(Answer { status, location, kind, text })
    }
}
