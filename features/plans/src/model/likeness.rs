//! How alike two texts are, told from two short fingerprints (`MinHash` over runs of five folded words:
//! Broder, "On the resemblance and containment of documents", 1997).

/// Values in a fingerprint; the estimate errs by about one over the square root of this.
const VALUES: usize = 64;
/// Words in a run.
const RUN: usize = 5;
/// From this share of common runs on, two plans are shown side by side. Two copies of one plan with another
/// letterhead share over 90 per cent; two plans of one form for different places share under 40.
pub const ALIKE: f64 = 0.6;

/// The fingerprint of a text: 64 numbers in hexadecimal. Accents, case and line ends make no difference.
pub fn fingerprint(text: &str) -> String {
    let folded = base::fold(text);
    let words: Vec<&str> = folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut least = [u64::MAX; VALUES];
    for run in words.windows(RUN.min(words.len().max(1))) {
        let hash = run.iter().fold(FNV_START, |hash, word| step(word.bytes().fold(hash, step), b' '));
        for (place, value) in (0_u64..).zip(least.iter_mut()) {
            *value = (*value).min(mix(hash ^ mix(place)));
        }
    }
    least.iter().map(|value| format!("{value:016x}")).collect()
}

/// The share of runs that two texts have in common, 0 to 1, as estimated from their fingerprints; 0 where one
/// is no fingerprint.
pub fn likeness(a: &str, b: &str) -> f64 {
    let length = VALUES * 16;
    if a.len() != length || b.len() != length {
        return 0.0;
    }
    let same = a.as_bytes().chunks(16).zip(b.as_bytes().chunks(16)).filter(|(a, b)| a == b).count();
    // At most 64, which a float holds exactly.
    f64::from(u32::try_from(same).unwrap_or(0)) / 64.0
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a.
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The finaliser of `SplitMix64`: spreads each bit over the whole number.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &str) -> String {
        (0..200).map(|n| format!("{of} câu thứ {n} nói về việc số {};", n * 7)).collect()
    }

    #[test]
    fn a_copy_with_another_head_and_other_line_ends_is_alike() {
        let plan = text("Kế hoạch");
        let copy = format!("SỐ 1\n{}", plan.to_uppercase().replace(' ', "\n"));

        assert!(likeness(&fingerprint(&plan), &fingerprint(&copy)) > 0.9);
    }

    #[test]
    fn two_different_texts_are_not_alike() {
        assert!(likeness(&fingerprint(&text("Kế hoạch")), &fingerprint(&text("Báo cáo"))) < 0.3);
        assert!(likeness(&fingerprint(""), "").abs() < f64::EPSILON);
    }
}
