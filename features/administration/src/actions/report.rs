//! How the installation stands against the profile "cấp độ 3".

use web::Services;

use crate::model::{PARAMETERS, Parameter};

/// How one parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As wanted.
    Holds,
    /// Not as wanted.
    Fails,
    /// Kept by people, not by a program.
    ByPeople,
    /// No part of the program measures it yet.
    Unknown,
}

impl Standing {
    /// Its name in message keys.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::ByPeople => "people",
            Self::Unknown => "unknown",
        }
    }
}

/// One parameter as it stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its name: `adm-param-{key}` says it in words, `adm-wanted-{key}` what is wanted.
    pub parameter: &'static str,
    /// The item of the regulation.
    pub source: &'static str,
    /// What it is, where it is measured: a number, or a message key.
    pub value: Option<String>,
    /// How it stands.
    pub standing: Standing,
}

/// Measures everything. Where two features measure one parameter, both must hold.
pub async fn report(services: &Services) -> db::Result<Vec<Finding>> {
    let mut measures = Vec::new();
    for measuring in services.measures.iter() {
        measures.extend(measuring(services).await?);
    }
    Ok(PARAMETERS.iter().map(|parameter| finding(parameter, &measures)).collect())
}

fn finding(parameter: &Parameter, measures: &[web::Measure]) -> Finding {
    let of_it: Vec<_> = measures.iter().filter(|measure| measure.parameter == parameter.key).collect();
    let standing = match (of_it.is_empty(), parameter.by_people) {
        (true, true) => Standing::ByPeople,
        (true, false) => Standing::Unknown,
        (false, _) if of_it.iter().all(|measure| measure.holds) => Standing::Holds,
        (false, _) => Standing::Fails,
    };
    let worst = of_it.iter().find(|measure| !measure.holds).or(of_it.first());
    let value = worst.map(|measure| measure.value.clone());
    Finding { parameter: parameter.key, source: parameter.source, value, standing }
}

#[cfg(test)]
mod tests {
    use web::Measure;

    use super::*;

    #[test]
    fn one_failure_among_two_measures_fails_and_is_shown() {
        let parameter = &PARAMETERS[0];
        let good = Measure::new(parameter.key, 15, true);
        let bad = Measure::new(parameter.key, 30, false);

        assert_eq!(finding(parameter, std::slice::from_ref(&good)).standing, Standing::Holds);
        let found = finding(parameter, &[good, bad]);
        assert_eq!((found.standing, found.value.as_deref()), (Standing::Fails, Some("30")));
        assert_eq!(finding(parameter, &[]).standing, Standing::Unknown);
    }
}
