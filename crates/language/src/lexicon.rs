//! A set of rules put together for matching: every term becomes a number, every rule is hung on its rarest word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use fullforms::Class;

use crate::morphology::{Danish, Language, english_forms};
use crate::rules::{Expr, Rule, RuleError, Term};

/// Number of a term that running words are tested for.
pub type Atom = u16;

/// A compiled step: the word must carry `atom`, with at most `gap` words before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub atom: Atom,
    pub gap: u8,
}

#[derive(Clone, Debug)]
pub(crate) enum Plan {
    /// `anchor` is the index of the step at which the search begins.
    Phrase {
        steps: Vec<Step>,
        anchor: usize,
    },
    OneOf(Vec<Plan>),
    Near {
        anchor: Box<Plan>,
        other: Guarded,
        within: usize,
    },
    Both {
        anchor: Box<Plan>,
        other: Guarded,
    },
    Distinct {
        count: usize,
        atom: Atom,
    },
}

/// A plan with the atom that every word it can be hung on carries: the words without it are passed over.
#[derive(Clone, Debug)]
pub(crate) struct Guarded {
    pub atom: Atom,
    pub plan: Box<Plan>,
}

/// One way to meet a rule.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub rule: u32,
    pub plan: Plan,
    pub unless: Option<Guarded>,
}

impl Compiled {
    /// How many words stand in a row to meet this way; none where it asks for more than that.
    pub(crate) fn words(&self) -> Option<usize> {
        match &self.plan {
            Plan::Phrase { steps, .. } if self.unless.is_none() && steps.iter().all(|step| step.gap == 0) => {
                Some(steps.len())
            }
            _ => None,
        }
    }
}

/// A second word that a way needs: it carries `atom` and stands between `from` and `to` words from the first one.
/// Most tries end here, after one look at a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Guard {
    pub atom: Atom,
    pub from: i8,
    pub to: i8,
}

/// Ways that hang on the same atom and need the same second word, as a range of `Lexicon::order`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group {
    pub guard: Option<Guard>,
    pub first: u32,
    pub end: u32,
}

/// Ranges of `Lexicon::groups` that hang on an atom: from `before` to `after` those that need the word before it, to
/// `around` those that need the word after it, to `end` the others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hung {
    pub before: u32,
    pub after: u32,
    pub around: u32,
    pub end: u32,
}

/// Rules ready for matching in one language. Rule numbers are positions in the list they were built from.
pub struct Lexicon {
    pub(crate) ways: Vec<Compiled>,
    /// Per atom, what hangs on it.
    pub(crate) hung: Vec<Hung>,
    pub(crate) groups: Vec<Group>,
    /// Positions in `ways`, group by group.
    pub(crate) order: Vec<u32>,
    index: FormIndex,
    /// Atoms that stand for several others, per each of these.
    unions: HashMap<Atom, Vec<Atom>>,
    rules: usize,
}

/// Named groups of terms, as `(name, terms)`.
pub type Sets = HashMap<String, Vec<Term>>;

/// Only words of the lexicon are kept in it, so nobody can choose keys that collide.
type Forms = HashMap<String, Vec<Atom>, BuildHasherDefault<WordHasher>>;

/// Multiplies eight bytes at a time: every new word of a corpus is looked up some twenty times, start by start and end by end.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517C_C1B7_2722_0A95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[derive(Default)]
struct FormIndex {
    forms: Forms,
    /// Forms that a compound may end in.
    heads: Forms,
    starts: Forms,
    /// By the last two letters of a word, the lengths in bytes of the heads that end so (bit 63: any from 63), and by the
    /// first two those of the starts: most words need no further look.
    head_lengths: Lengths,
    start_lengths: Lengths,
}

struct Lengths(Vec<u64>);

impl Default for Lengths {
    fn default() -> Self {
        Self(vec![0; 4096])
    }
}

