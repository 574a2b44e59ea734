//! Entries as pages show them.

use ::web::Services;
use audit::Listed;
use i18n::Translator;

/// One entry in a list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) is_numbered: bool,
    pub(super) seq: String,
    pub(super) at: String,
    pub(super) who: String,
    pub(super) org: String,
    pub(super) action: String,
    pub(super) object: String,
    pub(super) class: String,
    pub(super) class_key: String,
    pub(super) reason: String,
}

impl Row {
    pub(super) fn of(entry: &Listed, services: &Services, tr: &Translator) -> Self {
        Self {
            href: format!("/quan-tri/nhat-ky/muc/{}", entry.id),
            is_numbered: entry.seq.is_some(),
            seq: entry.seq.map_or_else(|| "–".to_owned(), i18n::integer),
            at: i18n::date_time(entry.at),
            who: who(entry, tr),
            org: entry.org.clone(),
            action: action(&entry.action, services, tr),
            object: format!("{} {}", entry.object_type, entry.object_id),
            class: tr.t(&format!("adm-class-{}", entry.class)),
            class_key: entry.class.clone(),
            reason: entry.reason.clone().unwrap_or_default(),
        }
    }
}

/// The officer's name, else who else it was.
pub(super) fn who(entry: &Listed, tr: &Translator) -> String {
    match (&entry.name, entry.account.as_str()) {
        (Some(name), _) => name.clone(),
        (None, "system") => tr.t("adm-actor-system"),
        (None, "public") => tr.t("adm-actor-public"),
        (None, _) => tr.t("adm-shredded"),
    }
}

/// What was done: in words where a feature gives them (`audit-action-plans-issue`), else as the policy names it.
pub(super) fn action(action: &str, services: &Services, tr: &Translator) -> String {
    let key = format!("audit-action-{}", action.replace(['.', '_'], "-"));
    if services.catalogue.has(&key) { tr.t(&key) } else { action.to_owned() }
}
