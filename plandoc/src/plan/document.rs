//! Letterhead, signature and the documents that a plan names.

use serde::{Deserialize, Serialize};

use super::Span;

/// What the letterhead, the title and the signature say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Code of the kind of document (Decree 30/2020/NĐ-CP, annex III): `KH`, `QĐ`, `CTr` …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Its name: “Kế hoạch”.
    pub type_name: Option<String>,
    /// The number without the symbol: “182”; `None` where the line is blank or missing.
    pub number: Option<String>,
    /// The symbol: “KH-UBND”.
    pub symbol: Option<String>,
    /// Place of issue as printed before the date.
    pub place: Option<String>,
    /// Date of issue; parts that are left blank stay unknown.
    pub date: Option<PartialDate>,
    /// The body that issues the plan, as the text names it.
    pub issuer: Option<String>,
    /// The issuer's level.
    pub level: Option<Level>,
    /// The issuer's territory, if the text names it.
    pub area: Option<String>,
    /// Title without the word “Kế hoạch”.
    pub title: Option<String>,
    /// First and last day that the title speaks of.
    pub period: Option<Period>,
    /// Who signs.
    pub signer: Option<Signer>,
    /// “Nơi nhận”.
    pub recipients: Vec<Recipient>,
    /// A number line stands there without a number (“Số:    /KH-BCĐ”).
    #[serde(default)]
    pub number_blank: bool,
    /// The decision by which the plan was promulgated, if the file carries one.
    #[serde(default)]
    pub promulgated_by: Option<Citation>,
    /// Theme of the year, if the plan quotes one.
    #[serde(default)]
    pub theme: Option<String>,
}

/// Levels of government. Districts exist in texts of before 1 July 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole country.
    Central,
    /// Province or centrally run city.
    Province,
    /// District, town or provincial city (until 30 June 2025).
    District,
    /// Commune, ward, township or special zone.
    Commune,
}

/// A date of which parts may be blank on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    /// Year.
    pub year: Option<i16>,
    /// Month, 1–12.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
}

/// From the first to the last day, both included; ISO dates or coarser (`2024`, `--07-30`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// Who signs, and as what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Full name as printed.
    pub name: Option<String>,
    /// Posts as printed, the committee post first (“TRƯỞNG BAN, CHỦ TỊCH UBND TỈNH”).
    pub title: Option<String>,
    /// `TM.` on behalf of, `KT.` in place of, `TL.` by order of, `TUQ.` by authority of, `Q.` acting.
    pub mode: Option<String>,
    /// On whose behalf: “BAN CHỈ ĐẠO”.
    #[serde(default)]
    pub on_behalf_of: Option<String>,
    /// Posts one by one.
    #[serde(default)]
    pub posts: Vec<String>,
}

/// One line of “Nơi nhận”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// To whom, without the purpose.
    pub text: String,
    /// Why: “để báo cáo”, “t/h”; `Lưu` for the archive line.
    pub purpose: Option<String>,
    /// Where.
    #[serde(default)]
    pub span: Span,
}

/// Whether a document carries the plan or is only mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationRole {
    /// “Căn cứ …”, “Thực hiện … số …” before the first part.
    Basis,
    /// Anywhere else.
    Citation,
}

/// A document that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Kind as named: “Quyết định”.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number without symbol.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// Who issued it, as the text says.
    pub issuer: Option<String>,
    /// What it is about, as the text says.
    pub subject: Option<String>,
    /// Basis or citation.
    pub role: CitationRole,
    /// Where.
    pub span: Span,
    /// Symbol after the number: “QĐ-TTg”, “2021/TT-BCA”.
    #[serde(default)]
    pub symbol: Option<String>,
    /// The words of the text that the span covers.
    #[serde(default)]
    pub text: String,
}

/// A short name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The short name.
    pub alias: String,
    /// The long name.
    pub expansion: String,
    /// Where the definition stands.
    #[serde(default)]
    pub span: Span,
}