impl Lengths {
    fn place(a: u8, b: u8) -> usize {
        (usize::from(a) * 31 + usize::from(b)) % 4096
    }

    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }

    /// `letters` are the two at the end that counts; a form of one byte goes with all.
    fn enter(&mut self, letters: Option<(u8, u8)>, length: usize) {
        match letters {
            Some((a, b)) => self.0[Self::place(a, b)] |= Self::bit(length),
            None => self.0.iter_mut().for_each(|lengths| *lengths |= Self::bit(length)),
        }
    }

    fn of(&self, a: u8, b: u8) -> u64 {
        self.0[Self::place(a, b)]
    }
}

fn first_two(word: &str) -> Option<(u8, u8)> {
    word.as_bytes().first_chunk::<2>().map(|[a, b]| (*a, *b))
}

fn last_two(word: &str) -> Option<(u8, u8)> {
    word.as_bytes().last_chunk::<2>().map(|[a, b]| (*a, *b))
}

/// Words so common that no rule may hang on them, most of them from the head of any Danish or English frequency list.
const COMMON: &str = "i og at det er en til af på for de den der som med et ikke har han vi jeg var kan men om sig fra ved skal \
    så vil hun du blev også efter eller når hvor kun nu over da have ud ind op ned bare jo selv sin sit sine dem os mig dig jer min mit mine \
    vores deres hans hendes være blive få gøre kunne ville skulle måtte må mere meget alle alt andre anden andet man hvad hvem hvorfor hvordan \
    her dag år sige gå komme se tage ingen nogen noget nogle uden før først altid aldrig end mod under mellem sammen \
    the a an and of to in is it that for on was as with be by at this have from or we they you i he she not but are were their our \
    will can had has do did all no who what when which there would so if up out one about them my me us your his her";

/// Words of which any running text holds about one in a thousand: a rule hangs on another word where it has one.
const FREQUENT: &str = "hvis denne dette disse havde hver hvert går gik gået gang gange samme siger sagde står stod nye ny nyt kommer kom bliver \
    første stedet lige inden igen får fik holder hele hel godt god fordi hinanden frem egen egne næste flere to tre fire fem time uge måned år \
    brug bruge bruger bruges side sider giver gav vælge vælg vælger valgt valgte tid tiden tager tog finder fandt ligger lå sidste viser vise vist \
    vises altså ja nej både hvordan hvornår samt dog derfor derefter stor store hjælp arbejde fra tal del ting dit dine ens alene langt \
    if use only new may first two more other some any time very just over than then these its into also been";

struct Compiler<'a> {
    language: Language,
    danish: Danish<'a>,
    sets: &'a Sets,
    /// How often words stand in running text, roughly.
    known_cost: HashMap<&'static str, u32>,
    atoms: HashMap<Term, Atom>,
    cost: Vec<u32>,
    index: FormIndex,
    unions: HashMap<Vec<Atom>, Atom>,
}

impl Lexicon {
    /// Puts rules together. A rule that names an unknown set, or has no word to hang on, is an error with its position.
    pub fn build(
        rules: &[Rule],
        sets: &Sets,
        language: Language,
        danish: Danish<'_>,
    ) -> Result<Self, (usize, RuleError)> {
        let mut compiler = Compiler {
            language,
            danish,
            sets,
            known_cost: FREQUENT
                .split_whitespace()
                .map(|word| (word, 100))
                .chain(COMMON.split_whitespace().map(|word| (word, 1000)))
                .collect(),
            atoms: HashMap::new(),
            cost: Vec::new(),
            index: FormIndex::default(),
            unions: HashMap::new(),
        };
        let mut compiled = Vec::with_capacity(rules.len());
        for (at, rule) in rules.iter().enumerate() {
            let plans = compiler.plans(&rule.expr).map_err(|error| (at, error))?;
            let unless = rule
                .unless
                .as_ref()
                .map(|expr| compiler.plans(expr))
                .transpose()
                .map_err(|error| (at, error))?;
            let unless = unless
                .map(|plans| compiler.guarded(plans))
                .transpose()
                .map_err(|error| (at, error))?;
            let rule = u32::try_from(at).unwrap_or(u32::MAX);
            compiled.extend(plans.into_iter().map(|plan| Compiled {
                rule,
                plan,
                unless: unless.clone(),
            }));
        }
        let (hung, groups, order) = group(&compiled, &compiler.cost);
        let mut unions: HashMap<Atom, Vec<Atom>> = HashMap::new();
        for (atoms, union) in compiler.unions {
            for atom in atoms {
                unions.entry(atom).or_default().push(union);
            }
        }
        Ok(Self {
            ways: compiled,
            hung,
            groups,
            order,
            index: compiler.index,
            unions,
            rules: rules.len(),
        })
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rules
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules == 0
    }

