//! The rules of the decree on every kind of paper, and what the checker finds where one is broken.

use std::io::{Cursor, Read, Write};

use papers::{Block, Rule, check_layout, docx, html};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::samples;

#[test]
fn every_kind_of_paper_keeps_every_rule() {
    for (name, paper) in samples::all() {
        assert_eq!(check_layout(&docx(&paper).unwrap()).unwrap(), [], "{name}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert!(docx(&samples::report()).unwrap() == docx(&samples::report()).unwrap());
}

#[test]
fn every_rule_is_missed_when_it_is_broken() {
    let document = "word/document.xml";
    let styles = "word/styles.xml";
    for (rule, part, from, to) in [
        (Rule::PageSize, document, "w:h=\"16838\"", "w:h=\"15840\""),
        (Rule::Margins, document, "w:left=\"1701\"", "w:left=\"1134\""),
        (Rule::FirstPage, document, "<w:titlePg/>", ""),
        (Rule::FirstPage, document, "\"rIdFirstHeader\"", "\"rIdHeader\""),
        (Rule::PageNumber, "word/header1.xml", " PAGE ", " DATE "),
        (Rule::PageNumber, styles, "<w:name w:val=\"PageNumber\"/>", "<w:name w:val=\"x\"/><w:rPr><w:b/></w:rPr>"),
        (Rule::TypeFace, styles, "w:hAnsi=\"Times New Roman\"", "w:hAnsi=\"Calibri\""),
        (Rule::TypeSize, styles, "<w:sz w:val=\"22\"/>", "<w:sz w:val=\"20\"/>"),
        (Rule::Colour, styles, "<w:color w:val=\"000000\"/>", "<w:color w:val=\"FF0000\"/>"),
        (Rule::NationalName, document, "Độc lập - Tự do", "Độc lập-Tự do"),
        (Rule::Paragraphs, styles, "w:firstLine=\"720\"", "w:firstLine=\"0\""),
        (Rule::Paragraphs, styles, "w:line=\"264\"", "w:line=\"480\""),
        (Rule::LegalBases, document, "53/2024/QH15;", "53/2024/QH15,"),
        (Rule::EndMark, document, "./.", "."),
        (
            Rule::Signature,
            document,
            "Nơi nhận:</w:t></w:r></w:p>",
            "Nơi nhận:</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/>",
        ),
        (Rule::SignatureRoom, styles, "w:before=\"1640\"", "w:before=\"240\""),
        (Rule::Tables, document, "<w:tblHeader/>", ""),
        (Rule::Tables, document, "<w:cantSplit/>", ""),
        (
            Rule::Schema,
            document,
            "<w:pStyle w:val=\"Cell\"/><w:jc w:val=\"right\"/>",
            "<w:jc w:val=\"right\"/><w:pStyle w:val=\"Cell\"/>",
        ),
        (
            Rule::PlainContent,
            document,
            "<w:p><w:pPr><w:pStyle w:val=\"Kind\"/>",
            "<w:p><w:sdt/><w:pPr><w:pStyle w:val=\"Kind\"/>",
        ),
    ] {
        let spoilt = with_part_changed(&docx(&samples::report()).unwrap(), part, from, to);

        let findings = check_layout(&spoilt).unwrap();

        assert!(findings.iter().any(|finding| finding.rule == rule), "{rule:?}: {from} → {to}: {findings:?}");
    }
}

#[test]
fn a_file_that_is_no_docx_is_refused() {
    assert!(check_layout(b"PK\x03\x04 not really").is_err());
}

#[test]
fn a_text_that_ends_with_a_table_has_no_end_mark() {
    let mut paper = samples::plan();
    paper.body.retain(|block| matches!(block, Block::Table(_)));

    assert_eq!(check_layout(&docx(&paper).unwrap()).unwrap(), []);
}

#[test]
fn html_says_what_the_docx_says_in_the_same_order() {
    for (name, paper) in samples::all() {
        let printed = html(&paper).unwrap();

        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeezed(&html_words(&printed)), squeezed(&docx_words(&docx(&paper).unwrap())), "{name}");
        assert!(!printed.contains("<b>thẻ</b>") && !printed.contains(" style="), "{name}");
    }
}

fn docx_words(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    texts.filter_map(|rest| rest.split("</w:t>").next()).map(unescaped).collect()
}

fn html_words(html: &str) -> String {
    let pieces = html.split('<').filter_map(|piece| piece.split_once('>'));
    pieces.map(|(_, text)| unescaped(text)).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn with_part_changed(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = zip.file_names().map(str::to_owned).collect();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for part_name in names {
        let mut text = String::new();
        zip.by_name(&part_name).unwrap().read_to_string(&mut text).unwrap();
        if part_name == name {
            assert!(text.contains(from), "{name} has no {from}");
            text = text.replace(from, to);
        }
        changed.start_file(part_name, SimpleFileOptions::default()).unwrap();
        changed.write_all(text.as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}
