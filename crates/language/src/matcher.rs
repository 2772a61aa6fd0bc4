//! Finds the rules of a lexicon in passages of numbered words.

use std::collections::HashMap;

use crate::lexicon::{Atom, Compiled, Group, Guard, Guarded, Lexicon, Plan, Step};
use crate::vocabulary::{Token, Type, Vocabulary};

/// A rule found in a passage: first and last word, counted from the start of the passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub rule: u32,
    pub start: u32,
    pub end: u32,
}

/// Words that carry the same atoms are one class.
struct Class {
    /// The atoms, where they are few; the rest is [`NO_ATOM`].
    few: [Atom; FEW],
    /// Where the bits of the atoms begin, where they are many; 0 where they are few.
    bits: u32,
    /// Range of the anchors.
    anchors: (u32, u32),
}

const FEW: usize = 8;
const NO_ATOM: Atom = Atom::MAX;

/// A lexicon laid over a vocabulary: which word carries which terms, and which rules hang on it.
/// Grows with the vocabulary; a new lexicon needs a new one.
pub struct Matcher<'a> {
    lexicon: &'a Lexicon,
    /// Per type, its class; 0 for the words that no rule knows, which are most.
    kinds: Vec<u32>,
    classes: Vec<Class>,
    numbers: HashMap<Vec<Atom>, u32>,
    bits: Vec<u64>,
    /// Per class, the atoms among its own on which rules hang.
    anchors: Vec<Atom>,
}

impl<'a> Matcher<'a> {
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Self {
        let nothing = Class {
            few: [NO_ATOM; FEW],
            bits: 0,
            anchors: (0, 0),
        };
        Self {
            lexicon,
            kinds: Vec::new(),
            classes: vec![nothing],
            numbers: HashMap::from([(Vec::new(), 0)]),
            bits: vec![0],
            anchors: Vec::new(),
        }
    }

    /// Takes in the words that the vocabulary has gained since the last call.
    pub fn grow(&mut self, vocabulary: &Vocabulary) {
        let mut atoms = Vec::new();
        for kind in self.kinds.len()..vocabulary.len() {
            atoms.clear();
            self.lexicon.atoms(vocabulary.word(narrow(kind)), &mut atoms);
            let number = if atoms.is_empty() { 0 } else { self.class(&atoms) };
            self.kinds.push(number);
        }
    }

    fn class(&mut self, atoms: &[Atom]) -> u32 {
        if let Some(&number) = self.numbers.get(atoms) {
            return number;
        }
        let mut class = Class {
            few: [NO_ATOM; FEW],
            bits: 0,
            anchors: (narrow(self.anchors.len()), 0),
        };
        if atoms.len() <= FEW {
            class.few[..atoms.len()].copy_from_slice(atoms);
        } else {
            class.bits = narrow(self.bits.len());
            let first = self.bits.len();
            self.bits.resize(first + self.lexicon.size().div_ceil(64), 0);
            for atom in atoms {
                self.bits[first + usize::from(atom / 64)] |= 1 << (atom % 64);
            }
        }
        let hangs = |atom: &&Atom| {
            let hung = self.lexicon.hung[usize::from(**atom)];
            hung.before < hung.end
        };
        self.anchors.extend(atoms.iter().filter(hangs));
        class.anchors.1 = narrow(self.anchors.len());
        let number = narrow(self.classes.len());
        self.classes.push(class);
        self.numbers.insert(atoms.to_vec(), number);
        number
    }

