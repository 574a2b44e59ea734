//! The parameters of the profile "cấp độ 3".

/// One parameter. Its name and what is wanted are messages: `adm-param-{key}`, `adm-wanted-{key}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parameter {
    /// Its name in keys and in [`web::Measure`].
    pub(crate) key: &'static str,
    /// The item of QCVN 12:2026/BCA (Circular 47/2026/TT-BCA, in force 01/07/2026) from which the value is taken.
    /// That regulation is written for electronic archives of Party and State bodies; its numbers are borrowed here.
    pub(crate) source: &'static str,
    /// Whether only people can keep it: a program cannot measure a contract or a drill.
    pub(crate) by_people: bool,
}

const fn measured(key: &'static str, source: &'static str) -> Parameter {
    Parameter { key, source, by_people: false }
}

const fn by_people(key: &'static str, source: &'static str) -> Parameter {
    Parameter { key, source, by_people: true }
}

/// All of them, in the order of the regulation's subjects.
pub(crate) const PARAMETERS: [Parameter; 25] = [
    measured("idle-lock", "3.6.2.1.8"),
    measured("wrong-tries", "3.6.2.1.9.2"),
    measured("unlock-after", "3.6.2.1.9.3"),
    measured("first-change", "3.7.2.6.2"),
    measured("password", "3.7.2.6.4"),
    measured("admin-password", "3.7.2.6.5"),
    measured("one-person", "3.7.2.7.4"),
    measured("inactive", "3.7.2.7.6"),
    measured("account-review", "3.7.2.5.2"),
    measured("second-factor", "3.7.2.8.3"),
    measured("logged-events", "3.7.2.4"),
    measured("log-kept", "3.9.2.1.9"),
    measured("log-review", "3.9.2.1.11"),
    measured("log-store", "3.9.2.2.5–10"),
    by_people("disk-alarm", "3.9.2.1.10"),
    measured("classes", "3.5.2.1.2"),
    measured("document-hash", "3.5.2.1.10–14"),
    measured("backup", "3.12.2.2"),
    measured("restore-drill", "3.12.2.2"),
    by_people("scan", "3.8.2.2.2"),
    by_people("pentest", "3.19"),
    by_people("incident", "3.18.2.2.4"),
    by_people("development", "3.17"),
    measured("call-home", "3.16.4"),
    measured("clock", "2.2.22"),
];

#[cfg(test)]
mod tests {
    use super::PARAMETERS;

    #[test]
    fn every_parameter_stands_once() {
        let mut keys: Vec<_> = PARAMETERS.iter().map(|parameter| parameter.key).collect();
        keys.sort_unstable();
        keys.dedup();

        assert_eq!(keys.len(), PARAMETERS.len());
    }
}
