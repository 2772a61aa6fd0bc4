//! Text as people write it: trimmed, of one normal form, within a limit.

/// Why a piece of text was refused. The web layer says it in the user's language, beside the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("nothing was written")]
    Empty,
    #[error("{chars} characters, at most {most}")]
    TooLong { chars: usize, most: usize },
    #[error("a control character")]
    Control,
}

/// Text of one or several lines: outer white space is trimmed, line ends become `\n`, at most `most` characters.
/// Empty text is fine here; a field that must be filled asks [`required`].
pub fn lines(text: &str, most: usize) -> Result<String, Unfit> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Unfit::Control);
    }
    let chars = text.chars().count();
    if chars > most {
        return Err(Unfit::TooLong { chars, most });
    }
    Ok(text.to_owned())
}

/// One line of text: white space inside is folded to single spaces.
pub fn line(text: &str, most: usize) -> Result<String, Unfit> {
    lines(&text.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Refuses empty text.
pub fn required(text: String) -> Result<String, Unfit> {
    if text.is_empty() { Err(Unfit::Empty) } else { Ok(text) }
}

/// Lower case with Danish letters kept apart: how text is compared when case must not matter, on both databases.
#[must_use]
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where two texts differ, word by word, for showing with `ins` and `del`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// The difference from `old` to `new`, by words. Changes that only white space keeps apart read as one: what is gone,
/// then what is new.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let diff = similar::TextDiff::from_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut gone, mut fresh, mut between) = (String::new(), String::new(), String::new());
    for change in diff.iter_all_changes() {
        let word = change.value();
        match change.tag() {
            similar::ChangeTag::Equal if word.trim().is_empty() && !(gone.is_empty() && fresh.is_empty()) => {
                between.push_str(word);
            }
            similar::ChangeTag::Equal => {
                put(&mut pieces, &mut gone, &mut fresh);
                between.push_str(word);
                match pieces.last_mut() {
                    Some(Piece::Same(run)) => run.push_str(&between),
                    _ => pieces.push(Piece::Same(between.clone())),
                }
                between.clear();
            }
            tag => {
                gone.push_str(&between);
                fresh.push_str(&between);
                between.clear();
                if tag == similar::ChangeTag::Delete {
                    gone.push_str(word);
                } else {
                    fresh.push_str(word);
                }
            }
        }
    }
    put(&mut pieces, &mut gone, &mut fresh);
    if !between.is_empty() {
        pieces.push(Piece::Same(between));
    }
    pieces
}

fn put(pieces: &mut Vec<Piece>, gone: &mut String, fresh: &mut String) {
    if !gone.is_empty() {
        pieces.push(Piece::Gone(std::mem::take(gone)));
    }
    if !fresh.is_empty() {
        pieces.push(Piece::New(std::mem::take(fresh)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_count_characters_and_not_bytes() {
        assert_eq!(line("  Æble \t grød  ", 9), Ok("Æble grød".into()));
        assert_eq!(line("Æble grøde", 9), Err(Unfit::TooLong { chars: 10, most: 9 }));
        assert_eq!(lines("a\r\nb", 10), Ok("a\nb".into()));
        assert_eq!(lines("a\u{0}b", 10), Err(Unfit::Control));
        assert_eq!(required(String::new()), Err(Unfit::Empty));
    }

    #[test]
    fn the_difference_reads_back_as_both_texts() {
        let (old, new) = ("Vi ringer altid før frokost", "Vi ringer til kollegaen før frokost");
        let pieces = difference(old, new);
        let side = |with_new: bool| -> String {
            pieces
                .iter()
                .map(|p| match p {
                    Piece::Same(t) => t.as_str(),
                    Piece::Gone(t) => {
                        if with_new {
                            ""
                        } else {
                            t
                        }
                    }
                    Piece::New(t) => {
                        if with_new {
                            t
                        } else {
                            ""
                        }
                    }
                })
                .collect()
        };
        assert_eq!((side(false), side(true)), (old.into(), new.into()));
        assert!(pieces.len() > 2);
    }

    #[test]
    fn changes_next_to_each_other_read_as_one() {
        let pieces = difference("Vi ringer til gange. Vi ses", "Vi ringer mere end ses");
        assert_eq!(
            pieces,
            [
                Piece::Same("Vi ringer ".into()),
                Piece::Gone("til gange. Vi".into()),
                Piece::New("mere end".into()),
                Piece::Same(" ses".into()),
            ]
        );
        assert_eq!(difference("a ", "a "), [Piece::Same("a ".into())]);
        assert_eq!(difference("", "ny"), [Piece::New("ny".into())]);
        assert!(difference("", "").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn both_texts_can_be_read_from_a_difference(old in "[ab \n]{0,12}", new in "[ab \n]{0,12}") {
            let pieces = difference(&old, &new);
            let read = |gone: bool| -> String {
                pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Same(text) => text.as_str(),
                        Piece::Gone(text) if gone => text,
                        Piece::New(text) if !gone => text,
                        _ => "",
                    })
                    .collect()
            };
            proptest::prop_assert_eq!((read(true), read(false)), (old, new));
        }
    }
}
