//! An old policy, from a Markdown or Word text to clauses that a person checks.
//!
//! Clauses begin where the document numbers them ("1. Arbejdstid", "§ 4"); else at its headings; else at the items of
//! its list, since both formats keep the numbers of a list to themselves. Every clause keeps the range of blocks that
//! it came from, for a page that shows the split beside the source.

use std::ops::Range;

use crate::foundation::{Block, BlockKind, Structure, blocks};
use crate::{Error, File, Limits};

/// Characters of a headline that is made from the beginning of a clause.
const HANDLE: usize = 60;
/// Words of a first sentence that is still a headline: "Introduktion af nye."
const HEADLINE_WORDS: usize = 7;

/// A policy as it was split, not yet seen by anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The document's title, when it has one.
    pub title: Option<String>,
    /// What stands before the first clause, paragraphs parted by an empty line.
    pub preamble: String,
    /// At least one.
    pub clauses: Vec<Clause>,
    /// The document, block by block.
    pub source: Vec<Block>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// As the document writes it ("3.2", "§ 4"), else its place: "1", "2", …
    pub number: String,
    /// Never empty: a heading, a short first sentence, or else the first words.
    pub headline: String,
    /// Paragraphs parted by an empty line; items that follow one another are lines that begin with `- `.
    pub text: String,
    /// Blocks from its beginning up to the next clause, or to a heading that belongs to none.
    pub source: Range<usize>,
}

/// Reads a policy from Markdown (or plain text) or Word, whichever the content is.
///
/// # Errors
/// What [`crate::foundation::read`] refuses about the file; [`Error::NoElements`] when no clause is found, and
/// [`Error::TooManyElements`] when there are more than `limits.elements`.
pub fn read(file: File<'_>, limits: &Limits) -> Result<Draft, Error> {
    let name = file.label();
    let (blocks, bold_lines) = blocks(file, limits)?;
    let structure = Structure::of(&blocks, bold_lines);
    let numbered = numbered(&blocks);
    let starts = if numbered.len() > 1 {
        numbered
    } else if !structure.elements.is_empty() {
        structure.elements
    } else {
        let items = blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Item);
        items.map(|(at, _)| at).collect()
    };
    let Some(first) = starts.first().copied() else {
        return Err(Error::NoElements { file: name });
    };
    if starts.len() as u64 > limits.elements {
        return Err(Error::TooManyElements {
            file: name,
            limit: limits.elements,
        });
    }
    let title = structure
        .title
        .or_else(|| blocks.iter().position(|b| is_heading(b.kind)))
        .filter(|at| *at < first);
    let before: Vec<&Block> = (0..first)
        .filter(|at| Some(*at) != title)
        .map(|at| &blocks[at])
        .collect();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let clauses = starts
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(at, (start, end))| clause(at + 1, *start, end, &blocks))
        .collect();
    Ok(Draft {
        title: title.map(|at| blocks[at].text.clone()),
        preamble: running(&before),
        clauses,
        source: blocks,
    })
}

/// Blocks whose numbers count up from 1, at any depth: "1. januar" in the middle of a text breaks no clause.
fn numbered(blocks: &[Block]) -> Vec<usize> {
    let mut last: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    // Each chapter may count from 1 again.
    let mut chapter = false;
    for (at, block) in blocks.iter().enumerate() {
        let heading = is_heading(block.kind);
        let Some((number, _)) = written_number(&block.text, heading) else {
            chapter |= heading;
            continue;
        };
        let parts = parts(number);
        if follows(&last, &parts) || (chapter && parts == [1]) {
            found.push(at);
            last = parts;
            chapter = false;
        }
    }
    found
}

fn parts(number: &str) -> Vec<u32> {
    let digits = number.trim_start_matches(['§', ' ']);
    digits.split('.').filter_map(|part| part.parse().ok()).collect()
}

/// Whether `next` is the number after `last`: 2 after 1 and after 1.4, 1.1 after 1, 1 first of all.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let Some((end, front)) = next.split_last() else {
        return false;
    };
    if last.len() + 1 == next.len() && front == last {
        return *end == 1;
    }
    last.len() >= next.len() && last.starts_with(front) && last[front.len()] + 1 == *end
}

