//! What `tokenizer.json` says of cutting text into pieces, as far as static models for Danish need it: `WordPiece` and Unigram, with the
//! normalisers and cuts that go with them. The `tokenizers` crate reads all kinds, for some sixty further crates; these two are short.

use std::collections::HashMap;

use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::EmbeddingError;

/// Most bytes of one piece; longer ones are never met.
const MOST_PIECE: usize = 128;
/// What an unknown character costs beside the unlikeliest piece, as in `SentencePiece`.
const UNKNOWN: f32 = 10.0;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Lower,
    /// Accents stand apart and are dropped, which makes å an a, as the model was made.
    StripAccents,
    Compose,
    Decompose,
    /// Compatibility forms are folded. The table of `SentencePiece` is read as this, from which it differs in rare signs only.
    Fold,
    /// Control characters go.
    Clean,
    Replace(String, String),
}

#[derive(Debug)]
enum Kind {
    /// The longest piece that fits, then the longest that goes on (Schuster & Nakajima 2012).
    WordPiece { going_on: String, most_letters: usize },
    /// The likeliest way to cut a word (Kudo 2018), by Viterbi.
    Unigram { scores: Vec<f32>, unknown: f32 },
}

#[derive(Debug)]
pub(super) struct Tokeniser {
    steps: Vec<Step>,
    /// Punctuation marks are words of their own.
    punctuation: bool,
    /// Stands before each word.
    mark: Option<String>,
    pieces: HashMap<String, u32>,
    /// The piece for what is unknown; it is left out.
    unknown: Option<u32>,
    kind: Kind,
    count: usize,
}

fn broken(reason: &str) -> EmbeddingError {
    EmbeddingError::Broken {
        file: "tokenizer.json",
        reason: reason.to_owned(),
    }
}

fn kind_of(value: &Value) -> &str {
    value["type"].as_str().unwrap_or("")
}

impl Tokeniser {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, EmbeddingError> {
        let json: Value = serde_json::from_slice(bytes).map_err(|error| broken(&error.to_string()))?;
        let mut steps = Vec::new();
        normaliser(&json["normalizer"], &mut steps)?;
        let (mut punctuation, mut mark) = (false, None);
        cut(&json["pre_tokenizer"], &mut punctuation, &mut mark)?;
        let model = &json["model"];
        let mut pieces: HashMap<String, u32> = HashMap::new();
        let (kind, unknown) = match kind_of(model) {
            "WordPiece" => {
                let vocabulary = model["vocab"].as_object().ok_or_else(|| broken("no vocabulary"))?;
                for (piece, number) in vocabulary {
                    let number = number.as_u64().and_then(|number| u32::try_from(number).ok());
                    pieces.insert(piece.clone(), number.ok_or_else(|| broken("a piece without a number"))?);
                }
                let text = |key: &str, usual: &str| model[key].as_str().unwrap_or(usual).to_owned();
                let unknown = pieces.get(&text("unk_token", "[UNK]")).copied();
                let most = model["max_input_chars_per_word"].as_u64().unwrap_or(100);
                let kind = Kind::WordPiece {
                    going_on: text("continuing_subword_prefix", "##"),
                    most_letters: usize::try_from(most).unwrap_or(100),
                };
                (kind, unknown)
            }
            "Unigram" => {
                let vocabulary = model["vocab"].as_array().ok_or_else(|| broken("no vocabulary"))?;
                let mut scores = Vec::with_capacity(vocabulary.len());
                for (entry, number) in vocabulary.iter().zip(0_u32..) {
                    #[expect(clippy::cast_possible_truncation, reason = "logarithms of chances")]
                    let score = entry[1].as_f64().map(|score| score as f32);
                    let (Some(piece), Some(score)) = (entry[0].as_str(), score.filter(|score| score.is_finite()))
                    else {
                        return Err(broken("a piece without a score"));
                    };
                    pieces.insert(piece.to_owned(), number);
                    scores.push(score);
                }
                let lowest = scores.iter().copied().fold(0.0, f32::min);
                let unknown = model["unk_id"].as_u64().and_then(|number| u32::try_from(number).ok());
                let kind = Kind::Unigram {
                    scores,
                    unknown: lowest - UNKNOWN,
                };
                (kind, unknown)
            }
            other => return Err(EmbeddingError::NotBuilt(format!("the model \"{other}\""))),
        };
        let count = pieces.values().max().map_or(0, |most| *most as usize + 1);
        Ok(Self {
            steps,
            punctuation,
            mark,
            pieces,
            unknown,
            kind,
            count,
        })
    }

