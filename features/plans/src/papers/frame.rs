//! What the papers of one committee have in common: head, basis, signature.

use i18n::Translator;
use papers::{
    Align, Cell, Column, Letterhead, PaperDate, Signature, SigningLine, SigningMode, Table, Text, date_in_words,
};

use super::Facts;

/// The head of a paper of the plan's committee; it has no number until one is given.
pub(super) fn letterhead(facts: &Facts, symbol_key: &str) -> Letterhead {
    let plan = &facts.plan;
    let issuer = facts.committee.as_ref().map_or_else(|| plan.unit_name.clone(), |committee| committee.name.clone());
    let symbol = facts.committee.as_ref().map_or_else(String::new, |committee| committee.symbol.clone());
    Letterhead {
        superior: plan.issuer.clone().filter(|above| is_peoples_committee(above)),
        issuer,
        number: None,
        symbol: facts.tr.of(symbol_key, symbol.as_str()).trim_end_matches('-').to_owned(),
        place: plan.place.clone().unwrap_or_else(|| plan.unit_name.clone()),
        date: PaperDate::from(facts.today),
    }
}

/// Whether a body is a people's committee, which stands above the steering committee in the head of a paper; a
/// plan's issuer may also be the steering committee itself, under a shorter name.
fn is_peoples_committee(name: &str) -> bool {
    let folded = base::fold(name);
    folded.starts_with("uy ban nhan dan") || folded.starts_with("ubnd")
}

/// The signature of the head of the committee; who signs stays open.
pub(super) fn signature(facts: &Facts) -> Signature {
    let line = |mode, key: &str| SigningLine { mode, text: facts.tr.t(key) };
    Signature {
        lines: vec![line(SigningMode::OnBehalf, "plans-w-p-sign-body"), line(SigningMode::Own, "plans-w-p-sign-post")],
        ..Signature::default()
    }
}

/// The plan by kind, number, date and issuer, as a legal basis names it.
pub(super) fn plan_cited(facts: &Facts) -> String {
    let plan = &facts.plan;
    let tr = &facts.tr;
    let number = match (&plan.number, &plan.symbol) {
        (Some(number), Some(symbol)) => tr.of("plans-w-p-number", format!("{number}/{symbol}")),
        (Some(number), None) => tr.of("plans-w-p-number", number),
        (None, _) => tr.t("plans-w-p-no-number"),
    };
    let date = plan_date(facts);
    let issuer = plan.issuer.clone().unwrap_or_else(|| plan.unit_name.clone());
    tr.with(
        "plans-w-p-plan-cited",
        &[("x", number.into()), ("y", date.into()), ("z", issuer.into()), ("t", plan.title.clone().into())],
    )
}

/// The plan's date as far as it is written.
fn plan_date(facts: &Facts) -> String {
    let date = facts.plan.date;
    match (date.full(), date.year, date.month) {
        (Some(day), ..) => date_in_words(PaperDate::from(day)),
        (None, Some(year), Some(month)) => PaperDate::without_day(year, month).map(date_in_words).unwrap_or_default(),
        (None, Some(year), None) => facts.tr.of("plans-w-p-year", year.to_string()),
        _ => String::new(),
    }
}

/// The committee by name, or the unit where it has none.
pub(super) fn committee_name(facts: &Facts) -> String {
    facts.committee.as_ref().map_or_else(|| facts.plan.unit_name.clone(), |committee| committee.name.clone())
}

/// A table with one header row.
pub(super) fn table(tr: &Translator, columns: &[(&str, u16, Align)], rows: Vec<Vec<String>>) -> Table {
    Table {
        caption: None,
        columns: columns.iter().map(|(_, share, align)| Column::new(*share, *align)).collect(),
        header: vec![columns.iter().map(|(key, ..)| Cell::new(tr.t(key))).collect()],
        rows: rows.into_iter().map(|row| row.into_iter().map(Cell::new).collect()).collect(),
    }
}

/// A paragraph of a message.
pub(super) fn words(tr: &Translator, key: &str) -> Text {
    Text::plain(tr.t(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_peoples_committee_stands_above_the_steering_committee() {
        assert!(is_peoples_committee("ỦY BAN NHÂN DÂN xã Mẫu") && is_peoples_committee("UBND tỉnh Mẫu"));
        assert!(!is_peoples_committee("Ban Chỉ đạo 138 tỉnh"));
    }
}
