//! Any bytes as a text file, read and understood.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = plandoc::source::read("a.txt", bytes, &plandoc::source::Limits::default()) {
        let _ = plandoc::read_text("a.txt", &text.text);
    }
});
