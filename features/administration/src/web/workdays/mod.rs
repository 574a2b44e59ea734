//! Which days are worked: a year row by row, a month as a calendar, and the forms of the administrator of the whole.

pub(super) mod form;
pub(super) mod month;
pub(super) mod withdraw;
pub(super) mod year;

use ::web::{Page, Problem, Services, Visit};
use calendar::{Day, LunarDate, Reason, Standing};
use i18n::Translator;
use workdays::{RowKind, Told};

use crate::actions::set_workdays::Refused;

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::No(refused) => refused.into(),
            Refused::Invalid(_) => Self::BadRequest,
            Refused::Db(error) => error.into(),
        }
    }
}

/// The frame of a page below the list of a year.
fn under_year(visit: &Visit, title: String, year: i16) -> Page {
    visit.page(title).back(year_path(year), visit.tr.of("adm-days-of-year", year.to_string()))
}

fn year_path(year: i16) -> String {
    format!("/quan-tri/ngay-nghi?nam={year}")
}

/// The name of a day: shipped rows carry a code that the catalogue knows, others their own name.
fn name(services: &Services, tr: &Translator, code: &str) -> String {
    let key = format!("adm-holiday-{code}");
    if services.catalogue.has(&key) { tr.t(&key) } else { code.to_owned() }
}

/// What a row is called: its day and its name, or when it comes back.
fn title(services: &Services, tr: &Translator, told: &Told) -> String {
    let called = name(services, tr, &told.name);
    let row = |day: String| tr.with("adm-days-row", &[("x", day.as_str().into()), ("y", called.as_str().into())]);
    let since = |key: &str, (day, month): (i8, i8)| {
        let (date, year) = (format!("{day:02}/{month:02}"), told.day.year().to_string());
        row(tr.with(key, &[("x", date.as_str().into()), ("y", year.as_str().into())]))
    };
    match told.kind {
        RowKind::Year => tr.of("adm-days-notice-of", told.day.year().to_string()),
        RowKind::Rule => called,
        RowKind::Rest | RowKind::Swap | RowKind::Work => row(i18n::date(told.day)),
        RowKind::Yearly => since("adm-days-each-year", (told.day.day(), told.day.month())),
        RowKind::Lunar => match LunarDate::of(told.day) {
            Some(lunar) => since("adm-days-each-lunar-year", (lunar.day, lunar.month)),
            None => row(i18n::date(told.day)),
        },
    }
}

/// Why a day is not an ordinary working day.
fn why(services: &Services, tr: &Translator, day: &Day) -> String {
    match &day.reason {
        None | Some(Reason::Weekly) => String::new(),
        Some(Reason::Holiday(code) | Reason::Notice(code)) => name(services, tr, code),
        Some(Reason::MakeUp(code)) => tr.of("adm-days-in-place-of", name(services, tr, code).as_str()),
    }
}

/// The name of a standing in message keys.
fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Working => "work",
        Standing::Doubtful => "doubtful",
        Standing::Rest => "rest",
    }
}

/// How a standing is coloured; its words stand beside it.
fn standing_tag(standing: Standing) -> &'static str {
    match standing {
        Standing::Working => "",
        Standing::Doubtful => " tag-warn",
        Standing::Rest => " tag-progress",
    }
}
