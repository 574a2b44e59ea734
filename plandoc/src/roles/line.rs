//! Roles from a line that assigns: “X chủ trì, phối hợp với Y thực hiện”, “Cơ quan chủ trì: X”.

use std::ops::Range;

use super::{Party, party};
use crate::agencies::{Scanned, scan};
use crate::outline::Detail;
use crate::plan::{Basis, Role};
use crate::words::words;

/// A cell of names is at most this long, in bytes; a longer one is prose.
const LONGEST_CELL: usize = 1500;

/// Reads the value of a detail line. `offset` is where `value` begins in the normalised text.
pub(crate) fn from_line(kind: Detail, value: &str, offset: usize) -> Vec<Party> {
    let scanned = scan(value);
    let lead = cue(&scanned, &["chủ", "trì"]);
    let support = cue(&scanned, &["phối", "hợp"]);
    let (before, after) = match kind {
        Detail::Assign => match (lead, support) {
            (Some(lead), Some(support)) if support < lead => return led_after_support(&scanned, lead, offset),
            (Some(_), _) => ((Role::Lead, "L1"), (Role::Coordinate, "C1")),
            (None, Some(_)) => ((Role::Lead, "L2"), (Role::Coordinate, "C1")),
            (None, None) => ((Role::Implement, "I2"), (Role::Coordinate, "C1")),
        },
        Detail::Lead => ((Role::Lead, "L1"), (Role::Coordinate, "C1")),
        Detail::CarryOut => ((Role::Implement, "I2"), (Role::Coordinate, "C1")),
        Detail::Support => ((Role::Coordinate, "C1"), (Role::Coordinate, "C1")),
        Detail::Due | Detail::Product | Detail::Other => return Vec::new(),
    };
    let mut parties = Vec::new();
    for mention in &scanned.mentions {
        // “X chủ trì, Y phối hợp”, “X chủ trì, phối hợp với Y”: who comes after the lead helps.
        let helps = support.is_some_and(|support| {
            support < mention.words.start || lead.is_some_and(|lead| lead < mention.words.start)
        });
        let (role, rule) = if helps { after } else { before };
        parties.push(party(&scanned, mention, offset, role, rule, Basis::AssignmentLine));
    }
    if kind == Detail::Assign {
        stretch_names(&scanned, offset, &mut parties);
    } else {
        add_unknown_names(&scanned, value, offset, before, &mut parties);
    }
    if kind == Detail::CarryOut {
        lone_executor_leads(&mut parties, support.is_some());
    }
    parties
}

/// “Phòng Giáo dục phổ thông chủ trì”: a name that the grammar only began reaches to its verb.
fn stretch_names(scanned: &Scanned<'_>, offset: usize, parties: &mut [Party]) {
    for (index, mention) in scanned.mentions.iter().enumerate() {
        let next = scanned.mentions.get(index + 1).map_or(scanned.words.len(), |next| next.words.start);
        let verb = (mention.words.end..next.min(mention.words.end + 8)).find(|at| {
            scanned.reads(*at, &["chủ", "trì"])
                || scanned.reads(*at, &["phối", "hợp"])
                || scanned.reads(*at, &["thực", "hiện"])
        });
        let (None, Some(verb)) = (&mention.key, verb) else { continue };
        let name = scanned.text.get(mention.bytes.start..scanned.start_of(verb)).unwrap_or_default();
        let name = name.trim_end_matches([' ', ',', ';']);
        if let Some(party) = parties.get_mut(index).filter(|_| !name.contains([':', ';', '.'])) {
            name.clone_into(&mut party.name);
            party.bytes.end = mention.bytes.start + name.len() + offset;
        }
    }
}

/// “Phối hợp với Y, do X chủ trì”: the body next to “chủ trì” leads.
fn led_after_support(scanned: &Scanned<'_>, lead: usize, offset: usize) -> Vec<Party> {
    scanned
        .mentions
        .iter()
        .map(|mention| {
            if mention.words.end == lead {
                party(scanned, mention, offset, Role::Lead, "L1", Basis::AssignmentLine)
            } else {
                party(scanned, mention, offset, Role::Coordinate, "C1", Basis::AssignmentLine)
            }
        })
        .collect()
}

/// The first place of a cue outside every name.
fn cue(scanned: &Scanned<'_>, keys: &[&str]) -> Option<usize> {
    (0..scanned.words.len())
        .filter(|at| scanned.reads(*at, keys))
        .find(|at| !scanned.mentions.iter().any(|mention| mention.words.contains(at)))
}

/// A single body that carries something out answers for it.
fn lone_executor_leads(parties: &mut [Party], supported: bool) {
    let executors = parties.iter().filter(|party| party.role == Role::Implement).count();
    for party in parties.iter_mut().filter(|party| party.role == Role::Implement) {
        if supported || (executors == 1 && party.specific) {
            party.role = Role::Lead;
            party.rule = "L2";
        }
    }
}

