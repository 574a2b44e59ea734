//! What a visit to the public door weighs (ux.md BUD-01 … BUD-05), and that no link is dead.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use house::House;
use reqwest::{Client, header::ACCEPT_ENCODING};

/// One congestion window of a fresh connection.
const FIRST_ANSWER: usize = 14_336;
/// Everything of a first visit.
const FIRST_VISIT: usize = 50 * 1024;
/// The page of those in danger.
const HELP: usize = 8 * 1024;

struct Fetched {
    status: u16,
    compressed: usize,
    body: String,
}

/// Fetches as a browser does, compressed, and again in plain.
async fn fetch(client: &Client, house: &House, path: &str) -> Result<Fetched> {
    let packed = client.get(house.public_at(path)).header(ACCEPT_ENCODING, "gzip").send().await?;
    let compressed = packed.bytes().await?.len();
    let plain = client.get(house.public_at(path)).header(ACCEPT_ENCODING, "identity").send().await?;
    Ok(Fetched { status: plain.status().as_u16(), compressed, body: plain.text().await.unwrap_or_default() })
}

/// Paths of this door that a page names: links, forms, scripts, pictures.
fn named(body: &str) -> BTreeSet<String> {
    ["href=\"", "src=\"", "action=\""]
        .into_iter()
        .flat_map(|attribute| body.split(attribute).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| path.starts_with('/'))
        .map(|path| path.split('#').next().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_public_page_is_light_and_no_link_is_dead() -> Result<()> {
    let house = House::demo().await?;
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let (mut to_visit, mut seen) = (vec!["/".to_owned()], BTreeSet::from(["/".to_owned()]));
    let mut pages = 0;
    while let Some(path) = to_visit.pop() {
        let page = fetch(&client, &house, &path).await?;
        // A form's address, asked for without the form, leads back to its page.
        ensure!(matches!(page.status, 200 | 303), "{path} answers {}", page.status);
        if path.starts_with("/tinh/") || page.status == 303 {
            continue;
        }
        pages += 1;
        ensure!(page.compressed <= FIRST_ANSWER, "{path} weighs {} bytes", page.compressed);
        let mut visit = page.compressed;
        let named = named(&page.body);
        for asset in named.iter().filter(|path| path.starts_with("/tinh/")) {
            visit += fetch(&client, &house, asset).await?.compressed;
        }
        ensure!(visit <= FIRST_VISIT, "a first visit to {path} weighs {visit} bytes");
        if path.ends_with("/can-giup-ngay") {
            ensure!(visit < HELP, "{path} weighs {visit} bytes with all it needs");
        }
        eprintln!("{path}: {} bytes, {visit} with all it needs", page.compressed);
        for path in named {
            if seen.insert(path.clone()) {
                to_visit.push(path);
            }
        }
    }
    ensure!(pages >= 32, "only {pages} pages were visited");
    for path in ["/p/bat-dau", "/en/p/bat-dau", "/ma", "/en/ma"] {
        ensure!(seen.contains(path), "no page leads to {path}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn styles_and_scripts_are_small_and_of_browsers_of_2022() -> Result<()> {
    let house = House::demo().await?;
    let client = Client::new();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../foundation/web/static");
    let mut scripts = 0;
    for name in ["thoat.js", "pow.js", "app.js"] {
        let weight = fetch(&client, &house, &web::assets::href(name)).await?.compressed;
        ensure!(weight <= 2 * 1024, "{name} weighs {weight} bytes");
        scripts += weight;
    }
    ensure!(scripts <= 12 * 1024, "scripts weigh {scripts} bytes");
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        let text = std::fs::read_to_string(&file)?;
        let name = file.file_name().context("a name")?.to_string_lossy().into_owned();
        let foreign = text.replace("http://www.w3.org/2000/svg", "");
        ensure!(!foreign.contains("http"), "{name} names another host");
        if file.extension().is_some_and(|ending| ending == "css") {
            ensure!(text.len() <= 18 * 1024, "{name} has {} bytes", text.len());
            for token in ["oklch(", "popover", "@layer", "@import", "@font-face", "url(", "&:", "& ", "@container"] {
                ensure!(!text.contains(token), "{name} uses {token}");
            }
        }
        for token in ["draggable=\"true\"", "onpaste", "localStorage", "indexedDB", "serviceWorker"] {
            ensure!(!text.contains(token), "{name} uses {token}");
        }
    }
    Ok(())
}