    /// Appends the atoms of a word in lower case to `atoms`, which is empty before and sorted after.
    pub(crate) fn atoms(&self, word: &str, atoms: &mut Vec<Atom>) {
        let index = &self.index;
        if let Some(found) = index.forms.get(word) {
            atoms.extend(found);
        }
        if let (Some((a, b)), Some((y, z))) = (first_two(word), last_two(word))
            && word.len() >= 5
        {
            let (heads, starts) = (index.head_lengths.of(y, z), index.start_lengths.of(a, b));
            if heads | starts != 0 {
                for (at, _) in word.char_indices().skip(2) {
                    if heads & Lengths::bit(word.len() - at) != 0
                        && let Some(found) = index.heads.get(&word[at..])
                    {
                        atoms.extend(found);
                    }
                    if starts & Lengths::bit(at) != 0
                        && let Some(found) = index.starts.get(&word[..at])
                    {
                        atoms.extend(found);
                    }
                }
            }
        }
        if atoms.is_empty() {
            return;
        }
        for at in 0..atoms.len() {
            if let Some(unions) = self.unions.get(&atoms[at]) {
                atoms.extend(unions);
            }
        }
        atoms.sort_unstable();
        atoms.dedup();
    }

    /// Number of atoms.
    pub(crate) fn size(&self) -> usize {
        self.hung.len()
    }
}

/// Hangs ways on their anchors, those with the same guard together.
fn group(ways: &[Compiled], cost: &[u32]) -> (Vec<Hung>, Vec<Group>, Vec<u32>) {
    let place = |guard: Option<Guard>| match guard {
        Some(Guard { from: -1, to: -1, .. }) => 0,
        Some(Guard { from: 1, to: 1, .. }) => 1,
        _ => 2,
    };
    let mut keyed: Vec<(Atom, u8, Option<Guard>, u32)> = ways
        .iter()
        .zip(0..)
        .map(|(way, number)| {
            let guard = guard(&way.plan, cost);
            (anchor_atom(&way.plan), place(guard), guard, number)
        })
        .collect();
    keyed.sort_unstable();
    let (mut hung, mut groups, mut order) = (vec![Hung::default(); cost.len()], Vec::new(), Vec::new());
    for ways in keyed.chunk_by(|a, b| a.0 == b.0) {
        let first_group = groups.len();
        let mut places = [0; 3];
        for same in ways.chunk_by(|a, b| a.2 == b.2) {
            let first = narrow(order.len());
            order.extend(same.iter().map(|(.., number)| *number));
            groups.push(Group {
                guard: same[0].2,
                first,
                end: narrow(order.len()),
            });
            places[usize::from(same[0].1)] += 1;
        }
        hung[usize::from(ways[0].0)] = Hung {
            before: narrow(first_group),
            after: narrow(first_group + places[0]),
            around: narrow(first_group + places[0] + places[1]),
            end: narrow(groups.len()),
        };
    }
    (hung, groups, order)
}

