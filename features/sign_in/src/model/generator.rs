//! Code generators: time-based one-time codes (TOTP, RFC 6238) of six digits, every 30 seconds.

use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};

/// Length of a new secret in bytes: 160 bits, as RFC 4226 recommends.
pub(crate) const SECRET_BYTES: usize = 20;
/// Clocks of phones and servers differ: the step before and the step after count too.
const SKEW: u16 = 1;

/// The generator of a secret; nothing where the secret has a length that none of ours has.
fn generator(secret: &[u8], account: &str) -> Option<Totp> {
    Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        .with_skew(SKEW)
        .with_account_name(account.to_owned())
        .with_issuer(Some("Lá Chắn".to_owned()))
        .build()
        .ok()
}

/// The step that a typed code belongs to, if it is right about now. The caller uses the step up.
pub(crate) fn step_of(secret: &[u8], typed: &str, now: Timestamp) -> Option<i64> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let time = u64::try_from(now.as_second()).ok()?;
    let step = generator(secret, "x")?.check(&digits, time)?;
    i64::try_from(step).ok()
}

/// What a phone reads: the address for its picture code, and the secret as text to type.
pub(crate) fn shown(secret: &[u8], login: &str) -> Option<(String, String)> {
    let address = generator(secret, login)?.to_url().ok()?;
    Some((address, Secret::from(secret.to_vec()).to_base32()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: SHA-1, time 59 gives 94287082, of which six digits are 287082.
    #[test]
    fn a_code_holds_for_its_step_and_its_neighbours() {
        let secret = b"12345678901234567890";
        let at = |second| Timestamp::from_second(second).unwrap();

        assert_eq!(step_of(secret, "287082", at(59)), Some(1));
        assert_eq!(step_of(secret, " 287 082 ", at(29)), Some(1));
        assert_eq!(step_of(secret, "287082", at(89)), Some(1));
        assert_eq!(step_of(secret, "287082", at(120)), None);
        assert_eq!(step_of(secret, "287083", at(59)), None);
        assert_eq!(step_of(secret, "", at(59)), None);
    }

    #[test]
    fn a_phone_reads_the_name_and_the_secret() {
        let (address, text) = shown(b"12345678901234567890", "lo.mau").unwrap();

        assert!(address.starts_with("otpauth://totp/") && address.contains("lo.mau") && address.contains(&text));
        assert_eq!(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
