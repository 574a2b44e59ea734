//! Letterhead, title, issuer and signature: the [`Document`](crate::plan::Document) of a plan.

mod head;
mod issuer;
mod tail;
mod title;

pub(crate) use issuer::Issuer;

use std::ops::Range;

use crate::normalise::Normalised;
use crate::outline::zones::{Zones, doctype_of};
use crate::plan::{Citation, CitationRole, Document, PartialDate};

/// What the letterhead and the end say, with what later readers need.
pub(crate) struct Metadata {
    pub(crate) document: Document,
    pub(crate) issuer: Option<Issuer>,
    /// Bytes of the title.
    pub(crate) title: Option<Range<usize>>,
    /// Bytes of the number line, if it stands there.
    pub(crate) number_line: Option<Range<usize>>,
    /// The date comes from the title and not from a letterhead.
    pub(crate) date_from_title: bool,
}

/// Paragraph texts of a range, with their byte ranges.
pub(crate) fn paragraphs<'a>(normalised: &'a Normalised, range: &Range<usize>) -> Vec<(Range<usize>, &'a str)> {
    normalised
        .paragraphs
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .map(|paragraph| (paragraph.bytes.clone(), normalised.slice(&paragraph.bytes)))
        .collect()
}

/// Reads everything that is not work.
pub(crate) fn read(normalised: &Normalised, zones: &Zones) -> Metadata {
    let plan_head = paragraphs(normalised, &zones.head);
    let cover_head = zones.cover.as_ref().map(|cover| paragraphs(normalised, &cover.head));
    let letterhead = head::letterhead(cover_head.as_ref().unwrap_or(&plan_head));
    let title = title::title(normalised, zones);
    let doctype = zones.doctype.and_then(|at| normalised.paragraphs.get(at)).map(|p| normalised.slice(&p.bytes));
    let kind = doctype
        .and_then(doctype_of)
        .map(head::kind_of)
        .or_else(|| head::unnamed_kind(&plan_head))
        .or_else(|| letterhead.symbol.as_deref().and_then(head::kind_of_symbol));
    let tail = paragraphs(
        normalised,
        zones.cover.as_ref().map_or(&zones.tail, |cover| if zones.tail.is_empty() { &cover.tail } else { &zones.tail }),
    );
    let tail = tail::without_tables(&tail);
    let signer = tail::signer(&tail);
    let issuer = issuer::issuer(&plan_head, &letterhead, signer.as_ref());
    let title_text = title.as_ref().map(|title| title.text.clone());
    let level = issuer::level(issuer.as_ref(), title_text.as_deref(), signer.as_ref());
    let level = level.map(|level| issuer::since_two_levels(level, issuer.as_ref(), letterhead.date));
    let area = issuer::area(normalised, zones, issuer.as_ref(), level, letterhead.place.as_deref());
    let period = title_text.as_deref().and_then(title::period);
    let titled_year = period
        .as_ref()
        .filter(|period| period.from.get(..4) == period.to.get(..4))
        .and_then(|period| period.from.get(..4)?.parse().ok());
    let date_from_title = letterhead.date.is_none() && titled_year.is_some();
    let date = letterhead.date.or(titled_year.map(|year| PartialDate { year: Some(year), month: None, day: None }));
    let number_line = letterhead.number_line.clone();
    let document = Document {
        kind: kind.map(|(code, _)| code.to_owned()),
        type_name: kind.map(|(_, name)| name.to_owned()),
        number: letterhead.number.clone(),
        symbol: letterhead.symbol.clone(),
        place: letterhead.place.clone(),
        date,
        issuer: issuer.as_ref().map(|issuer| issuer.name.clone()),
        level,
        area,
        title: title_text,
        period,
        signer,
        recipients: tail::recipients(normalised, &tail),
        number_blank: letterhead.number_line.is_some() && letterhead.number.is_none(),
        promulgated_by: zones.cover.as_ref().map(|_| promulgation(normalised, &letterhead)),
        theme: title::theme(&normalised.text),
    };
    Metadata { document, issuer, title: title.map(|title| title.bytes), number_line, date_from_title }
}

/// The decision in front of the plan, as a citation.
fn promulgation(normalised: &Normalised, letterhead: &head::Letterhead) -> Citation {
    let bytes = letterhead.number_line.clone().unwrap_or(0..0);
    let full = letterhead.date.and_then(|date| Some(format!("{:04}-{:02}-{:02}", date.year?, date.month?, date.day?)));
    Citation {
        kind: "Quyết định".to_owned(),
        number: letterhead.number.clone(),
        date: full,
        issuer: None,
        subject: None,
        role: CitationRole::Basis,
        span: normalised.span(&bytes),
        symbol: letterhead.symbol.clone(),
        text: normalised.slice(&bytes).to_owned(),
    }
}
