//! What a ciphertext is bound to.

/// A label and parts as one byte string that no other label and parts give: each is preceded by its length.
pub(crate) fn bind(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut bound = Vec::with_capacity(64);
    for part in std::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
        bound.extend_from_slice(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        bound.extend_from_slice(part);
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moving_a_letter_over_a_border_changes_the_binding() {
        assert_ne!(bind("x", &[b"ab", b"c"]), bind("x", &[b"a", b"bc"]));
        assert_ne!(bind("x", &[b"a"]), bind("x", &[b"a", b""]));
        assert_ne!(bind("xa", &[b""]), bind("x", &[b"a"]));
    }

    proptest! {
        #[test]
        fn different_parts_bind_differently(one in proptest::collection::vec(".{0,4}", 0..4),
                                            other in proptest::collection::vec(".{0,4}", 0..4)) {
            let parts = |texts: &[String]| {
                bind("t", &texts.iter().map(String::as_bytes).collect::<Vec<_>>())
            };
            prop_assert_eq!(parts(&one) == parts(&other), one == other);
        }
    }
}
