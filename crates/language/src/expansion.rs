//! Suggestions for the lexicon from the organisation's own corpus. Nothing counts before a person says yes: dictionaries that were
//! built by embeddings alone did worse than off-the-shelf ones (Munnes et al. 2022).
//!
//! An element's seeds are the words by which its rules were met in the corpus, and those of its name. Around them stand words that are
//! used alike, compounds that hold them, words typical of the passages that show the element, and synonyms of a thesaurus.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fullforms::Class;
use serde::{Deserialize, Serialize};

use crate::assignment::{Reader, assign_in_documents};
use crate::detector::{Detector, Reading};
use crate::foundation::Foundation;
use crate::history::History;
use crate::lexicon::Lexicon;
use crate::library::Library;
use crate::matcher::Matcher;
use crate::morphology::{Danish, Language, danish};
use crate::rules::{Rule, RuleError};
use crate::statistics::keyness;
use crate::thesaurus::Thesaurus;
use crate::vectors::{Resamples, Settings};
use crate::vocabulary::{Token, Type};

/// Most suggestions per element.
pub const SUGGESTIONS: usize = 25;
/// Most running words of a corpus from which suggestions are made; some 12 bytes each.
pub const MOST_WORDS: usize = 20_000_000;

/// Where a suggestion comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum Why {
    /// Used like one of the element's words in this corpus, in so many of ten resamples of the documents.
    Neighbour {
        of: String,
        resamples: u32,
    },
    /// Holds one of the element's words.
    Compound {
        of: String,
    },
    /// Typical of passages that show the element.
    Keyword,
    Synonym {
        of: String,
    },
}

/// A word that a person may add to an element's rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The lemma, or the form where the full-form table does not know it.
    pub word: String,
    /// The forms that stand in the corpus, with their counts, commonest first.
    pub forms: Vec<(String, usize)>,
    pub count: usize,
    pub documents: usize,
    pub why: Vec<Why>,
    /// One place where it stands, in lower case, the word in brackets. From a passage that shows the element, where there is one.
    pub context: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestions {
    pub element: String,
    /// The words of the element from which the suggestions were made.
    pub seeds: Vec<String>,
    pub suggestions: Vec<Suggestion>,
}

/// Seeds of an element; more only blur what is near to them.
const MOST_SEEDS: usize = 12;
/// A word in more than this share of the passages says nothing of one element.
const COMMON: f64 = 0.1;
/// Neighbours looked at for each seed in each resample.
const NEAREST: usize = 15;
/// Words of the prior that draws keyness towards no difference.
const KEYNESS_PRIOR: f64 = 500.0;
/// Standard scores from which a word is typical.
const TYPICAL: f64 = 1.96;
/// Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009): what the sources agree on comes first, and none drowns the others.
const FUSION: f64 = 60.0;

/// A passage and, where people have read it, the elements that they confirmed; without them the cold reading says what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    pub text: &'a str,
    pub confirmed: Option<&'a [usize]>,
}

/// Takes in a corpus document by document and makes suggestions from it. Danish only.
pub struct Suggester<'a> {
    detector: &'a Detector,
    reader: Reader<'a>,
    reading: Reading,
    history: History,
    /// The first passage of each document, and one more at the end.
    documents: Vec<usize>,
    /// Elements shown by each passage.
    shown: Vec<Vec<usize>>,
    /// How strongly each word took part in the hits of each element's rules.
    met: Vec<HashMap<Type, f32>>,
    /// How often each word stood inside a sentence, and with a capital there.
    inside: Vec<(u32, u32)>,
}

impl<'a> Suggester<'a> {
    #[must_use]
    pub fn new(detector: &'a Detector, foundation: &Foundation) -> Self {
        Self {
            detector,
            reader: Reader::new(detector, foundation, Language::Danish),
            reading: Reading::default(),
            history: History::default(),
            documents: vec![0],
            shown: Vec::new(),
            met: vec![HashMap::new(); detector.profiles.len()],
            inside: Vec::new(),
        }
    }

