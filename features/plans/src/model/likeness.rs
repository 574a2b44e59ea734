//! How alike two texts are, told from their fingerprints in the form in which they are kept.

/// From this share of common runs of words on, two plans are shown side by side. Two copies of one plan with
/// another letterhead share over 80 per cent; two plans of one form for different places share under 40.
pub const ALIKE: f64 = 0.6;

/// The fingerprint of a text, as it is kept.
pub fn fingerprint(text: &str) -> String {
    serde_json::to_string(&plandoc::fingerprint(text)).unwrap_or_default()
}

/// The share of runs of words that two texts have in common, 0 to 1, as estimated from their fingerprints; 0
/// where one is no fingerprint.
pub fn likeness(a: &str, b: &str) -> f64 {
    match (serde_json::from_str(a), serde_json::from_str(b)) {
        (Ok(a), Ok(b)) => plandoc::similarity(&a, &b),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &str) -> String {
        (0..200).map(|n| format!("{of} câu thứ {n} nói về việc số {};", n * 7)).collect::<Vec<_>>().concat()
    }

    #[test]
    fn a_copy_with_another_head_and_other_line_ends_is_alike() {
        let plan = text("Kế hoạch");
        let copy = format!("SỐ 1\n{}", plan.to_uppercase().replace(' ', "\n"));

        assert!(likeness(&fingerprint(&plan), &fingerprint(&copy)) > 0.9);
    }

    #[test]
    fn two_different_texts_are_not_alike() {
        assert!(likeness(&fingerprint(&text("Kế hoạch")), &fingerprint(&text("Báo cáo"))) < ALIKE);
        assert!(likeness(&fingerprint("một hai"), "").abs() < f64::EPSILON);
    }
}
