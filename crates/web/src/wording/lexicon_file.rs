//! The lexicon as a file: JSON, CSV or a workbook, written here and read from another municipality.

use std::collections::BTreeMap;

use intake::sheets::{Cell, Sheet};
use intake::table::Book;
use intake::{File, Limits};
use language::detector::{Profile, Share};
use language::lexicon::Lexicon as Rules;
use language::morphology::{Danish, Language as Written};
use language::rules::{LONGEST, Rule, RuleError, WrittenRule};
use serde::{Deserialize, Serialize};

use super::lexicon::{self, Lexicon, MOST_FAMILIES, MOST_RULES};
use super::live;
use crate::{Ctx, Error, Texts};

/// Bytes of a file, and elements in it.
pub const LARGEST: usize = 1_000_000;
pub const MOST_ELEMENTS: usize = 200;
const LONGEST_NAME: usize = 300;

const FORMAT: &str = "grundlag-lexicon";
const VERSION: u32 = 1;
const FAMILY: &str = "family";
const RULE: &str = "rule";
const HEADERS: [&str; 5] = ["element", "part", "expression", "weight", "name"];

/// A lexicon as it travels. Elements are named by their headline: an identity means nothing in another house.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Travelling {
    format: String,
    version: u32,
    #[serde(default)]
    pub organisation: String,
    #[serde(default)]
    engine: String,
    #[serde(default)]
    lexicon: i64,
    pub elements: Vec<Element>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Element {
    pub name: String,
    #[serde(default)]
    pub families: Vec<Share>,
    #[serde(default)]
    pub rules: Vec<WrittenRule>,
}

