//! When an obligation is due: a day or period, a window, "during the year", or not said.

use base::fold;
use calendar::Due;
use i18n::{Translator, parse_date};
use jiff::civil::{Date, date};

use super::bounds::{is_period, is_plausible};

/// When an obligation is due, as precise as the plan says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// By a day, or within a month, a quarter or a year.
    Due(Due),
    /// Between two days, both included.
    Window {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// During the plan's year: until 31 December of its last year.
    Year,
    /// The plan does not say.
    Unsaid,
}

/// The four columns in which a timing is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    /// `due`, `window`, `year` or `none`.
    pub timing: String,
    /// The due date as precise as the text.
    pub due: Option<String>,
    /// First day of the window.
    pub window_from: Option<Date>,
    /// Last day of the window.
    pub window_to: Option<Date>,
}

impl Timing {
    /// The timing that the columns hold; columns that make no sense together read as unsaid.
    pub fn from_stored(stored: &Stored) -> Self {
        let due = stored.due.as_deref().and_then(|due| due.parse().ok());
        match (stored.timing.as_str(), due, stored.window_from, stored.window_to) {
            ("due", Some(due), _, _) => Self::Due(due),
            ("window", _, Some(from), Some(to)) => Self::Window { from, to },
            ("window", _, None, Some(to)) => Self::Due(Due::Day(to)),
            ("year", ..) => Self::Year,
            _ => Self::Unsaid,
        }
    }

    /// The columns of this timing.
    pub fn stored(self) -> Stored {
        let of = |timing: &str| Stored { timing: timing.to_owned(), ..Stored::default() };
        match self {
            Self::Due(due) => Stored { due: Some(due.to_string()), ..of("due") },
            Self::Window { from, to } => Stored { window_from: Some(from), window_to: Some(to), ..of("window") },
            Self::Year => of("year"),
            Self::Unsaid => of("none"),
        }
    }

    /// The last day in time. "During the year" ends on 31 December of the plan's last year, and has no last
    /// day where the plan's period is unknown.
    pub fn last_day(self, period_to: Option<Date>) -> Option<Date> {
        match self {
            Self::Due(due) => Some(due.last_day()),
            Self::Window { to, .. } => Some(to),
            Self::Year => period_to.map(|to| date(to.year(), 12, 31)),
            Self::Unsaid => None,
        }
    }

    /// Reads what a person types: `20/11/2026`, `11/2026`, `quý 2/2026`, `2026`, `1/7/2026 - 30/7/2026`,
    /// `trong năm`; nothing at all is unsaid. `None` when it is none of these.
    pub fn parse(text: &str) -> Option<Self> {
        let timing = Self::parse_any(text)?;
        timing.last_day(None).is_none_or(is_plausible).then_some(timing)
    }

    fn parse_any(text: &str) -> Option<Self> {
        let text = fold(text.trim());
        match text.as_str() {
            "" => return Some(Self::Unsaid),
            "trong nam" | "ca nam" | "during the year" => return Some(Self::Year),
            _ => {}
        }
        let window = text.strip_prefix("tu ").unwrap_or(&text);
        if let Some((from, to)) = window.split_once(" den ").or_else(|| window.split_once(" - ")) {
            let (from, to) = (parse_date(from)?, parse_date(to)?);
            return is_period(from, to).then_some(Self::Window { from, to });
        }
        parse_due(&text).map(Self::Due)
    }

    /// The form that [`Timing::parse`] reads back, for the field of a form.
    pub fn typed(self, tr: &Translator) -> String {
        match self {
            Self::Due(Due::Day(day)) => i18n::date(day),
            Self::Due(Due::Month(year, month)) => format!("{month:02}/{year}"),
            Self::Due(Due::Quarter(..)) if tr.lang() == i18n::Lang::Vi => self.shown(tr),
            Self::Due(Due::Quarter(year, quarter)) => format!("{year}-Q{quarter}"),
            Self::Due(Due::Year(year)) => year.to_string(),
            Self::Window { from, to } => format!("{} - {}", i18n::date(from), i18n::date(to)),
            Self::Year => tr.t("plans-w-due-typed-year"),
            Self::Unsaid => String::new(),
        }
    }