    /// Types on which at least one rule hangs: the only words whose postings a re-count has to read.
    pub fn anchors(&self) -> impl Iterator<Item = Type> + '_ {
        let hangs = |number: u32| {
            let (first, end) = self.classes[number as usize].anchors;
            first < end
        };
        self.kinds
            .iter()
            .enumerate()
            .filter(move |(_, number)| hangs(**number))
            .map(|(kind, _)| narrow(kind))
    }

    /// Types that carry any term of the lexicon.
    pub fn carriers(&self) -> impl Iterator<Item = Type> + '_ {
        self.kinds
            .iter()
            .enumerate()
            .filter(|(_, number)| **number != 0)
            .map(|(kind, _)| narrow(kind))
    }

    #[inline]
    fn class_of(&self, token: Token) -> &Class {
        let number = self.kinds.get(token.kind() as usize).copied().unwrap_or(0);
        &self.classes[number as usize]
    }

    #[inline]
    fn carries(&self, token: Token, atom: Atom) -> bool {
        self.holds(self.class_of(token), atom)
    }

    #[inline]
    fn holds(&self, class: &Class, atom: Atom) -> bool {
        if class.bits == 0 {
            class.few.contains(&atom)
        } else {
            self.bits[class.bits as usize + usize::from(atom / 64)] >> (atom % 64) & 1 == 1
        }
    }

    /// Appends the hits in one passage to `hits`, in order of place.
    pub fn find(&self, passage: &[Token], hits: &mut Vec<Hit>) {
        for (at, token) in passage.iter().enumerate() {
            let anchors = self.class_of(*token).anchors;
            if anchors.0 < anchors.1 {
                self.find_hung(passage, at, anchors, hits);
            }
        }
    }

    /// Appends the hits that are hung on the word at `at`.
    pub fn find_at(&self, passage: &[Token], at: usize, hits: &mut Vec<Hit>) {
        if let Some(token) = passage.get(at) {
            self.find_hung(passage, at, self.class_of(*token).anchors, hits);
        }
    }

    /// Whether any rule that hangs on the word at `at` finds its second word beside it. `tokens` may run on past the passage, so a
    /// yes is no hit yet; a no is final.
    #[must_use]
    pub fn may_hold(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        let (first, end) = self.class_of(*token).anchors;
        self.anchors[first as usize..end as usize].iter().any(|atom| {
            let hung = self.lexicon.hung[usize::from(*atom)];
            self.lexicon.groups[hung.before as usize..hung.end as usize]
                .iter()
                .any(|group| group.guard.is_none_or(|guard| self.guarded(tokens, at, guard)))
        })
    }

    fn find_hung(&self, passage: &[Token], at: usize, (first, end): (u32, u32), hits: &mut Vec<Hit>) {
        for atom in &self.anchors[first as usize..end as usize] {
            let hung = self.lexicon.hung[usize::from(*atom)];
            if let Some(before) = at.checked_sub(1) {
                self.find_beside(passage, at, before, (hung.before, hung.after), hits);
            }
            if at + 1 < passage.len() {
                self.find_beside(passage, at, at + 1, (hung.after, hung.around), hits);
            }
            for group in &self.lexicon.groups[hung.around as usize..hung.end as usize] {
                if group.guard.is_none_or(|guard| self.guarded(passage, at, guard)) {
                    self.try_group(passage, at, *group, hits);
                }
            }
        }
    }

    /// Tries the groups that need the word at `beside`, which is looked up once for all of them.
    #[inline]
    fn find_beside(&self, passage: &[Token], at: usize, beside: usize, (first, end): (u32, u32), hits: &mut Vec<Hit>) {
        let number = self.kinds.get(passage[beside].kind() as usize).copied().unwrap_or(0);
        if first == end || number == 0 {
            return;
        }
        let class = &self.classes[number as usize];
        for group in &self.lexicon.groups[first as usize..end as usize] {
            if group.guard.is_some_and(|guard| self.holds(class, guard.atom)) {
                self.try_group(passage, at, *group, hits);
            }
        }
    }

    fn try_group(&self, passage: &[Token], at: usize, group: Group, hits: &mut Vec<Hit>) {
        for &way in &self.lexicon.order[group.first as usize..group.end as usize] {
            self.try_way(passage, at, way, hits);
        }
    }

    #[inline]
    fn guarded(&self, passage: &[Token], at: usize, guard: Guard) -> bool {
        let from = at.saturating_add_signed(isize::from(guard.from));
        let end = at.saturating_add_signed(isize::from(guard.to) + 1).min(passage.len());
        from < end && passage[from..end].iter().any(|token| self.carries(*token, guard.atom))
    }

    fn try_way(&self, passage: &[Token], at: usize, way: u32, hits: &mut Vec<Hit>) {
        let Compiled { rule, plan, unless } = &self.lexicon.ways[way as usize];
        if let Some((first, last)) = self.hold(passage, at, plan)
            && unless.as_ref().is_none_or(|plan| !self.anywhere(passage, plan))
        {
            let hit = Hit {
                rule: *rule,
                start: narrow(first),
                end: narrow(last),
            };
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
                let outside = |place: &usize| *place < first || *place > last;
                let fits = |place: &usize| self.carries(passage[*place], other.atom);
                (from..=to).filter(outside).filter(fits).find_map(|place| {
                    let (a, b) = self.hold(passage, place, &other.plan)?;
                    let apart = if a > last {
                        a - last - 1
                    } else {
                        first.checked_sub(b + 1)?
                    };
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

    fn anywhere(&self, passage: &[Token], Guarded { atom, plan }: &Guarded) -> bool {
        (0..passage.len()).any(|at| self.carries(passage[at], *atom) && self.hold(passage, at, plan).is_some())
    }

    /// Matches the steps after `at`; returns the last word. The nearest word that fits is taken, with a second try when
    /// what follows fails.
    fn forward(&self, passage: &[Token], at: usize, steps: &[Step]) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(at);
        };
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
            ["lærer", "sygeplejerske", "*pædagog"]
                .iter()
                .map(|word| parse_term(word).unwrap())
                .collect(),
        );
        let lexicon = Lexicon::build(
            &[Rule::parse(rule, 1.0).unwrap()],
            &sets,
            Language::Danish,
            Danish::BuiltIn,
        )
        .unwrap();
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
