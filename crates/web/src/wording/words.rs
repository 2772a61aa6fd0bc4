//! What the pages of the room say in words.

use std::collections::HashMap;
use std::sync::LazyLock;

use language::library::Library;
use language::morphology::Language as Written;
use model::Language;
use model::wording::{Mode, Says};
use store::wording::Around;

use super::picture::Band;
use crate::Texts;

/// 312 ten-thousandths: 3,1 or 3.1; 1250: 13. Without the sign, which stands once after a range.
pub fn percent(t: Texts, ten_thousandths: i64) -> String {
    if ten_thousandths >= 1_000 {
        return t.n((ten_thousandths + 50) / 100);
    }
    let tenths = (ten_thousandths + 5) / 10;
    let comma = if t.language == Language::Danish { ',' } else { '.' };
    format!("{}{comma}{}", tenths / 10, tenths % 10)
}

/// Alpha in ten-thousandths: 7350 is 0,74 or 0.74.
pub fn hundredths(t: Texts, ten_thousandths: i64) -> String {
    let sign = if ten_thousandths <= -50 { "−" } else { "" };
    let value = (ten_thousandths.abs() + 50) / 100;
    let comma = if t.language == Language::Danish { ',' } else { '.' };
    format!("{sign}{}{comma}{:02}", value / 100, value % 100)
}

/// A band without its share, for a sentence.
pub fn range(t: Texts, band: Band) -> String {
    t.wording_range(percent(t, band.low), percent(t, band.high))
}

pub fn band(share: Option<i64>, low: Option<i64>, high: Option<i64>) -> Option<Band> {
    Some(Band {
        share: share?,
        low: low?,
        high: high?,
    })
}

/// What is lacking before a unit can be shown. It says the same whether the unit has too little itself, or would give away a
/// neighbour that has.
pub fn lacks(t: Texts, unit: &Around) -> String {
    let mut lacks = Vec::new();
    if unit.lacks_documents > 0 {
        lacks.push(t.wording_lack_documents(unit.lacks_documents));
    }
    if unit.lacks_sources > 0 {
        lacks.push(t.wording_lack_sources(unit.lacks_sources));
    }
    if unit.lacks_words > 0 {
        lacks.push(t.wording_lack_words(unit.lacks_words));
    }
    match lacks.as_slice() {
        [] => t.wording_nothing_yet(),
        [only] => t.wording_too_little(only.as_str()),
        [all @ .., last] => t.wording_too_little(t.wording_and(all.join(", "), last)),
    }
}

/// A family of the library, named in both languages.
struct Family {
    danish: &'static str,
    english: &'static str,
}

/// The family that each of the library's rules belongs to. A rule that stands in several is named after the first.
static FAMILIES: LazyLock<HashMap<&'static str, Family>> = LazyLock::new(|| {
    let mut families = HashMap::new();
    for language in [Written::Danish, Written::English] {
        for family in &Library::shipped(language).families {
            for rule in family.rules.iter().chain(&family.named) {
                families.entry(rule.source.as_str()).or_insert(Family {
                    danish: &family.danish,
                    english: &family.english,
                });
            }
        }
    }
    families
});

/// Why a passage was found: in a line, and rule by rule under the family or "our own rules" that each belongs to.
pub struct Why {
    pub line: String,
    pub rules: Vec<(String, Vec<String>)>,
}

pub fn why(t: Texts, mode: Mode, rules: &[String]) -> Why {
    if mode == Mode::Quoted {
        return Why {
            line: t.wording_why_quoted(),
            rules: Vec::new(),
        };
    }
    if rules.is_empty() {
        return Why {
            line: t.wording_why_alike(),
            rules: Vec::new(),
        };
    }
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for rule in rules {
        let name = FAMILIES.get(rule.as_str()).map_or_else(
            || t.wording_own_rules(),
            |family| {
                let name = if t.language == Language::Danish {
                    family.danish
                } else {
                    family.english
                };
                name.to_owned()
            },
        );
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, rules)) => rules.push(rule.clone()),
            None => groups.push((name, vec![rule.clone()])),
        }
    }
    let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
    Why {
        line: t.wording_why(names.join(" · ")),
        rules: groups,
    }
}

pub fn mode(t: Texts, mode: Mode) -> String {
    match mode {
        Mode::OwnWords => t.wording_mode_own(),
        Mode::Quoted => t.wording_mode_quoted(),
        Mode::Missed => t.wording_mode_missed(),
    }
}

/// The answers in the order of their keys, 1 to 4.
pub const ANSWERS: [Says; 4] = [Says::OwnWords, Says::Nothing, Says::Quoted, Says::Missed];

pub fn says(t: Texts, says: Says) -> String {
    match says {
        Says::OwnWords => t.wording_says_own(),
        Says::Nothing => t.wording_says_nothing(),
        Says::Quoted => t.wording_says_quoted(),
        Says::Missed => t.wording_says_missed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_as_people_write_them() {
        let (da, en) = (Texts::new(Language::Danish), Texts::new(Language::English));
        assert_eq!((percent(da, 312), percent(en, 318)), ("3,1".into(), "3.2".into()));
        assert_eq!((percent(da, 0), percent(da, 1_251)), ("0,0".into(), "13".into()));
        let alphas = [7_350, 10_000, -120, -49].map(|alpha| hundredths(da, alpha));
        assert_eq!(alphas, ["0,74", "1,00", "−0,01", "0,00"]);
    }

    #[test]
    fn a_rule_is_named_by_its_family_and_ones_own_as_ones_own() {
        let t = Texts::new(Language::Danish);
        let family = &Library::shipped(Written::Danish).families[0];
        let rules = [family.rules[0].source.clone(), "vores eget ord".to_owned()];
        let why = why(t, Mode::OwnWords, &rules);
        assert_eq!(why.rules[0].0, family.danish);
        assert_eq!(why.rules[1].0, t.wording_own_rules());
        assert!(super::why(t, Mode::OwnWords, &[]).line.contains("ligner"));
    }
}
