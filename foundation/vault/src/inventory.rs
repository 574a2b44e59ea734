//! The inventory of keys and sealed columns (ASVS 5.0, 11.1.2), written from the code.

use std::fmt::Write as _;

use crate::{column::SealedColumn, form, lock, receipt};

/// One kind of key.
struct Kind {
    name: &'static str,
    cipher: String,
    guarded: &'static str,
    renewed: &'static str,
}

/// The inventory as Markdown; `docs/keys.md` holds it, and a test compares the two.
pub fn inventory(columns: &[&SealedColumn]) -> String {
    let mut text = format!(
        "# Keys and sealed columns\n\nWritten from the code; the whole-system tests compare. Form of ciphertexts: version {}.\n\n\
         | key | cipher | kept | renewed |\n|---|---|---|---|\n",
        form::VERSION
    );
    for kind in kinds() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {} | {} | {} | {} |", kind.name, kind.cipher, kind.guarded, kind.renewed);
    }
    text.push_str("\n| record | table | column |\n|---|---|---|\n");
    let mut sorted = columns.to_vec();
    sorted.sort_by_key(|column| (column.record, column.table, column.column));
    for column in sorted {
        let _ = writeln!(text, "| {} | {} | {} |", column.record, column.table, column.column);
    }
    text
}

fn kinds() -> Vec<Kind> {
    let argon =
        |memory: u32, passes: u32| format!("Argon2id {memory} KiB, {passes} passes, pepper; XChaCha20-Poly1305");
    let hpke = || "HPKE X25519, HKDF-SHA-256, ChaCha20-Poly1305".to_owned();
    vec![
        Kind {
            name: "root secret",
            cipher: "HKDF-SHA-256".to_owned(),
            guarded: "key file outside database and backup",
            renewed: "never; each use has a numbered purpose",
        },
        Kind {
            name: "person key pair",
            cipher: argon(lock::COST.memory_kib, lock::COST.passes),
            guarded: "`vault_person_lock`: password, passkey PRF, recovery code",
            renewed: "lost password; re-locked at each change",
        },
        Kind {
            name: "session wrap",
            cipher: "HKDF-SHA-256 of the cookie's secret; XChaCha20-Poly1305".to_owned(),
            guarded: "session row; its key in the browser's cookie",
            renewed: "each sign-in",
        },
        Kind {
            name: "agency vault key pair",
            cipher: hpke(),
            guarded: "`vault_member`, `vault_link`, shares in `vault_share`",
            renewed: "a member leaves, or at will",
        },
        Kind {
            name: "agency index key",
            cipher: "HMAC-SHA-256, 128 bits kept".to_owned(),
            guarded: "`agency_vault.index_sealed`",
            renewed: "never; survives rotation",
        },
        Kind {
            name: "record key",
            cipher: "XChaCha20-Poly1305, random nonce of 192 bits".to_owned(),
            guarded: "`record_key`: agency vaults, receipt, a person under break-glass",
            renewed: "a share ends, a broken glass is reviewed; destroyed to delete",
        },
        Kind {
            name: "receipt key pair",
            cipher: argon(receipt::MEMORY_KIB, receipt::PASSES).replace("XChaCha20-Poly1305", "HPKE X25519"),
            guarded: "nowhere; follows from the 20 digits",
            renewed: "never",
        },
        Kind {
            name: "waiting key",
            cipher: "XChaCha20-Poly1305".to_owned(),
            guarded: "file in memory (`/run`)",
            renewed: "each boot",
        },
    ]
}
