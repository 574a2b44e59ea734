//! Every sample plan, typed by an office as DOCX and printed as PDF, obliges the same bodies to the same work.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use plandoc::source::{self, Limits};
use source_support::office::Office;
use source_support::paper::{Paper, Setting};

fn samples() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// The cells of a pipe row.
fn cells(row: &str) -> Vec<&str> {
    row.trim().trim_start_matches('|').trim_end_matches('|').split('|').map(str::trim).collect()
}

fn is_rule(row: &str) -> bool {
    row.chars().all(|c| "|-: ".contains(c))
}

/// Types a plan: tables with borders, capitals centred, everything else as paragraphs.
fn typed(text: &str) -> Vec<u8> {
    let normalised = plandoc::normalise(text).text;
    let mut paper = Paper::default();
    let mut table: Vec<&str> = Vec::new();
    for line in normalised.lines().chain([""]) {
        if line.starts_with('|') {
            table.push(line);
            continue;
        }
        if !table.is_empty() {
            let rows: Vec<_> = table.drain(..).filter(|row| !is_rule(row)).map(cells).collect();
            paper.table(&rows, true);
        }
        let is_heading = !line.chars().any(char::is_lowercase) && !line.contains(". ");
        paper.paragraph(line, if is_heading { Setting::BoldCentred } else { Setting::Body });
    }
    paper.docx()
}

fn obligations(text: &str) -> Vec<String> {
    let plan = plandoc::read_text("a", text);
    let tasks =
        plan.tasks.iter().map(|t| format!("{} {:?} {:?} {:?} {:?}", t.text, t.lead, t.coordinate, t.implement, t.due));
    let sections = plan.sections.iter().map(|s| format!("{} {}", s.label, s.heading));
    let reports = plan.reports.iter().map(|r| format!("{:?} {:?}", r.frequency, r.due));
    tasks.chain(sections).chain(reports).collect()
}

#[test]
fn a_sample_gives_the_same_obligations_in_every_format() {
    let Some(office) = Office::open() else { return };
    let samples = samples();
    let files: Vec<_> = samples.iter().map(|(name, text)| office.put(&format!("{name}.docx"), &typed(text))).collect();
    let pdfs = office.convert(&files, "pdf");

    for (((name, sample), docx), pdf) in samples.iter().zip(&files).zip(pdfs) {
        for (format, bytes) in [("docx", std::fs::read(docx).unwrap()), ("pdf", pdf)] {
            let read = source::read(&format!("{name}.{format}"), &bytes, &Limits::default()).unwrap();

            assert_eq!(obligations(&read.text), obligations(sample), "{name}.{format}:\n{}", read.text);
        }
    }
}
