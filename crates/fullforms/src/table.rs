use std::collections::{BTreeMap, HashMap};

use fst::{Map, MapBuilder};

const MAGIC: &[u8; 4] = b"GFF1";

/// Word class, as far as the source tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    Noun,
    Verb,
    Adjective,
    Other,
}

impl Class {
    fn code(self) -> u8 {
        match self {
            Self::Noun => b'n',
            Self::Verb => b'v',
            Self::Adjective => b'a',
            Self::Other => b'x',
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        match code {
            b'n' => Some(Self::Noun),
            b'v' => Some(Self::Verb),
            b'a' => Some(Self::Adjective),
            b'x' => Some(Self::Other),
            _ => None,
        }
    }
}

/// A dictionary headword in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lemma {
    pub text: String,
    pub class: Class,
}

#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error("the file is not a full-form table of this version")]
    Format,
    #[error("the full-form table is broken: {0}")]
    Fst(#[from] fst::Error),
}

/// How a lemma is made from a form: drop `cut` bytes at the end, add `suffix`.
///
/// Storing the edit and not the lemma lets the automaton share its outputs: 1.3 million forms need some 1,500 sets of edits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Edit {
    cut: u8,
    suffix: String,
    class: Class,
}

/// Collects forms; [`Builder::finish`] gives the bytes that [`Table::from_bytes`] reads.
#[derive(Default)]
pub struct Builder {
    forms: BTreeMap<String, Vec<Edit>>,
    lemmas: BTreeMap<String, Vec<Edit>>,
}

impl Builder {
    /// Forms and lemmas are kept in lower case. Forms longer than 64 bytes and forms with white space are left out.
    pub fn add(&mut self, form: &str, lemma: &str, class: Class) {
        let (form, lemma) = (form.to_lowercase(), lemma.to_lowercase());
        if form.is_empty() || form.len() > 64 || lemma.len() > 64 || form.contains(char::is_whitespace) {
            return;
        }
        push(&mut self.forms, &form, &lemma, class);
        push(&mut self.lemmas, &lemma, &form, class);
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    pub fn finish(self) -> Result<Vec<u8>, TableError> {
        let mut sets = Sets::default();
        let forms = sets.map(self.forms)?;
        let lemmas = sets.map(self.lemmas)?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(
            u32::try_from(sets.list.len())
                .map_err(|_| TableError::Format)?
                .to_le_bytes(),
        );
        for set in &sets.list {
            bytes.push(u8::try_from(set.len()).map_err(|_| TableError::Format)?);
            for edit in set {
                let len = u8::try_from(edit.suffix.len()).map_err(|_| TableError::Format)?;
                bytes.extend([edit.cut, edit.class.code(), len]);
                bytes.extend(edit.suffix.as_bytes());
            }
        }
        bytes.extend(
            u32::try_from(forms.len())
                .map_err(|_| TableError::Format)?
                .to_le_bytes(),
        );
        bytes.extend(forms);
        bytes.extend(lemmas);
        Ok(bytes)
    }
}

fn push(map: &mut BTreeMap<String, Vec<Edit>>, from: &str, to: &str, class: Class) {
    let shared = from
        .char_indices()
        .zip(to.chars())
        .find(|((_, a), b)| a != b)
        .map_or(from.len().min(to.len()), |((at, _), _)| at);
    let (Ok(cut), Some(suffix)) = (u8::try_from(from.len() - shared), to.get(shared..)) else {
        return;
    };
    let edit = Edit {
        cut,
        suffix: suffix.to_owned(),
        class,
    };
    let edits = map.entry(from.to_owned()).or_default();
    if !edits.contains(&edit) {
        edits.push(edit);
    }
}

/// The distinct sets of edits, numbered.
#[derive(Default)]
struct Sets {
    list: Vec<Vec<Edit>>,
    ids: HashMap<Vec<Edit>, u64>,
}

impl Sets {
    fn map(&mut self, entries: BTreeMap<String, Vec<Edit>>) -> Result<Vec<u8>, TableError> {
        let mut map = MapBuilder::memory();
        for (word, mut edits) in entries {
            edits.sort();
            edits.truncate(usize::from(u8::MAX));
            let id = *self.ids.entry(edits).or_insert_with_key(|edits| {
                self.list.push(edits.clone());
                self.list.len() as u64 - 1
            });
            map.insert(word, id)?;
        }
        Ok(map.into_inner()?)
    }
}

/// The table in use. `D` is `&'static [u8]` for the built-in one and `Vec<u8>` for one built at run time.
pub struct Table<D> {
    sets: Vec<Vec<Edit>>,
    forms: Map<D>,
    lemmas: Map<D>,
}

impl Table<Vec<u8>> {
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TableError> {
        let parts = read_parts(bytes).ok_or(TableError::Format)?;
        Ok(Self {
            sets: parts.0,
            forms: Map::new(parts.1.to_vec())?,
            lemmas: Map::new(parts.2.to_vec())?,
        })
    }
}

impl Table<&'static [u8]> {
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, TableError> {
        let parts = read_parts(bytes).ok_or(TableError::Format)?;
        Ok(Self {
            sets: parts.0,
            forms: Map::new(parts.1)?,
            lemmas: Map::new(parts.2)?,
        })
    }
}