/// In a cell or line that holds nothing but names, what no table knows is a name too.
fn add_unknown_names(
    scanned: &Scanned<'_>,
    value: &str,
    offset: usize,
    (role, rule): (Role, &'static str),
    parties: &mut Vec<Party>,
) {
    if value.len() > LONGEST_CELL {
        return;
    }
    let mut start = 0;
    for end in boundaries(scanned, value) {
        let piece = value.get(start..end).unwrap_or_default();
        let name = piece.trim_matches([' ', ',', ';', '.', '-', ':']);
        let at = start + piece.find(name).unwrap_or(0);
        if is_cue(name) {
            start = end;
            continue;
        }
        let begins = |party: &Party| party.bytes.start == at + offset;
        let inside = |party: &Party| party.bytes.start > at + offset && party.bytes.start < at + offset + name.len();
        if name.starts_with(char::is_uppercase)
            && !parties.iter().any(begins)
            && parties.iter().any(|p| inside(p) && !p.specific)
        {
            // “Ban Gia đình - Xã hội”: the everyday word inside is part of the name.
            parties.retain(|party| !inside(party) || party.specific);
        }
        let covered =
            parties.iter().any(|party| party.bytes.start < at + offset + name.len() && at + offset < party.bytes.end);
        let named = name.starts_with(char::is_uppercase) && (1..=12).contains(&words(name, 0).len());
        if named && !covered {
            parties.push(Party {
                name: name.to_owned(),
                role,
                rule,
                basis: Basis::AssignmentLine,
                key: None,
                level: None,
                specific: true,
                bytes: at + offset..at + name.len() + offset,
            });
        }
        start = end;
    }
    parties.sort_by_key(|party| party.bytes.start);
}

fn is_cue(name: &str) -> bool {
    let keys = crate::words::folded(name);
    ["phối hợp", "chủ trì", "thực hiện", "trong", "hằng", "hàng", "thường xuyên", "theo"]
        .iter()
        .any(|cue| keys.starts_with(cue))
}

/// Ends of the pieces between commas, semicolons and “và”, outside names.
fn boundaries(scanned: &Scanned<'_>, value: &str) -> Vec<usize> {
    let inside = |at: &Range<usize>| scanned.mentions.iter().any(|m| m.bytes.start < at.end && at.start < m.bytes.end);
    let mut ends: Vec<usize> = scanned
        .words
        .iter()
        .filter(|word| matches!(&*word.key, "," | ";" | "và") && !inside(&word.bytes))
        .map(|word| word.bytes.end)
        .collect();
    ends.push(value.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Detail, value: &str) -> Vec<(Role, String)> {
        from_line(kind, value, 0).into_iter().map(|party| (party.role, party.name)).collect()
    }

    #[test]
    fn the_forms_of_an_assignment_sentence_are_told_apart() {
        assert_eq!(
            read(Detail::Assign, "Công an xã chủ trì, phối hợp Trạm Y tế xã thực hiện."),
            [(Role::Lead, "Công an xã".into()), (Role::Coordinate, "Trạm Y tế xã".into())]
        );
        assert_eq!(
            read(Detail::Assign, "Công an xã, Đoàn Thanh niên xã thực hiện"),
            [(Role::Implement, "Công an xã".into()), (Role::Implement, "Đoàn Thanh niên xã".into())]
        );
    }

    #[test]
    fn a_name_that_no_table_knows_reaches_to_its_verb() {
        assert_eq!(
            read(Detail::Assign, "Phòng Giáo dục phổ thông chủ trì, phối hợp với Tỉnh đoàn."),
            [(Role::Lead, "Phòng Giáo dục phổ thông".into()), (Role::Coordinate, "Tỉnh đoàn".into())]
        );
    }

    #[test]
    fn lead_and_help_may_share_a_line() {
        assert_eq!(
            read(Detail::Lead, "Sở Y tế; Phối hợp: các bệnh viện."),
            [(Role::Lead, "Sở Y tế".into()), (Role::Coordinate, "các bệnh viện".into())]
        );
    }

    #[test]
    fn a_cell_may_name_a_body_that_no_table_knows() {
        assert_eq!(
            read(Detail::Lead, "Tổ Cò Trắng; Công an phường"),
            [(Role::Lead, "Tổ Cò Trắng".into()), (Role::Lead, "Công an phường".into())]
        );
    }

    #[test]
    fn one_executor_answers_and_several_share() {
        assert_eq!(read(Detail::CarryOut, "Công an xã"), [(Role::Lead, "Công an xã".into())]);
        assert_eq!(
            read(Detail::CarryOut, "Công an xã và Trạm Y tế xã").iter().filter(|p| p.0 == Role::Implement).count(),
            2
        );
    }
}
