//! An uploaded document split into elements, while the steward corrects it. Nothing here refuses text: what somebody
//! has written half-way is kept, and is judged when the split is stored as a draft.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Block, BlockKind, RawText};
use crate::ElementId;
use crate::text::folded;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub title: String,
    pub preamble: String,
    /// Blocks before the first element.
    pub front: Vec<usize>,
    pub elements: Vec<SplitElement>,
    /// Blocks that were read as what they announce ("Det betyder, at …") and are in no text.
    pub labels: Vec<usize>,
    /// Names of leader levels that the document speaks of and the organisation does not have yet.
    pub new_levels: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitElement {
    pub headline: String,
    pub meaning: String,
    pub behaviours: Vec<SplitBehaviour>,
    /// One entry a line, as the next two.
    pub good: String,
    pub bad: String,
    pub dilemmas: String,
    pub ties: Vec<ElementId>,
    /// Headlines behind "Hånd i hånd med" that no element of the other foundation has.
    pub unknown_ties: Vec<String>,
    pub blocks: Vec<usize>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitBehaviour {
    pub text: String,
    /// A level's code; empty for all.
    pub level: String,
    /// The block it came from, unless it was written here.
    pub block: Option<usize>,
}

/// Where a block of the source went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockUse {
    /// Its words are in the title, the preamble or its element.
    Text,
    /// It says what the next blocks are.
    Label,
    /// Nothing uses it.
    Nothing,
}

impl SplitElement {
    /// The element's form, as it stands.
    #[must_use]
    pub fn raw(&self) -> RawText {
        RawText {
            headline: self.headline.clone(),
            meaning: self.meaning.clone(),
            behaviours: self
                .behaviours
                .iter()
                .map(|b| (b.text.clone(), b.level.clone()))
                .collect(),
            good: self.good.clone(),
            bad: self.bad.clone(),
            dilemmas: self.dilemmas.clone(),
        }
    }

    fn words(&self) -> HashSet<String> {
        let mut words = HashSet::new();
        let behaviours = self.behaviours.iter().flat_map(|b| [&b.text, &b.level]);
        let texts = [&self.headline, &self.meaning, &self.good, &self.bad, &self.dilemmas];
        for text in texts.into_iter().chain(behaviours) {
            words.extend(words_of(text));
        }
        words
    }
}

impl Split {
    /// Notes which blocks were read as labels: those of an element that are in none of its texts when the document has
    /// just been split.
    pub fn note_labels(&mut self, source: &[Block]) {
        let mut labels = Vec::new();
        for element in &self.elements {
            for &at in element.blocks.iter().skip(1) {
                let Some(block) = source.get(at) else { continue };
                let entries = [&element.good, &element.bad, &element.dilemmas];
                let in_text = element.meaning.contains(&block.text)
                    || element.behaviours.iter().any(|b| b.block == Some(at))
                    || entries
                        .iter()
                        .any(|text| text.lines().any(|line| block.text.contains(line)));
                if !in_text {
                    labels.push(at);
                }
            }
        }
        self.labels = labels;
    }

    /// Puts an element together with the one before it; its headline becomes a line of the meaning.
    pub fn merge(&mut self, at: usize) {
        if at == 0 || at >= self.elements.len() {
            return;
        }
        let gone = self.elements.remove(at);
        let before = &mut self.elements[at - 1];
        before.meaning = joined([before.meaning.as_str(), &gone.headline, &gone.meaning], "\n\n");
        before.behaviours.extend(gone.behaviours);
        before.good = joined([before.good.as_str(), &gone.good], "\n");
        before.bad = joined([before.bad.as_str(), &gone.bad], "\n");
        before.dilemmas = joined([before.dilemmas.as_str(), &gone.dilemmas], "\n");
        for tie in gone.ties {
            if !before.ties.contains(&tie) {
                before.ties.push(tie);
            }
        }
        before.unknown_ties.extend(gone.unknown_ties);
        before.blocks.extend(gone.blocks);
        before.blocks.sort_unstable();
    }

    /// It is no element: its blocks are used by nothing from now on.
    pub fn leave_out(&mut self, at: usize) {
        if at < self.elements.len() {
            self.elements.remove(at);
        }
    }

