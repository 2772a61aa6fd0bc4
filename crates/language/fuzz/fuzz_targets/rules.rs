//! A rule and a text, each a line of any characters: what is read as a rule is matched, and every hit lies inside the text.
#![no_main]

use language::lexicon::{Lexicon, Sets};
use language::matcher::Matcher;
use language::morphology::{Danish, Language};
use language::rules::Rule;
use language::vocabulary::Vocabulary;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Some((rule, text)) = data.split_once('\n') else { return };
    let Ok(rule) = Rule::parse(rule, 1.0) else { return };
    let Ok(lexicon) = Lexicon::build(&[rule], &Sets::new(), Language::Danish, Danish::BuiltIn) else { return };
    let (mut vocabulary, mut tokens, mut hits) = (Vocabulary::default(), Vec::new(), Vec::new());
    vocabulary.tokenise(text, &mut tokens, None);
    let mut matcher = Matcher::new(&lexicon);
    matcher.grow(&vocabulary);
    matcher.find(&tokens, &mut hits);
    assert!(hits.iter().all(|hit| hit.start <= hit.end && (hit.end as usize) < tokens.len()));
});
