//! What comes from a Zalo official account: is it really from there, is it new, what does it say. Pure.
//!
//! The signature is `mac=` and SHA-256 of application id, body, timestamp and the account's secret, as two independent
//! public implementations have it; no recorded real event was at hand (ux.md I-03), so it is unverified.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

/// The header of the signature.
pub const SIGNATURE: &str = "x-zevent-signature";
/// The largest event, in bytes.
pub const LARGEST: usize = 16 * 1024;
/// How far an event's time may lie from ours: what is older was recorded and is played again.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// Why an event is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than any message.
    TooLarge,
    /// It is no event.
    Form,
    /// It was not signed with the secret, or for another application.
    Signature,
    /// Its time lies too far from ours.
    Replayed,
}

/// A message to take in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Id of the message.
    pub id: String,
    /// Id of the sender's account, as the official account sees it.
    pub sender: String,
    /// What it says; empty where it has an attachment only.
    pub text: String,
    /// How many attachments it has. They are not fetched.
    pub attachments: usize,
}

#[derive(Deserialize)]
struct Event {
    app_id: String,
    #[serde(rename = "event_name")]
    name: String,
    timestamp: String,
    #[serde(default)]
    sender: Party,
    #[serde(default)]
    message: Message,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Party {
    id: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Message {
    text: String,
    msg_id: String,
    attachments: Vec<serde::de::IgnoredAny>,
}

/// The signature of an event.
pub fn sign(app_id: &str, secret: &str, body: &[u8], timestamp: &str) -> String {
    let signed = [app_id.as_bytes(), body, timestamp.as_bytes(), secret.as_bytes()].concat();
    format!("mac={}", base::sha256_hex(&signed))
}

/// Judges an event: a message, nothing of interest (somebody followed the account), or a refusal.
///
/// # Errors
/// A [`Refusal`]; nothing of the event may be kept then.
pub fn judge(
    (app_id, secret): (&str, &str),
    body: &[u8],
    signature: &str,
    now: Timestamp,
) -> Result<Option<Incoming>, Refusal> {
    if body.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let event: Event = serde_json::from_slice(body).map_err(|_| Refusal::Form)?;
    let right = sign(app_id, secret, body, &event.timestamp);
    if secret.is_empty() || !bool::from(right.as_bytes().ct_eq(signature.as_bytes())) || event.app_id != app_id {
        return Err(Refusal::Signature);
    }
    let millis = event.timestamp.parse().map_err(|_| Refusal::Form)?;
    let at = Timestamp::from_millisecond(millis).map_err(|_| Refusal::Form)?;
    if now.duration_since(at).abs() > WINDOW {
        return Err(Refusal::Replayed);
    }
    let (text, attachments) = (event.message.text.trim().to_owned(), event.message.attachments.len());
    if !event.name.starts_with("user_send_") || (text.is_empty() && attachments == 0) {
        return Ok(None);
    }
    if event.sender.id.is_empty() || event.message.msg_id.is_empty() {
        return Err(Refusal::Form);
    }
    Ok(Some(Incoming { id: event.message.msg_id, sender: event.sender.id, text, attachments }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: &str = "2026-03-04T05:00:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn body(name: &str, at: Timestamp) -> String {
        let at = at.as_millisecond();
        format!(
            r#"{{"app_id":"1","event_name":"{name}","timestamp":"{at}","sender":{{"id":"7"}},"message":{{"text":" Xin ","msg_id":"m1"}}}}"#
        )
    }

    fn judged(body: &str, at: Timestamp) -> Result<Option<Incoming>, Refusal> {
        let mac = sign("1", "bí mật", body.as_bytes(), &at.as_millisecond().to_string());
        judge(("1", "bí mật"), body.as_bytes(), &mac, now())
    }

    #[test]
    fn a_signed_message_of_now_is_taken() {
        let message = judged(&body("user_send_text", now()), now()).unwrap().unwrap();

        assert_eq!((message.sender.as_str(), message.text.as_str(), message.id.as_str()), ("7", "Xin", "m1"));
        assert_eq!(judged(&body("follow", now()), now()), Ok(None));
    }

    #[test]
    fn what_is_signed_wrongly_or_for_another_is_refused() {
        let body = body("user_send_text", now());
        let at = now().as_millisecond().to_string();
        for (keys, mac) in [
            (("1", "bí mật"), sign("1", "khác", body.as_bytes(), &at)),
            (("1", "bí mật"), sign("1", "bí mật", b"{}", &at)),
            (("1", "bí mật"), String::new()),
            (("2", "bí mật"), sign("2", "bí mật", body.as_bytes(), &at)),
            (("1", ""), sign("1", "", body.as_bytes(), &at)),
        ] {
            assert_eq!(judge(keys, body.as_bytes(), &mac, now()), Err(Refusal::Signature), "{mac}");
        }
    }

    #[test]
    fn what_is_old_or_of_the_future_is_refused() {
        for minutes in [-6, 6] {
            let at = now().checked_add(jiff::Span::new().minutes(minutes)).unwrap();
            assert_eq!(judged(&body("user_send_text", at), at), Err(Refusal::Replayed));
        }
    }

    #[test]
    fn a_giant_is_not_even_read() {
        let body = " ".repeat(LARGEST + 1);
        assert_eq!(judge(("1", "x"), body.as_bytes(), "", now()), Err(Refusal::TooLarge));
    }

    proptest! {
        #[test]
        fn judging_never_panics(body in ".{0,200}", mac in ".{0,80}") {
            let _ = judge(("1", "x"), body.as_bytes(), &mac, now());
        }
    }
}
