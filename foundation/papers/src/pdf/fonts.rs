//! The type faces of a PDF: Times New Roman where the machine has it, else the embedded Liberation
//! Serif, which has the same metrics and every Vietnamese letter.

use std::fs;
use std::path::Path;

use typst::foundations::Bytes;
use typst::text::Font;

/// Where systems keep Times New Roman, each with its file names for the four faces.
const TIMES: [(&str, [&str; 4]); 3] = [
    (
        "/usr/share/fonts/truetype/msttcorefonts",
        [
            "Times_New_Roman.ttf",
            "Times_New_Roman_Bold.ttf",
            "Times_New_Roman_Italic.ttf",
            "Times_New_Roman_Bold_Italic.ttf",
        ],
    ),
    ("/usr/share/fonts/truetype/times", ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"]),
    ("C:\\Windows\\Fonts", ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"]),
];

const LIBERATION: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// All faces, the preferred family first.
pub(super) fn load() -> Vec<Font> {
    let installed = TIMES.iter().find_map(|(folder, files)| times(Path::new(folder), files));
    let mut fonts = installed.unwrap_or_default();
    fonts.extend(LIBERATION.iter().flat_map(|face| Font::iter(Bytes::new(*face))));
    fonts
}

/// The four faces of a folder; all or none, so that a document never mixes families.
fn times(folder: &Path, files: &[&str; 4]) -> Option<Vec<Font>> {
    files.iter().map(|file| Font::new(Bytes::new(fs::read(folder.join(file)).ok()?), 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_faces_hold_every_vietnamese_letter() {
        let small = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ–“”…²";
        for face in LIBERATION {
            let font = ttf_parser::Face::parse(face, 0).unwrap();
            for letter in small.chars().chain(small.to_uppercase().chars()) {
                assert!(font.glyph_index(letter).is_some(), "{letter}");
            }
        }
    }

    #[test]
    fn a_folder_that_lacks_a_face_gives_none() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b", "c"] {
            fs::write(folder.path().join(name), LIBERATION[0]).unwrap();
        }

        assert!(times(folder.path(), &["a", "b", "c", "d"]).is_none());
        assert_eq!(times(folder.path(), &["a", "b", "c", "a"]).map(|fonts| fonts.len()), Some(4));
    }
}
