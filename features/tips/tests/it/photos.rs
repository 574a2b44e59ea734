//! Pictures of a tip: taken out again, held back where no work was done, and seen to have arrived.

use std::io::Cursor;

use jiff::ToSpan as _;
use testkit::Client;

use crate::house::{House, houses};

/// A small picture.
pub(crate) fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let drawn = image::DynamicImage::ImageRgb8(image::RgbImage::new(16, 16));
    drawn.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// Somebody at the question about pictures, with one chosen.
async fn at_the_pictures(house: &House) -> Client<'_> {
    let visitor = house.app.visit_public();
    visitor.post_bare("/p/bat-dau", &[("rieng_tu", "anonymous")]).await.expect(303);
    for _ in 0..2 {
        visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
    }
    visitor.post_bare("/p", &[("chuyen", "Ba người bị giữ giấy tờ"), ("tiep", "co")]).await.expect(303);
    for _ in 0..3 {
        visitor.post_bare("/p", &[("bo_qua", "co")]).await.expect(303);
    }
    visitor.post_file("/p", &[("tiep", "co")], "tep", "nha-kho.png", &picture()).await.expect(303);
    visitor.post_bare("/p", &[("quay_lai", "co")]).await.expect(303);
    assert!(visitor.get("/p").await.expect(200).shows("nha-kho.png"));
    visitor
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_taken_out_and_the_question_stays() {
    for house in houses().await {
        let visitor = at_the_pictures(&house).await;
        let page = visitor.get("/p").await;
        let picture = page.body().split_once("name=\"bo_tep\" value=\"").expect("a button").1;
        let picture = picture.split('"').next().expect("its id").to_owned();

        visitor.post_file("/p", &[("bo_tep", &picture)], "tep", "", &[]).await.expect(303);

        let page = visitor.get("/p").await.expect(200);
        assert!(page.shows("Bạn có ảnh muốn gửi kèm không?") && !page.shows("nha-kho.png"), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_work_the_page_says_why_no_picture_goes_and_sends_without_it_at_once() {
    for house in houses().await {
        let visitor = at_the_pictures(&house).await;
        let check = visitor.get("/p/kiem-tra").await.expect(200);
        let ticket = check.value_of("_ve").expect("a ticket");
        house.app.pass(21.seconds());

        let held = visitor.post_bare("/p/kiem-tra", &[("_ve", &ticket), ("_cong", "")]).await.expect(422);

        assert!(held.shows("không chạy JavaScript nên ảnh không gửi kèm") && held.shows("nha-kho.png"));
        let form = testkit::forms(held.body()).into_iter().find(|form| form.action == "/p/kiem-tra").expect("a form");
        let fields: Vec<_> = form.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        let sent = visitor.post_bare("/p/kiem-tra", &fields).await.expect(303);
        assert_eq!(sent.location(), Some("/p/da-gui"), "nobody waits twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_of_the_thread_see_that_a_picture_arrived() {
    for house in houses().await {
        let (visitor, receipt) = house.tell("Ba người bị giữ giấy tờ ở nhà kho").await;
        let last = receipt.rsplit(' ').next().expect("a group").to_owned();
        visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", &last), ("da_chep", "co")]).await.expect(303);
        crate::journey::mailbox(&visitor).await;

        visitor.post_file("/ma/hop-thu", &[("khoa", "r1")], "tep", "nha-kho.png", &picture()).await.expect(303);

        assert!(crate::journey::mailbox(&visitor).await.shows("Đã gửi kèm 1 ảnh"));
        let officer = house.commune().await;
        let queue = officer.get("/tin-bao").await.expect(200);
        assert!(queue.shows("2 chưa đọc"), "the tip and the picture");
        let tip = queue.links().into_iter().find(|link| link.len() == "/tin-bao/".len() + 36).expect("a tip");
        assert!(officer.get(&tip).await.expect(200).shows("Đã gửi kèm 1 ảnh"));
    }
}

/// The addresses of the attachments' originals on a tip's page.
fn originals(page: &testkit::Reply) -> Vec<String> {
    page.links().into_iter().filter(|link| link.ends_with("/goc")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_original_is_kept_by_choice_and_opens_for_the_agency_that_holds_the_tip() {
    for house in houses().await {
        let (visitor, receipt) = house.tell("Ba người bị giữ giấy tờ ở nhà kho").await;
        let last = receipt.rsplit(' ').next().expect("a group").to_owned();
        visitor.post_bare("/p/da-gui", &[("bon_so_cuoi", &last), ("da_chep", "co")]).await.expect(303);
        crate::journey::mailbox(&visitor).await;
        for (key, name, keep) in [("r1", "mot.png", ""), ("r2", "hai.png", "co")] {
            let fields: &[(&str, &str)] =
                if keep.is_empty() { &[("khoa", key)] } else { &[("khoa", key), ("giu_goc", keep)] };
            visitor.post_file("/ma/hop-thu", fields, "tep", name, &picture()).await.expect(303);
        }
        let officer = house.commune().await;
        let queue = officer.get("/tin-bao").await.expect(200);
        let tip = queue.links().into_iter().find(|link| link.len() == "/tin-bao/".len() + 36).expect("a tip");
        let page = officer.get(&tip).await.expect(200);
        let copies: Vec<_> =
            page.links().into_iter().filter(|link| link.contains("/tep/") && !link.ends_with("/goc")).collect();
        assert_eq!((copies.len(), originals(&page).len()), (2, 1), "{}", page.text());

        let original = officer.get(&originals(&page)[0]).await.expect(200);

        assert_eq!(original.bytes(), picture(), "byte for byte what was sent");
        assert!(original.header("content-disposition").is_some_and(|header| header.contains("attachment")));
        let kept = originals(&page)[0].trim_end_matches("/goc").to_owned();
        let other = copies.iter().find(|copy| **copy != kept).expect("the other one");
        officer.get(&format!("{other}/goc")).await.expect(404);
        house.neighbour().await.get(&originals(&page)[0]).await.expect(404);
    }
}
