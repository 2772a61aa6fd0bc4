//! The rule language in which a lexicon is written: small enough to be read and edited by a steward.
//!
//! | written | means |
//! |---|---|
//! | `spørge` | the lemma in any inflection |
//! | `prøve/v` | the lemma as a verb (`/n` noun, `/a` adjective) |
//! | `=borgerne` | exactly this form |
//! | `*leder` | a word that ends in the lemma (compound part at the end) |
//! | `borger*` | a word that begins so (compound part at the start) |
//! | `(ja\|nej)` | one of these |
//! | `@BORGER` | one of a named set |
//! | `uden at spørge` | a phrase; commas inside are ignored |
//! | `sige .. nej` | up to three words between; `..6` up to six |
//! | `A NEAR/8 B` | at most eight words between, in either order |
//! | `A & B` | both in the same passage |
//! | `3 OF @FAG` | at least three different words of a set in the passage |
//! | `A UNLESS B` | A, but not in a passage with B |

use serde::{Deserialize, Serialize};

/// A single word to look for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    Lemma { text: String, class: Option<char> },
    Exact(String),
    Head(String),
    Start(String),
    Set(String),
    Any(Vec<Term>),
}

/// One step of a phrase: at most `gap` words may stand before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub term: Term,
    pub gap: u8,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Phrase(Vec<Step>),
    OneOf(Vec<Expr>),
    Near {
        left: Box<Expr>,
        right: Box<Expr>,
        within: u8,
    },
    Both(Box<Expr>, Box<Expr>),
    Distinct {
        count: u8,
        set: String,
    },
}

/// An expression, its strength as evidence, the contexts in which it means something else, and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// 3 shows the idea alone, 2 nearly, 1 needs company; below 0 it speaks against.
    pub weight: f32,
    pub expr: Expr,
    pub unless: Option<Expr>,
    pub source: String,
}

/// A rule as it is stored and exchanged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WrittenRule {
    pub weight: f32,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("the rule is empty")]
    Empty,
    #[error("the rule is longer than {LONGEST} characters")]
    TooLong,
    #[error("\"{0}\" stands where a word was expected")]
    Word(String),
    #[error("a bracket is not closed")]
    Bracket,
    #[error("nothing stands on one side of {0}")]
    Side(&'static str),
    #[error("the distance in \"{0}\" is not a number from 1 to 50")]
    Distance(String),
    #[error("the rule only has words that stand everywhere: \"{0}\"")]
    OnlyCommon(String),
    #[error("the rule can be read in more than {VARIANTS} ways")]
    TooMany,
    #[error("there is no set named {0}")]
    UnknownSet(String),
}

/// Longest rule, in characters.
pub const LONGEST: usize = 1_000;
/// Most phrases that one rule may stand for.
pub const VARIANTS: usize = 200;

const GAP: u8 = 3;
const NEAR: u8 = 8;

impl Rule {
    /// Reads one rule. Sets are looked up when the lexicon is put together, not here.
    pub fn parse(text: &str, weight: f32) -> Result<Self, RuleError> {
        let text = text.trim();
        if text.chars().count() > LONGEST {
            return Err(RuleError::TooLong);
        }
        let words = split(text)?;
        let (expr, unless) = match words.iter().position(|word| word == "UNLESS") {
            Some(at) => (
                parse_both(&words[..at], "UNLESS")?,
                Some(parse_both(&words[at + 1..], "UNLESS")?),
            ),
            None => (parse_both(&words, "")?, None),
        };
        Ok(Self {
            weight,
            expr,
            unless,
            source: text.to_owned(),
        })
    }
}

/// White space separates, except inside round brackets.
fn split(text: &str) -> Result<Vec<String>, RuleError> {
    let (mut words, mut word, mut depth) = (Vec::new(), String::new(), 0_u8);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1).ok_or(RuleError::Bracket)?,
            _ => {}
        }
        if depth > 1 {
            return Err(RuleError::Bracket);
        }
        if c.is_whitespace() && depth == 0 {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        } else {
            word.push(c);
        }
    }
    if depth != 0 {
        return Err(RuleError::Bracket);
    }
    if !word.is_empty() {
        words.push(word);
    }
    if words.is_empty() {
        Err(RuleError::Empty)
    } else {
        Ok(words)
    }
}

fn parse_both(words: &[String], side: &'static str) -> Result<Expr, RuleError> {
    if words.is_empty() {
        return Err(RuleError::Side(side));
    }
    match words.iter().position(|word| word == "&") {
        Some(at) => Ok(Expr::Both(
            Box::new(parse_near(&words[..at], "&")?),
            Box::new(parse_both(&words[at + 1..], "&")?),
        )),
        None => parse_near(words, side),
    }
}

fn parse_near(words: &[String], side: &'static str) -> Result<Expr, RuleError> {
    if words.is_empty() {
        return Err(RuleError::Side(side));
    }
    if let [count, of, set] = words
        && of == "OF"
    {
        let count = count
            .parse()
            .ok()
            .filter(|n| (2..=20).contains(n))
            .ok_or_else(|| RuleError::Distance(count.clone()))?;
        let set = set.strip_prefix('@').ok_or_else(|| RuleError::Word(set.clone()))?;
        return Ok(Expr::Distinct {
            count,
            set: set.to_owned(),
        });
    }
    let Some(at) = words
        .iter()
        .position(|word| word == "NEAR" || word.starts_with("NEAR/"))
    else {
        return parse_phrase(words);
    };
    let within = match words[at].strip_prefix("NEAR/") {
        Some(n) => n
            .parse()
            .ok()
            .filter(|n| (1..=50).contains(n))
            .ok_or_else(|| RuleError::Distance(words[at].clone()))?,
        None => NEAR,
    };
    if at == 0 || at + 1 == words.len() {
        return Err(RuleError::Side("NEAR"));
    }
    Ok(Expr::Near {
        left: Box::new(parse_phrase(&words[..at])?),
        right: Box::new(parse_near(&words[at + 1..], "NEAR")?),
        within,
    })
}