/// The neighbour that rules out most tries at least cost: rare, and in few places.
fn guard(plan: &Plan, cost: &[u32]) -> Option<Guard> {
    match plan {
        Plan::Phrase { steps, anchor } => {
            let before = anchor.checked_sub(1).map(|before| Guard {
                atom: steps[before].atom,
                from: -1 - offset(usize::from(steps[*anchor].gap)),
                to: -1,
            });
            let after = steps.get(anchor + 1).map(|step| Guard {
                atom: step.atom,
                from: 1,
                to: 1 + offset(usize::from(step.gap)),
            });
            before
                .into_iter()
                .chain(after)
                .min_by_key(|guard| (cost[usize::from(guard.atom)] + 20) * u32::from(guard.from.abs_diff(guard.to) + 1))
        }
        Plan::Near { anchor, other, within } => guard(anchor, cost).or_else(|| match **anchor {
            Plan::Phrase { .. } => {
                let reach = offset(within + 1);
                Some(Guard {
                    atom: other.atom,
                    from: -reach,
                    to: reach,
                })
            }
            _ => None,
        }),
        Plan::Both { anchor, .. } => guard(anchor, cost),
        Plan::OneOf(_) | Plan::Distinct { .. } => None,
    }
}

/// Distances are at most 51 words.
fn offset(words: usize) -> i8 {
    i8::try_from(words).unwrap_or(i8::MAX - 1)
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The atom a plan is hung on.
fn anchor_atom(plan: &Plan) -> Atom {
    match plan {
        Plan::Phrase { steps, anchor } => steps[*anchor].atom,
        Plan::OneOf(plans) => anchor_atom(&plans[0]),
        Plan::Near { anchor, .. } | Plan::Both { anchor, .. } => anchor_atom(anchor),
        Plan::Distinct { atom, .. } => *atom,
    }
}

/// The atoms that plans are hung on.
fn anchor_atoms(plans: &[Plan]) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = plans
        .iter()
        .flat_map(|plan| match plan {
            Plan::OneOf(plans) => anchor_atoms(plans),
            plan => vec![anchor_atom(plan)],
        })
        .collect();
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}