/// The number that a text begins with and what follows it. Without a sign after it ("4 Arbejdstid") it counts in a
/// heading alone.
fn written_number(text: &str, heading: bool) -> Option<(&str, &str)> {
    let digits = text.trim_start_matches(['§', ' ']);
    let paragraph = digits.len() < text.len();
    let length = digits
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(digits.len());
    let number = digits[..length].trim_end_matches('.');
    let short = number.split('.').all(|part| (1..=3).contains(&part.len()));
    let rest = digits[number.len()..].trim_start_matches(['.', ')', ':', ' ']);
    let between = &digits[number.len()..digits.len() - rest.len()];
    let marked = paragraph || number.contains('.') || between.contains(['.', ')', ':']);
    let parted = between.contains(' ');
    (short && parted && !rest.is_empty() && (heading || marked))
        .then(|| (text[..text.len() - digits.len() + number.len()].trim(), rest))
}

fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Heading(_) | BlockKind::Bold)
}

fn clause(place: usize, start: usize, end: usize, blocks: &[Block]) -> Clause {
    let first = &blocks[start];
    let heading = is_heading(first.kind);
    // A heading among numbered paragraphs is a chapter's, and no clause's.
    let end = if heading {
        end
    } else {
        (start + 1..end).find(|at| is_heading(blocks[*at].kind)).unwrap_or(end)
    };
    let (number, headline, lead) = beginning(&first.text, heading);
    let number = number.map_or_else(|| place.to_string(), str::to_owned);
    let rest: Vec<&Block> = blocks[start + 1..end].iter().collect();
    let rest = running(&rest);
    let text = [lead, &rest]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    Clause {
        number,
        headline,
        text,
        source: start..end,
    }
}

/// The first block of a clause as its number, when one is written, its headline, and what is left of the block.
#[must_use]
pub fn beginning(text: &str, heading: bool) -> (Option<&str>, String, &str) {
    let (number, words) = written_number(text, heading).map_or((None, text), |(number, rest)| (Some(number), rest));
    let (headline, lead) = if heading {
        (words.trim_end_matches([':', ' ']).to_owned(), "")
    } else {
        headline(words)
    };
    (number, headline, lead)
}

/// A short first sentence and what follows it; else the first words, and the whole.
fn headline(text: &str) -> (String, &str) {
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | ':'));
    for (at, _) in ends {
        let (sentence, rest) = (&text[..at], &text[at + 1..]);
        let last = sentence.rsplit(' ').next().unwrap_or("");
        let words = sentence.split(' ').count();
        if words > HEADLINE_WORDS || sentence.chars().count() > HANDLE {
            break;
        }
        let abbreviation =
            last.contains('.') || ["jf", "evt", "fx", "ca", "nr", "stk", "pkt"].contains(&last.to_lowercase().as_str());
        if rest.starts_with(' ') && !abbreviation && !sentence.trim().is_empty() {
            return (sentence.to_owned(), rest.trim_start());
        }
    }
    if text.chars().count() <= HANDLE {
        return (text.trim_end_matches(['.', ':']).to_owned(), "");
    }
    let mut handle = String::new();
    for word in text.split(' ') {
        if handle.chars().count() + word.chars().count() >= HANDLE {
            break;
        }
        if !handle.is_empty() {
            handle.push(' ');
        }
        handle.push_str(word);
    }
    if handle.is_empty() {
        handle = text.chars().take(HANDLE).collect();
    }
    handle.push_str(" …");
    (handle, text)
}

