//! The papers of a plan: opened with `LibreOffice`, turned into pictures and compared page by page with kept ones.
//!
//! `LACHAN_ACCEPT_PICTURES=1` keeps the present pictures instead; look at them before committing.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, Result, ensure};
use base::{Context, FixedClock, SystemChance};
use house::{House, Visitor};
use lachan::DEMO_PASSWORD;

use crate::tools::{Bench, Picture};

/// Dots per inch of the kept pictures: enough to see every line of text, small enough to keep.
const DPI: u32 = 36;
/// The share of dots that may differ: other versions of `LibreOffice` set the same text a hair apart.
const MAY_DIFFER: f64 = 0.03;

/// The demonstration on a fixed day, so that every run prints the same papers.
async fn house() -> Result<House> {
    let noon = "2026-11-22T05:00:00Z".parse()?;
    House::demo_in(Context::new(Arc::new(FixedClock::at(noon)), Arc::new(SystemChance))).await
}

/// The path of the plan whose title contains `title`.
async fn plan(visitor: &Visitor, title: &str) -> Result<String> {
    let list = String::from_utf8(visitor.get("/ke-hoach").await?)?;
    let before = list.split(title).next().context("no such plan")?;
    let id = before.rsplit("href=\"/ke-hoach/").next().and_then(|rest| rest.split('"').next());
    Ok(format!("/ke-hoach/{}", id.context("no link")?))
}

fn compare(name: &str, page: usize, picture: &Picture) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("whole/pictures/{name}-{page}.pgm"));
    if std::env::var_os("LACHAN_ACCEPT_PICTURES").is_some() {
        return Ok(std::fs::write(path, picture.to_pgm())?);
    }
    let kept = std::fs::read(&path).with_context(|| format!("{name}: page {page} has no kept picture"))?;
    let difference = Picture::read(&kept).difference(picture);
    ensure!(difference <= MAY_DIFFER, "{name}: page {page} differs in {:.1} % of its dots", difference * 100.0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_papers_of_a_plan_look_as_they_did() -> Result<()> {
    let Some(bench) = Bench::with(&["soffice", "pdftoppm", "pdftotext"]) else { return Ok(()) };
    let house = house().await?;
    let visitor = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
    let plan = plan(&visitor, "xã Suối Mơ").await?;
    for name in ["bao-cao", "phan-cong"] {
        let word = bench.write(&format!("{name}.docx"), &visitor.get(&format!("{plan}/{name}.docx")).await?);
        let print = bench.write(&format!("{name}-in.pdf"), &visitor.get(&format!("{plan}/{name}.pdf")).await?);
        let converted = bench.office_to_pdf(&[word]).remove(0);

        let pages = bench.pictures(&converted, DPI);
        ensure!(pages.len() == bench.pictures(&print, DPI).len(), "{name}: Word and PDF have other page counts");
        let text = Bench::pages(&converted).join("\n");
        ensure!(text.contains("Độc lập - Tự do - Hạnh phúc") && text.contains("Nơi nhận"), "{name}: no letterhead");
        for (page, picture) in (1..).zip(&pages) {
            compare(name, page, picture)?;
        }
    }
    let sheet = bench.write("theo-doi.xlsx", &visitor.get(&format!("{plan}/theo-doi.xlsx")).await?);
    let printed = bench.office_to_pdf(&[sheet]).remove(0);
    ensure!(Bench::pages(&printed).join("\n").contains("Công an xã"), "the tracking table names no lead");
    Ok(())
}
