//! 30 July: a school of two hundred behind one address tells something, all in the same lesson.

use anyhow::{Result, ensure};
use house::{
    Station,
    station::{Told, taken},
};

const PUPILS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_pupils_behind_one_address_all_get_a_receipt() -> Result<()> {
    // The usual rules, with less work than a telephone does: what is let through is the same.
    let rules = guard::Rules { base_bits: 1, max_bits: 6, ..guard::Rules::default() };
    let station = Station::open_with(db::testing::sqlite().await?, rules).await?;
    let mut forms = Vec::new();
    for number in 0..PUPILS {
        let text = format!("Bài tập ngày 30 tháng 7 của bạn số {number}: em biết gọi 111 khi thấy người lạ rủ đi xa.");
        let visitor = station.draft(&Told { text, ..Told::default() }).await?;
        let sheet = station.sheet(&visitor, "/p/kiem-tra").await?;
        forms.push((visitor, sheet));
    }

    // The bell rings, and all press the button within the same second.
    station.pass(30);
    let mut receipts = Vec::new();
    for (visitor, sheet) in &forms {
        taken(&sheet.send(visitor, "/p/kiem-tra", &[]).await?, "a pupil's tip")?;
        receipts.push(station.receipt(visitor).await?);
    }

    receipts.sort_unstable();
    receipts.dedup();
    ensure!(receipts.len() == PUPILS, "{} receipts for {PUPILS} pupils", receipts.len());
    Ok(())
}
