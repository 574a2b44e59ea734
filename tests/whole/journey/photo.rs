//! A photograph as a telephone takes it: it knows where it was taken.

use std::io::Cursor;

use anyhow::Result;
use house::planted::picture_that_says;

/// Sides of the picture.
pub(super) const SIDES: (u32, u32) = (320, 240);
/// Tag of the degrees of latitude as a camera writes them: 22° 30' 6".
const PLACE: [(u32, u32); 3] = [(22, 1), (30, 1), (6, 1)];

/// A JPEG with a place by satellite, and with words in every other corner of its metadata.
pub(super) fn photo(words: &str) -> Result<Vec<u8>> {
    let mut plain = Cursor::new(Vec::new());
    let (width, height) = SIDES;
    let shade = |place: u32, side: u32| u8::try_from(place * 255 / side).unwrap_or(u8::MAX);
    let drawn = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([shade(x, width), shade(y, height), 120]));
    image::DynamicImage::ImageRgb8(drawn).write_to(&mut plain, image::ImageFormat::Jpeg)?;
    let said = picture_that_says(plain.get_ref(), words);
    let (start, rest) = said.split_at(2);
    Ok([start, &place_by_satellite(), rest].concat())
}

/// The bytes by which the place in such a picture is known again.
pub(super) fn place() -> Vec<u8> {
    PLACE.iter().flat_map(|(above, below)| [above.to_le_bytes(), below.to_le_bytes()].concat()).collect()
}

/// An Exif segment with one directory that points to a second one, of the place.
fn place_by_satellite() -> Vec<u8> {
    const GPS_DIRECTORY: u16 = 0x8825;
    const LATITUDE_SIDE: u16 = 1;
    const LATITUDE: u16 = 2;
    const TEXT: u16 = 2;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    // The header has 8 bytes, a directory 2, 12 for each entry and 4 at its end.
    let (first, second) = (8_u32, 26_u32);
    let rationals = second + 2 + 2 * 12 + 4;
    let tiff = [
        b"II*\0".to_vec(),
        first.to_le_bytes().to_vec(),
        directory(&[entry(GPS_DIRECTORY, LONG, 1, second)]),
        directory(&[entry(LATITUDE_SIDE, TEXT, 2, u32::from(b'N')), entry(LATITUDE, RATIONAL, 3, rationals)]),
        place(),
    ];
    let content = [b"Exif\0\0".to_vec(), tiff.concat()].concat();
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xFF, 0xE1], length.as_slice(), &content].concat()
}

fn directory(entries: &[Vec<u8>]) -> Vec<u8> {
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX).to_le_bytes();
    [count.as_slice(), &entries.concat(), &[0; 4]].concat()
}

fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
    [tag.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
}

#[test]
fn the_photograph_is_one_and_knows_its_place() -> Result<()> {
    let photo = photo("lời trong ảnh")?;

    let read = image::load_from_memory(&photo)?;
    anyhow::ensure!((read.width(), read.height()) == SIDES);
    anyhow::ensure!(photo.windows(place().len()).any(|part| part == place()), "there is no place in it");
    Ok(())
}
