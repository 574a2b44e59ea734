//! `lachan plan read` as a person or a script meets it.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::process::{Command, Output};

const PLAN: &str = "BAN CHỈ ĐẠO 138 XÃ SUỐI MƠ\nSố: 05/KH-BCĐ\nSuối Mơ, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nPhòng, chống mua bán người năm 2026\nI. NHIỆM VỤ\n1. Công an xã\n- Chủ trì, phối hợp với Hội Liên hiệp Phụ nữ xã tuyên truyền tại các thôn.\n2. Hội Liên hiệp Phụ nữ xã\n- Mở lớp dạy nghề cho phụ nữ có hoàn cảnh khó khăn trước ngày 30/6/2026.\n";

fn lachan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lachan")).args(["plan", "read"]).args(arguments).output().unwrap()
}

fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn each_plan_is_one_object_on_one_line_and_spans_point_into_the_normalised_text() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, normalised) = (written(&folder, "a.txt", PLAN), written(&folder, "n.txt", ""));

    let one = lachan(&["--json", &plan, "--normalised", &normalised]);
    let two = lachan(&["--json", &plan, &plan]);

    assert_eq!((one.status.code(), two.status.code()), (Some(0), Some(0)));
    assert_eq!(String::from_utf8(two.stdout).unwrap().lines().count(), 2);
    let read: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(read["schema"], "lachan.plan/1");
    assert_eq!(read["tasks"].as_array().unwrap().len(), 2);
    assert_eq!(read["tasks"][0]["lead"][0], "Công an xã");
    let text: Vec<char> = std::fs::read_to_string(&normalised).unwrap().chars().collect();
    let place =
        |end: &str| usize::try_from(read["tasks"][1]["span"][end.parse::<usize>().unwrap()].as_u64().unwrap()).unwrap();
    let words: String = text[place("0")..place("1")].iter().collect();
    assert!(words.contains("Mở lớp dạy nghề"), "{words}");
}

#[test]
fn what_cannot_be_read_is_one_sentence_on_standard_error_and_code_one() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, empty) = (written(&folder, "a.txt", PLAN), written(&folder, "leer.txt", ""));
    let recipe = written(&folder, "canh.txt", "Canh chua cá lóc\nNguyên liệu: cá, cà chua, rau thơm.\n");

    let output = lachan(&["--json", &empty, &recipe, "/no/such/file.pdf", &plan]);

    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(errors.lines().count(), 3, "{errors}");
    assert!(errors.lines().all(|line| line.ends_with('.')), "{errors}");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1, "the readable plan is still read");
}

#[test]
fn bad_use_is_code_two() {
    let folder = tempfile::tempdir().unwrap();
    let plan = written(&folder, "a.txt", PLAN);

    assert_eq!(lachan(&[]).status.code(), Some(2));
    assert_eq!(lachan(&["--no-such-option", &plan]).status.code(), Some(2));
    assert_eq!(lachan(&[&plan, &plan, "--normalised", "n.txt"]).status.code(), Some(2));
}

#[test]
fn the_summary_for_people_names_the_lead_agencies() {
    let folder = tempfile::tempdir().unwrap();
    let plan = written(&folder, "a.txt", PLAN);

    let summary = String::from_utf8(lachan(&[&plan]).stdout).unwrap();

    for words in ["05/KH-BCĐ", "Công an xã: 1", "Hội Liên hiệp Phụ nữ xã: 1"] {
        assert!(summary.contains(words), "{words} in {summary}");
    }
}
