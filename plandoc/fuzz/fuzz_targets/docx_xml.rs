//! Any bytes as the document part (and, behind a `0xFF`, the numbering part) of a sound package.
#![no_main]

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0xFF);
    let names = ["word/document.xml", "word/numbering.xml"];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in names.into_iter().zip(parts.by_ref()) {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).expect("a new entry");
        zip.write_all(part).expect("memory");
    }
    let package = zip.finish().expect("a package").into_inner();
    let _ = plandoc::source::read("a.docx", &package, &plandoc::source::Limits::default());
});
