//! What every page must be, whatever it shows (ux.md ). A small scanner over our own templates'
//! output, not a parser of any HTML.

/// Panics unless the page has a language, exactly one `h1`, a title, no missing message, no double id, and a
/// label for every field.
pub fn check_page(path: &str, html: &str) {
    let mut faults = Vec::new();
    if !tags(html, "html").iter().any(|tag| matches!(attribute(tag, "lang").as_deref(), Some("vi" | "en"))) {
        faults.push("no lang attribute".to_owned());
    }
    let headings = tags(html, "h1").len();
    if headings != 1 {
        faults.push(format!("{headings} h1 elements instead of one"));
    }
    if !html.contains("<title>") {
        faults.push("no title".to_owned());
    }
    if let Some(at) = html.find('⟦') {
        let shown: String = html.get(at..).unwrap_or_default().chars().take(80).collect();
        faults.push(format!("a missing or broken message: {shown}"));
    }
    faults.extend(twins(html));
    faults.extend(unlabelled(html));
    assert!(faults.is_empty(), "{path}: {}\n{html}", faults.join("; "));
}

fn twins(html: &str) -> Vec<String> {
    let mut ids: Vec<_> = html
        .split('<')
        .filter(|part| part.starts_with(|ch: char| ch.is_ascii_alphabetic()))
        .filter_map(|part| attribute(part.split('>').next().unwrap_or_default(), "id"))
        .collect();
    ids.sort();
    ids.windows(2)
        .filter(|pair| pair.first() == pair.last())
        .map(|pair| format!("the id {} stands twice", pair[0]))
        .collect()
}

fn unlabelled(html: &str) -> Vec<String> {
    let labels: Vec<_> = tags(html, "label").into_iter().filter_map(|tag| attribute(tag, "for")).collect();
    let mut faults = Vec::new();
    for kind in ["input", "select", "textarea"] {
        for tag in tags(html, kind) {
            let silent = matches!(attribute(tag, "type").as_deref(), Some("hidden" | "submit" | "button" | "reset"));
            let labelled = attribute(tag, "id").is_some_and(|id| labels.contains(&id))
                || attribute(tag, "aria-label").is_some()
                || attribute(tag, "aria-labelledby").is_some()
                || within_label(html, tag);
            if !silent && !labelled {
                faults.push(format!("no label for <{kind}{tag}>"));
            }
        }
    }
    faults
}

/// Whether a tag (a part of `html`) stands between `<label` and `</label>`.
fn within_label(html: &str, tag: &str) -> bool {
    let at = tag.as_ptr() as usize - html.as_ptr() as usize;
    let before = html.get(..at).unwrap_or_default();
    match (before.rfind("<label"), before.rfind("</label>")) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        _ => false,
    }
}

/// The inside of every opening tag of a name, from behind the name.
pub(crate) fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    html.match_indices(&open)
        .filter_map(|(at, _)| html.get(at + open.len()..))
        .filter(|rest| rest.starts_with(|ch: char| ch.is_whitespace() || ch == '>' || ch == '/'))
        .filter_map(|rest| rest.split('>').next())
        .collect()
}

/// The value of an attribute in the inside of a tag, entities resolved.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let open = format!(" {name}=\"");
    let flat = tag.replace(['\n', '\t'], " ");
    let rest = flat.get(flat.find(&open)? + open.len()..)?;
    Some(resolved(rest.split('"').next()?))
}

pub(crate) fn visible_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for ch in html.chars() {
        match ch {
            '<' => {
                in_tag = true;
                text.push(' ');
            }
            '>' if in_tag => in_tag = false,
            _ if !in_tag => text.push(ch),
            _ => {}
        }
    }
    resolved(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn resolved(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&#38;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "<html lang=\"vi\"><title>A</title><h1>A &amp; B</h1><label for=\"x\">X</label>\
                        <input id=\"x\" name=\"x\"><label><input type=\"checkbox\" name=\"y\"> Y</label></html>";

    #[test]
    fn a_good_page_passes() {
        check_page("/", GOOD);
        assert!(visible_text(GOOD).contains("A & B"));
    }

    #[test]
    #[should_panic(expected = "no label")]
    fn a_field_without_a_label_is_found() {
        check_page("/", &GOOD.replace("for=\"x\"", "for=\"z\""));
    }

    #[test]
    #[should_panic(expected = "missing or broken message")]
    fn a_missing_message_is_found() {
        check_page("/", &GOOD.replace("A &amp; B", "⟦plans-title⟧"));
    }

    #[test]
    #[should_panic(expected = "2 h1")]
    fn a_second_heading_is_found() {
        check_page("/", &GOOD.replace("</html>", "<h1>B</h1></html>"));
    }
}
