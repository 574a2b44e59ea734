//! Two programs, written apart, judge a thousand damaged logs alike.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use audit::{Checkpoint, Leaf, LogKey, SignedNote, Tree, Trusted, tile_path, tiles_of, verify};
use base::{Chance as _, Context, SeededChance};

/// How many damaged logs; each costs the slower program about a hundredth of a second.
const LOGS: usize = 1000;

/// Numbers drawn by chance, the same in each run.
struct Draw(SeededChance);

impl Draw {
    fn below(&self, limit: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// Entries `from..to` of an invented log.
fn entries(count: u64, salt: &str) -> Vec<Leaf> {
    (0..count)
        .map(|seq| Leaf {
            action: "plans.assign".into(),
            actor: format!("account-{}", seq % 7),
            class: "internal".into(),
            object_id: format!("{salt}{seq}"),
            object_type: "nhiệm vụ".into(),
            org: "99001".into(),
            payload_commit: format!("{seq:064x}"),
            reason_hash: seq.is_multiple_of(3).then(|| format!("{:064x}", seq + 1)),
            seq,
            time_utc: "2026-03-04T05:00:00.000000Z".into(),
        })
        .collect()
}

/// Writes a log with the tiles that its entries make; gives its signed checkpoint.
fn write_log(folder: &Path, leaves: &[Leaf], key: &LogKey) -> String {
    let mut tree = Tree::new();
    for leaf in leaves {
        tree.append(leaf.hash());
    }
    for (level, n, width) in tiles_of(tree.size()) {
        put(folder, &tile_path(Some(level), n, width), tree.tile(level, n).unwrap());
        if level == 0 {
            let first = usize::try_from(n).unwrap() * 256;
            let some = &leaves[first..first + usize::try_from(width).unwrap()];
            put(folder, &tile_path(None, n, width), &bundle(some));
        }
    }
    let root = tree.root(tree.size()).unwrap();
    let note = SignedNote::of(key, Checkpoint { size: tree.size(), root }).to_text();
    put(folder, "checkpoint", note.as_bytes());
    note
}

fn bundle(leaves: &[Leaf]) -> Vec<u8> {
    leaves.iter().flat_map(|leaf| framed(&leaf.to_bytes())).collect()
}

fn framed(entry: &[u8]) -> Vec<u8> {
    [&u16::try_from(entry.len()).unwrap().to_be_bytes()[..], entry].concat()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// A log with one thing wrong, the checkpoint to compare it with, and whether it may still be whole.
struct Damaged {
    folder: PathBuf,
    trusted: Option<PathBuf>,
    may_hold: bool,
}

fn damage(folder: &Path, draw: &Draw, key: &LogKey) -> Damaged {
    let size = [1, 2, 5, 40, 256, 300][draw.below(6)];
    let mut leaves = entries(size, "");
    let note = write_log(folder, &leaves, key);
    let trusted = folder.with_extension("trusted");
    std::fs::write(&trusted, &note).unwrap();
    let kind = draw.below(10);
    let mut damaged = Damaged { folder: folder.to_owned(), trusted: None, may_hold: kind == 0 };
    match kind {
        1..=4 => damage_file(folder, draw, kind),
        5..=7 => {
            damage_entries(&mut leaves, draw);
            // In place of the old bundles, wherever the right edge now lies.
            for (_, n, width) in tiles_of(size).into_iter().filter(|(level, ..)| *level == 0) {
                let first = usize::try_from(n).unwrap() * 256;
                let last = if width == 256 { leaves.len().min(first + 256) } else { leaves.len() };
                put(folder, &tile_path(None, n, width), &bundle(leaves.get(first..last).unwrap_or_default()));
            }
            // What stands behind the last entry of a full bundle is not covered, and does no harm.
            let untouched = usize::try_from(size).unwrap();
            damaged.may_hold = leaves.get(..untouched).is_some_and(|first| first == entries(size, ""));
        }
        8 => {
            // Entries and tiles fit each other, but not what was signed.
            let index = draw.below(leaves.len());
            leaves[index].actor = "account-x".into();
            write_log(folder, &leaves, key);
            std::fs::write(folder.join("checkpoint"), note).unwrap();
        }
        9 => {
            // Whoever holds the key signs another past.
            let other = if draw.below(2) == 0 { entries(size + 3, "x") } else { entries(size - 1, "") };
            std::fs::remove_dir_all(folder).unwrap();
            write_log(folder, &other, key);
            damaged.trusted = Some(trusted);
        }
        _ => {}
    }
    damaged
}

/// One file is changed, cut, lengthened or removed.
fn damage_file(folder: &Path, draw: &Draw, kind: usize) {
    let files = files(folder);
    let file = &files[draw.below(files.len())];
    let mut bytes = std::fs::read(file).unwrap();
    let at = draw.below(bytes.len());
    match kind {
        1 => bytes[at] ^= 1 << draw.below(8),
        2 => bytes.truncate(at),
        3 => bytes.extend_from_slice(b"\n+"),
        _ => return std::fs::remove_file(file).unwrap(),
    }
    std::fs::write(file, bytes).unwrap();
}

/// An entry is taken out, doubled, moved or rewritten.
fn damage_entries(leaves: &mut Vec<Leaf>, draw: &Draw) {
    let (one, two) = (draw.below(leaves.len()), draw.below(leaves.len()));
    match draw.below(4) {
        0 => drop(leaves.remove(one)),
        1 => leaves.insert(two, leaves[one].clone()),
        2 => leaves.swap(one, two),
        _ => leaves[one].object_id.push('x'),
    }
}

fn ours(damaged: &Damaged, key: &LogKey) -> String {
    let note = damaged.trusted.as_ref().map(|path| std::fs::read_to_string(path).unwrap());
    match verify(&damaged.folder, &key.verifier(), note.as_deref().map(Trusted::Note)) {
        Ok(verdict) => format!("whole {}", verdict.checkpoint.size),
        Err(fault) => format!("{} {}", fault.code(), fault.index()),
    }
}

fn python() -> Option<Command> {
    let found = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(found || std::env::var("LACHAN_REQUIRE_TOOLS").is_err(), "python3 is missing");
    found.then(|| {
        let mut command = Command::new("python3");
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../xtask/verify_log.py"));
        command
    })
}

#[test]
fn two_verifiers_agree_on_a_thousand_damaged_logs() {
    let Some(mut python) = python() else { return eprintln!("python3 is missing; the comparison is left out") };
    let folder = tempfile::tempdir().unwrap();
    let draw = Draw(SeededChance::new(138));
    let key = LogKey::draw(&Context::system(), "lachan.example/log").unwrap();
    let (mut list, mut verdicts) = (String::new(), Vec::new());
    for n in 0..LOGS {
        let damaged = damage(&folder.path().join(n.to_string()), &draw, &key);
        let verdict = ours(&damaged, &key);
        assert!(damaged.may_hold || !verdict.starts_with("whole"), "log {n} is damaged and was called whole");
        let trusted = damaged.trusted.as_ref().map_or("-".to_owned(), |path| path.display().to_string());
        writeln!(list, "{}\t{}\t{trusted}", key.verifier(), damaged.folder.display()).unwrap();
        verdicts.push(verdict);
    }
    std::fs::write(folder.path().join("list"), list).unwrap();

    let output = python.arg("--batch").arg(folder.path().join("list")).output().unwrap();

    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs = String::from_utf8(output.stdout).unwrap();
    let apart: Vec<_> =
        verdicts.iter().map(String::as_str).zip(theirs.lines()).enumerate().filter(|(_, (a, b))| a != b).collect();
    assert_eq!((apart, theirs.lines().count()), (Vec::new(), LOGS));
    let kinds: std::collections::BTreeSet<_> = verdicts.iter().filter_map(|v| v.split(' ').next()).collect();
    for kind in ["whole", "changed", "removed", "short", "missing", "checkpoint", "tile", "root", "truncated", "forked"]
    {
        assert!(kinds.contains(kind), "no log showed “{kind}”");
    }
}

#[tokio::test]
async fn both_verifiers_read_what_the_database_exports() {
    if python().is_none() {
        return eprintln!("python3 is missing; the comparison is left out");
    }
    for log in crate::common::logs().await {
        let folder = tempfile::tempdir().unwrap();
        let before = log.fill(0..300).await;
        log.fill(300..701).await;
        log.export(folder.path()).await;
        std::fs::write(folder.path().join("before"), before).unwrap();
        let proof = audit::prove(&mut &log.db, 138).await.unwrap().to_text();
        std::fs::write(folder.path().join("138.tlog-proof"), &proof).unwrap();
        std::fs::write(folder.path().join("139.tlog-proof"), proof.replace("index 138", "index 139")).unwrap();
        let told = |arguments: &[&str]| {
            let mut program = python().unwrap();
            let output = program.args(["--key", "key"]).args(arguments).current_dir(folder.path()).output().unwrap();
            (output.status.code(), String::from_utf8(output.stdout).unwrap().trim().to_owned())
        };

        assert_eq!(told(&[".", "--from", "before"]), (Some(0), "whole 701".to_owned()));
        assert_eq!(told(&["--proof", "138.tlog-proof"]), (Some(0), "whole 701".to_owned()));
        assert_eq!(told(&["--proof", "139.tlog-proof"]), (Some(1), "number 139".to_owned()));
    }
}