    /// It is no element but part of what stands before the first.
    pub fn to_preamble(&mut self, at: usize) {
        if at >= self.elements.len() {
            return;
        }
        let gone = self.elements.remove(at);
        let behaviours: Vec<String> = gone.behaviours.iter().map(|b| format!("- {}", b.text)).collect();
        let list = behaviours.join("\n");
        self.preamble = joined([self.preamble.as_str(), &gone.headline, &gone.meaning, &list], "\n\n");
        self.front.extend(gone.blocks);
        self.front.sort_unstable();
    }

    /// Lets a new element begin at a block: it takes over what follows, up to the end of the element that the block was
    /// in, or to the next block that something uses.
    pub fn begin_at(&mut self, block: usize, source: &[Block]) {
        let Some(headline) = source.get(block).map(|b| b.text.clone()) else {
            return;
        };
        if let Some(at) = self.elements.iter().position(|e| e.blocks.contains(&block)) {
            if self.elements[at].blocks.first() != Some(&block) {
                let new = split_off(&mut self.elements[at], block, headline, source);
                self.elements.insert(at + 1, new);
            }
            return;
        }
        let blocks: Vec<usize> = if self.front.contains(&block) {
            let moved: Vec<usize> = self.front.iter().copied().filter(|b| *b >= block).collect();
            self.front.retain(|b| *b < block);
            let (stays, _) = parted(&self.preamble, &texts(&moved, source));
            self.preamble = stays;
            moved
        } else {
            let used: HashSet<usize> = self.elements.iter().flat_map(|e| &e.blocks).copied().collect();
            (block..source.len())
                .take_while(|b| !used.contains(b) && !self.front.contains(b))
                .collect()
        };
        let lines: Vec<String> = blocks[1..]
            .iter()
            .filter_map(|b| source.get(*b))
            .map(|b| {
                if b.kind == BlockKind::Item {
                    format!("- {}", b.text)
                } else {
                    b.text.clone()
                }
            })
            .collect();
        let new = SplitElement {
            headline,
            meaning: lines.join("\n\n").replace("\n\n- ", "\n- "),
            blocks,
            ..SplitElement::default()
        };
        let at = self
            .elements
            .iter()
            .position(|e| e.blocks.first() > Some(&block))
            .unwrap_or(self.elements.len());
        self.elements.insert(at, new);
    }

    /// A level that is none after all goes back into the text. `name` is as the document writes it.
    pub fn drop_level(&mut self, name: &str) {
        let code = folded(name);
        self.new_levels.retain(|level| folded(level) != code);
        for behaviour in self.elements.iter_mut().flat_map(|e| &mut e.behaviours) {
            if behaviour.level == code {
                behaviour.level.clear();
                behaviour.text = format!("{} ({name})", behaviour.text);
            }
        }
    }
}

fn split_off(element: &mut SplitElement, block: usize, headline: String, source: &[Block]) -> SplitElement {
    let (blocks, moved): (Vec<usize>, Vec<usize>) = element.blocks.iter().partition(|b| **b < block);
    element.blocks = blocks;
    let gone = texts(&moved, source);
    let (meaning, new_meaning) = parted(&element.meaning, &gone);
    element.meaning = meaning;
    let (behaviours, new_behaviours): (Vec<_>, Vec<_>) = element
        .behaviours
        .drain(..)
        .partition(|b| b.block.is_none_or(|at| at < block));
    element.behaviours = behaviours;
    let entries = |list: &mut String| {
        let (stays, goes) = parted(list, &gone);
        *list = stays;
        goes
    };
    // The new headline stood in the old meaning as a line of its own.
    let rest: Vec<&str> = new_meaning.split("\n\n").filter(|p| *p != headline).collect();
    SplitElement {
        meaning: rest.join("\n\n"),
        behaviours: new_behaviours,
        good: entries(&mut element.good),
        bad: entries(&mut element.bad),
        dilemmas: entries(&mut element.dilemmas),
        blocks: moved,
        headline,
        ..SplitElement::default()
    }
}

pub(crate) fn texts<'a>(blocks: &[usize], source: &'a [Block]) -> HashSet<&'a str> {
    blocks
        .iter()
        .filter_map(|b| source.get(*b))
        .map(|b| b.text.as_str())
        .collect()
}

/// The lines of a text that are none of `gone`, and those that are. A line that was edited stays.
pub(crate) fn parted(text: &str, gone: &HashSet<&str>) -> (String, String) {
    let (mut stays, mut goes) = (Vec::new(), Vec::new());
    let mut last_went = false;
    for line in text.lines() {
        let bare = line.trim();
        if !bare.is_empty() {
            last_went = gone.contains(bare.strip_prefix("- ").unwrap_or(bare));
        }
        // An empty line goes with the line above it.
        if last_went { goes.push(line) } else { stays.push(line) }
    }
    (stays.join("\n").trim().to_owned(), goes.join("\n").trim().to_owned())
}

