//! The normaliser against the five normalised texts of the reference material.

use std::{fs, path::PathBuf};

fn mission() -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/mission"));
    if !path.is_dir() {
        println!("skipped: no reference material at {}", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn the_reference_texts_normalise_to_the_letter() {
    let Some(mission) = mission() else { return };
    let mut compared = 0;
    for entry in fs::read_dir(mission.join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_name().unwrap().to_str().unwrap().get(..3).unwrap().to_owned();
        let expected = fs::read_to_string(mission.join(format!("truth/normalised/{id}.txt"))).unwrap();

        let normalised = plandoc::normalise(&fs::read_to_string(&path).unwrap());

        for (got, want) in normalised.text.lines().zip(expected.lines()) {
            assert_eq!(got, want, "{id}");
        }
        assert_eq!(normalised.text, expected, "{id}");
        compared += 1;
    }
    assert_eq!(compared, 5);
}
