//! How alike two texts are, to recognise a plan that is entered a second time.
//!
//! Shingles of words over the folded text, reduced to a fixed number of minimum hashes: comparing
//! two fingerprints takes constant time, whatever the length of the plans.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// Words in one shingle.
const SHINGLE: usize = 5;
/// Minimum hashes in a fingerprint: the standard error of the likeness is about 1/√128 ≈ 0.09.
const HASHES: u64 = 128;

/// A short summary of a text that keeps how alike it is to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint(Vec<u64>);

/// The fingerprint of a text. Case, tone placement, punctuation and line breaks make no difference.
pub fn fingerprint(text: &str) -> Fingerprint {
    let hashes: Vec<u64> =
        words(text, 0).iter().filter(|word| word.is_word()).map(|word| hash(word.key.as_bytes())).collect();
    let mut minima = vec![u64::MAX; usize::try_from(HASHES).unwrap_or(0)];
    for shingle in hashes.windows(SHINGLE.min(hashes.len().max(1))) {
        let whole = shingle.iter().fold(0, |sum, next| mix(sum ^ *next));
        for (seed, minimum) in (0..HASHES).zip(&mut minima) {
            *minimum = (*minimum).min(mix(whole ^ mix(seed)));
        }
    }
    Fingerprint(minima)
}

/// Estimated share of common shingles, 0 to 1.
pub fn similarity(left: &Fingerprint, right: &Fingerprint) -> f64 {
    let pairs = left.0.len().min(right.0.len());
    if pairs == 0 {
        return 0.0;
    }
    let equal = left.0.iter().zip(&right.0).filter(|(a, b)| a == b && **a != u64::MAX).count();
    let equal = u32::try_from(equal).unwrap_or(u32::MAX);
    let pairs = u32::try_from(pairs).unwrap_or(u32::MAX);
    f64::from(equal) / f64::from(pairs)
}

/// FNV-1a: stable across releases and machines, which the standard hasher does not promise.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of `SplitMix64`.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Công an xã chủ trì, phối hợp với Hội Liên hiệp Phụ nữ xã tuyên truyền phòng, chống mua bán người cho nhân dân các thôn; hỗ trợ nạn nhân trở về hòa nhập cộng đồng.";

    #[test]
    fn spelling_habits_make_no_difference() {
        let other = TEXT.to_uppercase().replace("HÒA", "HOÀ").replace(", ", "\n");

        assert!((similarity(&fingerprint(TEXT), &fingerprint(&other)) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn different_texts_are_far_apart_and_near_copies_near() {
        let near = TEXT.replace("các thôn", "các bản");
        let far = "Nấu canh chua cần cá lóc, cà chua, me chín và một ít rau thơm, đun lửa nhỏ trong mười phút.";

        assert!(similarity(&fingerprint(TEXT), &fingerprint(&near)) > 0.5);
        assert!(similarity(&fingerprint(TEXT), &fingerprint(far)) < 0.1);
    }
}
