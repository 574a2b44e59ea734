//! The forms of a page, as a browser would send them: for tests that fill in every form there is.

use crate::page_check::{attribute, tags};

/// One form of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Whether it can carry files.
    pub has_files: bool,
    /// Its fields, in order, with the values that they have.
    pub fields: Vec<Field>,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// `text`, `hidden`, `checkbox`, `file` … as an input has it; `textarea`, `select` or `button`.
    pub kind: String,
    /// What it holds.
    pub value: String,
}

impl Field {
    /// Whether a person types into it freely.
    pub fn is_typed(&self) -> bool {
        !matches!(self.kind.as_str(), "hidden" | "checkbox" | "radio" | "file" | "select" | "button" | "submit")
    }
}

/// The forms of a page in order.
pub fn forms(html: &str) -> Vec<Form> {
    html.split("<form").skip(1).map(|rest| form(rest.split("</form>").next().unwrap_or_default())).collect()
}

/// The targets of all links of a page, in order.
pub fn links(html: &str) -> Vec<String> {
    tags(html, "a").into_iter().filter_map(|tag| attribute(tag, "href")).collect()
}

fn form(text: &str) -> Form {
    let tag = text.split('>').next().unwrap_or_default();
    Form {
        action: attribute(tag, "action").unwrap_or_default(),
        method: attribute(tag, "method").unwrap_or_else(|| "get".to_owned()),
        has_files: tag.contains("multipart/form-data"),
        fields: text.match_indices('<').filter_map(|(at, _)| field(text.get(at + 1..)?)).collect(),
    }
}

fn field(rest: &str) -> Option<Field> {
    let kind = ["input", "textarea", "select", "button"]
        .into_iter()
        .find(|kind| rest.strip_prefix(kind).is_some_and(|behind| behind.starts_with([' ', '\n', '>'])))?;
    let tag = rest.split('>').next()?;
    let name = attribute(tag, "name")?;
    let (kind, value) = match kind {
        "input" => (attribute(tag, "type").unwrap_or_else(|| "text".to_owned()), attribute(tag, "value")),
        "textarea" => {
            let inside = rest.get(tag.len() + 1..)?.split("</textarea>").next()?;
            (kind.to_owned(), Some(inside.trim_start_matches('\n').to_owned()))
        }
        "select" => {
            let options = tags(rest.split("</select>").next()?, "option");
            let chosen = options.iter().find(|option| option.contains(" selected")).or(options.first());
            (kind.to_owned(), chosen.and_then(|option| attribute(option, "value")))
        }
        _ => (kind.to_owned(), attribute(tag, "value")),
    };
    Some(Field { name, kind, value: value.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_its_fields_as_they_stand() {
        let page = "<form class=\"x\" method=\"post\" action=\"/a\" enctype=\"multipart/form-data\">\
                    <input type=\"hidden\" name=\"_token\" value=\"t\"><textarea name=\"b\">\nhai</textarea>\
                    <select name=\"c\"><option value=\"1\">x</option><option value=\"2\" selected>y</option></select>\
                    <input name=\"d\" type=\"file\"><button name=\"e\" value=\"5\">z</button></form><input name=\"f\">";

        let all = forms(page);

        let [form] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((form.action.as_str(), form.method.as_str(), form.has_files), ("/a", "post", true));
        let fields: Vec<_> = form.fields.iter().map(|field| (&*field.name, &*field.kind, &*field.value)).collect();
        let wanted = [
            ("_token", "hidden", "t"),
            ("b", "textarea", "hai"),
            ("c", "select", "2"),
            ("d", "file", ""),
            ("e", "button", "5"),
        ];
        assert_eq!(fields, wanted);
    }
}
