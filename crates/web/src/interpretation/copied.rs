//! Words taken over from the text above: said kindly, and nothing is stopped by it.

use model::foundation::Text;
use model::interpretation::{Body, Field, copied};
use store::interpretation::{Interpretation, SourceText};

use crate::Texts;

/// A sentence about the longest run of words that stands above too; none when there is none.
pub fn notice(t: Texts, body: &Body, source: &SourceText, near: Option<&Interpretation>) -> Option<String> {
    let near = near.and_then(|near| Some((near.unit_name.as_str(), &near.shown.as_ref()?.body)));
    sentence(t, body, &source.text, near)
}

/// The same of an element's words and of what the nearest unit above says.
pub fn sentence(t: Texts, body: &Body, source: &Text, near: Option<(&str, &Body)>) -> Option<String> {
    let longest = |found: Vec<model::interpretation::Copied>| {
        found
            .into_iter()
            .map(|c| c.words)
            .max_by_key(|words| words.chars().count())
    };
    if let Some((name, above)) = near {
        let all: Vec<String> = Field::ALL.iter().map(|field| above.text(*field)).collect();
        if let Some(words) = longest(copied(body, &all.join(" | \n"))) {
            return Some(t.copied_above(words, name));
        }
    }
    let behaviours = source.lists.behaviours.iter().map(|b| b.text.as_str());
    let all: Vec<&str> = std::iter::once(source.meaning.as_str()).chain(behaviours).collect();
    longest(copied(body, &all.join("\n"))).map(|words| t.copied_foundation(words))
}