    /// One more than the highest number of a piece.
    pub(super) fn pieces(&self) -> usize {
        self.count
    }

    /// Appends the known pieces of a text, at most `most`.
    pub(super) fn pieces_of(&self, text: &str, most: usize, out: &mut Vec<u32>) {
        let text = self.steps.iter().fold(text.to_owned(), |text, step| apply(step, &text));
        for word in text.split_whitespace() {
            let mut rest = word;
            while !rest.is_empty() && out.len() < most {
                let (part, after) = if self.punctuation { first_part(rest) } else { (rest, "") };
                match &self.mark {
                    Some(mark) => self.word(&format!("{mark}{part}"), out),
                    None => self.word(part, out),
                }
                rest = after;
            }
        }
        out.retain(|piece| Some(*piece) != self.unknown);
        out.truncate(most);
    }

    fn word(&self, word: &str, out: &mut Vec<u32>) {
        match &self.kind {
            Kind::WordPiece { going_on, most_letters } => {
                if word.chars().count() <= *most_letters {
                    self.longest_first(word, going_on, out);
                }
            }
            Kind::Unigram { scores, unknown } => self.likeliest(word, scores, *unknown, out),
        }
    }

    /// A word that cannot be cut to the end is unknown as a whole.
    fn longest_first(&self, word: &str, going_on: &str, out: &mut Vec<u32>) {
        let (first, mut at) = (out.len(), 0);
        let mut key = String::new();
        while at < word.len() {
            let ends = word[at..]
                .char_indices()
                .map(|(place, letter)| at + place + letter.len_utf8());
            let found = ends.rev().filter(|end| end - at <= MOST_PIECE).find_map(|end| {
                key.clear();
                if at > 0 {
                    key.push_str(going_on);
                }
                key.push_str(&word[at..end]);
                self.pieces.get(&key).map(|piece| (*piece, end))
            });
            let Some((piece, end)) = found else {
                out.truncate(first);
                return;
            };
            out.push(piece);
            at = end;
        }
    }

    fn likeliest(&self, word: &str, scores: &[f32], unknown: f32, out: &mut Vec<u32>) {
        // The best way to each place of the word: its score, where its last piece begins, and that piece.
        let mut best: Vec<Option<(f32, usize, Option<u32>)>> = vec![None; word.len() + 1];
        best[0] = Some((0.0, 0, None));
        let ends = |at: usize| {
            word[at..]
                .char_indices()
                .map(move |(place, letter)| at + place + letter.len_utf8())
        };
        for at in word.char_indices().map(|(at, _)| at) {
            let Some((score, ..)) = best[at] else { continue };
            for (nth, end) in ends(at).take_while(|end| end - at <= MOST_PIECE).enumerate() {
                let piece = self.pieces.get(&word[at..end]).copied();
                let gain = match piece {
                    Some(piece) => scores.get(piece as usize).copied().unwrap_or(unknown),
                    None if nth == 0 => unknown,
                    None => continue,
                };
                if best[end].is_none_or(|(known, ..)| score + gain > known) {
                    best[end] = Some((score + gain, at, piece));
                }
            }
        }
        let (first, mut at) = (out.len(), word.len());
        while let Some((_, from, piece)) = best[at].filter(|_| at > 0) {
            out.extend(piece);
            at = from;
        }
        out[first..].reverse();
    }
}

fn apply(step: &Step, text: &str) -> String {
    match step {
        Step::Lower => text.to_lowercase(),
        Step::StripAccents => text.nfd().filter(|letter| !is_combining_mark(*letter)).collect(),
        Step::Compose => text.nfc().collect(),
        Step::Decompose => text.nfd().collect(),
        Step::Fold => text.nfkc().collect(),
        Step::Clean => text
            .chars()
            .filter(|letter| letter.is_whitespace() || !letter.is_control() && *letter != '\u{fffd}')
            .collect(),
        Step::Replace(from, to) => text.replace(from.as_str(), to),
    }
}

