//! Reads plain text files and prints each plan as one line of JSON: `cargo run -p plandoc --example read FILE…`.

use std::{env, fs, io};

fn main() -> io::Result<()> {
    for file in env::args().skip(1) {
        let plan = plandoc::read_text(&file, &fs::read_to_string(&file)?);
        println!("{}", serde_json::to_string(&plan)?);
    }
    Ok(())
}