    /// Takes in the passages of one document. False when the corpus is full ([`MOST_WORDS`]) and the document was left out.
    pub fn add<'t>(&mut self, passages: impl IntoIterator<Item = Text<'t>>) -> bool {
        if self.history.words() >= MOST_WORDS {
            return false;
        }
        for Text { text, confirmed } in passages {
            let number = self.history.add(text);
            self.reader.read(text, &mut self.reading);
            let mut shown: Vec<usize> = confirmed.map_or_else(
                || {
                    assign_in_documents(&self.reading)
                        .iter()
                        .map(|found| found.element)
                        .collect()
                },
                <[usize]>::to_vec,
            );
            shown.retain(|element| *element < self.met.len());
            let passage = self.history.passage(number);
            for hit in &self.reading.hits {
                for (element, weight) in self.detector.speaks_for(hit.rule) {
                    // Rules of a family that two elements share count for the one that the passage shows.
                    if weight > 0.0 && shown.contains(&element) {
                        for at in [hit.start, hit.end] {
                            let Some(token) = passage.get(at as usize) else {
                                continue;
                            };
                            *self.met[element].entry(token.kind()).or_default() += weight;
                        }
                    }
                }
            }
            self.shown.push(shown);
            self.note_capitals(text);
        }
        self.documents.push(self.shown.len());
        true
    }

    /// Danish writes capitals inside a sentence in names only.
    fn note_capitals(&mut self, text: &str) {
        let vocabulary = self.history.vocabulary();
        self.inside.resize(vocabulary.len(), (0, 0));
        let mut begins = true;
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !begins && let Some(kind) = vocabulary.find(&bare.to_lowercase()) {
                let (times, capitals) = &mut self.inside[kind as usize];
                *times += 1;
                *capitals += u32::from(bare.starts_with(char::is_uppercase));
            }
            begins = word.ends_with(['.', '!', '?', ':', '"', '”', '»']) || bare.is_empty();
        }
    }

    /// Suggestions for all elements, or for one. The same corpus and seed give the same suggestions.
    pub fn suggest(
        &self,
        element: Option<usize>,
        thesaurus: Option<&Thesaurus>,
        settings: &Settings,
    ) -> Result<Vec<Suggestions>, RuleError> {
        let words = Words::new(self);
        let slices: Vec<&[Token]> = self
            .documents
            .windows(2)
            .map(|ends| self.history.between(ends[0], ends[1]))
            .collect();
        let resamples = Resamples::train(&slices, settings);
        (0..self.met.len())
            .filter(|at| element.is_none_or(|element| element == *at))
            .map(|at| self.of_element(at, &words, &resamples, thesaurus))
            .collect()
    }

    fn of_element(
        &self,
        element: usize,
        words: &Words,
        resamples: &Resamples,
        thesaurus: Option<&Thesaurus>,
    ) -> Result<Suggestions, RuleError> {
        let known = self.known(element, words)?;
        let seeds = self.seeds(element, words);
        let sources = [
            neighbours(&seeds, words, resamples),
            self.compounds(&seeds, words),
            self.keywords(element, words),
            thesaurus.map_or_else(Vec::new, |thesaurus| synonyms(&seeds, words, thesaurus)),
        ];
        let suggestions = merge(sources, &|word| known.contains(&word) || words.common(word))
            .into_iter()
            .map(|(word, why)| self.suggestion(element, words, word, why))
            .collect();
        Ok(Suggestions {
            element: self.detector.profiles[element].element.clone(),
            seeds: seeds.iter().map(|seed| words.names[*seed].clone()).collect(),
            suggestions,
        })
    }

    /// Words that the element's rules name already.
    fn known(&self, element: usize, words: &Words) -> Result<BTreeSet<usize>, RuleError> {
        let rules: Vec<Rule> = self
            .detector
            .rules()
            .iter()
            .zip(0_u32..)
            .filter(|(_, number)| {
                let speaks = self.detector.speaks_for(*number);
                speaks.iter().any(|(at, weight)| *at == element && *weight > 0.0)
            })
            .map(|(rule, _)| rule.clone())
            .collect();
        let sets = &Library::shipped(Language::Danish).sets;
        let lexicon = Lexicon::build(&rules, sets, Language::Danish, Danish::BuiltIn).map_err(|(_, error)| error)?;
        let mut matcher = Matcher::new(&lexicon);
        matcher.grow(self.history.vocabulary());
        Ok(matcher.carriers().filter_map(|kind| words.of[kind as usize]).collect())
    }

    /// The words by which the element's rules were met most, and the words of its name.
    fn seeds(&self, element: usize, words: &Words) -> Vec<usize> {
        let mut met: BTreeMap<usize, f32> = BTreeMap::new();
        for (kind, weight) in &self.met[element] {
            if let Some(word) = words.of[*kind as usize]
                && !words.common(word)
            {
                *met.entry(word).or_default() += weight;
            }
        }
        // Whole numbers for the order, since sums of fractions in a hash table's order are not the same every time.
        #[expect(clippy::cast_possible_truncation, reason = "sums of weights")]
        let mut ranked: Vec<(i64, usize)> = met
            .into_iter()
            .map(|(word, weight)| ((f64::from(weight) * 1e3).round() as i64, word))
            .collect();
        ranked.sort_unstable_by_key(|(weight, word)| (std::cmp::Reverse(*weight), *word));
        let mut seeds: Vec<usize> = crate::text::normalise(&self.detector.profiles[element].element)
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter_map(|word| self.history.vocabulary().find(word))
            .filter_map(|kind| words.of[kind as usize])
            .filter(|word| !words.common(*word))
            .collect();
        seeds.extend(ranked.into_iter().map(|(_, word)| word));
        let mut seen = BTreeSet::new();
        seeds.retain(|word| seen.insert(*word));
        seeds.truncate(MOST_SEEDS);
        seeds
    }

    fn compounds(&self, seeds: &[usize], words: &Words) -> Vec<(usize, Why)> {
        let mut found: Vec<(usize, usize, Why)> = Vec::new();
        for seed in seeds.iter().map(|seed| words.names[*seed].as_str()) {
            if seed.chars().count() < 3 {
                continue;
            }
            for (form, count) in self.history.compounds(seed) {
                if let Some(word) = self
                    .history
                    .vocabulary()
                    .find(&form)
                    .and_then(|kind| words.of[kind as usize])
                {
                    found.push((count, word, Why::Compound { of: seed.to_owned() }));
                }
            }
        }
        found.sort_by_key(|(count, word, _)| (std::cmp::Reverse(*count), *word));
        found.into_iter().map(|(_, word, why)| (word, why)).collect()
    }

    /// Words typical of the passages that show the element against all others.
    fn keywords(&self, element: usize, words: &Words) -> Vec<(usize, Why)> {
        let mut counts = vec![(0.0, 0.0); words.names.len()];
        let mut documents: Vec<(u32, usize)> = vec![(0, usize::MAX); words.names.len()];
        for (number, passages) in self.documents.windows(2).enumerate() {
            for passage in passages[0]..passages[1] {
                let here = self.shown[passage].contains(&element);
                for word in self
                    .history
                    .passage(passage)
                    .iter()
                    .filter_map(|token| words.of[token.kind() as usize])
                {
                    if here {
                        counts[word].0 += 1.0;
                        if documents[word].1 != number {
                            documents[word] = (documents[word].0 + 1, number);
                        }
                    } else {
                        counts[word].1 += 1.0;
                    }
                }
            }
        }
        let counts: Vec<(usize, f64, f64, u32)> = counts
            .into_iter()
            .zip(documents)
            .enumerate()
            .map(|(word, ((here, elsewhere), (documents, _)))| (word, here, elsewhere, documents))
            .collect();
        keyness(&counts, KEYNESS_PRIOR)
            .into_iter()
            .filter(|keyword| keyword.z >= TYPICAL)
            .map(|keyword| (keyword.word, Why::Keyword))
            .collect()
    }

    fn suggestion(&self, element: usize, words: &Words, word: usize, why: Vec<Why>) -> Suggestion {
        let vocabulary = self.history.vocabulary();
        let mut forms: Vec<(String, usize)> = words.forms[word]
            .iter()
            .map(|kind| (vocabulary.word(*kind).to_owned(), self.history.places(*kind).len()))
            .collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut places: Vec<u32> = words.forms[word]
            .iter()
            .flat_map(|kind| self.history.places(*kind))
            .copied()
            .collect();
        places.sort_unstable();
        let shows = |place: &&u32| self.shown[self.history.passage_of(**place)].contains(&element);
        let place = places.iter().find(shows).or_else(|| places.get(places.len() / 2));
        Suggestion {
            word: words.names[word].clone(),
            forms,
            count: places.len(),
            documents: words.documents[word],
            why,
            context: place.map_or_else(String::new, |place| self.history.context(*place)),
        }
    }
}

