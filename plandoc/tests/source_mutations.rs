//! Damage of any kind gives a text or a reason, never a panic.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use plandoc::source::{self, Limits};
use proptest::prelude::*;
use source_support::paper::{self, Paper, Setting};
use source_support::pdf;

/// One injury: where (in thousandths of the length), what kind, and with which bytes.
#[derive(Debug, Clone)]
enum Injury {
    Replace(usize, Vec<u8>),
    Insert(usize, Vec<u8>),
    Cut(usize, usize),
    Repeat(usize, usize),
}

fn injuries() -> impl Strategy<Value = Vec<Injury>> {
    let place = 0..1000_usize;
    let bytes = || {
        prop_oneof![
            prop::collection::vec(any::<u8>(), 1..12),
            prop::sample::select(TOKENS).prop_map(|t| t.as_bytes().to_vec())
        ]
    };
    let one = prop_oneof![
        (place.clone(), bytes()).prop_map(|(at, b)| Injury::Replace(at, b)),
        (place.clone(), bytes()).prop_map(|(at, b)| Injury::Insert(at, b)),
        (place.clone(), 0..200_usize).prop_map(|(at, n)| Injury::Cut(at, n)),
        (place, 0..200_usize).prop_map(|(at, n)| Injury::Repeat(at, n)),
    ];
    prop::collection::vec(one, 1..6)
}

/// Pieces of both formats that mean something.
const TOKENS: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tc>",
    "<w:numPr/>",
    "w:val=\"99999999999\"",
    "w:val=\"-1\"",
    "&#x0;",
    "&x;",
    "%9",
    " Tf ",
    " Tj ",
    " Do ",
    " BT ",
    " ET ",
    " q ",
    " Q ",
    " cm ",
    " Td ",
    "[",
    "]",
    "<<",
    ">>",
    "(",
    ")",
    "/F1",
    "/Im",
    "1e38 ",
    "-9999999999 ",
    " 0 R",
    " obj",
    "endobj",
    "stream",
    "endstream",
    "/Length 99999999",
    "/Count -1",
    "/Kids",
    "/Parent 1 0 R",
    "/W [0 65535 500]",
];

fn injure(bytes: &[u8], injuries: &[Injury]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for injury in injuries {
        let place = |at: usize| at * bytes.len() / 1000;
        match injury {
            Injury::Replace(at, with) => {
                let at = place(*at);
                let end = (at + with.len()).min(bytes.len());
                bytes.splice(at..end, with.iter().copied());
            }
            Injury::Insert(at, with) => {
                let at = place(*at);
                bytes.splice(at..at, with.iter().copied());
            }
            Injury::Cut(at, length) => {
                let at = place(*at);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Injury::Repeat(at, length) => {
                let at = place(*at);
                let part = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

/// Reads; a text has letters, an error has a sentence.
fn read(name: &str, bytes: &[u8]) {
    let limits = Limits { allow_ocr: false, ..Limits::default() };
    match source::read(name, bytes, &limits) {
        Ok(text) => assert!(text.text.chars().any(char::is_alphanumeric)),
        Err(error) => assert!(error.message_vi().ends_with('.')),
    }
}

fn paper() -> Paper {
    let mut paper = Paper::default();
    paper.table(&[vec!["XÃ AN BÌNH", "CỘNG HÒA"]], false);
    paper.footnote("Quyết định.");
    paper.item(0, "NHIỆM VỤ[^1]", Setting::Bold);
    paper.item(3, "Tuyên truyền", Setting::Body);
    paper.table(&[vec!["TT", "Nội dung", "Chủ trì"], vec!["1", "Tập huấn", "Công an"]], true);
    paper
}

/// The parts of a package, unpacked, so that injuries reach the XML.
fn parts(docx: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().to_owned(), content)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_injured_package_never_panics(injuries in injuries()) {
        read("a.docx", &injure(&paper().docx(), &injuries));
    }

    #[test]
    fn injured_xml_in_a_sound_package_never_panics(part in 0..8_usize, injuries in injuries()) {
        let mut parts = parts(&paper().docx());
        let count = parts.len();
        let content = &mut parts[part % count].1;
        *content = injure(content, &injuries);
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        read("a.docx", &paper::package(&parts));
    }

    #[test]
    fn an_injured_pdf_never_panics(injuries in injuries()) {
        read("a.pdf", &injure(&pdf::bytes(table_page()), &injuries));
    }

    #[test]
    fn injured_drawing_in_a_sound_pdf_never_panics(injuries in injuries()) {
        let content = injure(&drawing(), &injuries);
        read("a.pdf", &pdf::bytes(pdf::page(content, None)));
    }

    #[test]
    fn any_bytes_in_any_guise_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{0,3}\\.(txt|md|docx|pdf|)") {
        read(&name, &bytes);
    }
}

fn drawing() -> Vec<u8> {
    let mut content = pdf::lines(&["I. NHIEM VU TRONG TAM CUA BAN CHI DAO TRONG NAM", "- Tuyen truyen", "1 Chu thich"]);
    content.extend(b"\n60 700 400 60 re S 60 730 m 460 730 l S 200 700 m 200 760 l S q 1 0 0 1 5 5 cm /Im Do Q /Artifact <</Type /Pagination>> BDC EMC");
    content
}

fn table_page() -> lopdf::Document {
    pdf::page(drawing(), None)
}
