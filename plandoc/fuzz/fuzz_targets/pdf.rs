//! Any bytes as a PDF; scanned pages are not handed to outside programs.
#![no_main]

use plandoc::source::Limits;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { allow_ocr: false, ..Limits::default() };
    let _ = plandoc::source::read("a.pdf", bytes, &limits);
});