/// Why a file is not taken.
#[derive(Debug, PartialEq)]
pub enum Unfit {
    /// Neither of the three formats, or not a lexicon.
    Format,
    /// Written by a later version of Grundlag.
    Later,
    Column(&'static str),
    /// A row whose cell in this column cannot be read.
    Row(u32, &'static str),
    Empty,
    ManyElements(usize),
    ManyRules(String),
    LongName,
    /// Not read as a table, for a reason of the table's own.
    Table(intake::Error),
}

/// A family or a rule of the file that cannot be used here.
#[derive(Clone, Debug, PartialEq)]
pub enum Left {
    Family(String),
    Rule(String, RuleError),
}

fn travelling(ctx: &Ctx, lexicon: &Lexicon) -> Travelling {
    Travelling {
        format: FORMAT.into(),
        version: VERSION,
        organisation: ctx.organisation().to_owned(),
        engine: ctx.version().to_owned(),
        lexicon: lexicon.version,
        elements: elements(lexicon),
    }
}

/// The elements in force; what was decided of earlier ones stays at home.
fn elements(lexicon: &Lexicon) -> Vec<Element> {
    lexicon
        .elements
        .iter()
        .filter_map(|element| {
            let entry = lexicon.entries.iter().find(|entry| entry.of(element.id))?;
            Some(Element {
                name: element.text.headline.clone(),
                families: entry.profile.families.clone(),
                rules: entry.profile.own.clone(),
            })
        })
        .collect()
}

pub fn json(ctx: &Ctx, lexicon: &Lexicon) -> Result<Vec<u8>, Error> {
    let travelling = travelling(ctx, lexicon);
    Ok(serde_json::to_vec_pretty(&travelling).map_err(store::Error::from)?)
}

pub fn sheet(t: Texts, lexicon: &Lexicon) -> Sheet {
    let weight = |weight: f32| Cell::Decimal {
        value: lexicon::hundredths(weight),
        decimals: 2,
    };
    let mut rows = Vec::new();
    for element in elements(lexicon) {
        for share in &element.families {
            rows.push(vec![
                element.name.as_str().into(),
                FAMILY.into(),
                share.family.as_str().into(),
                weight(share.share),
                lexicon::name(t, &share.family).into(),
            ]);
        }
        for rule in &element.rules {
            rows.push(vec![
                element.name.as_str().into(),
                RULE.into(),
                rule.text.as_str().into(),
                weight(rule.weight),
                lexicon::weighs(t, rule.weight).into(),
            ]);
        }
    }
    Sheet {
        name: "lexicon".into(),
        headers: HEADERS.map(str::to_owned).into(),
        rows,
        widths: vec![30, 10, 60, 8, 30],
    }
}

pub fn about(ctx: &Ctx, lexicon: &Lexicon) -> Sheet {
    let t = ctx.t;
    let row = |what: String, says: String| vec![what.into(), says.into()];
    Sheet {
        name: t.export_about(),
        headers: vec![t.export_about_what(), t.export_about_says()],
        rows: vec![
            row(t.export_organisation(), ctx.organisation().to_owned()),
            row("family".into(), t.export_family_text()),
            row("rule".into(), t.export_rule_text()),
            row("weight".into(), t.export_weight_text()),
            row(t.export_engine(), ctx.version().to_owned()),
            row(t.export_lexicon(), lexicon.version.to_string()),
            row(t.export_written(), ctx.time(&ctx.now)),
        ],
        widths: vec![24, 110],
    }
}

/// Reads a file. JSON is known by its first letter, and the tables by their content.
pub fn read(name: &str, bytes: &[u8]) -> Result<Travelling, Unfit> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let mut travelling = if first == Some(&b'{') {
        serde_json::from_slice::<Travelling>(bytes).map_err(|_| Unfit::Format)?
    } else {
        table(name, bytes)?
    };
    if travelling.format != FORMAT {
        return Err(Unfit::Format);
    }
    if travelling.version > VERSION {
        return Err(Unfit::Later);
    }
    travelling
        .elements
        .retain(|element| !element.families.is_empty() || !element.rules.is_empty());
    if travelling.elements.is_empty() {
        return Err(Unfit::Empty);
    }
    if travelling.elements.len() > MOST_ELEMENTS {
        return Err(Unfit::ManyElements(travelling.elements.len()));
    }
    for element in &travelling.elements {
        if element.name.chars().count() > LONGEST_NAME || element.name.trim().is_empty() {
            return Err(Unfit::LongName);
        }
        if element.rules.len() > MOST_RULES || element.families.len() > 2 * MOST_FAMILIES {
            return Err(Unfit::ManyRules(element.name.clone()));
        }
    }
    Ok(travelling)
}

fn table(name: &str, bytes: &[u8]) -> Result<Travelling, Unfit> {
    let limits = Limits {
        file_bytes: LARGEST as u64,
        unpacked_bytes: 10 * LARGEST as u64,
        ..Limits::default()
    };
    let mut book = Book::open(File::new(name, bytes), &limits).map_err(Unfit::Table)?;
    let headers: Vec<String> = book.tables()[0].headers.iter().map(|h| h.to_lowercase()).collect();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let columns = ["element", "part", "expression", "weight"].map(column);
    for (at, name) in columns.iter().zip(HEADERS) {
        if at.is_none() {
            return Err(Unfit::Column(name));
        }
    }
    let mut elements: Vec<Element> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in book.rows(0, columns).map_err(Unfit::Table)? {
        let row = row.map_err(Unfit::Table)?;
        let [name, part, expression, weight] = row.cells.map(|cell| cell.trim().to_owned());
        let weight: f32 = weight
            .replace(',', ".")
            .parse()
            .ok()
            .filter(|weight: &f32| weight.is_finite())
            .ok_or(Unfit::Row(row.number, "weight"))?;
        let at = *places.entry(name.clone()).or_insert_with(|| {
            elements.push(Element {
                name,
                ..Element::default()
            });
            elements.len() - 1
        });
        match part.as_str() {
            FAMILY => elements[at].families.push(Share {
                family: expression,
                share: weight,
            }),
            RULE => elements[at].rules.push(WrittenRule {
                text: expression,
                weight,
            }),
            _ => return Err(Unfit::Row(row.number, "part")),
        }
    }
    Ok(Travelling {
        format: FORMAT.into(),
        version: VERSION,
        elements,
        ..Travelling::default()
    })
}

impl Element {
    /// What of the element can be used here, and what cannot.
    pub fn usable(&self) -> (Self, Vec<Left>) {
        let mut left = Vec::new();
        let mut families: Vec<Share> = Vec::new();
        for share in &self.families {
            let known = lexicon::families().any(|family| family.key == share.family);
            let fits = share.share > 0.0 && share.share <= 1.0;
            if !known || !fits {
                left.push(Left::Family(short(&share.family)));
            } else if !families.iter().any(|known| known.family == share.family) {
                families.push(share.clone());
            }
        }
        let mut rules: Vec<WrittenRule> = Vec::new();
        for rule in &self.rules {
            let text = rule.text.split_whitespace().collect::<Vec<_>>().join(" ");
            match readable(&text) {
                Err(error) => left.push(Left::Rule(short(&text), error)),
                Ok(()) if rules.iter().any(|known| known.text == text) => {}
                Ok(()) => rules.push(WrittenRule {
                    weight: rule.weight.clamp(-3.0, 3.0),
                    text,
                }),
            }
        }
        let name = self.name.trim().to_owned();
        (Self { name, families, rules }, left)
    }

