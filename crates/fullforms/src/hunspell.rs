//! Expands a hunspell dictionary (`.dic` and `.aff`) into its forms.
//!
//! Only what inflection needs is read: suffixes with their conditions and continuation flags, and the irregular forms
//! named by `st:` and `al:`. Prefixes and compounding are left out; compounds are split elsewhere and never counted unasked.
//! Format: `man 5 hunspell`.

use std::collections::{HashMap, HashSet};

use crate::table::{Builder, Class};

#[derive(Debug, thiserror::Error)]
pub enum HunspellError {
    #[error("the affix file has no FLAG num line; only numeric flags are read")]
    FlagType,
    #[error("the affix file names no suffixes")]
    NoSuffixes,
}

struct Suffix {
    strip: String,
    add: String,
    next: Vec<u16>,
    condition: Vec<Slot>,
    class: Option<Class>,
}

/// One position of a suffix condition: any character, one of a set, or none of a set.
struct Slot {
    not: bool,
    chars: Vec<char>,
}

struct Affixes {
    suffixes: HashMap<u16, Vec<Suffix>>,
    /// Flags of entries that are no words by themselves.
    hidden: HashSet<u16>,
    need_affix: Option<u16>,
}

/// Irregular plurals that the dictionary lists as headwords of their own, without a link to the singular.
const UNLINKED: &[(&str, &str)] = &[
    ("børn", "barn"),
    ("børnene", "barn"),
    ("børnenes", "barn"),
    ("børns", "barn"),
    ("mænd", "mand"),
    ("mændene", "mand"),
    ("mænds", "mand"),
    ("bøger", "bog"),
    ("bøgerne", "bog"),
    ("fødder", "fod"),
    ("fødderne", "fod"),
    ("hænder", "hånd"),
    ("hænderne", "hånd"),
    ("tænder", "tand"),
    ("tænderne", "tand"),
    ("nætter", "nat"),
    ("nætterne", "nat"),
    ("brødre", "bror"),
    ("brødrene", "bror"),
    ("søstre", "søster"),
    ("døtre", "datter"),
    ("døtrene", "datter"),
    ("fædre", "far"),
    ("fædrene", "far"),
    ("mødre", "mor"),
    ("mødrene", "mor"),
    ("forældrene", "forælder"),
    ("forældre", "forælder"),
    ("forældres", "forælder"),
    ("forældrenes", "forælder"),
    ("bønder", "bonde"),
    ("kræfter", "kraft"),
    ("kræfterne", "kraft"),
    ("tæer", "tå"),
    ("stænger", "stang"),
    ("stæder", "stad"),
    ("øjne", "øje"),
    ("øjnene", "øje"),
    ("penge", "penge"),
    ("pengene", "penge"),
    ("søskende", "søskende"),
];

/// Reads both files and adds every form to `builder`. Returns the number of entries used.
pub fn expand(aff: &str, dic: &str, builder: &mut Builder) -> Result<usize, HunspellError> {
    let affixes = parse_affixes(aff)?;
    let mut used = 0;
    for line in dic.lines().skip(1) {
        let (entry, morphology) = line.split_once([' ', '\t']).unwrap_or((line, ""));
        let (word, flags) = split_flags(entry);
        // Quoted entries like "A/S" hold an escaped slash; two known readers give up on them.
        let word = word.replace("\\/", "/");
        if word.is_empty() || word.starts_with(['-', '\'']) || flags.iter().any(|flag| affixes.hidden.contains(flag)) {
            continue;
        }
        used += 1;
        let stem = morphology
            .split_whitespace()
            .find_map(|part| part.strip_prefix("st:"))
            .unwrap_or(&word);
        let class = class_of(&affixes, &flags);
        if affixes.need_affix.is_none_or(|flag| !flags.contains(&flag)) {
            builder.add(&word, stem, class);
        }
        for form in morphology
            .split_whitespace()
            .filter_map(|part| part.strip_prefix("al:"))
        {
            builder.add(form, stem, class);
        }
        add_suffixed(&affixes, &word, &flags, stem, class, 0, builder);
    }
    for (form, lemma) in UNLINKED {
        builder.add(form, lemma, Class::Noun);
    }
    Ok(used)
}

fn add_suffixed(
    affixes: &Affixes,
    word: &str,
    flags: &[u16],
    stem: &str,
    class: Class,
    depth: u8,
    builder: &mut Builder,
) {
    // The Danish file nests three deep: past participle, its inflection, the genitive.
    if depth > 3 {
        return;
    }
    for suffix in flags.iter().filter_map(|flag| affixes.suffixes.get(flag)).flatten() {
        let Some(base) = word.strip_suffix(suffix.strip.as_str()).filter(|base| !base.is_empty()) else {
            continue;
        };
        if !fits(word, &suffix.condition) || suffix.next.iter().any(|flag| affixes.hidden.contains(flag)) {
            continue;
        }
        if suffix.add.is_empty() && suffix.strip.is_empty() {
            continue;
        }
        let form = format!("{base}{}", suffix.add);
        let class = suffix.class.unwrap_or(class);
        if affixes.need_affix.is_none_or(|flag| !suffix.next.contains(&flag)) {
            builder.add(&form, stem, class);
        }
        add_suffixed(affixes, &form, &suffix.next, stem, class, depth + 1, builder);
    }
}

