//! Words as numbers: a byte tokeniser and an interner.
//!
//! Text is tokenised once, when it comes in. Everything after that (rules, re-counts, keyness) reads numbers, which is why
//! a change of the lexicon can be shown over the whole history while the steward types.

/// Index of a distinct lower-case word.
pub type Type = u32;

/// A running word: its type in the low 30 bits, and whether a clause or sentence ends after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token(u32);

const CLAUSE: u32 = 1 << 31;
const SENTENCE: u32 = 1 << 30;

impl Token {
    #[must_use]
    pub fn new(kind: Type) -> Self {
        Self(kind & !(CLAUSE | SENTENCE))
    }

    #[must_use]
    pub fn kind(self) -> Type {
        self.0 & !(CLAUSE | SENTENCE)
    }

    /// A comma, semicolon, colon, dash or the end of a sentence follows.
    #[must_use]
    pub fn ends_clause(self) -> bool {
        self.0 & (CLAUSE | SENTENCE) != 0
    }

    #[must_use]
    pub fn ends_sentence(self) -> bool {
        self.0 & SENTENCE != 0
    }
}

// Byte classes. Bytes from 0xC3 lead letters, except the punctuation blocks C2 and E2.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const LEAD: u8 = 4;
const JOIN: u8 = 8;
const PAUSE: u8 = 16;
const STOP: u8 = 32;

const CLASS: [u8; 256] = classes();

#[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
const fn classes() -> [u8; 256] {
    let mut class = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'-' | b'\'' => JOIN,
            b',' | b';' | b':' | b'(' | b')' => PAUSE,
            b'.' | b'!' | b'?' => STOP,
            0xC3..=0xE1 | 0xE3..=0xF4 => LEAD,
            _ => 0,
        };
        byte += 1;
    }
    class
}

/// Key of a word: up to 16 bytes inline, longer ones as a hash marked by a byte that UTF-8 never holds.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key(u64, u64);

impl Key {
    fn hash(self) -> usize {
        let mixed =
            self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ self.1.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(31);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        // Truncation is wanted: any bits of the hash serve.
        usize::try_from(mixed >> 20).unwrap_or(0)
    }

    fn long(word: &[u8]) -> Self {
        let (mut a, mut b) = (0xCBF2_9CE4_8422_2325_u64, 0x8422_2325_CBF2_9CE4_u64);
        for &byte in word {
            a = (a ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            b = (b.rotate_left(7) ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        Self(a, b | (0xFF << 56))
    }
}

#[derive(Clone, Copy)]
struct Slot {
    key: Key,
    kind: Type,
}

const EMPTY: Slot = Slot {
    key: Key(0, 0),
    kind: u32::MAX,
};

/// The distinct words of a corpus.
pub struct Vocabulary {
    slots: Vec<Slot>,
    words: String,
    ends: Vec<u32>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            slots: vec![EMPTY; 1 << 12],
            words: String::new(),
            ends: Vec::new(),
        }
    }
}

impl Vocabulary {
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word of a type; empty for a type of another vocabulary.
    #[must_use]
    pub fn word(&self, kind: Type) -> &str {
        let at = kind as usize;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        self.ends
            .get(at)
            .and_then(|&end| self.words.get(start as usize..end as usize))
            .unwrap_or("")
    }

    /// The type of a word, added when it is new. The word is taken as it is: callers pass lower case.
    pub fn intern(&mut self, word: &str) -> Type {
        self.intern_bytes(word.as_bytes(), 0)
    }

    #[must_use]
    pub fn find(&self, word: &str) -> Option<Type> {
        let (key, _) = key_at(word.as_bytes(), 0, word.len());
        let mask = self.slots.len() - 1;
        let mut at = key.hash() & mask;
        loop {
            let slot = self.slots[at];
            if slot.kind == u32::MAX {
                return None;
            }
            if slot.key == key {
                return Some(slot.kind);
            }
            at = (at + 1) & mask;
        }
    }

