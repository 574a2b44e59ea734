//! What a target measures: a stable key by the words of its clause.

use std::sync::LazyLock;

use crate::plan::TargetKind;
use crate::words::folded;

static METRICS: &str = include_str!("../../data/metrics.tsv");

struct Measure {
    key: &'static str,
    kind: Option<TargetKind>,
    /// All of these; each is a list of alternatives.
    words: Vec<Vec<&'static str>>,
}

static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    METRICS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (key, kind) = (columns.next()?, columns.next()?);
            let kind = match kind {
                "numeric" => Some(TargetKind::Numeric),
                "zero" => Some(TargetKind::Zero),
                "universal" => Some(TargetKind::Universal),
                _ => None,
            };
            Some(Measure { key, kind, words: columns.map(|words| words.split('|').collect()).collect() })
        })
        .collect()
});

/// The key of what is measured, by the words of the clause.
pub(super) fn metric(kind: TargetKind, clause: &str) -> Option<String> {
    let keys = format!(" {} ", folded(clause));
    MEASURES
        .iter()
        .filter(|measure| measure.kind.is_none_or(|wanted| wanted == kind))
        .find(|measure| {
            measure.words.iter().all(|any| any.iter().any(|word| keys.contains(&format!(" {} ", folded(word)))))
        })
        .map(|measure| measure.key.to_owned())
}
