//! Legal bases.

use i18n::Translator;

use crate::model::plan::Basis;

/// One legal basis.
#[derive(Debug)]
pub(crate) struct BasisView {
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) text: String,
    /// Where it leads, if it is one of ours.
    pub(crate) href: String,
    pub(crate) pair: String,
}

impl BasisView {
    /// A basis in words; `documents` says whether the reader may open the register of documents.
    pub(crate) fn of(
        basis: &Basis,
        tr: &Translator,
        documents: bool,
        paragraph: impl Fn(usize) -> Option<String>,
    ) -> Self {
        let reference = match (&basis.number, &basis.symbol) {
            (Some(number), Some(symbol)) => tr.of("plans-i-number", format!("{number}/{symbol}")),
            (Some(number), None) => tr.of("plans-i-number", number),
            _ => String::new(),
        };
        let date = basis.date_text.as_deref().map(|text| text.parse().map_or_else(|_| text.to_owned(), i18n::date));
        let parts = [
            basis.type_name.clone(),
            Some(reference),
            date.map(|date| tr.of("plans-i-basis-date", date)),
            basis.issuer.as_ref().map(|issuer| tr.of("plans-i-basis-issuer", issuer)),
            basis.subject.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        Self {
            id: basis.id.clone(),
            role: tr.t(&format!("plans-i-basis-{}", basis.role)),
            text: parts.join(" "),
            href: match (&basis.plan, &basis.document) {
                (Some(plan), _) => format!("/ke-hoach/{plan}"),
                (None, Some(document)) if documents => format!("/van-ban/{document}"),
                _ => String::new(),
            },
            pair: basis.span.and_then(|span| paragraph(span.0)).unwrap_or_default(),
        }
    }
}