pub(crate) fn joined<const N: usize>(parts: [&str; N], separator: &str) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.trim().is_empty()).collect();
    parts.join(separator)
}

pub(crate) fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

/// A block is in a text when three of five of its words are: somebody may have mended the others.
pub(crate) fn mostly_in(block: &Block, words: &HashSet<String>) -> bool {
    let (mut all, mut found) = (0, 0);
    for word in words_of(&block.text) {
        all += 1;
        found += usize::from(words.contains(&word));
    }
    found * 5 >= all * 3
}

/// For each block of the source, what uses it.
#[must_use]
pub fn block_uses(split: &Split, source: &[Block]) -> Vec<BlockUse> {
    let mut uses = vec![BlockUse::Nothing; source.len()];
    let front: HashSet<String> = words_of(&split.title).chain(words_of(&split.preamble)).collect();
    let mut mark = |at: usize, words: &HashSet<String>| {
        if let (Some(place), Some(block)) = (uses.get_mut(at), source.get(at)) {
            *place = if split.labels.contains(&at) {
                BlockUse::Label
            } else if mostly_in(block, words) {
                BlockUse::Text
            } else {
                BlockUse::Nothing
            };
        }
    };
    for &at in &split.front {
        mark(at, &front);
    }
    for element in &split.elements {
        let words = element.words();
        for &at in &element.blocks {
            mark(at, &words);
        }
    }
    uses
}

