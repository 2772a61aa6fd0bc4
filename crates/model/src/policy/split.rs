//! An uploaded policy split into clauses, while the steward corrects it. Nothing here refuses text until
//! [`Split::judge`].

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{CLAUSES, HEADLINE, NUMBER, PREAMBLE, TEXT, TITLE};
use crate::foundation::split::{joined, mostly_in, parted, texts, words_of};
use crate::foundation::{Block, BlockKind};
use crate::text::{Unfit, line, lines, required};

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub title: String,
    pub preamble: String,
    /// Blocks before the first clause.
    pub front: Vec<usize>,
    pub clauses: Vec<SplitClause>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitClause {
    pub number: String,
    pub headline: String,
    pub text: String,
    pub blocks: Vec<usize>,
}

/// A clause as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    pub number: String,
    pub headline: String,
    pub text: String,
}

/// What keeps a split from being stored. Clauses count from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    Title(Unfit),
    Preamble(Unfit),
    Number(usize, Unfit),
    Headline(usize, Unfit),
    Text(usize, Unfit),
    NoClauses,
    TooMany,
}

impl Split {
    /// Puts a clause together with the one before it; its headline becomes a line of the text.
    pub fn merge(&mut self, at: usize) {
        if at == 0 || at >= self.clauses.len() {
            return;
        }
        let gone = self.clauses.remove(at);
        let before = &mut self.clauses[at - 1];
        before.text = joined([before.text.as_str(), &gone.headline, &gone.text], "\n\n");
        before.blocks.extend(gone.blocks);
        before.blocks.sort_unstable();
    }

    /// It is no clause: its blocks are used by nothing from now on.
    pub fn leave_out(&mut self, at: usize) {
        if at < self.clauses.len() {
            self.clauses.remove(at);
        }
    }

    /// Lets a new clause begin at a block: it takes over what follows, up to the end of the clause that the block was
    /// in, or to the next block that something uses.
    pub fn begin_at(&mut self, block: usize, source: &[Block]) {
        let Some(first) = source.get(block) else { return };
        if let Some(at) = self.clauses.iter().position(|c| c.blocks.contains(&block)) {
            if self.clauses[at].blocks.first() == Some(&block) {
                return;
            }
            let old = &mut self.clauses[at];
            let (stays, moved): (Vec<usize>, Vec<usize>) = old.blocks.iter().partition(|b| **b < block);
            let (text, goes) = parted(&old.text, &texts(&moved, source));
            old.blocks = stays;
            old.text = text;
            let new = clause(first, &goes, moved);
            self.clauses.insert(at + 1, new);
            return;
        }
        let moved: Vec<usize> = if self.front.contains(&block) {
            let moved: Vec<usize> = self.front.iter().copied().filter(|b| *b >= block).collect();
            self.front.retain(|b| *b < block);
            self.preamble = parted(&self.preamble, &texts(&moved, source)).0;
            moved
        } else {
            let used: HashSet<usize> = self.clauses.iter().flat_map(|c| &c.blocks).copied().collect();
            (block..source.len())
                .take_while(|b| !used.contains(b) && !self.front.contains(b))
                .collect()
        };
        let running: Vec<&str> = moved
            .iter()
            .filter_map(|b| source.get(*b))
            .map(|b| b.text.as_str())
            .collect();
        let new = clause(first, &running.join("\n\n"), moved);
        let at = self.clauses.iter().position(|c| c.blocks.first() > Some(&block));
        self.clauses.insert(at.unwrap_or(self.clauses.len()), new);
    }

    /// The title, the preamble and the clauses as they would be stored, or everything that is to be mended first.
    pub fn judge(&self) -> Result<(String, String, Vec<Stored>), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |read: Result<String, Unfit>, problem: &dyn Fn(Unfit) -> Problem| {
            read.unwrap_or_else(|unfit| {
                problems.push(problem(unfit));
                String::new()
            })
        };
        let title = keep(line(&self.title, TITLE).and_then(required), &Problem::Title);
        let preamble = keep(lines(&self.preamble, PREAMBLE), &Problem::Preamble);
        let mut stored = Vec::with_capacity(self.clauses.len());
        for (at, clause) in self.clauses.iter().enumerate() {
            stored.push(Stored {
                number: keep(line(&clause.number, NUMBER), &|u| Problem::Number(at, u)),
                headline: keep(line(&clause.headline, HEADLINE).and_then(required), &|u| {
                    Problem::Headline(at, u)
                }),
                text: keep(lines(&clause.text, TEXT), &|u| Problem::Text(at, u)),
            });
        }
        if stored.is_empty() {
            problems.push(Problem::NoClauses);
        }
        if stored.len() > CLAUSES {
            problems.push(Problem::TooMany);
        }
        if problems.is_empty() {
            Ok((title, preamble, stored))
        } else {
            Err(problems)
        }
    }
}

