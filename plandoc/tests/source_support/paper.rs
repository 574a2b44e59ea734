//! A DOCX as an office types it: letterhead table, bold headings, automatic lists, footnotes.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

const NS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A document under construction.
#[derive(Default)]
pub(crate) struct Paper {
    body: String,
    footnotes: String,
    notes: usize,
    counters: [u32; 3],
}

/// How a paragraph is set.
#[derive(Clone, Copy)]
pub(crate) enum Setting {
    Body,
    Centred,
    BoldCentred,
    Bold,
    /// In a cell: at the left, without indent.
    Cell,
}

impl Paper {
    /// A paragraph; `[^n]` in it becomes a footnote reference.
    pub(crate) fn paragraph(&mut self, text: &str, setting: Setting) {
        let xml = self.paragraph_xml(text, setting, None);
        self.body.push_str(&xml);
    }

    /// A paragraph in the automatic list; level 0 "I.", 1 "1.", 2 "1.1.", 3 "-", 4 "+".
    pub(crate) fn item(&mut self, level: usize, text: &str, setting: Setting) {
        let xml = self.paragraph_xml(text, setting, Some(level));
        self.body.push_str(&xml);
    }

    /// A paragraph as printed: its label becomes an automatic one where the list would print the same.
    pub(crate) fn printed(&mut self, text: &str) {
        for (mark, level) in [("- ", 3), ("+ ", 4)] {
            if let Some(rest) = text.strip_prefix(mark) {
                return self.item(level, rest, Setting::Body);
            }
        }
        let (label, rest) = text.split_once(' ').unwrap_or((text, ""));
        let setting = if rest.chars().count() < 120 { Setting::Bold } else { Setting::Body };
        match (0..3).find(|level| self.next_label(*level) == label) {
            Some(level) => {
                self.counters[level] += 1;
                self.counters[level + 1..].fill(0);
                self.item(level, rest, setting);
            }
            None => self.paragraph(text, Setting::Body),
        }
    }

    fn next_label(&self, level: usize) -> String {
        let roman = ["I.", "II.", "III.", "IV.", "V.", "VI."];
        match level {
            0 => (*roman.get(self.counters[0] as usize).unwrap_or(&"")).to_owned(),
            1 => format!("{}.", self.counters[1] + 1),
            _ => format!("{}.{}.", self.counters[1], self.counters[2] + 1),
        }
    }

    /// The text of the next footnote reference.
    pub(crate) fn footnote(&mut self, text: &str) {
        let id = self.footnotes.matches("<w:footnote ").count() + 1;
        let run = format!("<w:r><w:footnoteRef/></w:r>{}", run(&format!(" {text}"), false));
        self.footnotes.push_str(&format!(r#"<w:footnote w:id="{id}"><w:p>{run}</w:p></w:footnote>"#));
    }

    /// A table; cells may hold several paragraphs, one per line.
    pub(crate) fn table(&mut self, rows: &[Vec<&str>], bordered: bool) {
        let columns = rows.iter().map(Vec::len).max().unwrap();
        // A letterhead gives the state's name more room than the office's.
        let widths = if bordered || columns != 2 { vec![9_600 / columns; columns] } else { vec![3_700, 5_900] };
        let border = r#"w:val="single" w:sz="4" w:space="0" w:color="000000""#;
        let borders =
            ["top", "left", "bottom", "right", "insideH", "insideV"].map(|side| format!("<w:{side} {border}/>"));
        let borders =
            if bordered { format!("<w:tblBorders>{}</w:tblBorders>", borders.concat()) } else { String::new() };
        self.body.push_str(&format!(r#"<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#));
        for width in &widths {
            self.body.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.body.push_str("</w:tblGrid>");
        for row in rows {
            self.body.push_str("<w:tr>");
            for (cell, width) in row.iter().zip(&widths) {
                self.body.push_str(&format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#));
                for line in if cell.is_empty() { vec![""] } else { cell.lines().collect() } {
                    let xml = self.paragraph_xml(line, if bordered { Setting::Cell } else { Setting::Centred }, None);
                    self.body.push_str(&xml);
                }
                self.body.push_str("</w:tc>");
            }
            self.body.push_str("</w:tr>");
        }
        self.body.push_str("</w:tbl>");
    }

    /// Raw WordprocessingML inside the body.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.body.push_str(xml);
    }

    fn paragraph_xml(&mut self, text: &str, setting: Setting, level: Option<usize>) -> String {
        let list = level
            .map(|l| format!(r#"<w:numPr><w:ilvl w:val="{l}"/><w:numId w:val="1"/></w:numPr>"#))
            .unwrap_or_default();
        let layout = match setting {
            Setting::Body => {
                r#"<w:spacing w:before="60" w:after="60"/><w:ind w:left="0" w:firstLine="720"/><w:jc w:val="both"/>"#
            }
            Setting::Bold => r#"<w:spacing w:before="60" w:after="60"/><w:ind w:left="0" w:firstLine="720"/>"#,
            Setting::Cell => r#"<w:jc w:val="left"/>"#,
            Setting::Centred | Setting::BoldCentred => r#"<w:jc w:val="center"/>"#,
        };
        let bold = matches!(setting, Setting::Bold | Setting::BoldCentred);
        let mut runs = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("[^") {
            let (_, tail) = after.split_once(']').unwrap();
            self.notes += 1;
            runs.push_str(&run(before, bold));
            runs.push_str(&format!(
                r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>"#,
                self.notes
            ));
            rest = tail;
        }
        runs.push_str(&run(rest, bold));
        format!("<w:p><w:pPr>{list}{layout}</w:pPr>{runs}</w:p>")
    }

    /// The finished package.
    pub(crate) fn docx(&self) -> Vec<u8> {
        let document = format!(
            r#"<w:document {NS}><w:body>{}<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567"/></w:sectPr></w:body></w:document>"#,
            self.body
        );
        let mut parts = vec![
            ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
            ("_rels/.rels", RELS.to_owned()),
            ("word/_rels/document.xml.rels", DOCUMENT_RELS.to_owned()),
            ("word/styles.xml", format!("<w:styles {NS}>{STYLES}</w:styles>")),
            ("word/numbering.xml", format!("<w:numbering {NS}>{}</w:numbering>", numbering())),
            (
                "word/footer1.xml",
                format!(
                    r#"<w:ftr {NS}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"#
                ),
            ),
            ("word/document.xml", document),
        ];
        let separators = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"#;
        parts.push(("word/footnotes.xml", format!("<w:footnotes {NS}>{separators}{}</w:footnotes>", self.footnotes)));
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
        package(&parts)
    }
}

fn run(text: &str, bold: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!(r#"<w:r>{bold}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}

/// Text as XML character data.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A ZIP package of these parts.
pub(crate) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The smallest package that is a DOCX, with this body.
pub(crate) fn minimal(body: &str) -> Vec<u8> {
    let document = format!("<w:document {NS}><w:body>{body}</w:body></w:document>");
    package(&[
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn numbering() -> String {
    let levels = [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("bullet", "-"), ("bullet", "+")];
    let levels: String = levels
        .iter()
        .enumerate()
        .map(|(at, (format, text))| {
            format!(r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"#)
        })
        .collect();
    format!(
        r#"<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    )
}

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#;

const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;
