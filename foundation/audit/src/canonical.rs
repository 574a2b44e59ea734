//! The exact bytes that are hashed.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;
use tlog_tiles::{Hash, record_hash};

/// One entry as the tree holds it. The fields stand in alphabetical order, which is the order of the
/// canonical JSON; the text has no white space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// What was done.
    pub action: String,
    /// The account, or `system`, or `public`.
    pub actor: String,
    /// `public`, `internal`, `restricted` or `sealed`.
    pub class: String,
    /// Id of the thing.
    pub object_id: String,
    /// Kind of the thing.
    pub object_type: String,
    /// Code of the unit in which the actor acted; empty for `system` and `public`.
    pub org: String,
    /// HMAC-SHA256(salt, payload) in lower-case hexadecimal digits.
    pub payload_commit: String,
    /// HMAC-SHA256(salt, `reason:` ‖ reason), where one was given.
    pub reason_hash: Option<String>,
    /// Its number: 0, 1, 2 … without a gap.
    pub seq: u64,
    /// When it was written: RFC 3339 in UTC with six decimals.
    pub time_utc: String,
}

impl Leaf {
    /// The canonical JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        // A struct of texts and numbers always has a JSON form.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads canonical JSON; `None` for anything that is not exactly that.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let leaf: Self = serde_json::from_slice(bytes).ok()?;
        (leaf.to_bytes() == bytes).then_some(leaf)
    }

    /// The hash of the leaf: SHA-256(0x00 ‖ JSON).
    pub fn hash(&self) -> Hash {
        record_hash(&self.to_bytes())
    }
}

/// JSON with sorted keys and no white space, whatever order the map keeps.
pub(crate) fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| *key);
            let inner: Vec<_> =
                pairs.iter().map(|(k, v)| format!("{}:{}", Value::from(k.as_str()), canonical(v))).collect();
            format!("{{{}}}", inner.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

/// The commitment to a payload in canonical form.
pub(crate) fn commit_payload(salt: &[u8], payload: &str) -> String {
    hmac_hex(salt, &[payload.as_bytes()])
}

/// The commitment to a reason; no payload begins with `reason:`, so one salt serves both.
pub(crate) fn commit_reason(salt: &[u8], reason: &str) -> String {
    hmac_hex(salt, &[b"reason:", reason.as_bytes()])
}

fn hmac_hex(salt: &[u8], parts: &[&[u8]]) -> String {
    use std::fmt::Write as _;

    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(salt) else { return String::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value = json!({ "b": [ { "z": 1, "a": "Đã xem" } ], "a": null });

        assert_eq!(canonical(&value), r#"{"a":null,"b":[{"a":"Đã xem","z":1}]}"#);
    }

    #[test]
    fn the_commitment_is_the_hmac_of_rfc_4231() {
        // RFC 4231, test case 2.
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        assert_eq!(commit_payload(b"Jefe", "what do ya want for nothing?"), expected);
    }

    #[test]
    fn a_leaf_that_is_not_canonical_is_refused() {
        let leaf = Leaf {
            action: "plans.issue".into(),
            actor: "system".into(),
            class: "internal".into(),
            object_id: "1".into(),
            object_type: "plan".into(),
            org: String::new(),
            payload_commit: "00".into(),
            reason_hash: None,
            seq: 7,
            time_utc: "2026-03-04T05:00:00.000000Z".into(),
        };
        let bytes = leaf.to_bytes();

        assert_eq!(Leaf::from_bytes(&bytes), Some(leaf));
        let spaced = String::from_utf8(bytes).unwrap().replace(",\"seq\"", ", \"seq\"");
        assert_eq!(Leaf::from_bytes(spaced.as_bytes()), None);
    }
}