/// A clause that begins with a block; `running` is its text with the block's own words in front where they still are.
fn clause(first: &Block, running: &str, blocks: Vec<usize>) -> SplitClause {
    let heads = matches!(first.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Bold);
    if heads || first.text.chars().count() <= HEADLINE {
        let text = running.strip_prefix("- ").unwrap_or(running);
        return SplitClause {
            headline: first.text.clone(),
            text: text.strip_prefix(&first.text).unwrap_or(running).trim().to_owned(),
            blocks,
            ..SplitClause::default()
        };
    }
    SplitClause {
        text: running.to_owned(),
        blocks,
        ..SplitClause::default()
    }
}

/// For each block of the source, whether it is in some text.
#[must_use]
pub fn block_uses(split: &Split, source: &[Block]) -> Vec<bool> {
    let mut uses = vec![false; source.len()];
    let mut mark = |blocks: &[usize], words: &HashSet<String>| {
        for &at in blocks {
            if let (Some(place), Some(block)) = (uses.get_mut(at), source.get(at)) {
                *place = mostly_in(block, words);
            }
        }
    };
    let front: HashSet<String> = words_of(&split.title).chain(words_of(&split.preamble)).collect();
    mark(&split.front, &front);
    for clause in &split.clauses {
        let words = [&clause.number, &clause.headline, &clause.text];
        let words: HashSet<String> = words.into_iter().flat_map(|text| words_of(text)).collect();
        mark(&clause.blocks, &words);
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Vec<Block> {
        let block = |kind, text: &str| Block {
            kind,
            text: text.into(),
        };
        vec![
            block(BlockKind::Title, "Personalepolitik"),
            block(BlockKind::Paragraph, "Vedtaget i 2011."),
            block(BlockKind::Heading, "1. Arbejdstid"),
            block(BlockKind::Paragraph, "Vi tager hensyn."),
            block(BlockKind::Bold, "Seniorer"),
            block(BlockKind::Item, "En samtale om året"),
            block(BlockKind::Heading, "2. Løn"),
            block(BlockKind::Paragraph, "Efter aftale."),
        ]
    }

    fn split() -> Split {
        let clause = |number: &str, headline: &str, text: &str, blocks: &[usize]| SplitClause {
            number: number.into(),
            headline: headline.into(),
            text: text.into(),
            blocks: blocks.to_vec(),
        };
        Split {
            title: "Personalepolitik".into(),
            preamble: "Vedtaget i 2011.".into(),
            front: vec![0, 1],
            clauses: vec![
                clause(
                    "1",
                    "Arbejdstid",
                    "Vi tager hensyn.\n\nSeniorer\n\n- En samtale om året",
                    &[2, 3, 4, 5],
                ),
                clause("2", "Løn", "Efter aftale.", &[6, 7]),
            ],
        }
    }

    #[test]
    fn a_clause_is_cut_in_two_and_put_together_again() {
        let mut split = split();
        split.begin_at(4, &source());
        assert_eq!(split.clauses.len(), 3);
        assert_eq!(split.clauses[0].text, "Vi tager hensyn.");
        assert_eq!(
            (split.clauses[1].headline.as_str(), split.clauses[1].text.as_str()),
            ("Seniorer", "- En samtale om året")
        );
        split.merge(1);
        assert_eq!(split, self::split());
    }

    #[test]
    fn what_is_left_out_is_marked_and_can_be_taken_back() {
        let mut split = split();
        split.leave_out(1);
        assert_eq!(
            block_uses(&split, &source()),
            [true, true, true, true, true, true, false, false]
        );
        split.begin_at(6, &source());
        assert_eq!(
            (split.clauses[1].headline.as_str(), split.clauses[1].text.as_str()),
            ("2. Løn", "Efter aftale.")
        );
        assert!(block_uses(&split, &source()).into_iter().all(|used| used));
    }

    #[test]
    fn a_clause_begins_in_the_preamble() {
        let mut split = split();
        split.begin_at(1, &source());
        assert_eq!((split.preamble.as_str(), split.front.as_slice()), ("", [0].as_slice()));
        assert_eq!(split.clauses[0].headline, "Vedtaget i 2011.");
    }

    #[test]
    fn places_that_are_not_there_change_nothing() {
        let mut split = split();
        split.begin_at(99, &source());
        split.begin_at(2, &source());
        split.merge(0);
        split.merge(9);
        split.leave_out(9);
        assert_eq!(split, self::split());
    }

    #[test]
    fn everything_that_keeps_it_from_being_stored_is_said() {
        let mut split = split();
        split.title = " ".into();
        split.clauses[0].headline = "x".repeat(HEADLINE + 1);
        split.clauses[1].text = "x".repeat(TEXT + 1);
        assert!(matches!(
            split.judge().unwrap_err().as_slice(),
            [Problem::Title(_), Problem::Headline(0, _), Problem::Text(1, _)]
        ));
        split.clauses.clear();
        assert!(split.judge().unwrap_err().contains(&Problem::NoClauses));
        assert_eq!(self::split().judge().unwrap().2[1].headline, "Løn");
    }
}
