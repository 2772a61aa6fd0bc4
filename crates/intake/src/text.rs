//! Text as it is kept: one way of writing each letter, one space between words, nothing invisible that deceives.

use unicode_normalization::UnicodeNormalization;

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    TooLong,
    ControlCharacter,
}

/// Trimmed, white space folded to single spaces, Unicode NFC, at most `most` characters. Control characters and the
/// signs that turn the writing direction are refused, because they make a name show as another one (Unicode TR 36);
/// zero-width characters, which come along when text is copied from web pages, are left out.
pub(crate) fn clean(text: &str, most: usize) -> Result<String, Refused> {
    let mut out = String::with_capacity(text.len());
    let mut length = 0;
    for c in folded(text).nfc() {
        if c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
            return Err(Refused::ControlCharacter);
        }
        length += 1;
        if length > most {
            return Err(Refused::TooLong);
        }
        out.push(c);
    }
    Ok(out)
}

/// As [`clean`], for running text from a document: any length, and what would be refused is left out.
pub(crate) fn prose(text: &str) -> String {
    folded(text)
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .nfc()
        .collect()
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    let mut words = text
        .split(char::is_whitespace)
        .filter(|word| word.chars().any(|c| !zero_width(c)));
    let first = words.next().unwrap_or("");
    first
        .chars()
        .chain(words.flat_map(|word| std::iter::once(' ').chain(word.chars())))
        .filter(|c| !zero_width(*c))
}

fn zero_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// For comparing headers, labels and headlines: lower case, folded, NFC.
pub(crate) fn key(text: &str) -> String {
    prose(text).to_lowercase()
}
