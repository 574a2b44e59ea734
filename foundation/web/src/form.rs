//! A form that was sent: its token checked, its text composed, its files within bounds.

use axum::{
    Form,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
};
use subtle::ConstantTimeEq as _;

use crate::{Problem, Services, Session, visit::EarlyToken};

/// The most that one form may carry, files included, in bytes (12 MiB).
pub const UPLOAD_LIMIT: usize = 12 * 1024 * 1024;

/// A file of a form.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name that the sender's machine gave it, on one line.
    pub file_name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The fields and files of a form whose token was right.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    fields: Vec<(String, String)>,
    files: Vec<(String, Upload)>,
}

impl Posted {
    /// A field of one line, composed and trimmed; empty when it was not sent.
    pub fn line(&self, name: &str) -> String {
        base::one_line(self.raw(name))
    }

    /// A field of several lines: composed, line ends as `\n`, without other control characters, trimmed.
    pub fn text(&self, name: &str) -> String {
        // Control characters are no text: PostgreSQL refuses NUL, XML most of the others.
        let lines = base::nfc(self.raw(name)).replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = lines.chars().filter(|ch| !ch.is_control() || matches!(ch, '\n' | '\t')).collect();
        kept.trim().to_owned()
    }

    /// A field exactly as it was sent: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether a field was sent at all: for check boxes and for which button was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(key, _)| key == name)
    }

    /// All values of a field that may come several times.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(key, _)| key == name).map(|(_, value)| base::one_line(value)).collect()
    }

    /// All fields, in the order sent.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first file of a field, unless none was chosen.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files(name).next()
    }

    /// All files of a field.
    pub fn files(&self, name: &str) -> impl Iterator<Item = &Upload> {
        self.files.iter().filter(move |(key, _)| key == name).map(|(_, file)| file)
    }

    /// A form made by hand, for tests of code that reads one.
    pub fn of(fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { fields, files: Vec::new() }
    }

    /// Reads a form without looking for a token.
    pub(crate) async fn read(request: Request, services: &Services) -> Result<Self, Problem> {
        let is_multipart = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("multipart/form-data"));
        if is_multipart {
            let parts = Multipart::from_request(request, services).await.map_err(|_| Problem::BadRequest)?;
            Self::read_parts(parts).await
        } else {
            let Form(fields) =
                Form::<Vec<(String, String)>>::from_request(request, services).await.map_err(|rejection| {
                    match axum::response::IntoResponse::into_response(rejection).status() {
                        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
                        _ => Problem::BadRequest,
                    }
                })?;
            Ok(Self { fields, files: Vec::new() })
        }
    }

    async fn read_parts(mut parts: Multipart) -> Result<Self, Problem> {
        let mut posted = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|error| refused(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(file_name);
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            match file_name {
                // A file field in which nothing was chosen comes with an empty name.
                Some(file_name) if file_name.is_empty() && bytes.is_empty() => {}
                Some(file_name) => posted.files.push((name, Upload { file_name, bytes: bytes.to_vec() })),
                None => {
                    let text = String::from_utf8(bytes.to_vec()).map_err(|_| Problem::BadRequest)?;
                    posted.fields.push((name, text));
                }
            }
        }
        Ok(posted)
    }
}

/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 200;

/// The name of a file as it is shown and given out again: on one line, without folders, without the marks that turn
/// the direction of writing (they make `exe.fdp` out of `pdf.exe`), and cut in front so that its ending stays.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(
            |ch| !matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
        )
        .collect();
    let line = base::one_line(&plain);
    let extra = line.chars().count().saturating_sub(LONGEST_NAME);
    line.chars().skip(extra).collect()
}

fn refused(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Problem::TooLarge } else { Problem::BadRequest }
}

impl FromRequest<Services> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, services: &Services) -> Result<Self, Problem> {
        let expected = request
            .extensions()
            .get::<Session>()
            .map(|session| session.csrf.clone())
            .or_else(|| request.extensions().get::<EarlyToken>().map(|early| early.0.clone()))
            .unwrap_or_default();
        let posted = Self::read(request, services).await?;
        let given = posted.raw("_token").as_bytes();
        if expected.is_empty() || !bool::from(given.ct_eq(expected.as_bytes())) {
            return Err(Problem::StaleForm);
        }
        Ok(posted)
    }
}

/// What is wrong with a form: field name and message, in the order of the form.
#[derive(Debug, Clone, Default)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// None so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a message, already translated, at a field.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// Notes messages at their fields: field and message key of each.
    pub fn add_all<'a>(&mut self, tr: &i18n::Translator, faults: impl IntoIterator<Item = (&'a str, &'a str)>) {
        for (field, key) in faults {
            self.add(field, tr.t(key));
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, for the summary.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// The message at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_has_no_folder_no_line_end_and_no_turned_direction() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\Kế hoạch\\Báo cáo.docx"), "Báo cáo.docx");
        assert_eq!(file_name("ảnh\r\nSet-Cookie: a.png"), "ảnh Set-Cookie: a.png");
        assert_eq!(file_name("bao-cao\u{202e}fdp.exe"), "bao-caofdp.exe");
    }

    #[test]
    fn a_long_file_name_keeps_its_ending() {
        let name = file_name(&format!("{}.pdf", "a".repeat(10_000)));

        assert!(name.ends_with("a.pdf") && name.chars().count() == LONGEST_NAME, "{name}");
    }

    #[test]
    fn control_characters_are_no_text() {
        let posted = Posted::of(&[("a", "\u{0}Một\u{1b}\r\nhai\u{7f}\tba\u{9f} ")]);

        assert_eq!(posted.text("a"), "Một\nhai\tba");
        assert_eq!(posted.line("a"), "Một hai ba");
    }
}
