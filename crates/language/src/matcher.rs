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

/// Words that carry the same atoms are one class. All of it lies in one line of the cache.
#[repr(align(64))]
struct Class {
    /// A bit for each atom, by [`mark`].
    marks: u128,
    /// The atoms, where they are few; the rest is [`NO_ATOM`].
    few: [Atom; FEW],
    /// Where the bits of the atoms begin, where they are many; 0 where they are few.
    bits: u32,
    /// Range of the anchors.
    anchors: (u32, u32),
    /// Rules that need no other word, and groups that need one which is not a neighbour, as ranges.
    alone: (u32, u32),
    around: (u32, u32),
    /// How far, in words, any of these groups looks.
    reach: u8,
    /// Whether groups hang on it that need the word before, and the word after.
    before: bool,
    after: bool,
}

/// Ways that a pair of neighbours makes worth a try.
#[derive(Clone, Copy)]
struct Beside {
    way: u32,
    /// The word on which it hangs is the second of the two.
    second: bool,
    /// Nothing more has to be looked at: the two words are all of it.
    certain: bool,
}

/// A word of the passage at hand: its class, and the ways that it and the word before it make worth a try.
struct Met {
    class: u32,
    first: u32,
    end: u32,
}

/// A passage, and the marks of its words where they are at hand: most words are told apart by them.
#[derive(Clone, Copy)]
struct View<'p> {
    words: &'p [Token],
    marks: &'p [u128],
}

/// Pairs of classes that are remembered; running text repeats few of them most of the time.
const PAIRS: usize = 1 << 16;
/// Remembered ways from which all is forgotten, so that no text makes the memory grow.
const MOST_BESIDE: usize = 1 << 20;

fn mark(atom: Atom) -> u128 {
    1 << (atom.wrapping_mul(0x9E37) >> 9)
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
    alone: Vec<u32>,
    around: Vec<Group>,
    /// Of each remembered pair of classes: the pair, whether it makes anything worth a try, and the range of its ways. Most pairs make
    /// nothing worth a try, and for those the first two, which stay near, say so.
    pairs: Vec<u32>,
    worth: Vec<u64>,
    ranges: Vec<(u32, u32)>,
    beside: Vec<Beside>,
    /// The passage at hand.
    passage: Vec<Met>,
    marks: Vec<u128>,
}

