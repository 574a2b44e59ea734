//! Dates dd/mm/yyyy and numbers 1.234,5, in both languages alike: an English reader of a Vietnamese
//! office works with Vietnamese papers.

use base::{fold, local_time};
use jiff::{Timestamp, civil::Date};

/// `05/03/2026`.
pub fn date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `08:05 22/11/2026`, in Vietnamese time.
pub fn date_time(at: Timestamp) -> String {
    let local = local_time(at);
    format!("{:02}:{:02} {}", local.hour(), local.minute(), date(local.date()))
}

/// `1.234`: thousands apart by a dot.
pub fn integer(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `1.234,5`: at most one decimal, none when it is zero.
pub fn decimal(number: f64) -> String {
    let rounded = format!("{:.1}", number.abs());
    let (whole, tenth) = rounded.split_once('.').unwrap_or((&rounded, "0"));
    let grouped = integer(whole.parse().unwrap_or(0));
    let sign = if number < 0.0 && rounded != "0.0" { "-" } else { "" };
    if tenth == "0" { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{tenth}") }
}

/// `92,5%`: a share out of a whole, or nothing where the whole is zero (ux.md G-03).
pub fn percent(part: i64, whole: i64) -> Option<String> {
    if whole == 0 {
        return None;
    }
    // Tenths of a per cent, rounded half up, in whole numbers so that no float is needed.
    let tenths = (part * 2000 + whole) / (2 * whole);
    let (units, tenth) = (tenths / 10, tenths % 10);
    Some(if tenth == 0 { format!("{}%", integer(units)) } else { format!("{},{tenth}%", integer(units)) })
}

/// Reads `5/3/2026`, `05-03-2026`, `5.3.2026`, `5/3/26` or `2026-03-05`; day before month always.
/// `None` when the text is no date.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = fold(text);
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let year: i16 = match year.len() {
        2 => 2000 + year.parse::<i16>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_vietnamese_way() {
        assert_eq!(integer(1_234_567), "1.234.567");
        assert_eq!(integer(-1_234), "-1.234");
        assert_eq!(integer(7), "7");
        assert_eq!(decimal(1234.5), "1.234,5");
        assert_eq!(decimal(-0.04), "0");
        assert_eq!(percent(37, 40).as_deref(), Some("92,5%"));
        assert_eq!(percent(1, 3).as_deref(), Some("33,3%"));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn dates_are_read_day_first_and_written_padded() {
        for text in ["5/3/2026", "05-03-2026", "5.3.2026", "5/3/26", "2026-03-05"] {
            assert_eq!(parse_date(text).map(date).as_deref(), Some("05/03/2026"), "{text}");
        }
        for text in ["31/2/2026", "3/2026", "abc", "", "1/2/3/4"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
