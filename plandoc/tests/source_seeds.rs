//! The same plan as text, as DOCX and as PDF gives the same paragraphs and the same obligations.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use plandoc::source::{self, Limits};
use source_support::{
    office::Office,
    paper::{Paper, Setting},
    seeds,
};

fn text(name: &str, bytes: &[u8]) -> String {
    source::read(name, bytes, &Limits::default()).unwrap().text
}

fn paragraphs(text: &str) -> Vec<String> {
    plandoc::normalise(text).text.lines().map(str::to_owned).collect()
}

/// Sets a plan as an office would: letterhead and signature in tables, automatic lists, footnotes.
fn set(text: &str) -> Vec<u8> {
    let all = paragraphs(text);
    let mut paper = Paper::default();
    let left = "ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ";
    let right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";
    paper.table(&[vec![left, right]], false);
    let end = all.iter().position(|p| p.starts_with("Nơi nhận")).unwrap_or(all.len());
    let mut after_heading = false;
    for paragraph in &all[..end] {
        let is_heading = paragraph == "KẾ HOẠCH";
        if let Some((_, note)) = paragraph.strip_prefix("[^").and_then(|p| p.split_once("]: ")) {
            paper.footnote(note);
        } else if is_heading || after_heading {
            paper.paragraph(paragraph, Setting::BoldCentred);
        } else {
            paper.printed(paragraph);
        }
        after_heading = is_heading;
    }
    let (recipients, signature): (Vec<&String>, Vec<&String>) =
        all[end..].iter().partition(|p| p.starts_with("Nơi nhận") || p.starts_with("- "));
    let cell = |lines: Vec<&String>| lines.into_iter().cloned().collect::<Vec<_>>().join("\n");
    paper.table(&[vec![&cell(recipients), &cell(signature)]], false);
    paper.docx()
}

/// Every paragraph of the plan, in order; the letterhead that the test added is left out.
fn without_letterhead(paragraphs: Vec<String>) -> Vec<String> {
    let added = ["ỦY BAN NHÂN DÂN", "XÃ SUỐI MƠ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];
    paragraphs.into_iter().filter(|p| !added.contains(&p.as_str()) && *p != added[..2].join(" ")).collect()
}

/// Footnotes stand where the format puts them; they are compared apart.
fn apart(paragraphs: Vec<String>) -> (Vec<String>, Vec<String>) {
    paragraphs.into_iter().partition(|p| !p.starts_with("[^"))
}

#[track_caller]
fn assert_same(what: &str, actual: Vec<String>, expected: Vec<String>) {
    let (actual, actual_notes) = apart(actual);
    let (expected, expected_notes) = apart(expected);
    for (number, (actual, expected)) in actual.iter().zip(&expected).enumerate() {
        assert_eq!(actual, expected, "{what}, paragraph {number}");
    }
    assert_eq!(actual.len(), expected.len(), "{what}");
    assert_eq!(actual_notes, expected_notes, "{what}");
}

/// What a plan obliges whom to do, without the places in the text.
fn obligations(text: &str) -> Vec<String> {
    let plan = plandoc::read_text("a", text);
    let sections = plan.sections.iter().map(|s| format!("section {} {} {}", s.path, s.label, s.heading));
    let tasks = plan.tasks.iter().map(|t| {
        format!("task {:?} {} {:?} {:?} {:?} {:?}", t.section, t.text, t.lead, t.coordinate, t.implement, t.due)
    });
    let targets = plan.targets.iter().map(|t| format!("target {} {:?} {:?}", t.text, t.comparator, t.value));
    let reports = plan.reports.iter().map(|r| format!("report {:?} {:?} {:?}", r.frequency, r.due, r.reporter));
    sections.chain(tasks).chain(targets).chain(reports).collect()
}

#[test]
fn a_text_file_is_handed_on_as_it_is() {
    for (name, seed) in seeds() {
        let windows = format!("\u{feff}{}", seed.replace('\n', "\r\n"));

        assert_eq!(paragraphs(&text("a.txt", windows.as_bytes())), paragraphs(&seed), "{name}");
    }
}

#[test]
fn a_plan_set_as_an_office_sets_it_reads_as_its_text() {
    let (seeds, Some(office)) = (seeds(), Office::open()) else { return };
    let files: Vec<_> = seeds.iter().map(|(name, text)| office.put(&format!("{name}.docx"), &set(text))).collect();
    if files.is_empty() {
        return;
    }
    let resaved = office.convert(&files, "odt").into_iter().zip(&seeds);
    let resaved: Vec<_> = resaved.map(|(bytes, (name, _))| office.put(&format!("{name}.odt"), &bytes)).collect();
    let resaved = office.convert(&resaved, "docx:MS Word 2007 XML");
    let pdfs = office.convert(&files, "pdf");

    for ((((name, seed), docx), resaved), pdf) in seeds.iter().zip(&files).zip(resaved).zip(pdfs) {
        let docx = std::fs::read(docx).unwrap();
        for (format, bytes) in [("docx", docx), ("docx", resaved), ("pdf", pdf)] {
            let read = text(&format!("{name}.{format}"), &bytes);

            assert_same(&format!("{name}.{format}"), without_letterhead(paragraphs(&read)), paragraphs(seed));
            assert_eq!(obligations(&read), obligations(seed), "{name}.{format}");
        }
    }
}

#[test]
fn a_plan_pasted_as_plain_text_reads_as_its_text() {
    let (seeds, Some(office)) = (seeds(), Office::open()) else { return };
    let files: Vec<_> = seeds.iter().map(|(name, text)| office.put(&format!("{name}.txt"), text.as_bytes())).collect();
    if files.is_empty() {
        return;
    }
    for format in ["docx:MS Word 2007 XML", "pdf"] {
        for ((name, seed), bytes) in seeds.iter().zip(office.convert(&files, format)) {
            let read = text(name, &bytes);

            assert_same(&format!("{name} as {format}"), paragraphs(&read), paragraphs(seed));
            assert_eq!(obligations(&read), obligations(seed), "{name} as {format}");
        }
    }
}