impl<'a> Matcher<'a> {
    #[must_use]
    pub fn new(lexicon: &'a Lexicon) -> Self {
        let nothing = Class {
            few: [NO_ATOM; FEW],
            bits: 0,
            anchors: (0, 0),
            alone: (0, 0),
            around: (0, 0),
            reach: 0,
            before: false,
            after: false,
            marks: 0,
        };
        Self {
            lexicon,
            kinds: Vec::new(),
            classes: vec![nothing],
            numbers: HashMap::from([(Vec::new(), 0)]),
            bits: vec![0],
            anchors: Vec::new(),
            alone: Vec::new(),
            around: Vec::new(),
            pairs: vec![0; PAIRS],
            worth: vec![0; PAIRS / 64],
            ranges: vec![(0, 0); PAIRS],
            beside: Vec::new(),
            passage: Vec::new(),
            marks: Vec::new(),
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
            alone: (narrow(self.alone.len()), 0),
            around: (narrow(self.around.len()), 0),
            reach: 0,
            before: false,
            after: false,
            marks: atoms.iter().fold(0, |marks, atom| marks | mark(*atom)),
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
        for atom in &self.anchors[class.anchors.0 as usize..] {
            let hung = self.lexicon.hung[usize::from(*atom)];
            class.before |= hung.before < hung.after;
            class.after |= hung.after < hung.around;
            for group in &self.lexicon.groups[hung.around as usize..hung.end as usize] {
                if let Some(guard) = group.guard {
                    let reach = guard.from.unsigned_abs().max(guard.to.unsigned_abs());
                    class.reach = class.reach.max(reach);
                    self.around.push(*group);
                    continue;
                }
                for at in group.first..group.end {
                    let way = &self.lexicon.ways[self.lexicon.order[at as usize] as usize];
                    if way.words() == Some(1) {
                        self.alone.push(way.rule);
                    } else {
                        self.around.push(Group {
                            guard: None,
                            first: at,
                            end: at + 1,
                        });
                    }
                }
            }
        }
        (class.alone.1, class.around.1) = (narrow(self.alone.len()), narrow(self.around.len()));
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
    fn carries(&self, view: View<'_>, at: usize, atom: Atom) -> bool {
        view.marks.get(at).is_none_or(|marks| marks & mark(atom) != 0)
            && self.holds(self.class_of(view.words[at]), atom)
    }

    #[inline]
    fn holds(&self, class: &Class, atom: Atom) -> bool {
        if class.bits == 0 {
            class.few.contains(&atom)
        } else {
            self.bits[class.bits as usize + usize::from(atom / 64)] >> (atom % 64) & 1 == 1
        }
    }

    /// Appends the hits in one passage to `hits`, in order of place. What two neighbours make worth a try is remembered from one
    /// passage to the next.
    pub fn find(&mut self, passage: &[Token], hits: &mut Vec<Hit>) {
        if self.beside.len() > MOST_BESIDE {
            self.beside.clear();
            self.pairs.fill(0);
        }
        self.passage.clear();
        self.marks.clear();
        let mut before = 0;
        for token in passage {
            let number = self.kinds.get(token.kind() as usize).copied().unwrap_or(0);
            let class = &self.classes[number as usize];
            self.marks.push(class.marks);
            let mut met = Met {
                class: number,
                first: 0,
                end: 0,
            };
            if before != 0 && (class.before || self.classes[before as usize].after) {
                (met.first, met.end) = self.pair(before, number);
            }
            self.passage.push(met);
            before = number;
        }
        let view = View {
            words: passage,
            marks: &self.marks,
        };
        for (at, met) in self.passage.iter().enumerate() {
            if met.class == 0 {
                continue;
            }
            for beside in &self.beside[met.first as usize..met.end as usize] {
                if beside.certain {
                    push(self.lexicon.ways[beside.way as usize].rule, at - 1, at, hits);
                } else {
                    self.try_way(view, at - usize::from(!beside.second), beside.way, hits);
                }
            }
            let class = &self.classes[met.class as usize];
            for rule in &self.alone[class.alone.0 as usize..class.alone.1 as usize] {
                push(*rule, at, at, hits);
            }
            if class.around.0 < class.around.1 {
                let reach = usize::from(class.reach);
                let window = &self.marks[at.saturating_sub(reach)..(at + reach + 1).min(passage.len())];
                let near = window.iter().fold(0, |near, marks| near | marks);
                for group in &self.around[class.around.0 as usize..class.around.1 as usize] {
                    let may = |guard: Guard| near & mark(guard.atom) != 0 && self.guarded(view, at, guard);
                    if group.guard.is_none_or(may) {
                        self.try_group(view, at, *group, hits);
                    }
                }
            }
        }
    }

    /// The ways that two neighbours make worth a try.
    #[inline]
    fn pair(&mut self, left: u32, right: u32) -> (u32, u32) {
        // More classes than fit a key are more than any lexicon has: at most one for each of its words.
        let classes = (left << 16) ^ right;
        let place = (classes.wrapping_mul(0x9E37_79B1) >> (32 - PAIRS.trailing_zeros())) as usize;
        if self.pairs[place] == classes && left.max(right) <= 0xFFFF {
            if self.worth[place / 64] >> (place % 64) & 1 == 0 {
                return (0, 0);
            }
            return self.ranges[place];
        }
        self.learn_pair(left, right, classes, place)
    }

    #[cold]
    fn learn_pair(&mut self, left: u32, right: u32, classes: u32, place: usize) -> (u32, u32) {
        let first = narrow(self.beside.len());
        for (second, hung, other) in [(false, left, right), (true, right, left)] {
            let (hung, other) = (&self.classes[hung as usize], &self.classes[other as usize]);
            for atom in &self.anchors[hung.anchors.0 as usize..hung.anchors.1 as usize] {
                let hung = self.lexicon.hung[usize::from(*atom)];
                let (from, to) = if second {
                    (hung.before, hung.after)
                } else {
                    (hung.after, hung.around)
                };
                for group in &self.lexicon.groups[from as usize..to as usize] {
                    if group.guard.is_some_and(|guard| self.holds(other, guard.atom)) {
                        for &way in &self.lexicon.order[group.first as usize..group.end as usize] {
                            let certain = self.lexicon.ways[way as usize].words() == Some(2);
                            self.beside.push(Beside { way, second, certain });
                        }
                    }
                }
            }
        }
        let range = (first, narrow(self.beside.len()));
        self.pairs[place] = classes;
        self.worth[place / 64] &= !(1 << (place % 64));
        self.worth[place / 64] |= u64::from(range.0 < range.1) << (place % 64);
        self.ranges[place] = range;
        range
    }

    /// Appends the hits that are hung on the word at `at`.
    pub fn find_at(&self, passage: &[Token], at: usize, hits: &mut Vec<Hit>) {
        if let Some(token) = passage.get(at) {
            let view = View {
                words: passage,
                marks: &[],
            };
            self.find_hung(view, at, self.class_of(*token).anchors, hits);
        }
    }

    /// Whether any rule that hangs on the word at `at` finds its second word beside it. `tokens` may run on past the passage, so a
    /// yes is no hit yet; a no is final.
    #[must_use]
    pub fn may_hold(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        let (first, end) = self.class_of(*token).anchors;
        let view = View {
            words: tokens,
            marks: &[],
        };
        self.anchors[first as usize..end as usize].iter().any(|atom| {
            let hung = self.lexicon.hung[usize::from(*atom)];
            self.lexicon.groups[hung.before as usize..hung.end as usize]
                .iter()
                .any(|group| group.guard.is_none_or(|guard| self.guarded(view, at, guard)))
        })
    }

    fn find_hung(&self, view: View<'_>, at: usize, (first, end): (u32, u32), hits: &mut Vec<Hit>) {
        for atom in &self.anchors[first as usize..end as usize] {
            let hung = self.lexicon.hung[usize::from(*atom)];
            if let Some(before) = at.checked_sub(1) {
                self.find_beside(view, at, before, (hung.before, hung.after), hits);
            }
            if at + 1 < view.words.len() {
                self.find_beside(view, at, at + 1, (hung.after, hung.around), hits);
            }
            for group in &self.lexicon.groups[hung.around as usize..hung.end as usize] {
                if group.guard.is_none_or(|guard| self.guarded(view, at, guard)) {
                    self.try_group(view, at, *group, hits);
                }
            }
        }
    }

    /// Tries the groups that need the word at `beside`, which is looked up once for all of them.
    #[inline]
    fn find_beside(&self, view: View<'_>, at: usize, beside: usize, (first, end): (u32, u32), hits: &mut Vec<Hit>) {
        let number = self.kinds.get(view.words[beside].kind() as usize).copied().unwrap_or(0);
        if first == end || number == 0 {
            return;
        }
        let class = &self.classes[number as usize];
        for group in &self.lexicon.groups[first as usize..end as usize] {
            if group.guard.is_some_and(|guard| self.holds(class, guard.atom)) {
                self.try_group(view, at, *group, hits);
            }
        }
    }

    fn try_group(&self, view: View<'_>, at: usize, group: Group, hits: &mut Vec<Hit>) {
        for &way in &self.lexicon.order[group.first as usize..group.end as usize] {
            self.try_way(view, at, way, hits);
        }
    }

    #[inline]
    fn guarded(&self, view: View<'_>, at: usize, guard: Guard) -> bool {
        let from = at.saturating_add_signed(isize::from(guard.from));
        let end = at
            .saturating_add_signed(isize::from(guard.to) + 1)
            .min(view.words.len());
        from < end && (from..end).any(|at| self.carries(view, at, guard.atom))
    }

    fn try_way(&self, view: View<'_>, at: usize, way: u32, hits: &mut Vec<Hit>) {
        let Compiled { rule, plan, unless } = &self.lexicon.ways[way as usize];
        if let Some((first, last)) = self.hold(view, at, plan)
            && unless.as_ref().is_none_or(|plan| !self.anywhere(view, plan))
        {
            push(*rule, first, last, hits);
        }
    }

    /// Whether the plan holds with its anchor word at `at`; the words it spans.
    fn hold(&self, view: View<'_>, at: usize, plan: &Plan) -> Option<(usize, usize)> {
        match plan {
            Plan::Phrase { steps, anchor } => {
                if !self.carries(view, at, steps[*anchor].atom) {
                    return None;
                }
                let first = self.backward(view, at, &steps[..=*anchor])?;
                let last = self.forward(view, at, &steps[anchor + 1..])?;
                Some((first, last))
            }
            Plan::OneOf(plans) => plans.iter().find_map(|plan| self.hold(view, at, plan)),
            Plan::Near { anchor, other, within } => {
                let (first, last) = self.hold(view, at, anchor)?;
                let from = first.saturating_sub(within + 1);
                let to = (last + within + 1).min(view.words.len() - 1);
                let outside = |place: &usize| *place < first || *place > last;
                let fits = |place: &usize| self.carries(view, *place, other.atom);
                (from..=to).filter(outside).filter(fits).find_map(|place| {
                    let (a, b) = self.hold(view, place, &other.plan)?;
                    let apart = if a > last {
                        a - last - 1
                    } else {
                        first.checked_sub(b + 1)?
                    };
                    (apart <= *within).then(|| (first.min(a), last.max(b)))
                })
            }
            Plan::Both { anchor, other } => {
                let span = self.hold(view, at, anchor)?;
                self.anywhere(view, other).then_some(span)
            }
            Plan::Distinct { count, atom } => {
                // Counted once, at the first word of the set.
                if !self.carries(view, at, *atom) || (0..at).any(|at| self.carries(view, at, *atom)) {
                    return None;
                }
                let mut seen: Vec<Type> = Vec::with_capacity(*count);
                for (place, token) in view.words.iter().enumerate().skip(at) {
                    if self.carries(view, place, *atom) && !seen.contains(&token.kind()) {
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

    fn anywhere(&self, view: View<'_>, Guarded { atom, plan }: &Guarded) -> bool {
        (0..view.words.len()).any(|at| self.carries(view, at, *atom) && self.hold(view, at, plan).is_some())
    }

    /// Matches the steps after `at`; returns the last word. The nearest word that fits is taken, with a second try when
    /// what follows fails.
    fn forward(&self, view: View<'_>, at: usize, steps: &[Step]) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(at);
        };
        (at + 1..=at + 1 + usize::from(step.gap))
            .take_while(|place| *place < view.words.len())
            .filter(|place| self.carries(view, *place, step.atom))
            .find_map(|place| self.forward(view, place, rest))
    }

    /// `steps` ends with the step that holds at `at`; matches the ones before it; returns the first word.
    fn backward(&self, view: View<'_>, at: usize, steps: &[Step]) -> Option<usize> {
        let (step, before) = steps.split_last()?;
        let Some(previous) = before.last() else { return Some(at) };
        let furthest = at.saturating_sub(1 + usize::from(step.gap));
        (furthest..at)
            .rev()
            .filter(|place| self.carries(view, *place, previous.atom))
            .find_map(|place| self.backward(view, place, before))
    }
}

fn push(rule: u32, first: usize, last: usize, hits: &mut Vec<Hit>) {
    let (start, end) = (narrow(first), narrow(last));
    // Two ways of one rule may meet the same words.
    let met = |known: &Hit| known.rule == rule && known.start <= end && start <= known.end;
    if !hits.iter().rev().take(8).any(met) {
        hits.push(Hit { rule, start, end });
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
    fn what_is_remembered_changes_nothing() {
        let library = crate::library::Library::shipped(Language::Danish);
        let rules: Vec<Rule> = library
            .families
            .iter()
            .flat_map(|family| family.rules.clone())
            .collect();
        let lexicon = Lexicon::build(&rules, &library.sets, Language::Danish, Danish::BuiltIn).unwrap();
        let (mut vocabulary, mut matcher, mut met) = (Vocabulary::default(), Matcher::new(&lexicon), 0);
        // Twice: the second time every pair is known.
        let examples = include_str!("../data/families/examples.da.txt");
        for line in examples.lines().chain(examples.lines()) {
            let (mut tokens, mut found, mut plain) = (Vec::new(), Vec::new(), Vec::new());
            vocabulary.tokenise(line, &mut tokens, None);
            matcher.grow(&vocabulary);
            matcher.find(&tokens, &mut found);
            (0..tokens.len()).for_each(|at| matcher.find_at(&tokens, at, &mut plain));
            let rules = |hits: &[Hit]| {
                let mut rules: Vec<u32> = hits.iter().map(|hit| hit.rule).collect();
                rules.sort_unstable();
                rules.dedup();
                rules
            };
            assert_eq!(rules(&found), rules(&plain), "{line}");
            met += found.len();
        }
        assert!(met > 1_000);
    }

    #[test]
    fn an_unknown_set_is_an_error() {
        let rule = Rule::parse("@INGEN", 1.0).unwrap();
        assert!(Lexicon::build(&[rule], &Sets::new(), Language::Danish, Danish::BuiltIn).is_err());
    }
}
