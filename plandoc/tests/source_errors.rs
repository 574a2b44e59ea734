//! A file that cannot be read gets the right reason, whatever is wrong with it.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use plandoc::source::{self, Limits, SourceError};
use source_support::{paper, pdf};

fn refusal(name: &str, bytes: &[u8]) -> &'static str {
    let limits = Limits { allow_ocr: false, ..Limits::default() };
    match source::read(name, bytes, &limits) {
        Ok(text) => panic!("{name} was read: {:?}", text.text.chars().take(80).collect::<String>()),
        Err(error) => error.key(),
    }
}

/// Bytes without any order, the same on every run.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
    .take(length)
    .collect()
}

fn plan_docx() -> Vec<u8> {
    paper::minimal("<w:p><w:r><w:t>I. NHIỆM VỤ</w:t></w:r></w:p>")
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    assert_eq!(refusal("a.txt", b""), "empty");
    assert_eq!(refusal("a.md", b" \r\n\t\n"), "empty");
    assert_eq!(refusal("a.docx", &paper::minimal("<w:p/>")), "empty");
}

#[test]
fn five_megabytes_of_noise_are_no_text_in_any_guise() {
    let noise = noise(5_000_000);

    assert_eq!(refusal("a.txt", &noise), "not-text");
    assert_eq!(refusal("a.docx", &noise), "damaged-docx");
    assert_eq!(refusal("a.pdf", &noise), "damaged-pdf");
    assert_eq!(refusal("a.docx", &[b"PK\x03\x04".as_slice(), &noise].concat()), "damaged-docx");
    assert_eq!(refusal("a.pdf", &[b"%PDF-1.7\n".as_slice(), &noise].concat()), "damaged-pdf");
}

#[test]
fn a_file_over_the_limits_is_refused_by_name_of_the_limit() {
    let limits = Limits { max_bytes: 100, ..Limits::default() };
    let long = "tuyên truyền ".repeat(200_000);

    assert_eq!(source::read("a.txt", long.as_bytes(), &limits).err(), Some(SourceError::TooLarge { limit: 100 }));
    assert_eq!(refusal("a.txt", long.as_bytes()), "too-much-text");
}

#[test]
fn a_damaged_docx_is_said_to_be_damaged() {
    let whole = plan_docx();

    assert_eq!(refusal("a.docx", &whole[..whole.len() / 2]), "damaged-docx");
    assert_eq!(refusal("a.docx", &paper::minimal("<w:p><w:r></w:p>")), "damaged-docx");
    assert_eq!(refusal("a.docx", &paper::minimal(&"<w:sdt>".repeat(100_000))), "damaged-docx");
    assert_eq!(refusal("a.docx", &paper::package(&[("word/styles.xml", b"<a/>")])), "damaged-docx");
}

#[test]
fn other_packages_and_macros_are_told_apart() {
    assert_eq!(refusal("a.xlsx", &paper::package(&[("xl/workbook.xml", b"<a/>")])), "unknown-format");
    let macros = paper::package(&[("word/document.xml", b"<a/>"), ("word/vbaProject.bin", b"x")]);
    assert_eq!(refusal("a.docm", &macros), "macro-file");
}

#[test]
fn a_zip_bomb_is_refused_before_it_unfolds() {
    let bomb = vec![b' '; 60 << 20];
    let in_text = paper::package(&[("word/document.xml", bomb.as_slice())]);
    let beside = paper::package(&[("word/document.xml", b"<a/>"), ("word/media/a.png", bomb.as_slice())]);
    let names: Vec<String> = (0..2_100).map(|n| format!("word/{n}")).collect();
    let mut crowd: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    crowd.push(("word/document.xml", b"<a/>"));

    assert!(in_text.len() < 100_000);
    assert_eq!(refusal("a.docx", &in_text), "too-large-inside");
    assert_eq!(refusal("a.docx", &beside), "too-large-inside");
    assert_eq!(refusal("a.docx", &paper::package(&crowd)), "too-large-inside");
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused_while_it_unfolds() {
    let size = 60_u32 << 20;
    let mut bomb = paper::package(&[("word/document.xml", vec![b' '; size as usize].as_slice())]);
    // The declared size stands in the local and in the central header.
    let honest = size.to_le_bytes();
    let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..at + 4] == honest).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bomb[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }

    let key = refusal("a.docx", &bomb);

    assert!(["too-large-inside", "damaged-docx"].contains(&key), "{key}");
}

