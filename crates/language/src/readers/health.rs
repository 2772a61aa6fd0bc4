use serde::{Deserialize, Serialize};

use crate::morphology::{Danish, Language};
use crate::text::{Block, language_of};

/// How well a file's text could be taken out. A scanned page is missing data and never silence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Health {
    pub characters: usize,
    /// Where the format has pages.
    pub pages: Option<usize>,
    /// Share of characters other than white space that are letters, 0–1.
    pub letters: f64,
    /// Share of words that the Danish or an English list knows, 0–1; over the first 2,000 words.
    pub known: f64,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Good,
    /// No text, or next to none on each page: probably a scan.
    Empty,
    /// Text that is no language: a broken font table, figures only, or another language.
    Garbled,
}

/// A page of running text holds some 1,500 characters; a scan with a stamp holds a few dozen.
const FEW_ON_A_PAGE: usize = 80;
const FEW: usize = 20;

impl Health {
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of characters and words in one file")]
    pub fn of(blocks: &[Block], pages: Option<usize>) -> Self {
        let visible = || {
            blocks
                .iter()
                .flat_map(|block| block.text.chars())
                .filter(|c| !c.is_whitespace())
        };
        let characters = visible().count();
        let letters = visible().filter(|c| c.is_alphabetic()).count() as f64 / (characters.max(1)) as f64;
        let mut vocabulary = 0;
        let mut found = 0;
        for block in blocks {
            let english = language_of(&block.text) == Language::English;
            for word in block
                .text
                .split(|c: char| !c.is_alphabetic())
                .filter(|word| word.chars().count() > 1)
            {
                vocabulary += 1;
                let word = word.to_lowercase();
                found += usize::from(english && word.is_ascii() || Danish::BuiltIn.contains(&word));
            }
            if vocabulary > 2_000 {
                break;
            }
        }
        let known = f64::from(u32::try_from(found).unwrap_or(u32::MAX)) / f64::from(vocabulary.max(1));
        let thin = characters < FEW || pages.is_some_and(|pages| characters < FEW_ON_A_PAGE * pages.max(1));
        let verdict = if thin {
            Verdict::Empty
        } else if letters < 0.4 || known < 0.35 {
            Verdict::Garbled
        } else {
            Verdict::Good
        };
        Self {
            characters,
            pages,
            letters,
            known,
            verdict,
        }
    }
}
