//! Somebody who signs in and fetches files, without a browser.

use anyhow::{Context as _, Result, ensure};
use reqwest::{Client, StatusCode, redirect::Policy};

/// A signed-in visitor.
#[derive(Debug)]
pub struct Visitor {
    client: Client,
    address: String,
}

impl Visitor {
    /// Signs in to a running house.
    pub async fn sign_in(address: &str, login: &str, password: &str) -> Result<Self> {
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build()?;
        let visitor = Self { client, address: address.to_owned() };
        let form = String::from_utf8(visitor.get("/dang-nhap").await?)?;
        let token = form.split("name=\"_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let fields = [("_token", token.context("no token")?), ("ten", login), ("mat_khau", password)];
        let answer = visitor.client.post(format!("{address}/dang-nhap")).form(&fields).send().await?;
        ensure!(answer.status() == StatusCode::SEE_OTHER, "{login} could not sign in: {}", answer.status());
        Ok(visitor)
    }

    /// What an address gives; anything but 200 is an error.
    pub async fn get(&self, path: &str) -> Result<Vec<u8>> {
        let answer = self.client.get(format!("{}{path}", self.address)).send().await?;
        ensure!(answer.status() == StatusCode::OK, "{path}: {}", answer.status());
        Ok(answer.bytes().await?.to_vec())
    }

    /// The status of an address.
    pub async fn status(&self, path: &str) -> Result<u16> {
        Ok(self.client.get(format!("{}{path}", self.address)).send().await?.status().as_u16())
    }
}