impl Compiler<'_> {
    /// The ways in which an expression can be met, each hung on one atom; never empty.
    fn plans(&mut self, expr: &Expr) -> Result<Vec<Plan>, RuleError> {
        match expr {
            Expr::Phrase(steps) => {
                let steps: Vec<Step> = steps
                    .iter()
                    .map(|step| {
                        Ok(Step {
                            atom: self.atom(&step.term)?,
                            gap: step.gap,
                        })
                    })
                    .collect::<Result<_, RuleError>>()?;
                let anchor = (0..steps.len())
                    .min_by_key(|&at| self.cost[usize::from(steps[at].atom)])
                    .ok_or(RuleError::Empty)?;
                Ok(vec![Plan::Phrase { steps, anchor }])
            }
            Expr::OneOf(exprs) => {
                let mut plans = Vec::new();
                for expr in exprs {
                    plans.extend(self.plans(expr)?);
                }
                if plans.is_empty() {
                    Err(RuleError::Empty)
                } else {
                    Ok(plans)
                }
            }
            Expr::Near { left, right, within } => {
                let (anchors, other) = self.cheaper(left, right)?;
                let within = usize::from(*within);
                Ok(anchors
                    .into_iter()
                    .map(|anchor| Plan::Near {
                        anchor: Box::new(anchor),
                        other: other.clone(),
                        within,
                    })
                    .collect())
            }
            Expr::Both(left, right) => {
                let (anchors, other) = self.cheaper(left, right)?;
                Ok(anchors
                    .into_iter()
                    .map(|anchor| Plan::Both {
                        anchor: Box::new(anchor),
                        other: other.clone(),
                    })
                    .collect())
            }
            Expr::Distinct { count, set } => Ok(vec![Plan::Distinct {
                count: usize::from(*count),
                atom: self.atom(&Term::Set(set.clone()))?,
            }]),
        }
    }

    /// Plans as one, with the atom that the anchors of all of them carry.
    fn guarded(&mut self, mut plans: Vec<Plan>) -> Result<Guarded, RuleError> {
        let atoms = anchor_atoms(&plans);
        let atom = match (atoms.as_slice(), self.unions.get(&atoms)) {
            ([atom], _) | (_, Some(atom)) => *atom,
            _ => {
                let union = Atom::try_from(self.cost.len()).map_err(|_| RuleError::TooLong)?;
                self.cost
                    .push(atoms.iter().map(|atom| self.cost[usize::from(*atom)]).sum());
                self.unions.insert(atoms, union);
                union
            }
        };
        Ok(Guarded {
            atom,
            plan: Box::new(if plans.len() == 1 {
                plans.remove(0)
            } else {
                Plan::OneOf(plans)
            }),
        })
    }

    fn cheaper(&mut self, left: &Expr, right: &Expr) -> Result<(Vec<Plan>, Guarded), RuleError> {
        let (left, right) = (self.plans(left)?, self.plans(right)?);
        let cost = |plans: &[Plan]| -> u32 { plans.iter().map(|plan| self.cost[usize::from(anchor_atom(plan))]).sum() };
        let (anchors, other) = if cost(&left) <= cost(&right) {
            (left, right)
        } else {
            (right, left)
        };
        Ok((anchors, self.guarded(other)?))
    }

    fn atom(&mut self, term: &Term) -> Result<Atom, RuleError> {
        if let Some(&atom) = self.atoms.get(term) {
            return Ok(atom);
        }
        let atom = Atom::try_from(self.cost.len()).map_err(|_| RuleError::TooLong)?;
        self.cost.push(0);
        let cost = self.register(term, atom, 0)?;
        self.cost[usize::from(atom)] = cost;
        self.atoms.insert(term.clone(), atom);
        Ok(atom)
    }

    /// Enters the forms of a term under an atom; returns how often it is expected, roughly.
    fn register(&mut self, term: &Term, atom: Atom, depth: u8) -> Result<u32, RuleError> {
        // Sets may name sets, but not for ever.
        if depth > 4 {
            return Err(RuleError::TooLong);
        }
        match term {
            Term::Lemma { text, class } => {
                let forms = self.forms(text, *class);
                let mut cost = 1;
                for form in forms {
                    cost += self.known_cost.get(form.as_str()).copied().unwrap_or(1);
                    enter(&mut self.index.forms, form, atom);
                }
                Ok(cost + 12_u32.saturating_sub(u32::try_from(text.len()).unwrap_or(12)))
            }
            Term::Exact(text) => {
                enter(&mut self.index.forms, text.clone(), atom);
                Ok(self.known_cost.get(text.as_str()).copied().unwrap_or(2))
            }
            Term::Head(text) => {
                for form in self.forms(text, None) {
                    self.index.head_lengths.enter(last_two(&form), form.len());
                    enter(&mut self.index.forms, form.clone(), atom);
                    enter(&mut self.index.heads, form, atom);
                }
                Ok(30)
            }
            Term::Start(text) => {
                self.index.start_lengths.enter(first_two(text), text.len());
                enter(&mut self.index.forms, text.clone(), atom);
                enter(&mut self.index.starts, text.clone(), atom);
                Ok(30)
            }
            Term::Set(name) => {
                let sets = self.sets;
                let terms = sets.get(name).ok_or_else(|| RuleError::UnknownSet(name.clone()))?;
                terms
                    .iter()
                    .try_fold(0, |sum, term| Ok(sum + self.register(term, atom, depth + 1)?))
            }
            Term::Any(terms) => terms
                .iter()
                .try_fold(0, |sum, term| Ok(sum + self.register(term, atom, depth + 1)?)),
        }
    }

    fn forms(&self, lemma: &str, class: Option<char>) -> Vec<String> {
        if self.language == Language::English {
            return english_forms(lemma);
        }
        let class = class.map(|class| match class {
            'n' => Class::Noun,
            'v' => Class::Verb,
            'a' => Class::Adjective,
            _ => Class::Other,
        });
        self.danish.forms(lemma, class)
    }
}

fn enter(map: &mut Forms, form: String, atom: Atom) {
    let atoms = map.entry(form).or_default();
    if atoms.last() != Some(&atom) {
        atoms.push(atom);
    }
}
