//! The whole history as numbers, so that a rule can be tried on all of it while it is being typed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::lexicon::{Lexicon, Sets};
use crate::matcher::{Hit, Matcher};
use crate::morphology::{Danish, Language};
use crate::rules::{Rule, RuleError};
use crate::vocabulary::{Token, Type, Vocabulary};

/// Passages as tokens, with the places of every word.
#[derive(Default)]
pub struct History {
    vocabulary: Vocabulary,
    tokens: Vec<Token>,
    /// Where each passage begins; one more at the end.
    starts: Vec<u32>,
    /// Places of each type in `tokens`, ascending.
    postings: Vec<Vec<u32>>,
}

/// What a rule would find.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preview {
    pub hits: usize,
    pub passages: usize,
    /// The words of the corpus that the rule's words stand for, with their counts, commonest first.
    pub forms: Vec<(String, usize)>,
    /// A few hits spread over the history, with words around.
    pub examples: Vec<String>,
}

const EXAMPLES: usize = 8;
const AROUND: usize = 10;

impl History {
    /// Adds one passage and returns its number. The text is not kept.
    pub fn add(&mut self, text: &str) -> usize {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let first = self.tokens.len();
        self.vocabulary.tokenise(text, &mut self.tokens, None);
        self.postings.resize_with(self.vocabulary.len(), Vec::new);
        for (at, token) in self.tokens.iter().enumerate().skip(first) {
            self.postings[token.kind() as usize].push(narrow(at));
        }
        self.starts.push(narrow(self.tokens.len()));
        self.starts.len() - 2
    }

