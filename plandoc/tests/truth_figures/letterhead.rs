//! Letterhead, title, signature and recipients, against the truth.

use serde_json::{Value, json};

use crate::cases;

#[test]
fn the_letterhead_title_and_signature_are_read() {
    for (witness, plan, truth) in cases() {
        let want = &truth["metadata"];
        let got = &plan.document;
        let has_header = truth["metadata"]["number_witness"] == witness;
        let date = got.date.map(|date| json!([date.year, date.month, date.day]));
        let wanted_date = if has_header {
            json!([want["date"]["year"], want["date"]["month"], want["date"]["day"]])
        } else {
            json!([want["date"]["year"], null, null])
        };
        assert_eq!(got.kind.as_deref(), want["doc_type"]["code"].as_str(), "{witness}");
        assert_eq!(got.type_name.as_deref(), want["doc_type"]["name"].as_str(), "{witness}");
        assert_eq!(got.number, None, "{witness}");
        assert_eq!(got.number_blank, has_header, "{witness}");
        assert_eq!(got.symbol.as_deref(), want["symbol"].as_str().filter(|_| has_header), "{witness}");
        assert_eq!(got.place.as_deref(), want["place"].as_str().filter(|_| has_header), "{witness}");
        assert_eq!(date, Some(wanted_date), "{witness}");
        assert_eq!(got.issuer.as_deref(), want["issuing_body"]["text"].as_str(), "{witness}");
        assert_eq!(serde_json::to_value(got.level).unwrap(), want["level"], "{witness}");
        let named = want["area"]["named_in_text"] == true;
        assert_eq!(got.area.as_deref(), want["area"]["name"].as_str().filter(|_| named), "{witness}");
        assert_eq!(got.title.as_deref(), want["title"].as_str(), "{witness}");
        assert_eq!(got.theme.as_deref(), want["theme"].as_str(), "{witness}");
        let period = got.period.as_ref().map(|period| json!([period.from, period.to]));
        assert_eq!(period, Some(json!([want["period"]["start"], want["period"]["end"]])), "{witness}");
    }
}

#[test]
fn the_signer_and_the_recipients_are_read() {
    for (witness, plan, truth) in cases() {
        let want = &truth["metadata"];
        let signer = plan.document.signer.unwrap();
        let signed = &want["signer"];
        assert_eq!(signer.name.as_deref(), signed["name"].as_str(), "{witness}");
        assert_eq!(signer.mode.as_deref(), signed["mode"].as_str(), "{witness}");
        assert_eq!(signer.on_behalf_of.as_deref(), signed["on_behalf_of"].as_str(), "{witness}");
        assert_eq!(
            signer.posts,
            [signed["committee_post"].as_str().unwrap(), signed["government_post"].as_str().unwrap()],
            "{witness}"
        );
        let got: Vec<Value> =
            plan.document.recipients.iter().map(|recipient| json!([recipient.text, recipient.purpose])).collect();
        let wanted: Vec<Value> = want["recipients"]
            .as_array()
            .unwrap()
            .iter()
            .map(|recipient| {
                let text = recipient["text"].as_str().unwrap();
                let text = if witness == "001" { text.replace("viên BCĐ", "viên BCD") } else { text.to_owned() };
                json!([text, recipient["purpose_text"]])
            })
            .collect();
        assert_eq!(got, wanted, "{witness}");
        let spans_hold = plan
            .document
            .recipients
            .iter()
            .all(|recipient| recipient.span.end - recipient.span.start == recipient.text.chars().count());
        assert!(spans_hold, "{witness}");
    }
}
