//! Any bytes as a DOCX package.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = plandoc::source::read("a.docx", bytes, &plandoc::source::Limits::default());
});