    #[must_use]
    pub fn passages(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    #[must_use]
    pub fn words(&self) -> usize {
        self.tokens.len()
    }

    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Places of a word.
    #[must_use]
    pub fn places(&self, kind: Type) -> &[u32] {
        self.postings.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    #[must_use]
    pub fn passage(&self, number: usize) -> &[Token] {
        match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(&start), Some(&end)) => &self.tokens[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The words of the passages from `first` up to `end`.
    #[must_use]
    pub fn between(&self, first: usize, end: usize) -> &[Token] {
        match (self.starts.get(first), self.starts.get(end)) {
            (Some(&start), Some(&end)) => self.tokens.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The passage that holds a place.
    #[must_use]
    pub fn passage_of(&self, place: u32) -> usize {
        self.starts.partition_point(|start| *start <= place).saturating_sub(1)
    }

    /// All hits of a lexicon, as passage and hit. Only the postings of words on which rules hang are read.
    #[must_use]
    pub fn hits(&self, lexicon: &Lexicon) -> Vec<(u32, Hit)> {
        let mut matcher = Matcher::new(lexicon);
        matcher.grow(&self.vocabulary);
        self.hits_with(&matcher)
    }

    /// As [`History::hits`], with a matcher that has grown already.
    #[must_use]
    pub fn hits_with(&self, matcher: &Matcher<'_>) -> Vec<(u32, Hit)> {
        let (mut found, mut hits) = (Vec::new(), Vec::new());
        for kind in matcher.anchors() {
            // Finding the passage of a place costs more than a look at its neighbours.
            for &place in self
                .places(kind)
                .iter()
                .filter(|place| matcher.may_hold(&self.tokens, **place as usize))
            {
                let number = self.passage_of(place);
                let start = self.starts[number];
                hits.clear();
                matcher.find_at(self.passage(number), (place - start) as usize, &mut hits);
                found.extend(hits.iter().map(|hit| (narrow(number), *hit)));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What one rule would find, before it goes live.
    pub fn preview(
        &self,
        rule: &Rule,
        sets: &Sets,
        language: Language,
        danish: Danish<'_>,
    ) -> Result<Preview, RuleError> {
        let lexicon = Lexicon::build(std::slice::from_ref(rule), sets, language, danish).map_err(|(_, error)| error)?;
        let mut matcher = Matcher::new(&lexicon);
        matcher.grow(&self.vocabulary);
        let hits = self.hits_with(&matcher);
        let mut forms: Vec<(String, usize)> = matcher
            .carriers()
            .map(|kind| (self.vocabulary.word(kind).to_owned(), self.places(kind).len()))
            .filter(|(_, count)| *count > 0)
            .collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let step = (hits.len() / EXAMPLES).max(1);
        let examples = hits
            .iter()
            .step_by(step)
            .take(EXAMPLES)
            .map(|(passage, hit)| self.around(*passage as usize, *hit))
            .collect();
        let passages: std::collections::BTreeSet<u32> = hits.iter().map(|(passage, _)| *passage).collect();
        Ok(Preview {
            hits: hits.len(),
            passages: passages.len(),
            forms,
            examples,
        })
    }

    /// The word at a place, in brackets, with words around.
    #[must_use]
    pub fn context(&self, place: u32) -> String {
        let number = self.passage_of(place);
        let start = self.starts.get(number).copied().unwrap_or(0);
        let at = place.saturating_sub(start);
        self.around(
            number,
            Hit {
                rule: 0,
                start: at,
                end: at,
            },
        )
    }

    fn around(&self, number: usize, hit: Hit) -> String {
        let passage = self.passage(number);
        let (from, to) = (
            (hit.start as usize).saturating_sub(AROUND),
            (hit.end as usize + AROUND + 1).min(passage.len()),
        );
        let words: Vec<String> = (from..to)
            .map(|at| {
                let word = self.vocabulary.word(passage[at].kind());
                if at == hit.start as usize || at == hit.end as usize {
                    format!("[{word}]")
                } else {
                    word.to_owned()
                }
            })
            .collect();
        words.join(" ")
    }

    /// Compounds of the history that hold a word, as part at the start or at the end: offered, never counted unasked.
    #[must_use]
    pub fn compounds(&self, word: &str) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for kind in 0..self.vocabulary.len() {
            let candidate = self.vocabulary.word(narrow(kind));
            if candidate.len() > word.len() + 2
                && candidate.contains(word)
                && crate::compounds::split(candidate).is_some_and(|parts| {
                    parts.0 == word
                        || parts.1 == word
                        || Danish::BuiltIn.lemmas(&parts.1).iter().any(|lemma| lemma == word)
                })
            {
                found.insert(candidate.to_owned(), self.places(narrow(kind)).len());
            }
        }
        found
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_shows_its_forms_and_hits_before_it_counts() {
        let mut history = History::default();
        for text in ["Vi spurgte beboerne først.", "Beboeren spørger tit.", "Kaffen er kold."] {
            history.add(text);
        }
        let rule = Rule::parse("spørge NEAR/3 beboer", 2.0).unwrap();
        let preview = history
            .preview(&rule, &Sets::new(), Language::Danish, Danish::BuiltIn)
            .unwrap();
        assert_eq!((preview.hits, preview.passages), (2, 2));
        assert!(preview.forms.contains(&("spurgte".to_owned(), 1)));
        assert!(preview.examples[0].contains("[spurgte] [beboerne]"));
    }

    #[test]
    fn postings_and_a_full_pass_agree() {
        let rules: Vec<Rule> = [
            "uden at spørge",
            "beboer & kaffe",
            "(lærer|pædagog) .. selv",
            "nej UNLESS tak",
        ]
        .iter()
        .map(|text| Rule::parse(text, 1.0).unwrap())
        .collect();
        let lexicon = Lexicon::build(&rules, &Sets::new(), Language::Danish, Danish::BuiltIn).unwrap();
        let mut history = History::default();
        for n in 0..50 {
            history.add(if n % 3 == 0 {
                "Lærerne bestemte selv uden at spørge. Nej."
            } else {
                "Beboerne fik kaffe, nej tak, uden at spørge om mere."
            });
        }
        let mut matcher = Matcher::new(&lexicon);
        matcher.grow(history.vocabulary());
        let mut full = Vec::new();
        for number in 0..history.passages() {
            let mut hits = Vec::new();
            matcher.find(history.passage(number), &mut hits);
            full.extend(hits.into_iter().map(|hit| (narrow(number), hit)));
        }
        full.sort_unstable();
        full.dedup();
        assert_eq!(history.hits(&lexicon), full);
        assert!(full.len() >= 100);
    }
}
