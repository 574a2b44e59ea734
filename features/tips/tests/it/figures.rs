//! The figures of a year, the rows behind each, and the lodging book as files.

use testkit::{Client, Persona, Reply};

use crate::{
    house::{House, houses},
    path::{note, take_in},
};

/// The numbers of a page that are links to rows: address and number.
pub(crate) fn figures(page: &Reply) -> Vec<(String, i64)> {
    let links =
        page.body().split("<a href=\"").skip(1).filter(|part| part.contains("so-tiep-nhan?") && part.contains("so="));
    links
        .filter_map(|part| {
            let (href, rest) = part.split_once("\">")?;
            let number = rest.split('<').next()?.parse().ok()?;
            Some((href.replace("&#38;", "&").replace("&amp;", "&"), number))
        })
        .collect()
}

/// Three tips at the province: one resolved in time, one late, one that nobody touched.
async fn three(house: &House, officer: &Client<'_>) {
    house.app.set_clock_to("2026-02-02T01:00:00Z");
    let classified = [("loai", "denunciation"), ("hanh_vi", "art_150")];
    let decided = [("so", "1/QĐ"), ("ngay_van_ban", "02/02/2026"), ("ket_qua", "prosecute")];
    let first = take_in(officer, "k1", &[]).await;
    let second = take_in(officer, "k2", &[("kenh", "telephone")]).await;
    take_in(officer, "k3", &[]).await;
    note(officer, &first, "phan-loai", &classified).await.expect(303);
    note(officer, &second, "phan-loai", &[("loai", "information"), ("hanh_vi", "unclear")]).await.expect(303);
    house.app.set_clock_to("2026-02-12T01:00:00Z");
    note(officer, &first, "quyet-dinh", &decided).await.expect(303);
    house.app.set_clock_to("2026-03-20T01:00:00Z");
    note(officer, &second, "quyet-dinh", &decided).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_leads_to_as_many_rows() {
    for house in houses().await {
        let officer = house.province().await;
        three(&house, &officer).await;

        let page = officer.get("/tin-bao/so-lieu").await.expect(200);
        let found = figures(&page);
        assert!(found.len() > 20, "{}", found.len());
        for (href, number) in &found {
            let book = officer.get(href).await.expect(200);
            assert!(book.shows(&format!("Xuất Excel ({number} dòng)")), "{href}: {number}");
        }
        let number_of = |query: &str| found.iter().find(|(href, _)| href.ends_with(query)).map(|(_, number)| *number);
        assert_eq!(number_of("nam=2026&so=received"), Some(3));
        assert_eq!(number_of("so=classified&thang=2"), Some(2));
        assert_eq!(number_of("so=resolved&thang=2"), Some(1));
        assert_eq!(number_of("so=in_time"), Some(1));
        assert_eq!(number_of("so=late&thang=3"), Some(1));
        assert_eq!(number_of("nam=2026&so=expired"), Some(1), "the one that nobody touched");
        assert_eq!(number_of("so=received&loai=none"), Some(1));
        assert_eq!(number_of("so=received&kenh=telephone"), Some(1));
        assert!(officer.get("/tin-bao/so-lieu?nam=2020").await.expect(200).shows("Năm này chưa có tin nào"));
        assert!(officer.get("/tin-bao/so-lieu.xlsx").await.expect(200).bytes().starts_with(b"PK"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_count_and_not_see_gets_no_link_and_no_small_number() {
    for house in houses().await {
        let officer = house.province().await;
        three(&house, &officer).await;

        let office = house.app.visit_as(Persona::ProvinceOffice).await;
        let page = office.get("/tin-bao/so-lieu").await.expect(200);
        assert!(figures(&page).is_empty() && page.shows("< 5"), "{}", page.text());
        office.get("/tin-bao/so-tiep-nhan?so=received").await.expect(404);
        house.app.visit_as(Persona::CommuneOfficer).await.get("/tin-bao/so-lieu").await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_book_is_a_paper_in_the_form_of_the_decree() {
    for house in houses().await {
        let officer = house.province().await;
        three(&house, &officer).await;

        let paper = officer.get("/tin-bao/so-tiep-nhan.docx").await.expect(200);
        let findings = papers::check_layout(paper.bytes()).expect("a document");
        assert!(findings.is_empty(), "{findings:?}");
        let filtered = officer.get("/tin-bao/so-tiep-nhan.docx?so=late").await.expect(200);
        assert!(filtered.bytes().len() < paper.bytes().len(), "fewer rows");
        assert_eq!(crate::path::logged(&house.app, "tips.exported-book").await, 2);
    }
}