impl<D: AsRef<[u8]>> Table<D> {
    /// The lemmas of a form given in lower case; empty when the form is unknown.
    #[must_use]
    pub fn lemmas(&self, form: &str) -> Vec<Lemma> {
        self.follow(&self.forms, form)
    }

    /// The forms of a lemma given in lower case, each with the class under which it belongs there.
    #[must_use]
    pub fn forms(&self, lemma: &str) -> Vec<Lemma> {
        self.follow(&self.lemmas, lemma)
    }

    fn follow(&self, map: &Map<D>, word: &str) -> Vec<Lemma> {
        let Some(set) = map
            .get(word)
            .and_then(|id| usize::try_from(id).ok())
            .and_then(|id| self.sets.get(id))
        else {
            return Vec::new();
        };
        set.iter()
            .filter_map(|edit| {
                let stem = word.get(..word.len().checked_sub(usize::from(edit.cut))?)?;
                Some(Lemma {
                    text: format!("{stem}{}", edit.suffix),
                    class: edit.class,
                })
            })
            .collect()
    }

    #[must_use]
    pub fn contains(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

type Parts<'a> = (Vec<Vec<Edit>>, &'a [u8], &'a [u8]);

fn read_parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let count = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
    let mut sets = Vec::new();
    for _ in 0..count {
        let edits = take(&mut rest, 1)?[0];
        let mut set = Vec::with_capacity(usize::from(edits));
        for _ in 0..edits {
            let head = take(&mut rest, 3)?;
            let (cut, class, len) = (head[0], Class::from_code(head[1])?, head[2]);
            let suffix = std::str::from_utf8(take(&mut rest, usize::from(len))?).ok()?.to_owned();
            set.push(Edit { cut, suffix, class });
        }
        sets.push(set);
    }
    let len = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
    let forms = take(&mut rest, usize::try_from(len).ok()?)?;
    Some((sets, forms, rest))
}

fn take<'a>(rest: &mut &'a [u8], n: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(n)?;
    *rest = tail;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_finds_all_its_lemmas() {
        let mut builder = Builder::default();
        builder.add("prøver", "prøve", Class::Verb);
        builder.add("prøver", "prøve", Class::Noun);
        builder.add("åbne", "åben", Class::Adjective);
        builder.add("gik", "gå", Class::Verb);
        let table = Table::from_bytes(&builder.finish().unwrap()).unwrap();
        assert_eq!(table.lemmas("prøver").len(), 2);
        assert_eq!(table.lemmas("åbne")[0].text, "åben");
        assert_eq!(table.lemmas("gik")[0].text, "gå");
        assert!(table.lemmas("ukendt").is_empty());
        assert_eq!(table.forms("åben")[0].text, "åbne");
    }

    #[test]
    fn broken_bytes_are_an_error() {
        assert!(Table::from_bytes(b"GFF1\xff\xff\xff\xff").is_err());
        assert!(Table::from_bytes(b"nothing").is_err());
    }
}