    /// Appends the tokens of `text` to `tokens` and, when asked, the byte range of each to `spans`.
    /// Text should be in NFC; [`crate::text::normalise`] makes it so.
    pub fn tokenise(&mut self, text: &str, tokens: &mut Vec<Token>, mut spans: Option<&mut Vec<(u32, u32)>>) {
        let bytes = text.as_bytes();
        let first = tokens.len();
        let mut at = 0;
        while at < bytes.len() {
            let class = CLASS[usize::from(bytes[at])];
            if class & (LOWER | UPPER | LEAD) == 0 {
                at += self.separator(bytes, at, class, &mut tokens[first..]);
                continue;
            }
            let start = at;
            let kind = if let Some((key, length, folded)) = quick_word(bytes, at) {
                at += length;
                self.intern_key(key, bytes, start, at, folded)
            } else {
                let seen = scan_word(bytes, &mut at);
                if seen & LEAD != 0 && has_upper(&bytes[start..at]) {
                    let lower = text[start..at].to_lowercase();
                    self.intern_bytes(lower.as_bytes(), 0)
                } else {
                    let (key, folded) = key_at(bytes, start, at);
                    self.intern_key(key, bytes, start, at, folded)
                }
            };
            tokens.push(Token::new(kind));
            if let Some(spans) = spans.as_deref_mut() {
                spans.push((
                    u32::try_from(start).unwrap_or(u32::MAX),
                    u32::try_from(at).unwrap_or(u32::MAX),
                ));
            }
            if bytes.get(at) == Some(&b' ') {
                at += 1;
            }
        }
    }

    /// Marks what the separator says about the token before it; returns its length in bytes.
    #[inline]
    #[expect(clippy::unused_self, reason = "reads as a step of tokenise")]
    fn separator(&self, bytes: &[u8], at: usize, class: u8, tokens: &mut [Token]) -> usize {
        if class & (PAUSE | STOP) != 0 {
            if let Some(last) = tokens.last_mut() {
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                // "kl. 10.30" and "3.200" hold no sentence end.
                if class == STOP && !next.is_ascii_digit() {
                    last.0 |= SENTENCE;
                } else if class == PAUSE {
                    last.0 |= CLAUSE;
                }
            }
            return 1;
        }
        match bytes[at] {
            0xC2 => 2,
            0xE2 => {
                // – — and … divide clauses; curly quotes do not.
                if let (Some(last), Some([0x80, 0x93 | 0x94 | 0xA6])) = (tokens.last_mut(), bytes.get(at + 1..at + 3)) {
                    last.0 |= CLAUSE;
                }
                3
            }
            b'\n' => {
                if let (Some(last), Some(b'\n')) = (tokens.last_mut(), bytes.get(at + 1)) {
                    last.0 |= SENTENCE;
                }
                1
            }
            _ => 1,
        }
    }

    fn intern_bytes(&mut self, bytes: &[u8], start: usize) -> Type {
        let (key, folded) = key_at(bytes, start, bytes.len());
        self.intern_key(key, bytes, start, bytes.len(), folded)
    }

    #[inline]
    fn intern_key(&mut self, key: Key, bytes: &[u8], start: usize, end: usize, folded: bool) -> Type {
        let mask = self.slots.len() - 1;
        let mut at = key.hash() & mask;
        loop {
            let slot = self.slots[at];
            if slot.key == key && slot.kind != u32::MAX {
                return slot.kind;
            }
            if slot.kind == u32::MAX {
                break;
            }
            at = (at + 1) & mask;
        }
        self.insert(key, at, &bytes[start..end], folded)
    }

