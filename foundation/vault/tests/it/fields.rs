//! Fields: round trips, places, nonces.

use std::collections::HashSet;

use base::Context;
use proptest::prelude::*;
use vault::{KeyPair, Place, RecordKey, VaultError};

const PLACE: Place<'static> = Place { table: "tip", column: "text", row: "1" };

proptest! {
    #[test]
    fn what_is_sealed_opens_in_its_place_only(
        text in proptest::collection::vec(any::<u8>(), 0..5000),
        table in "[a-z]{1,6}", column in "[a-z]{1,6}", row in "[a-z0-9]{1,6}",
        other in "[A-Z]{1,6}",
    ) {
        let context = Context::system();
        let key = RecordKey::new(&context).unwrap();
        let place = Place { table: &table, column: &column, row: &row };

        let sealed = key.seal_field(&context, &place, &text).unwrap();

        prop_assert_eq!(&*key.open_field(&place, &sealed).unwrap(), &text);
        for moved in [Place { table: &other, ..place }, Place { column: &other, ..place }, Place { row: &other, ..place }] {
            prop_assert!(matches!(key.open_field(&moved, &sealed), Err(VaultError::Closed)));
        }
        let stranger = RecordKey::new(&context).unwrap();
        prop_assert!(matches!(stranger.open_field(&place, &sealed), Err(VaultError::Closed)));
    }

    #[test]
    fn a_changed_byte_closes_a_field_for_good(text in ".{0,80}", at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let context = Context::system();
        let key = RecordKey::new(&context).unwrap();
        let mut sealed = key.seal_field(&context, &PLACE, text.as_bytes()).unwrap();

        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;

        prop_assert!(key.open_field(&PLACE, &sealed).is_err());
    }

    #[test]
    fn any_bytes_are_refused_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let context = Context::system();

        prop_assert!(RecordKey::new(&context).unwrap().open_field(&PLACE, &bytes).is_err());
        prop_assert!(KeyPair::generate(&context).unwrap().open(b"", &bytes).is_err());
    }

    #[test]
    fn what_is_sealed_to_a_key_opens_with_its_secret_and_binding_only(
        text in proptest::collection::vec(any::<u8>(), 0..300), bound in ".{0,20}", other in ".{0,20}",
    ) {
        prop_assume!(bound != other);
        let context = Context::system();
        let pair = KeyPair::generate(&context).unwrap();

        let sealed = pair.public().seal(&context, bound.as_bytes(), &text).unwrap();

        prop_assert_eq!(&*pair.open(bound.as_bytes(), &sealed).unwrap(), &text);
        prop_assert!(matches!(pair.open(other.as_bytes(), &sealed), Err(VaultError::Closed)));
        let stranger = KeyPair::generate(&context).unwrap();
        prop_assert!(matches!(stranger.open(bound.as_bytes(), &sealed), Err(VaultError::Closed)));
    }
}

/// Random nonces of 192 bits: among n the chance of any two agreeing is below n² / 2¹⁹³, for a million less than 10⁻⁴⁶.
/// A generator that repeats itself, or a nonce kept by mistake, is caught by far fewer.
#[test]
fn a_hundred_thousand_sealings_never_use_a_nonce_twice() {
    let context = Context::system();
    let key = RecordKey::new(&context).unwrap();
    // Head of 10 bytes, version of 8, nonce of 24.
    let nonce = |sealed: &[u8]| <[u8; 24]>::try_from(&sealed[18..42]).unwrap();
    let mut seen = HashSet::with_capacity(100_000);

    for _ in 0..100_000 {
        assert!(seen.insert(nonce(&key.seal_field(&context, &PLACE, b"").unwrap())));
    }
}

#[test]
fn nothing_secret_is_shown() {
    let context = Context::system();
    let pair = KeyPair::generate(&context).unwrap();
    let shown = format!("{pair:?} {:?} {:?}", RecordKey::new(&context).unwrap(), vault::Secret32::random(&context));

    assert!(shown.contains("[sealed]"));
    assert_eq!(shown.matches(char::is_numeric).count(), shown.chars().filter(|ch| ch.is_numeric()).count());
    assert!(shown.len() < 120, "{shown}");
}
