//! What a person should look at: found, reported, never corrected.

use crate::agencies::validity;
use crate::metadata::Metadata;
use crate::normalise::Normalised;
use crate::outline::Outline;
use crate::plan::{CitationRole, Level, Note, Plan, Role, Span};

/// Type and code that the symbol of a document begins with (Decree 30/2020/NĐ-CP, annex III).
const CODES: [(&str, &str); 9] = [
    ("Kế hoạch", "KH"),
    ("Quyết định", "QĐ"),
    ("Chỉ thị", "CT"),
    ("Nghị quyết", "NQ"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Công điện", "CĐ"),
    ("Kết luận", "KL"),
    ("Công văn", ""),
];

/// All notes on a plan that is read.
pub(crate) fn notes(normalised: &Normalised, outline: &Outline, metadata: &Metadata, plan: &Plan) -> Vec<Note> {
    let mut notes = Vec::new();
    header(normalised, metadata, plan, &mut notes);
    for (label, bytes) in &outline.repeated {
        push(&mut notes, "repeated_label", label, Some(normalised.span(bytes)));
    }
    for citation in &plan.legal_bases {
        if symbol_differs(&citation.kind, citation.symbol.as_deref()) {
            push(&mut notes, "type_symbol_mismatch", &citation.text, Some(citation.span));
        }
    }
    doubtful_agencies(plan, &mut notes);
    abolished_agencies(plan, &mut notes);
    elapsed(plan, &mut notes);
    if plan.tasks.is_empty() {
        push(&mut notes, "no_tasks", "", None);
    }
    notes
}

fn push(notes: &mut Vec<Note>, kind: &str, text: &str, span: Option<Span>) {
    notes.push(Note { kind: kind.to_owned(), text: text.to_owned(), span });
}

fn header(normalised: &Normalised, metadata: &Metadata, plan: &Plan, notes: &mut Vec<Note>) {
    let document = &plan.document;
    match &metadata.number_line {
        Some(line) if document.number.is_none() => {
            push(notes, "blank_number", normalised.slice(line), Some(normalised.span(line)));
        }
        None => push(notes, "no_number_line", "", None),
        Some(_) => {}
    }
    if metadata.date_from_title {
        push(
            notes,
            "date_from_title",
            document.title.as_deref().unwrap_or_default(),
            metadata.title.as_ref().map(|title| normalised.span(title)),
        );
    } else if document.date.is_some_and(|date| date.day.is_none() || date.month.is_none()) {
        push(notes, "blank_date", document.place.as_deref().unwrap_or_default(), None);
    }
}

fn symbol_differs(kind: &str, symbol: Option<&str>) -> bool {
    let Some(first) = symbol.and_then(|symbol| symbol.split(['-', '/', '–']).next()) else { return false };
    let Some((_, code)) = CODES.iter().find(|(name, _)| *name == kind) else { return false };
    CODES.iter().any(|(_, other)| !other.is_empty() && other != code && *other == first)
}

/// A body of a higher level than the issuer cannot be ordered by it.
fn doubtful_agencies(plan: &Plan, notes: &mut Vec<Note>) {
    let Some(own) = plan.document.level else { return };
    for task in plan.tasks.iter().filter(|task| !task.requested) {
        for found in task.assignments.iter().filter(|found| found.role == Role::Lead) {
            if found.level.is_some_and(|level| level < own && level != Level::Central) {
                push(notes, "doubtful_agency", &found.name, Some(found.span));
            }
        }
    }
}

/// A body that had ceased to exist, or did not exist yet, at the plan's date.
fn abolished_agencies(plan: &Plan, notes: &mut Vec<Note>) {
    let Some(date) = plan.document.date.and_then(|date| date.year.map(|year| (year, date.month, date.day))) else {
        return;
    };
    let from = format!("{:04}-{:02}-{:02}", date.0, date.1.unwrap_or(12), date.2.unwrap_or(31));
    for agency in &plan.agencies {
        // A board of an association may bear the name of a party board: only offices of the state.
        let of_state =
            |key: &&str| ["so_", "bo_", "phong_", "cong_an_huyen"].iter().any(|start| key.starts_with(start));
        let Some(until) = agency.key.as_deref().filter(of_state).and_then(validity) else { continue };
        if !until.is_empty() && *until < *from && date.1.is_some() {
            push(notes, "agency_abolished", &agency.name, agency.spans.first().copied());
        }
    }
}

/// A due day before the newest document that the plan rests on had passed when it was issued.
fn elapsed(plan: &Plan, notes: &mut Vec<Note>) {
    let issued =
        plan.document.date.and_then(|date| Some(format!("{:04}-{:02}-{:02}", date.year?, date.month?, date.day?)));
    let basis = plan
        .legal_bases
        .iter()
        .filter(|citation| citation.role == CitationRole::Basis)
        .filter_map(|citation| citation.date.clone())
        .max();
    let Some(earliest) = issued.or(basis) else { return };
    let Some(year) = plan.document.period.as_ref().and_then(|period| period.from.get(..4)) else { return };
    for report in &plan.reports {
        for due in &report.due {
            let full = if due.len() == 5 { format!("{year}-{due}") } else { due.clone() };
            if full.len() == 10 && full < earliest {
                push(notes, "due_before_issue", &report.text, Some(report.span));
            }
        }
    }
}
