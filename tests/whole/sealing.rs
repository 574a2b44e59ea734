//! What is sealed in the whole house: register, schema, statements and the document of keys say the same.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Result, ensure};
use base::Context;
use db::{Column, Statement, TypeClass};
use vault::SealedColumn;

/// Every other column of bytes, and why it is not in the register: `table.column`, what stands there.
const OTHERS: [(&str, &str); 25] = [
    ("agency_vault.index_sealed", "index key, sealed to the agency's vault"),
    ("agency_vault.public_key", "public half"),
    ("audit_payload.salt", "salt of one entry of the log"),
    ("audit_tile.hashes", "hashes of the log"),
    ("break_glass.reason_sealed", "sealed to the agency's vault; proven by `foundation/vault/tests/it/glass.rs`"),
    ("code_generator.pending", "sealed under the root secret"),
    ("code_generator.secret", "sealed under the root secret"),
    ("document.content", "plans: internal, not sealed"),
    ("evidence.content", "files with progress: internal, not sealed"),
    ("receipt_waiting.sealed", "sealed under the waiting key"),
    ("record_key.public_key", "public half"),
    ("record_key.sealed", "record key, sealed to a holder"),
    ("session.person_secret", "person key, sealed under the cookie's secret"),
    ("tip_call.sealed", "call being written down, sealed to its operator alone"),
    ("tip_pocket.sealed", "draft, sealed under the cookie's secret"),
    ("tip_pocket_file.sealed", "file of a draft, sealed under the cookie's secret"),
    ("tip_zalo.recipient_sealed", "Zalo account, sealed under a key of the installation"),
    ("vault_link.sealed", "older vault key, sealed to the newer"),
    ("vault_member.sealed", "vault key, sealed to a member"),
    ("vault_person_key.public_key", "public half"),
    ("vault_person_lock.locked", "person key, locked"),
    ("vault_recovery.ephemeral_public", "public half"),
    ("vault_recovery.ephemeral_sealed", "key of one recovery, sealed to its person"),
    ("vault_recovery_share.sealed", "share, sealed to the key of the recovery"),
    ("vault_share.sealed", "share, sealed to its trustee"),
];

/// Statements that read a sealed column: each of one record, for whoever holds its key. Nothing else may.
const READERS: [&str; 7] = [
    "tips::store::statements::FILE",
    "tips::store::statements::FILES",
    "tips::store::statements::MESSAGES",
    "tips::store::statements::PARTS",
    "tips::store::statements::REPORTER",
    "tips::store::statements::STEPS",
    "tips::store::zalo::MORE",
];

fn name(column: &SealedColumn) -> String {
    format!("{}.{}", column.table, column.column)
}

/// What differs between the register and a schema, one line each.
fn differences(register: &[&SealedColumn], others: &[(&str, &str)], schema: &[Column]) -> Vec<String> {
    let sealed: BTreeSet<String> = register.iter().map(|column| name(column)).collect();
    let known: BTreeSet<String> = others.iter().map(|(name, _)| (*name).to_owned()).collect();
    let stored: BTreeSet<String> = schema
        .iter()
        .filter(|column| column.class == TypeClass::Blob)
        .map(|column| format!("{}.{}", column.table, column.name))
        .collect();
    let both = sealed.intersection(&known).map(|name| format!("{name} is declared twice"));
    let missing = sealed.union(&known).filter(|name| !stored.contains(*name));
    let missing = missing.map(|name| format!("{name} is declared and no column of bytes"));
    let unknown = stored.iter().filter(|name| !sealed.contains(*name) && !known.contains(*name));
    let unknown = unknown.map(|name| format!("{name} holds bytes and nobody says whether they are sealed"));
    let text = schema.iter().filter(|column| column.name.contains("sealed") && column.class != TypeClass::Blob);
    let text = text.map(|column| format!("{}.{} is called sealed and holds no bytes", column.table, column.name));
    both.chain(missing).chain(unknown).chain(text).collect()
}

/// Whether a word stands in an SQL text by itself.
fn mentions(sql: &str, word: &str) -> bool {
    sql.split(|ch: char| !ch.is_ascii_alphanumeric() && ch != '_').any(|token| token.eq_ignore_ascii_case(word))
}

/// Whether a statement gives sealed bytes out: it mentions table and column, and is no change without an answer.
fn reads(statement: &Statement, column: &SealedColumn) -> bool {
    let sql = statement.sql.trim_start();
    let gives_out = sql.get(..6).is_some_and(|verb| verb.eq_ignore_ascii_case("SELECT"))
        || mentions(sql, "RETURNING")
        || mentions(sql, "SELECT");
    let all = sql.contains("SELECT *") || sql.contains(".*");
    gives_out && mentions(sql, column.table) && (mentions(sql, column.column) || all)
}

