//! The old personnel policy: its clauses, and what became of each.

mod answer;
mod split;

pub use answer::{Answer, Fault, Field, Given, RawAnswer};
pub use split::{Problem, Split, SplitClause, Stored, block_uses};

/// Characters of a document's title.
pub const TITLE: usize = 160;
/// Characters before the first clause.
pub const PREAMBLE: usize = 10_000;
/// Documents that may stand beside one another: a page shows them all.
pub const DOCUMENTS: i64 = 10;
/// Clauses of one document.
pub const CLAUSES: usize = 200;
/// Characters of a clause's number.
pub const NUMBER: usize = 20;
/// Characters of a clause's headline.
pub const HEADLINE: usize = 160;
/// Characters of a clause.
pub const TEXT: usize = 10_000;
/// Characters of a guideline's title.
pub const REFERENCE: usize = 200;
/// Characters of a guideline's address.
pub const LINK: usize = 500;
/// Characters of a reason.
pub const WHY: usize = 1_000;

/// How many clauses have which answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    pub carried: usize,
    pub guideline: usize,
    pub dropped: usize,
    pub open: usize,
}

/// Where a clause stands today. What is carried by elements that have all left the foundations is carried by nobody: it
/// is open, whatever was answered.
#[must_use]
pub const fn standing(answer: Answer, carriers_in_force: usize) -> Answer {
    match answer {
        Answer::Carried if carriers_in_force == 0 => Answer::Open,
        answer => answer,
    }
}

impl Coverage {
    #[must_use]
    pub fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut coverage = Self::default();
        for answer in answers {
            match answer {
                Answer::Carried => coverage.carried += 1,
                Answer::Guideline => coverage.guideline += 1,
                Answer::Dropped => coverage.dropped += 1,
                Answer::Open => coverage.open += 1,
            }
        }
        coverage
    }

    #[must_use]
    pub const fn all(self) -> usize {
        self.carried + self.guideline + self.dropped + self.open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_counts_once() {
        use Answer::{Carried, Dropped, Guideline, Open};
        let coverage = Coverage::of([Open, Carried, Carried, Dropped, Guideline, Open, Open]);
        assert_eq!(
            (coverage.carried, coverage.guideline, coverage.dropped, coverage.open),
            (2, 1, 1, 3)
        );
        assert_eq!(coverage.all(), 7);
    }

    #[test]
    fn what_nothing_in_force_carries_is_open() {
        assert_eq!(standing(Answer::Carried, 0), Answer::Open);
        assert_eq!(standing(Answer::Carried, 1), Answer::Carried);
        assert_eq!(standing(Answer::Guideline, 0), Answer::Guideline);
    }
}
