//! Attachments: what is taken, and the copy without metadata.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits};

/// The most files of one form (ux.md §3.4).
pub const MOST_FILES: usize = 3;
/// The most files of one tip, later ones included.
pub const MOST_FILES_OF_TIP: i64 = 20;
/// The largest file, in bytes (5 MiB).
pub const LARGEST: usize = 5 * 1024 * 1024;
/// The most pixels of a picture (40 million, ux.md T-12).
const MOST_PIXELS: u64 = 40_000_000;
/// The longest side of the copy: enough to read a letter, small enough for a weak link.
const COPY_SIDE: u32 = 2_000;

/// Why a file is not taken; each is a message `tips-file-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// It holds nothing.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no picture that we can clean.
    WrongKind,
    /// It looks like a picture and cannot be read.
    Damaged,
    /// There are more than [`MOST_FILES`].
    TooMany,
}

impl FileFault {
    /// Its message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "tips-file-empty",
            Self::TooLarge => "tips-file-too-large",
            Self::WrongKind => "tips-file-wrong-kind",
            Self::Damaged => "tips-file-damaged",
            Self::TooMany => "tips-file-too-many",
        }
    }
}

/// A file ready to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanFile {
    /// The name it came with, on one line.
    pub name: String,
    /// Kind of the copy.
    pub media_type: &'static str,
    /// The picture drawn anew: no place, no time, no camera, no author is left in it.
    pub copy: Vec<u8>,
    /// What was sent, where the reporter wants it kept as evidence.
    pub original: Option<Vec<u8>>,
}

/// Whether the original is kept, sealed, beside the copy (ux.md S-32). No unless the reporter says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeepOriginal {
    /// Only the copy is kept.
    #[default]
    No,
    /// Both.
    Yes,
}

/// Draws a picture anew, which leaves everything behind that is not picture. Kinds are told by content, never by name.
///
/// # Errors
/// [`FileFault`] says what to tell the person.
pub fn clean(name: &str, bytes: &[u8], keep: KeepOriginal) -> Result<CleanFile, FileFault> {
    if bytes.is_empty() {
        return Err(FileFault::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(FileFault::TooLarge);
    }
    let format = image::guess_format(bytes).map_err(|_| FileFault::WrongKind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(FileFault::WrongKind);
    }
    let picture = decode(bytes, format)?;
    let picture = if picture.width().max(picture.height()) > COPY_SIDE {
        picture.thumbnail(COPY_SIDE, COPY_SIDE)
    } else {
        picture
    };
    let mut copy = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.to_rgb8())
        .write_to(&mut copy, ImageFormat::Jpeg)
        .map_err(|_| FileFault::Damaged)?;
    Ok(CleanFile {
        name: name.chars().take(120).collect(),
        media_type: "image/jpeg",
        copy: copy.into_inner(),
        original: (keep == KeepOriginal::Yes).then(|| bytes.to_vec()),
    })
}

/// Decodes within limits, and turns the picture as its metadata says before that is thrown away.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, FileFault> {
    use image::ImageDecoder as _;

    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 4);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| FileFault::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(FileFault::TooLarge);
    }
    let turned = decoder.orientation().map_err(|_| FileFault::Damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| FileFault::Damaged)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(40, 30).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with an APP1 segment in which a place stands.
    fn with_place() -> Vec<u8> {
        let plain = picture(ImageFormat::Jpeg);
        let note = b"Exif\0\0GPS-PLACE-OF-THE-REPORTER";
        let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
        [&plain[..2], &[0xFF, 0xE1], &length, note, &plain[2..]].concat()
    }

    fn holds(bytes: &[u8], text: &[u8]) -> bool {
        bytes.windows(text.len()).any(|part| part == text)
    }

    #[test]
    fn the_copy_tells_no_place_and_the_original_is_kept_by_choice_only() {
        let sent = with_place();
        assert!(holds(&sent, b"GPS-PLACE"));

        let clean_only = clean("anh.jpg", &sent, KeepOriginal::No).unwrap();
        let both = clean("anh.jpg", &sent, KeepOriginal::Yes).unwrap();

        assert!(!holds(&clean_only.copy, b"GPS-PLACE") && clean_only.original.is_none());
        assert_eq!(both.original.as_deref(), Some(sent.as_slice()));
        assert!(!holds(&both.copy, b"GPS-PLACE"));
    }

    #[test]
    fn a_file_that_is_no_picture_is_refused_with_its_reason() {
        let fault = |bytes: &[u8]| clean("x.jpg", bytes, KeepOriginal::No).unwrap_err();

        assert_eq!(fault(b""), FileFault::Empty);
        assert_eq!(fault(b"%PDF-1.7"), FileFault::WrongKind);
        assert_eq!(fault(b"<svg onload='x'>"), FileFault::WrongKind);
        assert_eq!(fault(&vec![0; LARGEST + 1]), FileFault::TooLarge);
        assert_eq!(fault(&picture(ImageFormat::Png)[..60]), FileFault::Damaged);
    }

    #[test]
    fn every_kind_taken_becomes_a_plain_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let made = clean("a", &picture(format), KeepOriginal::No).unwrap();
            assert_eq!(image::guess_format(&made.copy).unwrap(), ImageFormat::Jpeg, "{format:?}");
        }
    }
}
