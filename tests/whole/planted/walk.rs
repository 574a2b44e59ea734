//! Every way in which words come in, with planted strings in each of them.

use std::io::Cursor;

use anyhow::{Context as _, Result, ensure};
use house::{
    Station, Visitor,
    planted::{Plants, picture_that_says},
    station::{PASSWORD, Reporter, Told, queue, taken, work},
};

/// A picture with words in its metadata and in its name.
fn picture(plants: &mut Plants) -> Result<(String, Vec<u8>)> {
    let mut plain = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 48).write_to(&mut plain, image::ImageFormat::Jpeg)?;
    let name = format!("{}.jpg", plants.take(2));
    Ok((name, picture_that_says(plain.get_ref(), &plants.take(20))))
}

fn contact(plants: &mut Plants) -> Vec<(&'static str, String)> {
    let fields = ["ten_nguoi_bao", "dien_thoai", "gio_an_toan", "nguoi_nghe_cung", "cach_xung", "mat_khau_nhan_dien"];
    let safe = [("kenh_lien_lac", "call"), ("gio_tu", "0:00"), ("gio_den", "24:00")];
    let safe = safe.map(|(name, value)| (name, value.to_owned()));
    fields.map(|name| (name, plants.take(1))).into_iter().chain(safe).collect()
}

/// Every way in which words come in; gives the receipts, which are secret too.
pub(super) async fn walk(station: &Station, plants: &mut Plants) -> Result<Vec<String>> {
    let mut receipts = Vec::new();
    let anonymous = Told {
        text: plants.take(180),
        place: format!("Xã Suối Mẫu, {}", plants.take(60)),
        when: plants.take(10),
        people: plants.take(100),
        files: vec![picture(plants)?, picture(plants)?],
        ..Told::default()
    };
    let reporter = station.tell(&anonymous).await?;
    talk(station, &reporter, plants).await?;
    receipts.push(reporter.receipt);
    let named = Told {
        privacy: "named".to_owned(),
        text: plants.take(100),
        place: "Xã Suối Mẫu".to_owned(),
        contact: contact(plants),
        files: vec![picture(plants)?],
        keeps_originals: true,
        urgent: "now".to_owned(),
        ..Told::default()
    };
    let reporter = station.tell(&named).await?;
    reveal(station, plants).await?;
    receipts.push(reporter.receipt);
    // A draft that is never sent, with a picture; one that is left by the exit; one that is refused for its length.
    let draft = Told { text: plants.take(60), files: vec![picture(plants)?], ..Told::default() };
    station.draft(&draft).await?;
    let left = station.draft(&Told { text: plants.take(30), ..Told::default() }).await?;
    left.page("/thoat").await?;
    refused(station, plants).await?;
    by_telephone(station, plants).await?;
    let rest = Told { text: plants.take(plants.left()), place: "Xã Suối Mẫu".to_owned(), ..Told::default() };
    receipts.push(station.tell(&rest).await?.receipt);
    let digits: Vec<_> = receipts.iter().map(|receipt| receipt.replace(' ', "")).collect();
    receipts.extend(digits);
    Ok(receipts)
}

/// Question, answer, hand-over, result.
async fn talk(station: &Station, reporter: &Reporter, plants: &mut Plants) -> Result<()> {
    let officer = station.officer("ca.xa").await?;
    let tips = queue(&officer).await?;
    let tip = tips.first().context("no tip")?;
    let page = officer.page(tip).await?;
    ensure!(page.text.contains("mầm0000"), "the officer does not read it: {}", page.status);
    for file in testkit::links(&page.text).into_iter().filter(|link| link.contains("/tep/")) {
        ensure!(officer.status(&file).await? == 200, "{file} does not open");
    }
    let action = format!("{tip}/tra-loi");
    taken(&work(&officer, tip, &action, &[("tra_loi", &plants.take(60)), ("khoa", "k1")]).await?, "the question")?;
    ensure!(reporter.mailbox().await?.text.contains("mầm"), "the reporter does not read the question");
    taken(&reporter.write(&plants.take(60), "r1", &[picture(plants)?]).await?, "the answer")?;
    let form = format!("{tip}/chuyen");
    let version = officer.page(&form).await?;
    let version = testkit::forms(&version.text).into_iter().flat_map(|form| form.fields);
    let version = version.into_iter().find(|field| field.name == "phien_ban").context("no version")?.value;
    let fields = [("den", "agency-99-police"), ("so", "03/PC"), ("phien_ban", version.as_str())];
    taken(&work(&officer, &form, &form, &fields).await?, "the hand-over")?;
    let province = station.officer("ca.tinh").await?;
    taken(&work(&province, "/tin-bao", &format!("{tip}/nhan"), &[]).await?, "the signature")?;
    ensure!(province.page(tip).await?.text.contains("mầm0000"), "the province does not read it");
    let result = [("tra_loi", plants.take(30)), ("khoa", "k2".to_owned())];
    let result: Vec<_> = result.iter().map(|(name, value)| (*name, value.as_str())).collect();
    taken(&work(&province, tip, &action, &result).await?, "the result")?;
    let mailbox = station.open_mailbox(&reporter.receipt).await?;
    ensure!(mailbox.text.contains("mầm"), "the receipt does not open: {}", mailbox.status);
    Ok(())
}

