//! Small PDF files made by hand: text, pictures, locks and bombs.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};

/// A one-page PDF with this content stream, the font `F1` (Helvetica) and perhaps one picture `Im`.
pub(crate) fn page(content: Vec<u8>, picture: Option<Stream>) -> Document {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let mut resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    if let Some(picture) = picture {
        let picture = document.add_object(picture);
        resources.set("XObject", dictionary! { "Im" => picture });
    }
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress().unwrap();
    let content = document.add_object(stream);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

/// A content stream that prints these lines (plain letters only) from the top.
pub(crate) fn lines(lines: &[&str]) -> Vec<u8> {
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 13.into()]),
        Operation::new("TL", vec![18.into()]),
        Operation::new("Td", vec![70.into(), 760.into()]),
    ];
    for line in lines {
        operations.push(Operation::new("Tj", vec![Object::string_literal(*line)]));
        operations.push(Operation::new("T*", vec![]));
    }
    operations.push(Operation::new("ET", vec![]));
    Content { operations }.encode().unwrap()
}

/// The bytes of the file.
pub(crate) fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The file, locked with these passwords.
pub(crate) fn locked(mut document: Document, user: &str, owner: &str) -> Vec<u8> {
    document.trailer.set(
        "ID",
        Object::Array(vec![Object::string_literal("0123456789abcdef"), Object::string_literal("0123456789abcdef")]),
    );
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: owner,
        user_password: user,
        key_length: 128,
        permissions: Permissions::PRINTABLE,
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    bytes(document)
}

/// A page that is nothing but this grey picture (binary PGM), as a scanner makes it.
pub(crate) fn scan(pgm: &[u8]) -> Vec<u8> {
    let mut head = pgm.splitn(4, |b| b.is_ascii_whitespace());
    let magic = head.next().unwrap();
    let mut number = || std::str::from_utf8(head.next().unwrap()).unwrap().parse::<i64>().unwrap();
    let (width, height) = (number(), number());
    let rest = head.next().unwrap();
    let pixels = &rest[rest.iter().position(u8::is_ascii_whitespace).unwrap() + 1..];
    assert_eq!(magic, b"P5");
    let mut picture = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        },
        pixels.to_vec(),
    );
    picture.compress().unwrap();
    bytes(page(b"q 595 0 0 842 0 0 cm /Im Do Q".to_vec(), Some(picture)))
}