/// Statements that read sealed columns without being declared, or without keeping to one record.
fn unlicensed(register: &[&SealedColumn], statements: &[&Statement], readers: &[&str]) -> Vec<String> {
    let own: BTreeSet<&str> = register.iter().flat_map(|column| [column.list.name, column.replace.name]).collect();
    let mut faults = Vec::new();
    for statement in statements.iter().filter(|statement| !own.contains(statement.name)) {
        for column in register.iter().filter(|column| reads(statement, column)) {
            let inserts = statement.sql.trim_start().starts_with("INSERT") && !mentions(statement.sql, "RETURNING");
            if inserts {
                continue;
            }
            if !readers.contains(&statement.name) {
                faults.push(format!("{} reads {}", statement.name, name(column)));
            } else if !statement.sql.contains(&format!("{} = $1", column.of)) {
                faults.push(format!("{} reads {} of more than one record", statement.name, name(column)));
            }
        }
    }
    faults
}

/// The document of keys as the code has it.
fn document(register: &[&SealedColumn]) -> String {
    let mut text = vault::inventory(register);
    text.push_str("\nEvery other column of bytes:\n\n| column | what stands there |\n|---|---|\n");
    let others = OTHERS.map(|(name, what)| format!("| {name} | {what} |\n"));
    text + others.concat().as_str()
}

async fn apps() -> Result<Vec<lachan::App>> {
    let mut apps = Vec::new();
    for db in db::testing::both(&[]).await? {
        apps.push(lachan::assemble(db, Context::system(), house::installation()).await?);
    }
    Ok(apps)
}

#[tokio::test]
async fn every_column_of_bytes_is_declared_and_every_declared_column_exists() -> Result<()> {
    let register = lachan::sealed_columns();
    for app in apps().await? {
        let schema = db::schema(&app.services.db).await?;
        let found = differences(&register, &OTHERS, &schema);
        ensure!(found.is_empty(), "{:?}:\n{}", app.services.db.engine(), found.join("\n"));

        // The comparison notices what it is for.
        let Some((first, rest)) = register.split_first() else { anyhow::bail!("nothing is sealed") };
        let found = differences(rest, &OTHERS, &schema);
        ensure!(found == [format!("{} holds bytes and nobody says whether they are sealed", name(first))], "{found:?}");
        let without: Vec<_> = schema.iter().filter(|column| column.table != first.table).cloned().collect();
        ensure!(differences(&register, &OTHERS, &without).iter().any(|fault| fault.contains("no column of bytes")));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sealed_column_opens_in_its_own_place_only_rotates_and_dies_with_its_key() -> Result<()> {
    let register = lachan::sealed_columns();
    let faults = vault::testing::faults_of_columns(&register).await?;

    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[tokio::test]
async fn no_list_search_or_export_reads_a_sealed_column() -> Result<()> {
    const LEAK: Statement = Statement {
        name: "test::LEAK",
        sql: "SELECT t.id, m.text_sealed FROM tip t JOIN tip_message m ON m.tip_id = t.id ORDER BY t.id",
    };
    let register = lachan::sealed_columns();
    let app = lachan::assemble(db::testing::sqlite().await?, Context::system(), house::installation()).await?;

    let faults = unlicensed(&register, &app.statements, &READERS);
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    for reader in READERS {
        ensure!(app.statements.iter().any(|statement| statement.name == reader), "{reader} is declared and gone");
    }

    // The check notices what it is for: one more statement, and a declared one that reads a list.
    let leaking: Vec<_> = app.statements.iter().copied().chain([&LEAK]).collect();
    ensure!(unlicensed(&register, &leaking, &READERS) == ["test::LEAK reads tip_message.text_sealed"]);
    let declared = unlicensed(&register, &leaking, &[READERS.as_slice(), &["test::LEAK"]].concat());
    ensure!(declared == ["test::LEAK reads tip_message.text_sealed of more than one record"], "{declared:?}");
    Ok(())
}

/// `LACHAN_BLESS=1` writes the document anew.
#[test]
fn the_document_of_keys_says_what_the_code_does() -> Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/keys.md");
    let text = document(&lachan::sealed_columns());
    if std::env::var_os("LACHAN_BLESS").is_some() {
        return Ok(std::fs::write(file, text)?);
    }
    let kept = std::fs::read_to_string(file)?;
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let gone: Vec<_> = lines(&kept).difference(&lines(&text)).map(|line| format!("- {line}")).collect();
    let new: Vec<_> = lines(&text).difference(&lines(&kept)).map(|line| format!("+ {line}")).collect();
    ensure!(kept == text, "docs/keys.md differs from the code:\n{}\n{}", gone.join("\n"), new.join("\n"));
    Ok(())
}
