//! What sealing costs on this machine: `cargo bench -p lachan-vault`.

use std::time::Instant;

use base::Context;
use vault::{KeyPair, Pepper, Place, ReadyReceipt, RecordKey};

fn main() {
    let context = Context::system();
    let pepper = Pepper::random(&context);
    let place = Place { table: "tip", column: "text", row: "1" };
    let Ok(key) = RecordKey::new(&context) else { return };
    let Ok(pair) = KeyPair::generate(&context) else { return };
    let text = vec![b'a'; 2_000];
    measure("receipt, slow step (Argon2id)", 20, || ReadyReceipt::make(&context, &pepper).is_ok());
    measure("seal a record key to a public key", 2_000, || pair.public().seal(&context, b"", &[0; 32]).is_ok());
    let sealed = pair.public().seal(&context, b"", &[0; 32]).unwrap_or_default();
    measure("open a sealed record key", 2_000, || pair.open(b"", &sealed).is_ok());
    measure("seal a field of 2,000 bytes", 20_000, || key.seal_field(&context, &place, &text).is_ok());
}

fn measure(what: &str, times: u32, mut work: impl FnMut() -> bool) {
    let start = Instant::now();
    for _ in 0..times {
        assert!(std::hint::black_box(work()));
    }
    println!("{what}: {:.4} ms", start.elapsed().as_secs_f64() * 1000.0 / f64::from(times));
}
