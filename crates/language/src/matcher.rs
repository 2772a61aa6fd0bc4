//! Finds the rules of a lexicon in passages of numbered words.

use crate::lexicon::{Atom, Compiled, Lexicon, Plan, Step};
use crate::vocabulary::{Token, Type, Vocabulary};

/// A rule found in a passage: first and last word, counted from the start of the passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub rule: u32,
    pub start: u32,
    pub end: u32,
}

/// A lexicon laid over a vocabulary: which word carries which terms, and which rules hang on it.
/// Grows with the vocabulary; a new lexicon needs a new one.
pub struct Matcher<'a> {
    lexicon: &'a Lexicon,
    /// Per type, where its atoms and its rules lie in the lists below.
    atom_ranges: Vec<(u32, u32)>,
    rule_ranges: Vec<(u32, u32)>,
    atoms: Vec<Atom>,
    rules: Vec<u32>,
}

impl<'a> Matcher<'a> {
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon, atom_ranges: Vec::new(), rule_ranges: Vec::new(), atoms: Vec::new(), rules: Vec::new() }
    }

    /// Takes in the words that the vocabulary has gained since the last call.
    pub fn grow(&mut self, vocabulary: &Vocabulary) {
        for kind in self.atom_ranges.len()..vocabulary.len() {
            let found = self.lexicon.atoms(vocabulary.word(u32::try_from(kind).unwrap_or(u32::MAX)));
            let (first_atom, first_rule) = (self.atoms.len(), self.rules.len());
            for atom in &found {
                self.rules.extend(&self.lexicon.hung[usize::from(*atom)]);
            }
            self.rules[first_rule..].sort_unstable();
            self.atoms.extend(found);
            self.atom_ranges.push((narrow(first_atom), narrow(self.atoms.len())));
            self.rule_ranges.push((narrow(first_rule), narrow(self.rules.len())));
        }
    }

    /// Types on which at least one rule hangs: the only words whose postings a re-count has to read.
    pub fn anchors(&self) -> impl Iterator<Item = Type> + '_ {
        self.rule_ranges.iter().enumerate().filter(|(_, (start, end))| start < end).map(|(kind, _)| narrow(kind))
    }

    /// Types that carry any term of the lexicon.
    pub fn carriers(&self) -> impl Iterator<Item = Type> + '_ {
        self.atom_ranges.iter().enumerate().filter(|(_, (start, end))| start < end).map(|(kind, _)| narrow(kind))
    }

    fn carries(&self, token: Token, atom: Atom) -> bool {
        let Some(&(start, end)) = self.atom_ranges.get(token.kind() as usize) else { return false };
        let atoms = &self.atoms[start as usize..end as usize];
        // Common words carry hundreds of terms, most words none or a few.
        if atoms.len() <= 8 { atoms.contains(&atom) } else { atoms.binary_search(&atom).is_ok() }
    }

    /// Appends the hits in one passage to `hits`, in order of place.
    pub fn find(&self, passage: &[Token], hits: &mut Vec<Hit>) {
        for (at, token) in passage.iter().enumerate() {
            let Some(&(start, end)) = self.rule_ranges.get(token.kind() as usize) else { continue };
            for &rule in &self.rules[start as usize..end as usize] {
                self.try_rule(passage, at, rule, hits);
            }
        }
    }

    /// Appends the hits that are hung on the word at `at`.
    pub fn find_at(&self, passage: &[Token], at: usize, hits: &mut Vec<Hit>) {
        let Some(&(start, end)) = passage.get(at).and_then(|token| self.rule_ranges.get(token.kind() as usize)) else {
            return;
        };
        for &rule in &self.rules[start as usize..end as usize] {
            self.try_rule(passage, at, rule, hits);
        }
    }

    fn try_rule(&self, passage: &[Token], at: usize, way: u32, hits: &mut Vec<Hit>) {
        let Compiled { rule, plan, unless } = &self.lexicon.ways[way as usize];
        if let Some((first, last)) = self.hold(passage, at, plan)
            && unless.as_ref().is_none_or(|plan| !self.anywhere(passage, plan))
        {
            let hit = Hit { rule: *rule, start: narrow(first), end: narrow(last) };
            // Two ways of one rule may meet the same words.
            if !hits
                .iter()
                .rev()
                .take(8)
                .any(|known| known.rule == hit.rule && known.start <= hit.end && hit.start <= known.end)
            {
                hits.push(hit);
            }
        }
    }

    /// Whether the plan holds with its anchor word at `at`; the words it spans.
    fn hold(&self, passage: &[Token], at: usize, plan: &Plan) -> Option<(usize, usize)> {
        match plan {
            Plan::Phrase { steps, anchor } => {
                if !self.carries(passage[at], steps[*anchor].atom) {
                    return None;
                }
                let first = self.backward(passage, at, &steps[..=*anchor])?;
                let last = self.forward(passage, at, &steps[anchor + 1..])?;
                Some((first, last))
            }
            Plan::OneOf(plans) => plans.iter().find_map(|plan| self.hold(passage, at, plan)),
            Plan::Near { anchor, other, within } => {
                let (first, last) = self.hold(passage, at, anchor)?;
                let from = first.saturating_sub(within + 1);
                let to = (last + within + 1).min(passage.len() - 1);
                (from..=to).filter(|place| *place < first || *place > last).find_map(|place| {
                    let (a, b) = self.hold(passage, place, other)?;
                    let apart = if a > last { a - last - 1 } else { first.checked_sub(b + 1)? };
                    (apart <= *within).then(|| (first.min(a), last.max(b)))
                })
            }
            Plan::Both { anchor, other } => {
                let span = self.hold(passage, at, anchor)?;
                self.anywhere(passage, other).then_some(span)
            }
            Plan::Distinct { count, atom } => {
                // Counted once, at the first word of the set.
                if !self.carries(passage[at], *atom) || passage[..at].iter().any(|token| self.carries(*token, *atom)) {
                    return None;
                }
                let mut seen: Vec<Type> = Vec::with_capacity(*count);
                for (place, token) in passage.iter().enumerate().skip(at) {
                    if self.carries(*token, *atom) && !seen.contains(&token.kind()) {
                        seen.push(token.kind());
                        if seen.len() == *count {
                            return Some((at, place));
                        }
                    }
                }
                None
            }
        }
    }

    fn anywhere(&self, passage: &[Token], plan: &Plan) -> bool {
        (0..passage.len()).any(|at| self.hold(passage, at, plan).is_some())
    }

    /// Matches the steps after `at`; returns the last word. The nearest word that fits is taken, with a second try when
    /// what follows fails.
    fn forward(&self, passage: &[Token], at: usize, steps: &[Step]) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else { return Some(at) };
        (at + 1..=at + 1 + usize::from(step.gap))
            .take_while(|place| *place < passage.len())
            .filter(|place| self.carries(passage[*place], step.atom))
            .find_map(|place| self.forward(passage, place, rest))
    }

    /// `steps` ends with the step that holds at `at`; matches the ones before it; returns the first word.
    fn backward(&self, passage: &[Token], at: usize, steps: &[Step]) -> Option<usize> {
        let (step, before) = steps.split_last()?;
        let Some(previous) = before.last() else { return Some(at) };
        let furthest = at.saturating_sub(1 + usize::from(step.gap));
        (furthest..at)
            .rev()
            .filter(|place| self.carries(passage[*place], previous.atom))
            .find_map(|place| self.backward(passage, place, before))
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Sets;
    use crate::morphology::{Danish, Language};
    use crate::rules::{Rule, parse_term};

    fn count(rule: &str, text: &str) -> usize {
        let mut sets = Sets::new();
        sets.insert(
            "FAG".into(),
            ["lærer", "sygeplejerske", "*pædagog"].iter().map(|word| parse_term(word).unwrap()).collect(),
        );
        let lexicon =
            Lexicon::build(&[Rule::parse(rule, 1.0).unwrap()], &sets, Language::Danish, Danish::BuiltIn).unwrap();
        let (mut vocabulary, mut tokens, mut hits) = (Vocabulary::default(), Vec::new(), Vec::new());
        vocabulary.tokenise(text, &mut tokens, None);
        let mut matcher = Matcher::new(&lexicon);
        matcher.grow(&vocabulary);
        matcher.find(&tokens, &mut hits);
        hits.len()
    }

    #[test]
    fn each_operator_finds_what_it_says() {
        let text = "Vi spurgte beboerne, hvad de ville, og lærerne sagde pænt nej uden at spørge sygeplejersken eller specialpædagogerne.";
        for (rule, expected) in [
            ("spørge", 2),
            ("=spørge", 1),
            ("spørge beboer", 1),
            ("spørge lærer", 0),
            ("sige .. nej", 1),
            ("sige nej", 0),
            ("uden at spørge", 1),
            ("beboer NEAR/8 lærer", 1),
            ("beboer NEAR/3 lærer", 0),
            ("*pædagog", 1),
            ("special*", 1),
            ("3 OF @FAG", 1),
            ("nej & beboer", 1),
            ("nej UNLESS beboer", 0),
            ("nej UNLESS borger", 1),
            ("(ja|nej)", 1),
            ("lærer NEAR/9 @FAG", 1),
            ("ville og lærer ..2 nej", 1),
            ("(lærer sige|borger) .. nej", 1),
            ("(sagde ja|sagde pænt nej) NEAR/2 uden", 1),
        ] {
            assert_eq!(count(rule, text), expected, "{rule}");
        }
    }

    #[test]
    fn an_unknown_set_is_an_error() {
        let rule = Rule::parse("@INGEN", 1.0).unwrap();
        assert!(Lexicon::build(&[rule], &Sets::new(), Language::Danish, Danish::BuiltIn).is_err());
    }
}
