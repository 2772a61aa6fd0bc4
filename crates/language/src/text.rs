//! From a file's text to passages: paragraphs of one language, cut to at most 120 words.

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use crate::morphology::Language;
use crate::vocabulary::{Token, Vocabulary};

/// Longest passage, in words.
pub const MOST_WORDS: usize = 120;
/// A speech turn or list shorter than this is joined with the next one of its kind.
const FEW_WORDS: usize = 25;

/// What a piece of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Paragraph,
    /// A heading or an agenda title; never counted.
    Title,
    Item,
    /// A row of a table.
    Row,
    /// A turn of speech. Who spoke was dropped while reading.
    Speech,
    /// An answer in an open field.
    Answer,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Paragraph,
        Self::Title,
        Self::Item,
        Self::Row,
        Self::Speech,
        Self::Answer,
    ];

    /// As it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Title => "title",
            Self::Item => "item",
            Self::Row => "row",
            Self::Speech => "speech",
            Self::Answer => "answer",
        }
    }
}

/// A piece of a document as a reader found it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Block {
    pub kind: Kind,
    pub text: String,
}

impl Block {
    #[must_use]
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }
}

/// NFC, no soft hyphens or other invisible marks, words broken at a line's end put together.
#[must_use]
pub fn normalise(text: &str) -> String {
    let plain =
        |c: char| c.is_ascii() || matches!(c, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å' | 'é' | '–' | '”' | '’' | '“' | '…');
    let composed: String =
        if text.chars().all(plain) || is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
            text.to_owned()
        } else {
            text.nfc().collect()
        };
    if !composed.contains([
        '\u{ad}', '\u{200b}', '\u{feff}', '\u{2060}', '\r', '\u{fb01}', '\u{fb02}', '\u{2019}',
    ]) && !composed.contains("-\n")
    {
        return composed;
    }
    let mut out = String::with_capacity(composed.len());
    let mut chars = composed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' | '\r' => {}
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{2019}' => out.push('\''),
            '-' if chars.peek() == Some(&'\n') && out.ends_with(char::is_lowercase) => {
                chars.next();
                if !chars.peek().is_some_and(|next| next.is_lowercase()) {
                    out.push('-');
                }
            }
            c => out.push(c),
        }
    }
    out
}

const DANISH: &str = "og i at det er en til af på for de den der som med et ikke har han vi jeg var kan men om sig fra ved skal så hun blev også efter eller når nu over da have ud ind op ned bare selv være hvad hvor alle noget mere";
const ENGLISH: &str = "the and of to in is that it for was on are as with they be at this have from or one had by but not what all were we when your can said there use an each which she do how their if will up about out many then them";
const SISTERS: &str = "och att det är som på för med den inte jag vi ett har kan till av om så men und der die das nicht ist ein zu mit von auf für sich ikkje eg ein frå vere meg deg bli noen etter være hva nå";

/// The language of a paragraph by its commonest words. Short or mixed text is taken for Danish, the house's language.
#[must_use]
pub fn language_of(text: &str) -> Language {
    let (mut danish, mut english, mut other, mut words) = (0, 0, 0, 0);
    let listed = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(80)
    {
        let word = word.to_lowercase();
        words += 1;
        if listed(DANISH, &word) {
            danish += 1;
        }
        if listed(ENGLISH, &word) {
            english += 1;
        }
        if listed(SISTERS, &word) {
            other += 1;
        }
    }
    if words < 6 || danish >= english.max(other) {
        Language::Danish
    } else if english > other {
        Language::English
    } else {
        Language::Other
    }
}

/// A passage before it is read: its text and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub language: Language,
    pub text: String,
    pub words: usize,
}

/// Cuts blocks into passages at sentence ends. Short turns of speech and list items are joined, so that a passage says something.
#[must_use]
pub fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let mut vocabulary = Vocabulary::default();
    let mut out: Vec<Piece> = Vec::new();
    for block in blocks {
        let text = normalise(&block.text);
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let (mut tokens, mut spans) = (Vec::new(), Vec::new());
        vocabulary.tokenise(text, &mut tokens, Some(&mut spans));
        if tokens.is_empty() {
            continue;
        }
        let language = language_of(text);
        let joins = matches!(block.kind, Kind::Speech | Kind::Item);
        if let Some(last) = out.last_mut()
            && joins
            && last.kind == block.kind
            && last.language == language
            && (last.words < FEW_WORDS || tokens.len() < FEW_WORDS / 3)
            && last.words + tokens.len() <= MOST_WORDS
        {
            last.text.push(' ');
            last.text.push_str(text);
            last.words += tokens.len();
            continue;
        }
        for (first, end) in windows(&tokens) {
            let from = if first == 0 { 0 } else { spans[first].0 as usize };
            let to = spans.get(end).map_or(text.len(), |span| span.0 as usize);
            let cut = text.get(from..to).unwrap_or_default().trim();
            out.push(Piece {
                kind: block.kind,
                language,
                text: cut.to_owned(),
                words: end - first,
            });
        }
    }
    out
}

/// Ranges of at most [`MOST_WORDS`] tokens, cut at the last sentence end, else the last clause end, else where it is full.
fn windows(tokens: &[Token]) -> Vec<(usize, usize)> {
    let (mut ranges, mut start) = (Vec::new(), 0);
    while tokens.len() - start > MOST_WORDS {
        let window = &tokens[start..start + MOST_WORDS];
        let cut = window
            .iter()
            .rposition(|token| token.ends_sentence())
            .filter(|at| *at >= MOST_WORDS / 4)
            .or_else(|| {
                window
                    .iter()
                    .rposition(|token| token.ends_clause())
                    .filter(|at| *at >= MOST_WORDS / 2)
            })
            .map_or(MOST_WORDS, |at| at + 1);
        ranges.push((start, start + cut));
        start += cut;
    }
    ranges.push((start, tokens.len()));
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_passage_is_longer_than_the_limit_and_no_word_is_lost() {
        let sentence = "Vi flyttede møderne, fordi forældrene arbejder. ";
        let blocks = [
            Block::new(Kind::Paragraph, sentence.repeat(70)),
            Block::new(Kind::Paragraph, "ord ".repeat(300)),
        ];
        let pieces = pieces(&blocks);
        assert!(pieces.iter().all(|piece| piece.words <= MOST_WORDS && piece.words > 0));
        assert_eq!(pieces.iter().map(|piece| piece.words).sum::<usize>(), 6 * 70 + 300);
    }

    #[test]
    fn short_turns_are_joined_and_paragraphs_are_not() {
        let speech = [
            Block::new(Kind::Speech, "Ja."),
            Block::new(Kind::Speech, "Det gjorde de."),
            Block::new(Kind::Paragraph, "Ja."),
        ];
        assert_eq!(pieces(&speech).len(), 2);
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(
            language_of("We moved the meetings because the parents are at work and they asked for it."),
            Language::English
        );
        assert_eq!(
            language_of("Vi flyttede møderne, fordi det er sådan, forældrene gerne vil have det."),
            Language::Danish
        );
        assert_eq!(
            language_of("Vi är glada för att det inte är så långt till skolan och att man kan gå."),
            Language::Other
        );
    }

    #[test]
    fn text_is_normalised() {
        assert_eq!(
            normalise("A\u{30a}ben\u{ad}hed og sam-\narbejde\r"),
            "Åbenhed og samarbejde"
        );
    }
}
