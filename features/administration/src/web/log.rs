//! The viewer of the log. Looking is itself logged, before anything is shown.

use std::collections::HashMap;

use ::web::{Answer, Page, Paging, Problem, Services, Visit, html};
use access::Class;
use askama::Template;
use audit::{Entry, Filter, Matter};
use axum::extract::{Query, State};
use jiff::{ToSpan as _, civil::Date};
use serde_json::json;

use super::view::{self, Row};
use crate::model::begin;
use crate::rights::SeeLog;

#[derive(Template)]
#[template(path = "administration/log.html")]
struct LogPage {
    page: Page,
    rows: Vec<Row>,
    paging: Paging,
    base: String,
    query: String,
    asked: Asked,
    actions: Vec<(String, String)>,
    classes: Vec<(String, String)>,
    matters: Vec<(String, String)>,
}

/// The filter as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) from: String,
    pub(super) until: String,
    pub(super) action: String,
    pub(super) class: String,
    pub(super) account: String,
    pub(super) matter: String,
}

impl Asked {
    pub(super) fn of(query: &HashMap<String, String>, today: Date) -> Self {
        let text = |name: &str| query.get(name).map(|value| base::one_line(value)).unwrap_or_default();
        // Without a period the last thirty days are meant: a log is long.
        let from = if query.contains_key("tu") { text("tu") } else { i18n::date(today.saturating_sub(29.days())) };
        Self {
            from,
            until: text("den"),
            action: text("viec"),
            class: text("loai"),
            account: text("tai-khoan"),
            matter: text("ra-soat"),
        }
    }

    /// The filter; a date that cannot be read does not narrow it.
    pub(super) fn filter(&self) -> Filter {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Filter {
            from: i18n::parse_date(&self.from).map(begin),
            // The last day is meant with its evening.
            until: i18n::parse_date(&self.until).map(|day| begin(day.saturating_add(1.day()))),
            action: some(&self.action),
            class: some(&self.class),
            account: some(&self.account),
            matter: Matter::ALL.into_iter().find(|matter| matter.key() == self.matter),
        }
    }

    /// The same as a query, ending in `&` where it is not empty.
    pub(super) fn query(&self) -> String {
        let fields = [
            ("tu", &self.from),
            ("den", &self.until),
            ("viec", &self.action),
            ("loai", &self.class),
            ("tai-khoan", &self.account),
            ("ra-soat", &self.matter),
        ];
        // An empty `tu` is kept: it means “since ever”.
        let kept = fields.iter().filter(|(name, value)| *name == "tu" || !value.is_empty());
        kept.fold(String::new(), |query, (name, value)| query + name + "=" + &encode(value) + "&")
    }

    /// What is noted in the log about this look.
    pub(super) fn payload(&self) -> serde_json::Value {
        json!({ "from": self.from, "until": self.until, "action": self.action, "class": self.class,
                "account": self.account, "matter": self.matter })
    }
}

/// Percent-encodes a query value.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;

    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Notes a look at the log itself, before it is shown.
pub(super) async fn note_look(
    visit: &Visit,
    services: &Services,
    action: &str,
    object: &str,
    payload: serde_json::Value,
) -> Result<(), Problem> {
    let entry = Entry::look(action, "audit_log", object).class(Class::Restricted).payload(payload);
    audit::record_now(&services.db, &services.context, visit.actor()?, &entry).await?;
    Ok(())
}

/// The page.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    visit.scope::<SeeLog>()?;
    let asked = Asked::of(&query, services.context.today());
    note_look(&visit, &services, "administration.view_log", "list", asked.payload()).await?;
    let mut db = &services.db;
    let filter = asked.filter();
    let total = audit::count(&mut db, &filter).await?;
    let paging = Paging::new(query.get("trang").and_then(|page| page.parse().ok()), total);
    let entries = audit::list(&mut db, &filter, Paging::ROWS, paging.offset()).await?;
    let tr = &visit.tr;
    let any = |key: &str| vec![(String::new(), tr.t(key))];
    let actions = audit::actions(&mut db).await?;
    let named = actions.into_iter().map(|action| (action.clone(), view::action(&action, &services, tr)));
    let classes = Class::ALL.iter().map(|class| (class.to_string(), tr.t(&format!("adm-class-{class}"))));
    let matters = Matter::ALL.iter().map(|m| (m.key().to_owned(), tr.t(&format!("adm-matter-{}", m.key()))));
    let query = asked.query();
    html(&LogPage {
        page: visit.page(tr.t("adm-log-title")).back("/quan-tri", tr.t("adm-title")).wide(),
        rows: entries.iter().map(|entry| Row::of(entry, &services, tr)).collect(),
        paging,
        base: format!("/quan-tri/nhat-ky?{query}"),
        query,
        asked,
        actions: any("adm-any-action").into_iter().chain(named).collect(),
        classes: any("adm-any-class").into_iter().chain(classes).collect(),
        matters: any("adm-any-matter").into_iter().chain(matters).collect(),
    })
}