fn fits(word: &str, condition: &[Slot]) -> bool {
    let mut chars = word.chars().rev();
    condition.iter().rev().all(|slot| {
        chars
            .next()
            .is_some_and(|c| slot.chars.is_empty() || slot.chars.contains(&c) != slot.not)
    })
}

fn class_of(affixes: &Affixes, flags: &[u16]) -> Class {
    flags
        .iter()
        .filter_map(|flag| affixes.suffixes.get(flag))
        .flatten()
        .find_map(|suffix| suffix.class)
        .unwrap_or(Class::Other)
}

fn split_flags(entry: &str) -> (&str, Vec<u16>) {
    let bytes = entry.as_bytes();
    let slash = (1..bytes.len()).find(|&at| bytes[at] == b'/' && bytes[at - 1] != b'\\');
    let Some(slash) = slash else { return (entry, Vec::new()) };
    (
        &entry[..slash],
        entry[slash + 1..]
            .split(',')
            .filter_map(|flag| flag.parse().ok())
            .collect(),
    )
}

fn parse_affixes(aff: &str) -> Result<Affixes, HunspellError> {
    if !aff.lines().any(|line| line.trim() == "FLAG num") {
        return Err(HunspellError::FlagType);
    }
    let mut affixes = Affixes {
        suffixes: HashMap::new(),
        hidden: HashSet::new(),
        need_affix: None,
    };
    for line in aff.lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        match parts.as_slice() {
            ["FORBIDDENWORD" | "ONLYINCOMPOUND" | "NOSUGGEST", flag, ..] => {
                affixes.hidden.extend(flag.parse::<u16>().ok());
            }
            ["NEEDAFFIX", flag, ..] => affixes.need_affix = flag.parse().ok(),
            ["SFX", flag, strip, add, condition, label @ ..] if *condition != "Y" && *condition != "N" => {
                let Ok(flag) = flag.parse::<u16>() else { continue };
                let (add, next) = split_flags(add);
                affixes.suffixes.entry(flag).or_default().push(Suffix {
                    strip: if *strip == "0" {
                        String::new()
                    } else {
                        (*strip).to_owned()
                    },
                    add: if add == "0" { String::new() } else { add.to_owned() },
                    next,
                    condition: parse_condition(condition),
                    class: label.first().and_then(|label| class_of_label(label)),
                });
            }
            _ => {}
        }
    }
    if affixes.suffixes.is_empty() {
        Err(HunspellError::NoSuffixes)
    } else {
        Ok(affixes)
    }
}

fn class_of_label(label: &str) -> Option<Class> {
    match label {
        "+NUTID" | "+DATID" | "+IMPERATIV" | "+PASSIV" => Some(Class::Verb),
        "+PLUR_UBEK" => Some(Class::Noun),
        "+KOMPARATIV" | "+SUPERLATIV" | "+SUPERLATIV_PLURALIS" => Some(Class::Adjective),
        _ => None,
    }
}

fn parse_condition(condition: &str) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut chars = condition.chars();
    while let Some(c) = chars.next() {
        match c {
            '.' => slots.push(Slot {
                not: false,
                chars: Vec::new(),
            }),
            '[' => {
                let inner: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let (not, set) = inner
                    .strip_prefix('^')
                    .map_or((false, inner.as_str()), |set| (true, set));
                slots.push(Slot {
                    not,
                    chars: set.chars().collect(),
                });
            }
            c => slots.push(Slot {
                not: false,
                chars: vec![c],
            }),
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    const AFF: &str = "FLAG num\nFORBIDDENWORD 6\nNEEDAFFIX 8\nSFX 1 Y 2\nSFX 1 0 de/22 e +DATID\nSFX 1 0 ede [^e] +DATID\n\
        SFX 22 Y 1\nSFX 22 0 s [^s] +PASSIV\nSFX 2 Y 1\nSFX 2 0 en . +BESTEMT_ENTAL\n";

    #[test]
    fn suffixes_continue_and_conditions_hold() {
        let mut builder = Builder::default();
        expand(
            AFF,
            "4\nlytte/1\nborger/2\nA\\/S/2\nforkert/6\ngik st:gå\n",
            &mut builder,
        )
        .unwrap();
        let table = Table::from_bytes(&builder.finish().unwrap()).unwrap();
        assert_eq!(
            table.lemmas("lyttede")[0],
            Lemma {
                text: "lytte".into(),
                class: Class::Verb
            }
        );
        assert_eq!(table.lemmas("lyttedes")[0].text, "lytte");
        assert_eq!(table.lemmas("borgeren")[0].text, "borger");
        assert_eq!(table.lemmas("gik")[0].text, "gå");
        assert!(table.lemmas("lytteede").is_empty());
        assert!(table.lemmas("forkert").is_empty());
        assert_eq!(table.lemmas("a/sen")[0].text, "a/s");
    }

    use crate::table::Lemma;

    #[test]
    fn letter_flags_are_refused() {
        assert!(matches!(
            expand("SET UTF-8\n", "1\na\n", &mut Builder::default()),
            Err(HunspellError::FlagType)
        ));
    }
}