    /// For people to read.
    pub fn shown(self, tr: &Translator) -> String {
        let year_part = |key: &str, part: i8, year: i16| {
            tr.with(key, &[("x", part.to_string().into()), ("y", year.to_string().into())])
        };
        match self {
            Self::Due(Due::Day(day)) => i18n::date(day),
            Self::Due(Due::Month(year, month)) => year_part("plans-w-due-month", month, year),
            Self::Due(Due::Quarter(year, quarter)) => year_part("plans-w-due-quarter", quarter, year),
            Self::Due(Due::Year(year)) => tr.of("plans-w-due-year", year.to_string()),
            Self::Window { from, to } => {
                tr.with("plans-w-due-window", &[("x", i18n::date(from).into()), ("y", i18n::date(to).into())])
            }
            Self::Year => tr.t("plans-w-due-during-year"),
            Self::Unsaid => tr.t("plans-w-due-unsaid"),
        }
    }
}

fn parse_due(text: &str) -> Option<Due> {
    if let Ok(due) = text.to_uppercase().parse() {
        return Some(due);
    }
    if let Some(rest) = text.strip_prefix("quy ") {
        let (quarter, year) = two_parts(rest)?;
        let quarter = match quarter {
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            digits => digits.parse().ok()?,
        };
        return (1..=4).contains(&quarter).then_some(Due::Quarter(year, quarter));
    }
    if let Some(day) = parse_date(text) {
        return Some(Due::Day(day));
    }
    if let Some(year) = text.strip_prefix("nam ") {
        return year.trim().parse().ok();
    }
    let (month, year) = two_parts(text.strip_prefix("thang ").unwrap_or(text))?;
    let month = month.parse().ok()?;
    (1..=12).contains(&month).then_some(Due::Month(year, month))
}

/// `2/2026`, `2 / 2026`, `2 nam 2026`.
fn two_parts(text: &str) -> Option<(&str, i16)> {
    let (part, year) = text.split_once('/').or_else(|| text.split_once(" nam ")).or_else(|| text.split_once('-'))?;
    let year = year.trim();
    let year = if year.len() == 4 { year.parse().ok()? } else { return None };
    Some((part.trim(), year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_read_at_its_own_precision() {
        for (text, due) in [
            ("20/11/2026", "2026-11-20"),
            ("20-11-2026", "2026-11-20"),
            ("11/2026", "2026-11"),
            ("tháng 7/2026", "2026-07"),
            ("Tháng 7 năm 2026", "2026-07"),
            ("Quý II/2026", "2026-Q2"),
            ("quý 4 năm 2026", "2026-Q4"),
            ("2026-q3", "2026-Q3"),
            ("2026", "2026"),
            ("năm 2026", "2026"),
        ] {
            assert_eq!(Timing::parse(text), due.parse().ok().map(Timing::Due), "{text}");
        }
        for text in ["mai", "1/1/0026", "20266", "9999", "13/2026", "quý 5/2026", "31/2/2026", "5/7/2026 - 1/7/2026"] {
            assert_eq!(Timing::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_window_the_year_and_nothing_are_told_apart() {
        let window = Timing::Window { from: date(2026, 7, 1), to: date(2026, 7, 30) };

        assert_eq!(Timing::parse("từ 1/7/2026 đến 30/7/2026"), Some(window));
        assert_eq!(Timing::parse("01/07/2026 - 30/07/2026"), Some(window));
        assert_eq!(Timing::parse("Trong năm"), Some(Timing::Year));
        assert_eq!(Timing::parse("  "), Some(Timing::Unsaid));
    }

    #[test]
    fn during_the_year_ends_on_the_last_day_of_the_plans_year() {
        assert_eq!(Timing::Year.last_day(Some(date(2026, 12, 15))), Some(date(2026, 12, 31)));
        assert_eq!(Timing::Year.last_day(None), None);
        assert_eq!(Timing::Unsaid.last_day(Some(date(2026, 12, 31))), None);
        let window = Timing::Window { from: date(2026, 7, 1), to: date(2026, 7, 30) };
        assert_eq!(window.last_day(Some(date(2026, 12, 31))), Some(date(2026, 7, 30)));
    }

    #[test]
    fn each_timing_comes_back_from_its_columns() {
        for text in ["20/11/2026", "11/2026", "2026-Q3", "2026", "01/07/2026 - 30/07/2026", "trong năm", ""] {
            let timing = Timing::parse(text).unwrap();
            assert_eq!(Timing::from_stored(&timing.stored()), timing, "{text}");
        }
    }
}