    #[cold]
    fn insert(&mut self, key: Key, at: usize, word: &[u8], folded: bool) -> Type {
        let kind = u32::try_from(self.ends.len()).unwrap_or(u32::MAX - 1).min(SENTENCE - 1);
        self.slots[at] = Slot { key, kind };
        let word = String::from_utf8_lossy(word);
        if folded {
            self.words.push_str(&word.to_lowercase());
        } else {
            self.words.push_str(&word);
        }
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        kind
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 4;
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        for slot in old.into_iter().filter(|slot| slot.kind != u32::MAX) {
            let mut at = slot.key.hash() & (size - 1);
            while self.slots[at].kind != u32::MAX {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Moves `at` behind the word that starts there; returns the classes seen.
#[inline]
fn scan_word(bytes: &[u8], at: &mut usize) -> u8 {
    let mut seen = 0;
    while let Some(&byte) = bytes.get(*at) {
        let class = CLASS[usize::from(byte)];
        if class & (LOWER | UPPER) != 0 {
            *at += 1;
        } else if class == LEAD {
            *at += match byte {
                0xC3..=0xDF => 2,
                0xE0..=0xEF => 3,
                _ => 4,
            };
        } else if class == JOIN
            && bytes
                .get(*at + 1)
                .is_some_and(|&next| CLASS[usize::from(next)] & (LOWER | UPPER | LEAD) != 0)
        {
            *at += 1;
        } else {
            break;
        }
        seen |= class;
    }
    *at = (*at).min(bytes.len());
    seen
}

/// Whether a word with letters beyond ASCII may hold a capital among them. Only C3 80–9E are told apart; others take the slow road.
fn has_upper(word: &[u8]) -> bool {
    word.windows(2).any(|pair| match pair[0] {
        0xC3 => (0x80..=0x9E).contains(&pair[1]),
        lead => lead >= 0xC4,
    })
}

/// The key of `bytes[start..end]` with ASCII capitals folded, and whether anything was folded.
#[inline]
fn key_at(bytes: &[u8], start: usize, end: usize) -> (Key, bool) {
    let len = end - start;
    if len > 16 {
        let word = &bytes[start..end];
        let folded = word.iter().any(u8::is_ascii_uppercase);
        return if folded {
            (Key::long(&word.to_ascii_lowercase()), true)
        } else {
            (Key::long(word), false)
        };
    }
    let mut word = [0; 16];
    word[..len].copy_from_slice(&bytes[start..end]);
    let word = u128::from_le_bytes(word);
    let upper = upper_bits(word);
    (halves(word | upper), upper != 0)
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
fn halves(word: u128) -> Key {
    Key(word as u64, (word >> 64) as u64)
}

const EACH: u128 = 0x0101_0101_0101_0101_0101_0101_0101_0101;
const HIGH: u128 = 0x80 * EACH;

/// A word of up to 15 bytes that begins at `at`: its key, its length and whether capitals were folded. All 16 bytes are looked at
/// together, whatever the word's length, so that the processor has no length to guess. None leaves the place to the careful way: the
/// end of the text, longer words, hyphens inside words, and letters other than ASCII and lower-case æøåéöü.
#[inline]
fn quick_word(bytes: &[u8], at: usize) -> Option<(Key, usize, bool)> {
    let window = bytes.get(at..at + 17)?;
    let all = window.first_chunk::<16>().map_or(0, |word| u128::from_le_bytes(*word));
    let length = word_bytes(all);
    if length == 0 || length == 16 || CLASS[usize::from(window[length])] == JOIN {
        return None;
    }
    let word = all & FIRST_BYTES[length];
    if word & HIGH != 0 && odd_letters(word) {
        return None;
    }
    let upper = upper_bits(word);
    Some((halves(word | upper), length, upper != 0))
}

/// Masks of the first bytes.
const FIRST_BYTES: [u128; 16] = {
    let mut masks = [0; 16];
    let mut count = 1;
    while count < 16 {
        masks[count] = masks[count - 1] << 8 | 0xFF;
        count += 1;
    }
    masks
};

/// How many of sixteen bytes, from the first, are ASCII letters, digits or beyond ASCII.
#[inline]
fn word_bytes(word: u128) -> usize {
    let between = |word: u128, first: u8, last: u8| {
        (word + (0x80 - u128::from(first)) * EACH) & !(word + (0x80 - u128::from(last) - 1) * EACH)
    };
    let seven = word & (0x7F * EACH);
    let letters = between(seven | (0x20 * EACH), b'a', b'z');
    let digits = between(seven, b'0', b'9');
    let others = !(letters | digits | word) & HIGH;
    (others.trailing_zeros() / 8) as usize
}

/// Whether a byte beyond ASCII is neither the lead C3 nor one that follows it in a lower-case letter.
#[inline]
fn odd_letters(word: u128) -> bool {
    let zero = |word: u128| !(((word & (0x7F * EACH)) + 0x7F * EACH) | word) & HIGH;
    let fine = zero(word ^ (0xC3 * EACH)) | zero((word & (0xE0 * EACH)) ^ (0xA0 * EACH));
    word & HIGH & !fine != 0
}

/// 0x20 in every byte that holds an ASCII capital (bytes from 0x80 are left alone).
#[inline]
fn upper_bits(word: u128) -> u128 {
    let low = word & (0x7F * EACH);
    let from_a = low + (0x80 - u128::from(b'A')) * EACH;
    let past_z = low + (0x80 - u128::from(b'Z') - 1) * EACH;
    (from_a & !past_z & !word & HIGH) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let (mut vocabulary, mut tokens) = (Vocabulary::default(), Vec::new());
        vocabulary.tokenise(text, &mut tokens, None);
        tokens
            .iter()
            .map(|token| vocabulary.word(token.kind()).to_owned())
            .collect()
    }

    #[test]
    fn danish_words_are_folded_and_kept_whole() {
        assert_eq!(
            words("Ældre-KLUBBEN på Åbyvej, s'gu! Ét tal: 3.200"),
            ["ældre-klubben", "på", "åbyvej", "s'gu", "ét", "tal", "3", "200"]
        );
        assert_eq!(words("”Hej” – sagde hun…"), ["hej", "sagde", "hun"]);
        assert_eq!(
            words("Forebyggelseskonsulenten ÆRLIGHEDSTILLÆGGET"),
            ["forebyggelseskonsulenten", "ærlighedstillægget"]
        );
    }

    #[test]
    fn clause_and_sentence_ends_are_marked() {
        let (mut vocabulary, mut tokens) = (Vocabulary::default(), Vec::new());
        vocabulary.tokenise("Nej, tak. Kl. 10.30", &mut tokens, None);
        assert!(tokens[0].ends_clause() && !tokens[0].ends_sentence());
        assert!(tokens[1].ends_sentence());
        assert!(!tokens[3].ends_sentence());
    }

    #[test]
    fn any_bytes_that_are_text_can_be_tokenised() {
        for text in [
            "",
            "\u{feff}a",
            "𝔘nicode 😀 日本語 ß ſ",
            "a\u{301}",
            "--''--",
            "\u{c4}\u{150}",
        ] {
            let _ = words(text);
        }
        assert_eq!(
            words("A AB ABCDEFGHIJKLMNOP ABCDEFGHIJKLMNOPQ").concat(),
            "aababcdefghijklmnopabcdefghijklmnopq"
        );
    }

    #[test]
    fn the_quick_way_and_the_careful_way_agree() {
        let text = "Ældre på Åbyvej: 'så' rødgrød-med-fløde, naïve ÜBER ærlighed? Forebyggelseskonsulenten kl. 10.30 – «nej» o'clock. ";
        let whole = words(&text.repeat(2));
        // Alone at the end of a text every word is read the careful way.
        let alone: Vec<String> = text.repeat(2).split(' ').flat_map(words).collect();
        assert_eq!(whole, alone);
    }

    #[test]
    fn many_words_keep_their_numbers() {
        let mut vocabulary = Vocabulary::default();
        let ids: Vec<Type> = (0..50_000).map(|n| vocabulary.intern(&format!("ord{n}"))).collect();
        assert!((0..50_000).all(
            |n| vocabulary.find(&format!("ord{n}")) == Some(ids[n]) && vocabulary.word(ids[n]) == format!("ord{n}")
        ));
    }
}
