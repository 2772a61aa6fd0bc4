//! A set of rules put together for matching: every term becomes a number, every rule is hung on its rarest word.

use std::collections::{BTreeSet, HashMap};

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
        other: Box<Plan>,
        within: usize,
    },
    Both {
        anchor: Box<Plan>,
        other: Box<Plan>,
    },
    Distinct {
        count: usize,
        atom: Atom,
    },
}

/// One way to meet a rule.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub rule: u32,
    pub plan: Plan,
    pub unless: Option<Plan>,
}

/// Rules ready for matching in one language. Rule numbers are positions in the list they were built from.
pub struct Lexicon {
    pub(crate) ways: Vec<Compiled>,
    /// Ways hung on an atom.
    pub(crate) hung: Vec<Vec<u32>>,
    index: FormIndex,
    rules: usize,
}

/// Named groups of terms, as `(name, terms)`.
pub type Sets = HashMap<String, Vec<Term>>;

#[derive(Default)]
struct FormIndex {
    forms: HashMap<String, Vec<Atom>>,
    /// Forms that a compound may end in.
    heads: HashMap<String, Vec<Atom>>,
    starts: HashMap<String, Vec<Atom>>,
    shortest_start: usize,
}

/// Words so common that no rule may hang on them, most of them from the head of any Danish or English frequency list.
const COMMON: &str = "i og at det er en til af på for de den der som med et ikke har han vi jeg var kan men om sig fra ved skal \
    så vil hun du blev også efter eller når hvor kun nu over da have ud ind op ned bare jo selv sin sit sine dem os mig dig jer min mit mine \
    vores deres hans hendes være blive få gøre kunne ville skulle måtte må mere meget alle alt andre anden andet man hvad hvem hvorfor hvordan \
    her dag år sige gå komme se tage ingen nogen noget nogle uden før først altid aldrig end mod under mellem sammen \
    the a an and of to in is it that for on was as with be by at this have from or we they you i he she not but are were their our \
    will can had has do did all no who what when which there would so if up out one about them my me us your his her";

struct Compiler<'a> {
    language: Language,
    danish: Danish<'a>,
    sets: &'a Sets,
    common: BTreeSet<&'static str>,
    atoms: HashMap<Term, Atom>,
    cost: Vec<u32>,
    index: FormIndex,
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
            common: COMMON.split_whitespace().collect(),
            atoms: HashMap::new(),
            cost: Vec::new(),
            index: FormIndex { shortest_start: usize::MAX, ..FormIndex::default() },
        };
        let mut compiled = Vec::with_capacity(rules.len());
        for (at, rule) in rules.iter().enumerate() {
            let plans = compiler.plans(&rule.expr).map_err(|error| (at, error))?;
            let unless =
                rule.unless.as_ref().map(|expr| compiler.plans(expr)).transpose().map_err(|error| (at, error))?;
            let rule = u32::try_from(at).unwrap_or(u32::MAX);
            compiled.extend(plans.into_iter().map(|plan| Compiled { rule, plan, unless: unless.clone().map(one) }));
        }
        let mut hung = vec![Vec::new(); compiler.cost.len()];
        for (at, rule) in compiled.iter().enumerate() {
            hung[usize::from(anchor_atom(&rule.plan))].push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        Ok(Self { ways: compiled, hung, index: compiler.index, rules: rules.len() })
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rules
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules == 0
    }

    /// The atoms of a word in lower case, sorted.
    pub(crate) fn atoms(&self, word: &str) -> Vec<Atom> {
        let mut atoms = self.index.forms.get(word).cloned().unwrap_or_default();
        if word.len() >= 5 {
            for (at, _) in word.char_indices().skip(2) {
                if let Some(found) = self.index.heads.get(&word[at..]) {
                    atoms.extend(found);
                }
                if at >= self.index.shortest_start
                    && let Some(found) = self.index.starts.get(&word[..at])
                {
                    atoms.extend(found);
                }
            }
        }
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }
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

fn one(mut plans: Vec<Plan>) -> Plan {
    if plans.len() == 1 { plans.remove(0) } else { Plan::OneOf(plans) }
}

impl Compiler<'_> {
    /// The ways in which an expression can be met, each hung on one atom; never empty.
    fn plans(&mut self, expr: &Expr) -> Result<Vec<Plan>, RuleError> {
        match expr {
            Expr::Phrase(steps) => {
                let steps: Vec<Step> = steps
                    .iter()
                    .map(|step| Ok(Step { atom: self.atom(&step.term)?, gap: step.gap }))
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
                if plans.is_empty() { Err(RuleError::Empty) } else { Ok(plans) }
            }
            Expr::Near { left, right, within } => {
                let (anchors, other) = self.cheaper(left, right)?;
                let within = usize::from(*within);
                Ok(anchors
                    .into_iter()
                    .map(|anchor| Plan::Near { anchor: Box::new(anchor), other: other.clone(), within })
                    .collect())
            }
            Expr::Both(left, right) => {
                let (anchors, other) = self.cheaper(left, right)?;
                Ok(anchors
                    .into_iter()
                    .map(|anchor| Plan::Both { anchor: Box::new(anchor), other: other.clone() })
                    .collect())
            }
            Expr::Distinct { count, set } => {
                Ok(vec![Plan::Distinct { count: usize::from(*count), atom: self.atom(&Term::Set(set.clone()))? }])
            }
        }
    }

    fn cheaper(&mut self, left: &Expr, right: &Expr) -> Result<(Vec<Plan>, Box<Plan>), RuleError> {
        let (left, right) = (self.plans(left)?, self.plans(right)?);
        let cost = |plans: &[Plan]| -> u32 { plans.iter().map(|plan| self.cost[usize::from(anchor_atom(plan))]).sum() };
        Ok(if cost(&left) <= cost(&right) { (left, Box::new(one(right))) } else { (right, Box::new(one(left))) })
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
                    cost += if self.common.contains(form.as_str()) { 1000 } else { 1 };
                    enter(&mut self.index.forms, form, atom);
                }
                Ok(cost + 12_u32.saturating_sub(u32::try_from(text.len()).unwrap_or(12)))
            }
            Term::Exact(text) => {
                enter(&mut self.index.forms, text.clone(), atom);
                Ok(if self.common.contains(text.as_str()) { 1000 } else { 2 })
            }
            Term::Head(text) => {
                for form in self.forms(text, None) {
                    enter(&mut self.index.forms, form.clone(), atom);
                    enter(&mut self.index.heads, form, atom);
                }
                Ok(30)
            }
            Term::Start(text) => {
                self.index.shortest_start = self.index.shortest_start.min(text.len());
                enter(&mut self.index.forms, text.clone(), atom);
                enter(&mut self.index.starts, text.clone(), atom);
                Ok(30)
            }
            Term::Set(name) => {
                let sets = self.sets;
                let terms = sets.get(name).ok_or_else(|| RuleError::UnknownSet(name.clone()))?;
                terms.iter().try_fold(0, |sum, term| Ok(sum + self.register(term, atom, depth + 1)?))
            }
            Term::Any(terms) => terms.iter().try_fold(0, |sum, term| Ok(sum + self.register(term, atom, depth + 1)?)),
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

fn enter(map: &mut HashMap<String, Vec<Atom>>, form: String, atom: Atom) {
    let atoms = map.entry(form).or_default();
    if atoms.last() != Some(&atom) {
        atoms.push(atom);
    }
}
