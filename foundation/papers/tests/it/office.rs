//! Papers in `LibreOffice` and poppler.

use papers::{docx, pdf};

use crate::samples;
use crate::tools::{Bench, Picture, words};

const OFFICE: [&str; 3] = ["soffice", "pdftotext", "pdftoppm"];

#[test]
fn docx_and_pdf_have_the_same_words_in_the_same_order() {
    let Some(bench) = Bench::with(&OFFICE) else { return };
    let kinds = samples::all();
    let file = |name: &str, paper| bench.write(&format!("{name}.docx"), &docx(paper).unwrap());
    let files: Vec<_> = kinds.iter().map(|(name, paper)| file(name, paper)).collect();
    let converted = bench.office_to_pdf(&files);

    for ((name, paper), converted) in kinds.iter().zip(converted) {
        let ours = bench.write(&format!("{name}.typst.pdf"), &pdf(paper).unwrap());

        let (from_word, from_typst) = (Bench::pages(&converted), Bench::pages(&ours));

        let (left, right) = (comparable(&from_word), comparable(&from_typst));
        let first_difference = left.iter().zip(&right).position(|(left, right)| left != right);
        assert_eq!(first_difference.and_then(|place| left.get(place..place + 5)), None, "{name}");
        assert_eq!(left.len(), right.len(), "{name}");
        assert_eq!(from_word.len(), from_typst.len(), "pages of {name}");
    }
}

/// The words in order; those of a header with cells over two rows, which the programs set at
/// different moments, are sorted.
fn comparable(pages: &[String]) -> Vec<String> {
    let mut all = words(&pages.concat());
    if let Some(start) = all.windows(4).position(|four| four == ["vụ", "theo", "cơ", "quan"])
        && let Some(header) = all.get_mut(start + 4..start + 15)
    {
        header.sort();
    }
    all
}

#[test]
fn name_and_list_of_copies_stand_on_one_page_whatever_the_length() {
    let Some(bench) = Bench::with(&OFFICE) else { return };
    let lengths: Vec<_> = (1..=20).map(|length| length * 2 + length / 3).collect();
    let word: Vec<_> = lengths
        .iter()
        .map(|length| bench.write(&format!("w{length}.docx"), &docx(&samples::report_of_length(*length)).unwrap()))
        .collect();
    let mut all = bench.office_to_pdf(&word);
    for length in &lengths {
        all.push(bench.write(&format!("t{length}.pdf"), &pdf(&samples::report_of_length(*length)).unwrap()));
    }

    for file in all {
        let pages = Bench::pages(&file);
        let page_of = |words: &str| pages.iter().position(|page| page.contains(words));

        let closing = page_of("Nơi nhận:");
        assert!(closing.is_some(), "{file:?}");
        assert_eq!(closing, page_of("Lường Thị Hạnh Mẫu"), "{file:?}");
        assert_eq!(closing, page_of("Lưu: VT, CAT"), "{file:?}");
        assert_eq!(closing, page_of("./."), "the signature stands alone: {file:?}");
    }
}

#[test]
fn only_later_pages_show_their_number() {
    let Some(bench) = Bench::with(&OFFICE) else { return };
    let word = bench.write("long.docx", &docx(&samples::report()).unwrap());
    let files = [bench.office_to_pdf(&[word]).remove(0), bench.write("own.pdf", &pdf(&samples::report()).unwrap())];

    for file in files {
        let pages = Bench::pages(&file);
        let pictures = bench.pictures(&file, 50);
        assert_eq!(pages.len(), pictures.len());
        assert!(pages.len() >= 4, "{file:?}");
        for (page, picture) in pages.iter().zip(&pictures) {
            let starts = page.contains("CỘNG HÒA") || page.contains("TIẾN ĐỘ TỪNG NHIỆM VỤ");
            let top = if picture.width > picture.height { 0.09 } else { 0.065 };
            let has_number = picture.ink(0.0, top) > 0.0;
            assert_eq!(has_number, !starts, "{file:?}: {page}");
        }
    }
}

#[test]
fn a_page_differs_from_another_and_not_from_itself() {
    let Some(bench) = Bench::with(&OFFICE) else { return };
    let pictures = |name: &str, paper| bench.pictures(&bench.write(name, &pdf(&paper).unwrap()), 40);
    let (one, again, other) = (
        pictures("a.pdf", samples::letter()),
        pictures("b.pdf", samples::letter()),
        pictures("c.pdf", samples::plan()),
    );

    assert!(one.first().unwrap().difference(again.first().unwrap()) < 0.000_1);
    assert!(one.first().unwrap().difference(other.first().unwrap()) > 0.01);
}

#[test]
fn typst_never_reads_markup_in_a_text() {
    let Some(bench) = Bench::with(&["pdftotext"]) else { return };
    let mut paper = samples::letter();
    let sly = r#"#panic("x"); $x^2$ [a] \u{41} `code` = not a heading @cite //comment #read(/etc/passwd)"#;
    paper.addressed_to = vec![sly.into()];

    let pages = Bench::pages(&bench.write("sly.pdf", &pdf(&paper).unwrap()));

    let together: String = words(&pages.concat()).concat();
    assert!(together.contains(&words(sly).concat()), "{together}");
}

#[test]
fn a_kept_picture_is_the_picture() {
    let Some(bench) = Bench::with(&OFFICE) else { return };
    let file = bench.write("report.pdf", &pdf(&samples::report()).unwrap());
    let pictures = bench.pictures(&file, 20);
    let first = pictures.first().unwrap();

    assert!(Picture::read(&first.to_pgm()) == *first);
}