    /// Laid upon a profile: families and rules are added or weighed anew, and nothing is taken away.
    pub fn onto(&self, profile: &mut Profile) {
        for share in &self.families {
            let room = profile.families.len() < MOST_FAMILIES;
            match profile.families.iter_mut().find(|known| known.family == share.family) {
                Some(known) => known.share = share.share,
                None if room => profile.families.push(share.clone()),
                None => {}
            }
        }
        profile.families.sort_by(|a, b| b.share.total_cmp(&a.share));
        for rule in &self.rules {
            let room = profile.own.len() < MOST_RULES;
            match profile.own.iter_mut().find(|known| known.text == rule.text) {
                Some(known) => known.weight = rule.weight,
                None if room => profile.own.push(rule.clone()),
                None => {}
            }
        }
    }
}

/// A text of the file on a page that says that it cannot be used.
fn short(text: &str) -> String {
    text.chars().take(LONGEST.min(120)).collect()
}

fn readable(text: &str) -> Result<(), RuleError> {
    let rule = Rule::parse(text, 1.0)?;
    Rules::build(
        std::slice::from_ref(&rule),
        live::sets(),
        Written::Danish,
        Danish::BuiltIn,
    )
    .map(|_| ())
    .map_err(|(_, error)| error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_from_elsewhere_is_read_or_refused_with_a_reason() {
        let json = br#" {"format":"grundlag-lexicon","version":1,"elements":[{"name":"Mod","rules":[{"text":"turde","weight":2}]}]}"#;
        let csv = "Element;Part;Expression;Weight\r\nMod;rule;turde;2,0\r\n".as_bytes();
        for (name, bytes) in [("a.json", json.as_slice()), ("a.csv", csv)] {
            let read = read(name, bytes).unwrap();
            assert_eq!(read.elements[0].name, "Mod");
            assert_eq!(
                read.elements[0].rules,
                [WrittenRule {
                    text: "turde".into(),
                    weight: 2.0
                }]
            );
        }
        let refused = |bytes: &[u8]| read("a.csv", bytes).unwrap_err();
        assert_eq!(
            refused(b"{\"format\":\"else\",\"version\":1,\"elements\":[]}"),
            Unfit::Format
        );
        assert_eq!(refused(b"{"), Unfit::Format);
        assert_eq!(
            refused(b"{\"format\":\"grundlag-lexicon\",\"version\":9,\"elements\":[]}"),
            Unfit::Later
        );
        assert_eq!(
            refused(b"{\"format\":\"grundlag-lexicon\",\"version\":1,\"elements\":[]}"),
            Unfit::Empty
        );
        assert_eq!(refused(b"element;part;weight\r\na;rule;1"), Unfit::Column("expression"));
        let row = b"element;part;expression;weight\r\na;rule;b;mange";
        assert_eq!(refused(row), Unfit::Row(2, "weight"));
        let row = b"element;part;expression;weight\r\na;andet;b;1";
        assert_eq!(refused(row), Unfit::Row(2, "part"));
        assert!(matches!(refused(b""), Unfit::Table(_)));
    }

    #[test]
    fn what_cannot_be_used_is_left_and_said() {
        let element = Element {
            name: " Mod ".into(),
            families: vec![
                Share {
                    family: "citizen".into(),
                    share: 0.5,
                },
                Share {
                    family: "unheard-of".into(),
                    share: 0.5,
                },
            ],
            rules: vec![
                WrittenRule {
                    text: "turde  sige".into(),
                    weight: 9.0,
                },
                WrittenRule {
                    text: "(turde".into(),
                    weight: 1.0,
                },
                WrittenRule {
                    text: "@INGEN".into(),
                    weight: 1.0,
                },
            ],
        };
        let (usable, left) = element.usable();
        assert_eq!(usable.name, "Mod");
        assert_eq!(usable.families.len(), 1);
        assert_eq!(
            usable.rules,
            [WrittenRule {
                text: "turde sige".into(),
                weight: 3.0
            }]
        );
        assert_eq!(
            left,
            [
                Left::Family("unheard-of".into()),
                Left::Rule("(turde".into(), RuleError::Bracket),
                Left::Rule("@INGEN".into(), RuleError::UnknownSet("INGEN".into())),
            ]
        );
    }
}
