//! Targets, reporting duties, campaigns.

use serde::{Deserialize, Serialize};

use super::Span;

/// How a figure is compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparator {
    /// The number itself, as written (“đạt 90 %”); it is scored as a floor.
    #[serde(rename = "=")]
    Equal,
    /// “từ … trở lên”, “ít nhất”, “không dưới”.
    #[serde(rename = ">=")]
    AtLeast,
    /// “trên”.
    #[serde(rename = ">")]
    MoreThan,
    /// “không quá”, “tối đa”.
    #[serde(rename = "<=")]
    AtMost,
    /// “dưới”.
    #[serde(rename = "<")]
    LessThan,
}

/// What kind of promise a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// A number.
    Numeric,
    /// “không để xảy ra …”.
    Zero,
    /// “mọi … đều”, “đến từng …”: all, without a number.
    Universal,
}

/// A measurable promise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// `T1`, `T2` …
    pub id: String,
    /// Id of the section it stands in.
    pub section: Option<String>,
    /// The words.
    pub text: String,
    /// What is measured, a stable key; `None` if not one of the known ones.
    pub metric: Option<String>,
    /// As written.
    pub comparator: Comparator,
    /// The number; `None` for a universal target.
    pub value: Option<f64>,
    /// `%`, “vụ”, “xã, phường” …
    pub unit: Option<String>,
    /// Of what.
    pub subject: Option<String>,
    /// Numeric, zero, universal.
    pub kind: TargetKind,
    /// Where.
    pub span: Span,
    /// The task that carries it, if it stands in one.
    #[serde(default)]
    pub task: Option<String>,
}

/// How often a report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// One time.
    Once,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    SixMonthly,
    /// Every year.
    Annual,
    /// When something happens.
    AdHoc,
    /// Regularly, the text does not say how often.
    Periodic,
}

/// Whether the day itself is still in time is for the system's policy; this is what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueRule {
    /// “trước”.
    Before,
    /// “chậm nhất”, “vào”, “ngày”.
    By,
}

/// What kind of report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Comes again and again.
    Periodic,
    /// When something happens.
    AdHoc,
    /// Once.
    OneOff,
    /// The standing office sums up and reports upward.
    Rollup,
    /// “sơ kết, tổng kết”.
    Review,
    /// Statistics.
    Statistics,
    /// Inside one service (police to police): not this system's business.
    Operational,
}

/// A reporting duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// `R1`, `R2` …
    pub id: String,
    /// How often.
    pub frequency: Frequency,
    /// `YYYY-MM-DD` once, `MM-DD` every year, `DD` every month (or the quarter's last month).
    pub due: Vec<String>,
    /// What the text says of these days.
    pub rule: Option<DueRule>,
    /// Who reports.
    pub reporter: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// Through whom.
    pub via: Option<String>,
    /// Where.
    pub span: Span,
    /// What kind of report.
    pub kind: ReportKind,
    /// Which periods, where only some are meant: `Q1`, `Q3`, `H1`.
    #[serde(default)]
    pub periods: Vec<String>,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// The task that carries it.
    #[serde(default)]
    pub task: Option<String>,
}

/// What kind of span of time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignKind {
    /// “đợt cao điểm”, “tháng cao điểm”.
    Campaign,
    /// “Ngày …”.
    CommemorativeDay,
    /// “giai đoạn 2021-2025”.
    ProgrammePeriod,
    /// The year of the plan.
    PlanYear,
}

/// A campaign, a day, a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// As named.
    pub name: String,
    /// First day (`2024-07-01`), year (`2021`) or yearly day (`--07-30`).
    pub from: Option<String>,
    /// Last day, included.
    pub to: Option<String>,
    /// Comes every year.
    pub recurring: bool,
    /// Where it is first named.
    pub span: Span,
    /// What kind.
    pub kind: CampaignKind,
}