/// A mark of punctuation, or what stands before the next one.
fn first_part(text: &str) -> (&str, &str) {
    let mark = |letter: char| {
        letter.is_ascii_punctuation()
            || matches!(letter, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}')
    };
    let end = match text.chars().next() {
        Some(first) if mark(first) => first.len_utf8(),
        _ => text.find(mark).unwrap_or(text.len()),
    };
    text.split_at(end)
}

fn normaliser(json: &Value, steps: &mut Vec<Step>) -> Result<(), EmbeddingError> {
    if json.is_null() {
        return Ok(());
    }
    match kind_of(json) {
        "Sequence" => {
            for part in json["normalizers"].as_array().into_iter().flatten() {
                normaliser(part, steps)?;
            }
        }
        "BertNormalizer" => {
            let lower = json["lowercase"].as_bool().unwrap_or(true);
            if json["clean_text"].as_bool().unwrap_or(true) {
                steps.push(Step::Clean);
            }
            if json["strip_accents"].as_bool().unwrap_or(lower) {
                steps.push(Step::StripAccents);
            }
            if lower {
                steps.push(Step::Lower);
            }
        }
        "Lowercase" => steps.push(Step::Lower),
        "StripAccents" => steps.push(Step::StripAccents),
        "NFC" => steps.push(Step::Compose),
        "NFD" => steps.push(Step::Decompose),
        "NFKC" | "NFKD" | "Precompiled" | "Nmt" => steps.push(Step::Fold),
        // Words are cut at white space in any case.
        "Strip" => {}
        "Replace" => {
            let to = json["content"].as_str().unwrap_or("");
            match (json["pattern"]["String"].as_str(), json["pattern"]["Regex"].as_str()) {
                (Some(from), _) if !from.is_empty() => steps.push(Step::Replace(from.to_owned(), to.to_owned())),
                (_, Some(" {2,}")) => {}
                _ => return Err(EmbeddingError::NotBuilt("a replacement by pattern".to_owned())),
            }
        }
        other => return Err(EmbeddingError::NotBuilt(format!("the normaliser \"{other}\""))),
    }
    Ok(())
}

fn cut(json: &Value, punctuation: &mut bool, mark: &mut Option<String>) -> Result<(), EmbeddingError> {
    if json.is_null() {
        return Ok(());
    }
    match kind_of(json) {
        "Sequence" => {
            for part in json["pretokenizers"].as_array().into_iter().flatten() {
                cut(part, punctuation, mark)?;
            }
        }
        "BertPreTokenizer" | "Punctuation" => *punctuation = true,
        "WhitespaceSplit" => {}
        "Metaspace" => *mark = Some(json["replacement"].as_str().unwrap_or("\u{2581}").to_owned()),
        other => return Err(EmbeddingError::NotBuilt(format!("the cut \"{other}\""))),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(json: &str, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        Tokeniser::parse(json.as_bytes())
            .unwrap()
            .pieces_of(text, 100, &mut out);
        out
    }

    #[test]
    fn the_likeliest_way_is_taken_and_the_unknown_left_out() {
        let json = r#"{"normalizer":{"type":"Precompiled","precompiled_charsmap":""},
            "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"},
            "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0.0],["▁",-6.0],["▁bor",-4.0],["ger",-4.0],["▁borger",-5.0],
            ["råd",-3.0],["e",-5.0],["t",-5.0],["et",-4.5]]}}"#;
        assert_eq!(pieces(json, "borgerrådet  borger"), [4, 5, 8, 4]);
        assert_eq!(pieces(json, "ŋet"), [1, 8]);
        // Ligatures and full-width letters are folded.
        assert_eq!(pieces(json, "ｂｏｒger"), [4]);
    }

    #[test]
    fn marks_are_words_and_a_word_with_a_rest_is_unknown() {
        let json = r###"{"normalizer":{"type":"BertNormalizer","lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},
            "model":{"type":"WordPiece","unk_token":"[UNK]","vocab":{"[UNK]":0,"gade":1,"##n":2,",":3,"rad":4}}}"###;
        assert_eq!(pieces(json, "Gaden,RÅD gadex"), [1, 2, 3, 4]);
        // A sign that is no punctuation stays in its word, which is unknown then; a dash parts two.
        assert_eq!(pieces(json, "gade° gade–rad"), [1, 4]);
        let long = "gade".repeat(40);
        assert_eq!(pieces(json, &long), Vec::<u32>::new());
    }
}