fn running(blocks: &[&Block]) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in blocks {
        let item = block.kind == BlockKind::Item;
        if !out.is_empty() {
            out.push_str(if item && in_list { "\n" } else { "\n\n" });
        }
        if item {
            out.push_str("- ");
        }
        out.push_str(&block.text);
        in_list = item;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        read(File::new("p.md", text.as_bytes()), &Limits::default()).unwrap()
    }

    fn heads(draft: &Draft) -> Vec<(&str, &str)> {
        let clauses = draft.clauses.iter();
        clauses.map(|c| (c.number.as_str(), c.headline.as_str())).collect()
    }

    #[test]
    fn the_items_of_a_numbered_list_are_clauses() {
        let draft = draft(
            "# Personalepolitik\n\nVedtaget i 2011.\n\n1. **MUS.** Alle tilbydes en samtale.\n\n2. Løn: Efter aftale.\n",
        );
        assert_eq!(draft.title.as_deref(), Some("Personalepolitik"));
        assert_eq!(draft.preamble, "Vedtaget i 2011.");
        assert_eq!(heads(&draft), [("1", "MUS"), ("2", "Løn")]);
        assert_eq!(draft.clauses[0].text, "Alle tilbydes en samtale.");
        assert_eq!(draft.clauses[1].source, 3..4);
    }

    #[test]
    fn written_numbers_count_up_and_a_date_is_none() {
        let text = "§ 1 Arbejdstid\n\nDen gælder fra\n\n1\\. januar for alle.\n\n§ 2. Seniorer\n\n§ 4 Et spring.\n\n§ 3 Til sidst";
        let draft = draft(text);
        assert_eq!(
            heads(&draft),
            [("§ 1", "Arbejdstid"), ("§ 2", "Seniorer"), ("§ 3", "Til sidst")]
        );
        assert!(draft.clauses[0].text.ends_with("1. januar for alle."));
        assert!(draft.clauses[1].text.contains("Et spring"));
    }

    #[test]
    fn headings_keep_what_stands_under_them_and_numbers_may_nest() {
        let draft = draft("# P\n\n## 1 Tid\n\n### 1.1 Fleks\n\nTekst\n\n- a\n- b\n\n## 2 Løn\n\nMere\n");
        assert_eq!(heads(&draft), [("1", "Tid"), ("1.1", "Fleks"), ("2", "Løn")]);
        assert_eq!(draft.clauses[1].text, "Tekst\n\n- a\n- b");
        let plain = super::tests::draft("# P\n\n## Tid\n\nTekst\n\n## Løn\n\nMere\n");
        assert_eq!(heads(&plain), [("1", "Tid"), ("2", "Løn")]);
    }

    #[test]
    fn a_chapter_among_numbered_paragraphs_is_no_clauses() {
        let draft = draft("# P\n\n## A\n\n1\\. Et.\n\n## B\n\n2\\. To.\n");
        assert_eq!(draft.clauses.len(), 2);
        assert_eq!(draft.clauses[0].source.len(), 1);
        let again = super::tests::draft("# P\n\n## A\n\n1\\. Et.\n\n2\\. To.\n\n## B\n\n1\\. Tre.\n\n2\\. Fire.\n");
        assert_eq!(heads(&again), [("1", "Et"), ("2", "To"), ("1", "Tre"), ("2", "Fire")]);
    }

    #[test]
    fn a_clause_without_a_headline_is_known_by_its_first_words() {
        let draft = draft(
            "- Jf. aftalen om seniorer kan der aftales nedsat tid, når begge parter ønsker det og driften kan bære det.\n- To.\n",
        );
        assert_eq!(
            draft.clauses[0].headline,
            "Jf. aftalen om seniorer kan der aftales nedsat tid, når …"
        );
        assert!(draft.clauses[0].text.starts_with("Jf. aftalen"));
        assert_eq!(draft.clauses[1].headline, "To");
    }

    #[test]
    fn without_numbers_headings_or_items_there_are_no_clauses() {
        let refused = read(File::new("p.md", b"Bare tekst."), &Limits::default());
        assert!(matches!(refused, Err(Error::NoElements { .. })));
        let many = "- x\n".repeat(201);
        let refused = read(File::new("p.md", many.as_bytes()), &Limits::default());
        assert!(matches!(refused, Err(Error::TooManyElements { limit: 200, .. })));
    }

    #[test]
    fn odd_signs_do_not_stop_the_reading() {
        for text in [
            "§",
            "§ 1",
            "1.",
            "1. ",
            "....",
            "- .",
            "- :\n- ::",
            "9999. x",
            "§ § 1 x",
            "- ÆØÅ.Å. å",
        ] {
            let _ = read(File::new("p.md", text.as_bytes()), &Limits::default());
            let _ = written_number(text, true);
            let _ = headline(text);
        }
    }
}