/// The officer looks at who it was.
async fn reveal(station: &Station, plants: &Plants) -> Result<()> {
    let officer = station.officer("ca.xa").await?;
    let tips = queue(&officer).await?;
    let tip = tips.first().context("no tip")?;
    let page = format!("{tip}/nguoi-bao");
    let again = [("mat_khau", PASSWORD)];
    taken(&work(&officer, "/xac-nhan-lai", "/xac-nhan-lai", &again).await?, "the step up")?;
    let shown = work(&officer, &page, &page, &[("ly_do", "gọi lại trong giờ an toàn")]).await?;
    ensure!(shown.status == 200 && shown.text.contains("mầm"), "{}: {}", shown.status, shown.location);
    ensure!(plants.left() > 0, "nothing is left for the others");
    Ok(())
}

/// What is refused is kept for its writer and nowhere else.
async fn refused(station: &Station, plants: &mut Plants) -> Result<()> {
    let visitor = station.stranger()?;
    taken(&visitor.post("/p/bat-dau", &[("rieng_tu", "anonymous")]).await?, "the start")?;
    for step in [("ai", "me"), ("gap", "no")] {
        taken(&visitor.post("/p", &[step, ("tiep", "co")]).await?, step.0)?;
    }
    let long = format!("{} {}", plants.take(40), "a".repeat(9_000));
    ensure!(visitor.post("/p", &[("chuyen", &long), ("tiep", "co")]).await?.status == 422, "nothing is too long");
    let form = [("ten", plants.take(5)), ("c1", plants.take(5))];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for path in ["/can-giup-ngay/noi-gan-nhat", "/kiem-tra-viec-lam", "/ma"] {
        visitor.post(path, &form).await?;
    }
    // Signing in with a wrong name and a wrong password; a form whose token is gone.
    let name = plants.take(1);
    ensure!(Visitor::sign_in(&station.house.address, &name, &plants.take(1)).await.is_err(), "a stranger signs in");
    let officer = station.officer("ca.xa").await?;
    let lost = officer.post("/tin-bao/moi", &[("chuyen", &plants.take(20)), ("kenh", "telephone")]).await?;
    ensure!(lost.status == 403, "a form without its token is taken");
    Ok(())
}

/// Somebody calls, and the officer writes it down.
async fn by_telephone(station: &Station, plants: &mut Plants) -> Result<()> {
    let officer = station.officer("ca.xa").await?;
    let names = [
        "ten",
        "dia_chi",
        "giay_to",
        "nguoi_di_cung",
        "dien_thoai",
        "gio_an_toan",
        "nguoi_nghe_cung",
        "cach_xung",
        "mat_khau_nhan_dien",
        "khi_nao",
        "nguoi",
        "nguoi_chung_kien",
        "tinh_tiet",
        "vi_sao_biet",
        "chuyen",
    ];
    let mut fields: Vec<_> = names.map(|name| (name, plants.take(3))).to_vec();
    fields.push(("kenh", "telephone".to_owned()));
    fields.extend([("kenh_lien_lac", "call".to_owned()), ("gio_tu", "8h".to_owned()), ("gio_den", "9h".to_owned())]);
    fields.push(("duoi_18", "co".to_owned()));
    fields.push(("khoa", "call-1".to_owned()));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    taken(&work(&officer, "/tin-bao/moi", "/tin-bao/moi", &fields).await?, "the call")
}