#[test]
fn a_bomb_in_a_pdf_is_refused() {
    let text = pdf::page(vec![b' '; 60 << 20], None);
    let marks = pdf::page(b"0 0 m 9 9 l 0 0 100 100 re S ".repeat(400_000), None);

    assert_eq!(refusal("a.pdf", &pdf::bytes(text)), "too-large-inside");
    assert_eq!(refusal("a.pdf", &pdf::bytes(marks)), "too-large-inside");
}

#[test]
fn a_form_that_draws_itself_many_times_ends() {
    use lopdf::{Object, Stream, dictionary};
    let mut document = pdf::page(b"/Im Do ".repeat(50), Some(Stream::new(dictionary! {}, Vec::new())));
    let form = document
        .objects
        .iter()
        .find_map(|(id, o)| matches!(o, Object::Stream(s) if s.content.is_empty()).then_some(*id));
    let own = dictionary! { "XObject" => dictionary! { "Im" => form.unwrap() } };
    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => own };
    document.objects.insert(form.unwrap(), Object::Stream(Stream::new(dict, b"/Im Do ".repeat(50))));

    assert_eq!(refusal("a.pdf", &pdf::bytes(document)), "too-large-inside");
}

#[test]
fn a_locked_pdf_is_said_to_be_locked_and_one_that_only_forbids_printing_is_read() {
    let plan = || {
        pdf::page(pdf::lines(&["I. NHIEM VU TRONG TAM NAM 2026 CUA BAN CHI DAO", "- Tuyen truyen tai thon, ban"]), None)
    };

    let open = source::read("a.pdf", &pdf::locked(plan(), "", "owner"), &Limits::default()).unwrap();

    assert_eq!(refusal("a.pdf", &pdf::locked(plan(), "secret", "owner")), "encrypted-pdf");
    assert_eq!(open.text.lines().next(), Some("I. NHIEM VU TRONG TAM NAM 2026 CUA BAN CHI DAO"));
}

#[test]
fn a_damaged_pdf_is_said_to_be_damaged_and_an_empty_page_to_have_no_text() {
    let whole = pdf::bytes(pdf::page(pdf::lines(&["I. NHIEM VU"]), None));

    assert_eq!(refusal("a.pdf", &whole[..60]), "damaged-pdf");
    assert_eq!(refusal("a.pdf", b"%PDF-1.4\nnothing else"), "damaged-pdf");
    assert_eq!(refusal("a.pdf", &pdf::bytes(pdf::page(Vec::new(), None))), "no-text-layer");
}

#[test]
fn a_pdf_with_too_many_pages_is_refused() {
    let limits = Limits { max_pages: 0, ..Limits::default() };
    let whole = pdf::bytes(pdf::page(pdf::lines(&["I. NHIEM VU"]), None));

    assert_eq!(source::read("a.pdf", &whole, &limits).err(), Some(SourceError::TooManyPages { limit: 0 }));
}

#[test]
fn a_recipe_is_text_for_the_grammar_to_judge() {
    let recipe =
        "Canh chua cá lóc\n\nNguyên liệu: một con cá, hai quả cà chua, rau thơm.\nNấu nước sôi, thả cá, nêm vừa ăn.";

    assert_eq!(source::read("canh.txt", recipe.as_bytes(), &Limits::default()).unwrap().text, recipe);
}