fn parse_phrase(words: &[String]) -> Result<Expr, RuleError> {
    let (mut variants, mut gap) = (vec![Vec::new()], 0);
    for word in words {
        if let Some(n) = word.strip_prefix("..") {
            gap = parse_gap(n, word)?;
            continue;
        }
        let choices = parse_choices(word, gap)?;
        if variants.len() * choices.len() > VARIANTS {
            return Err(RuleError::TooMany);
        }
        variants = variants
            .iter()
            .flat_map(|before: &Vec<Step>| {
                choices
                    .iter()
                    .map(|choice| [before.as_slice(), choice.as_slice()].concat())
            })
            .collect();
        gap = 0;
    }
    if variants.iter().any(Vec::is_empty) {
        return Err(RuleError::Empty);
    }
    let mut phrases: Vec<Expr> = variants.into_iter().map(Expr::Phrase).collect();
    Ok(if phrases.len() == 1 {
        phrases.remove(0)
    } else {
        Expr::OneOf(phrases)
    })
}

fn parse_gap(n: &str, word: &str) -> Result<u8, RuleError> {
    if n.is_empty() {
        return Ok(GAP);
    }
    n.parse()
        .ok()
        .filter(|n| (1..=50).contains(n))
        .ok_or_else(|| RuleError::Distance(word.to_owned()))
}

/// The ways in which one word or bracket of a phrase can be met: single words together, longer ones each on their own.
fn parse_choices(word: &str, gap: u8) -> Result<Vec<Vec<Step>>, RuleError> {
    let Some(inner) = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
        return Ok(vec![vec![Step {
            term: parse_term(word)?,
            gap,
        }]]);
    };
    let (mut single, mut choices) = (Vec::new(), Vec::new());
    for alternative in inner.split('|') {
        let parts: Vec<&str> = alternative.split_whitespace().collect();
        match parts.as_slice() {
            [] => return Err(RuleError::Word(word.to_owned())),
            [one] => single.push(parse_term(one)?),
            several => {
                let (mut steps, mut next): (Vec<Step>, u8) = (Vec::new(), gap);
                for part in several {
                    if let Some(n) = part.strip_prefix("..") {
                        next = parse_gap(n, part)?;
                    } else {
                        steps.push(Step {
                            term: parse_term(part)?,
                            gap: next,
                        });
                        next = 0;
                    }
                }
                choices.push(steps);
            }
        }
    }
    if !single.is_empty() {
        choices.push(vec![Step {
            term: Term::Any(single),
            gap,
        }]);
    }
    Ok(choices)
}

/// Reads one word of a rule or of a set.
pub fn parse_term(word: &str) -> Result<Term, RuleError> {
    let bad = || RuleError::Word(word.to_owned());
    let plain = |text: &str| -> Result<String, RuleError> {
        let fine = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '\'');
        if fine { Ok(text.to_lowercase()) } else { Err(bad()) }
    };
    if let Some(set) = word.strip_prefix('@') {
        return Ok(Term::Set(set.to_owned()));
    }
    if let Some(exact) = word.strip_prefix('=') {
        return Ok(Term::Exact(plain(exact)?));
    }
    if let Some(head) = word.strip_prefix('*') {
        return Ok(Term::Head(plain(head)?));
    }
    if let Some(start) = word.strip_suffix('*') {
        return Ok(Term::Start(plain(start)?));
    }
    match word.split_once('/') {
        Some((lemma, class @ ("n" | "v" | "a" | "x"))) => Ok(Term::Lemma {
            text: plain(lemma)?,
            class: class.chars().next(),
        }),
        Some(_) => Err(bad()),
        None => Ok(Term::Lemma {
            text: plain(word)?,
            class: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_rule_is_read() {
        for text in [
            "spørge",
            "prøve/v",
            "=borgerne",
            "*leder",
            "borger*",
            "(ja|nej) tak",
            "@BORGER NEAR/8 (spørge|lytte)",
            "sige ..6 nej",
            "uden at spørge & selv",
            "3 OF @FAG",
            "tillid UNLESS *repræsentant",
            "a b NEAR/3 c d & e UNLESS f & g",
        ] {
            let rule = Rule::parse(text, 1.0).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(rule.source, text);
        }
    }

    #[test]
    fn a_bad_rule_says_what_is_wrong() {
        assert_eq!(Rule::parse("  ", 1.0), Err(RuleError::Empty));
        assert_eq!(Rule::parse("(a|b", 1.0), Err(RuleError::Bracket));
        assert_eq!(
            Rule::parse("a NEAR/99 b", 1.0),
            Err(RuleError::Distance("NEAR/99".into()))
        );
        assert_eq!(Rule::parse("NEAR/9 b", 1.0), Err(RuleError::Side("NEAR")));
        assert_eq!(Rule::parse("a UNLESS", 1.0), Err(RuleError::Side("UNLESS")));
        assert_eq!(Rule::parse("a,b", 1.0), Err(RuleError::Word("a,b".into())));
        assert_eq!(Rule::parse(&"a".repeat(1_500), 1.0), Err(RuleError::TooLong));
    }
}