/// Names in parentheses at the end of behaviours that read like leader levels and are not among `known`: those that
/// occur twice or more, and those that speak of leaders. In the order in which they first stand.
#[must_use]
pub fn new_levels<'a>(behaviours: impl Iterator<Item = &'a str>, known: &[String]) -> Vec<String> {
    const LONGEST: usize = 40;
    let mut found: Vec<(String, String, usize)> = Vec::new();
    for text in behaviours {
        let ended = text.trim_end_matches(['.', ';', ',', ' ']);
        let Some((_, name)) = ended.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) else {
            continue;
        };
        let (name, code) = (name.trim(), folded(name));
        if code.is_empty() || name.chars().count() > LONGEST || known.iter().any(|k| folded(k) == code) {
            continue;
        }
        match found.iter_mut().find(|(_, c, _)| *c == code) {
            Some((.., count)) => *count += 1,
            None => found.push((name.to_owned(), code, 1)),
        }
    }
    let speaks = |code: &str| {
        ["leder", "chef", "direkt", "leader", "manager", "director"]
            .iter()
            .any(|w| code.contains(w))
    };
    found
        .into_iter()
        .filter(|(_, code, count)| *count > 1 || speaks(code))
        .map(|(name, ..)| name)
        .collect()
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
            block(BlockKind::Title, "Ledelsesgrundlag"),
            block(BlockKind::Paragraph, "Det gælder for alle."),
            block(BlockKind::Heading, "Borgeren først"),
            block(BlockKind::Paragraph, "Vi er til for borgeren."),
            block(BlockKind::Paragraph, "Det betyder, at"),
            block(BlockKind::Item, "du spørger først (chef)"),
            block(BlockKind::Bold, "Mod"),
            block(BlockKind::Paragraph, "Vi afprøver i lille skala."),
            block(BlockKind::Item, "du siger ja"),
            block(BlockKind::Heading, "Kontakt"),
            block(BlockKind::Paragraph, "Ring til os på rådhuset."),
        ]
    }

    fn behaviour(text: &str, level: &str, block: usize) -> SplitBehaviour {
        SplitBehaviour {
            text: text.into(),
            level: level.into(),
            block: Some(block),
        }
    }

    /// As a splitter would have it that took "Mod" for a line of the meaning.
    fn split() -> Split {
        let mut split = Split {
            title: "Ledelsesgrundlag".into(),
            preamble: "Det gælder for alle.".into(),
            front: vec![0, 1],
            elements: vec![
                SplitElement {
                    headline: "Borgeren først".into(),
                    meaning: "Vi er til for borgeren.\n\nMod\n\nVi afprøver i lille skala.".into(),
                    behaviours: vec![
                        behaviour("du spørger først", "chef", 5),
                        behaviour("du siger ja", "", 8),
                    ],
                    blocks: (2..9).collect(),
                    ..SplitElement::default()
                },
                SplitElement {
                    headline: "Kontakt".into(),
                    meaning: "Ring til os på rådhuset.".into(),
                    blocks: vec![9, 10],
                    ..SplitElement::default()
                },
            ],
            ..Split::default()
        };
        split.note_labels(&source());
        split
    }

    #[test]
    fn what_announces_a_list_is_a_label() {
        assert_eq!(split().labels, [4]);
        let uses = block_uses(&split(), &source());
        assert_eq!(uses[4], BlockUse::Label);
        assert!(
            uses.iter().enumerate().all(|(at, u)| at == 4 || *u == BlockUse::Text),
            "{uses:?}"
        );
    }

    #[test]
    fn a_bold_line_in_the_middle_becomes_an_element_with_what_follows_it() {
        let mut split = split();
        split.begin_at(6, &source());
        assert_eq!(split.elements.len(), 3);
        let (first, new) = (&split.elements[0], &split.elements[1]);
        assert_eq!(first.meaning, "Vi er til for borgeren.");
        assert_eq!(first.behaviours.len(), 1);
        assert_eq!(
            (new.headline.as_str(), new.meaning.as_str()),
            ("Mod", "Vi afprøver i lille skala.")
        );
        assert_eq!(new.behaviours, [behaviour("du siger ja", "", 8)]);
        assert_eq!(
            (first.blocks.as_slice(), new.blocks.as_slice()),
            ([2, 3, 4, 5].as_slice(), [6, 7, 8].as_slice())
        );
        // The first block of an element is where it begins already.
        split.begin_at(6, &source());
        assert_eq!(split.elements.len(), 3);
    }

    #[test]
    fn splitting_and_putting_together_again_loses_nothing() {
        let mut split = split();
        split.begin_at(6, &source());
        split.merge(1);
        assert_eq!(split, self::split());
        split.merge(0);
        split.merge(9);
        assert_eq!(split, self::split());
    }

    #[test]
    fn what_is_left_out_is_marked_and_can_be_taken_back() {
        let mut split = split();
        split.leave_out(1);
        let uses = block_uses(&split, &source());
        assert_eq!((uses[9], uses[10]), (BlockUse::Nothing, BlockUse::Nothing));
        split.begin_at(9, &source());
        assert_eq!(split.elements, self::split().elements);
    }

    #[test]
    fn text_that_was_edited_away_is_marked_and_a_mended_word_is_not() {
        let mut split = split();
        split.elements[1].meaning = "Ring til os på biblioteket.".into();
        assert_eq!(block_uses(&split, &source())[10], BlockUse::Text);
        split.elements[1].meaning = "Noget andet.".into();
        assert_eq!(block_uses(&split, &source())[10], BlockUse::Nothing);
    }

    #[test]
    fn an_introduction_with_a_heading_goes_to_the_preamble_and_back() {
        let mut split = split();
        split.to_preamble(1);
        assert_eq!(
            split.preamble,
            "Det gælder for alle.\n\nKontakt\n\nRing til os på rådhuset."
        );
        assert_eq!(split.front, [0, 1, 9, 10]);
        split.begin_at(9, &source());
        assert_eq!(split.preamble, "Det gælder for alle.");
        assert_eq!(split.elements[1].meaning, "Ring til os på rådhuset.");
    }

    #[test]
    fn blocks_that_are_not_there_change_nothing() {
        let mut split = split();
        split.begin_at(99, &source());
        split.leave_out(7);
        split.to_preamble(7);
        assert_eq!(split, self::split());
    }

    #[test]
    fn levels_are_recognised_by_what_they_say_or_by_recurring() {
        let texts = [
            "du spørger (Leder af ledere)",
            "du lytter (altid)",
            "du (A-niveau)",
            "vi (a-niveau);",
            "x (chef)",
            "()",
        ];
        assert_eq!(
            new_levels(texts.into_iter(), &["Chef".into()]),
            ["Leder af ledere", "A-niveau"]
        );
        let mut split = split();
        split.new_levels = vec!["Chef".into()];
        split.drop_level("Chef");
        assert_eq!(
            split.elements[0].behaviours[0],
            behaviour("du spørger først (Chef)", "", 5)
        );
        assert!(split.new_levels.is_empty());
    }
}