/// The words of a corpus, inflected forms taken together. Function words and names have no number.
struct Words {
    /// The word of each type of the vocabulary.
    of: Vec<Option<usize>>,
    names: Vec<String>,
    forms: Vec<Vec<Type>>,
    counts: Vec<usize>,
    documents: Vec<usize>,
    passages: Vec<usize>,
    all_passages: usize,
}

impl Words {
    fn new(corpus: &Suggester<'_>) -> Self {
        let vocabulary = corpus.history.vocabulary();
        let (mut numbers, mut names, mut forms) = (HashMap::new(), Vec::new(), Vec::<Vec<Type>>::new());
        let of: Vec<Option<usize>> = (0..vocabulary.len())
            .map(|kind| {
                let kind = Type::try_from(kind).ok()?;
                let lemma = lemma(vocabulary.word(kind))?;
                let (times, capitals) = corpus.inside.get(kind as usize).copied().unwrap_or_default();
                if capitals * 2 > times {
                    return None;
                }
                let number = *numbers.entry(lemma.clone()).or_insert_with(|| {
                    names.push(lemma);
                    forms.push(Vec::new());
                    names.len() - 1
                });
                forms[number].push(kind);
                Some(number)
            })
            .collect();
        let count = names.len();
        let (mut counts, mut documents, mut passages) = (vec![0; count], vec![0; count], vec![0; count]);
        let (mut in_document, mut in_passage) = (vec![usize::MAX; count], vec![usize::MAX; count]);
        for (document, ends) in corpus.documents.windows(2).enumerate() {
            for passage in ends[0]..ends[1] {
                for word in corpus
                    .history
                    .passage(passage)
                    .iter()
                    .filter_map(|token| of[token.kind() as usize])
                {
                    counts[word] += 1;
                    if in_passage[word] != passage {
                        in_passage[word] = passage;
                        passages[word] += 1;
                    }
                    if in_document[word] != document {
                        in_document[word] = document;
                        documents[word] += 1;
                    }
                }
            }
        }
        Self {
            of,
            names,
            forms,
            counts,
            documents,
            passages,
            all_passages: corpus.shown.len(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
    fn common(&self, word: usize) -> bool {
        self.all_passages >= 20 && self.passages[word] as f64 > COMMON * self.all_passages as f64
    }
}

/// The lemma of a form that can carry meaning: a noun, verb or adjective, or a word that the table does not know.
fn lemma(form: &str) -> Option<String> {
    if form.chars().count() < 3 || !form.chars().all(|c| c.is_alphabetic() || c == '-') {
        return None;
    }
    let lemmas = danish().lemmas(form);
    if lemmas.is_empty() {
        return Some(form.to_owned());
    }
    // A form that is also a function word ("over", "kun") nearly always is one.
    if lemmas.iter().any(|lemma| lemma.class == Class::Other) {
        return None;
    }
    lemmas.into_iter().next().map(|lemma| lemma.text)
}

fn neighbours(seeds: &[usize], words: &Words, resamples: &Resamples) -> Vec<(usize, Why)> {
    // The resamples that hold a word near a seed, and how near it stands when all are added up.
    let mut found: BTreeMap<usize, (u32, f32, usize)> = BTreeMap::new();
    for &seed in seeds {
        let mut near: BTreeMap<usize, (u32, f32)> = BTreeMap::new();
        for vectors in &resamples.vectors {
            let mut seen = BTreeSet::new();
            for (kind, cosine) in vectors.nearest(&words.forms[seed], NEAREST) {
                if let Some(word) = words.of[kind as usize].filter(|word| seen.insert(*word)) {
                    let entry = near.entry(word).or_default();
                    *entry = (entry.0 + 1, entry.1 + cosine);
                }
            }
        }
        for (word, (times, cosines)) in near {
            let entry = found.entry(word).or_insert((times, cosines, seed));
            if (times, cosines) > (entry.0, entry.1) {
                *entry = (times, cosines, seed);
            }
        }
    }
    let mut stable: Vec<(usize, (u32, f32, usize))> = found
        .into_iter()
        .filter(|(word, (times, ..))| *times >= Resamples::STABLE && !seeds.contains(word))
        .collect();
    stable.sort_by(|(a, (times, near, _)), (b, (times_b, near_b, _))| {
        times_b.cmp(times).then(near_b.total_cmp(near)).then(a.cmp(b))
    });
    stable
        .into_iter()
        .map(|(word, (resamples, _, seed))| {
            (
                word,
                Why::Neighbour {
                    of: words.names[seed].clone(),
                    resamples,
                },
            )
        })
        .collect()
}

fn synonyms(seeds: &[usize], words: &Words, thesaurus: &Thesaurus) -> Vec<(usize, Why)> {
    let numbers: HashMap<&str, usize> = words.names.iter().map(String::as_str).zip(0..).collect();
    let mut found: Vec<(usize, Why)> = seeds
        .iter()
        .map(|seed| words.names[*seed].as_str())
        .flat_map(|seed| thesaurus.synonyms(seed).iter().map(move |synonym| (seed, synonym)))
        .filter_map(|(seed, synonym)| {
            let word = *numbers.get(synonym.as_str())?;
            Some((word, Why::Synonym { of: seed.to_owned() }))
        })
        .collect();
    found.sort_by_key(|(word, _)| std::cmp::Reverse(words.counts[*word]));
    found
}

/// Merges the sources, each best first; at most [`SUGGESTIONS`].
fn merge(sources: [Vec<(usize, Why)>; 4], left_out: &dyn Fn(usize) -> bool) -> Vec<(usize, Vec<Why>)> {
    let mut merged: BTreeMap<usize, (f64, Vec<Why>)> = BTreeMap::new();
    for source in sources {
        let mut seen = BTreeSet::new();
        let mut rank = FUSION;
        for (word, why) in source.into_iter().filter(|(word, _)| !left_out(*word)) {
            if seen.insert(word) {
                rank += 1.0;
                let entry = merged.entry(word).or_default();
                entry.0 += 1.0 / rank;
                entry.1.push(why);
            }
        }
    }
    let mut list: Vec<(usize, (f64, Vec<Why>))> = merged.into_iter().collect();
    list.sort_by(|(a, (weight_a, _)), (b, (weight_b, _))| weight_b.total_cmp(weight_a).then(a.cmp(b)));
    list.truncate(SUGGESTIONS);
    list.into_iter().map(|(word, (_, why))| (word, why)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_sources_name_comes_first_and_known_words_not_at_all() {
        let of = |word: &str| Why::Synonym { of: word.to_owned() };
        let sources = [
            vec![(1, of("a")), (2, of("a"))],
            vec![(9, Why::Keyword), (2, Why::Keyword), (3, Why::Keyword)],
            Vec::new(),
            Vec::new(),
        ];
        let list = merge(sources, &|word| word == 9);
        assert_eq!(list.iter().map(|(word, _)| *word).collect::<Vec<_>>(), [2, 1, 3]);
        assert_eq!(list[0].1.len(), 2);
    }

    #[test]
    fn function_words_are_no_suggestions_and_forms_share_a_lemma() {
        assert_eq!(lemma("beboerne").as_deref(), Some("beboer"));
        assert_eq!(lemma("eller"), None);
        assert_eq!(lemma("2026"), None);
    }
}
