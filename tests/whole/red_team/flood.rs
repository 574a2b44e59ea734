//! Journey 9, TM8: a flood of false tips. The full flood of 100,000 is a benchmark; here is what must hold of any.

use anyhow::{Context as _, Result, ensure};
use house::{
    Station,
    flood::{TEMPLATES, TRUE_TEXTS, false_text},
    station::{Reporter, Told, queue, taken, work},
};

/// How many false tips come in; fewer on the second engine, where only the order of the queue is looked at. Each of the
/// templates becomes a flood on both: before it does, its first ones look as true as any other.
const FALSE: [usize; 2] = [600, 320];

/// One of the flood; it always shouts that it is urgent.
fn false_tip(number: usize) -> Told {
    Told { text: false_text(number), place: "Xã Suối Mẫu".to_owned(), urgent: "now".to_owned(), ..Told::default() }
}

/// True tips come in evenly among so many false ones.
async fn flood(station: &Station, false_tips: usize) -> Result<Vec<Reporter>> {
    let mut genuine = Vec::new();
    for start in (0..false_tips).step_by(2) {
        let (one, other) = (false_tip(start), false_tip(start + 1));
        tokio::try_join!(station.tell_and_go(&one), station.tell_and_go(&other))?;
        if start % (false_tips / TRUE_TEXTS.len()) == 0 {
            let text = TRUE_TEXTS.get(genuine.len() % TRUE_TEXTS.len()).copied().unwrap_or_default();
            let told = Told { text: text.to_owned(), place: "Xã Suối Mẫu".to_owned(), ..Told::default() };
            genuine.push(station.tell_briefly(&told).await.context("a genuine tip was refused")?);
        }
    }
    Ok(genuine)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_flood_of_false_tips_nothing_genuine_is_refused_or_hidden_and_officers_go_on() -> Result<()> {
    for (db, false_tips) in db::testing::both(&[]).await?.into_iter().zip(FALSE) {
        let station = Station::open_with(db, guard::Rules::flat(1)).await?;

        let genuine = flood(&station, false_tips).await?;

        must_stand(&station, &genuine, false_tips).await?;
    }
    Ok(())
}

async fn must_stand(station: &Station, genuine: &[Reporter], false_tips: usize) -> Result<()> {
    ensure!(genuine.len() == TRUE_TEXTS.len(), "{} genuine tips were sent", genuine.len());
    let officer = station.officer("ca.xa").await?;
    // The counter takes in while the flood stands in the queue.
    let call =
        [("kenh", "telephone"), ("chuyen", "Bên kia gọi báo"), ("khong_neu_ten", "co"), ("vi_sao_khong_ten", "fear")];
    let call = [call.as_slice(), &[("khoa", "call-1")]].concat();
    taken(&work(&officer, "/tin-bao/moi", "/tin-bao/moi", &call).await?, "intake at the counter")?;
    let first_screen = queue(&officer).await?;
    let mut shown = Vec::new();
    for tip in &first_screen {
        shown.push(officer.page(tip).await?.text);
    }
    let on_first_screen = |text: &str| shown.iter().any(|page| page.contains(text));
    for text in TRUE_TEXTS {
        ensure!(on_first_screen(text), "a true tip is not on the first screen: {text}");
    }
    ensure!(on_first_screen("Bên kia gọi báo"), "the call is not on the first screen");
    // One of each template is left to be read, as what many copy may be true; all others sank, the first ones too.
    let sunk = station.db().count(&SUNK, db::params![]).await?;
    ensure!(sunk == i64::try_from(false_tips - TEMPLATES)?, "{sunk} of {false_tips} false tips sank");
    // Every one of them is there, false or true: nothing was thrown away.
    let all = station.db().count(&COUNT, db::params![]).await?;
    ensure!(all == i64::try_from(false_tips + genuine.len() + 1)?, "{all} tips were kept");
    // And whoever told the truth can still be asked back.
    let mailbox = genuine.first().context("nobody")?.mailbox().await?;
    ensure!(mailbox.text.contains("Đã nhận"), "a genuine receipt does not open");
    Ok(())
}

const COUNT: db::Statement = db::Statement { name: "flood::COUNT", sql: "SELECT COUNT(*) FROM tip" };
const SUNK: db::Statement = db::Statement { name: "flood::SUNK", sql: "SELECT COUNT(*) FROM tip WHERE is_flood = 1" };
