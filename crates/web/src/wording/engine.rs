//! From the house's foundations to the language engine's.

use language::detector::Profile;
use language::foundation::{Element, Foundation};
use language::library::Library;
use language::rules::RuleError;
use model::ElementId;
use model::foundation::Kind;
use store::foundation::ReadElement;

/// One foundation in force as the engine reads it. Elements are named by their identity, so that a new headline keeps the rules.
pub struct Read {
    pub kind: Kind,
    pub elements: Vec<ElementId>,
    pub foundation: Foundation,
}

/// The foundations in force, leadership first.
#[must_use]
pub fn foundations(elements: &[ReadElement]) -> Vec<Read> {
    let mut foundations: Vec<Read> = Vec::new();
    for element in elements {
        let words = words(element);
        if foundations.last().is_none_or(|read| read.kind != element.kind) {
            foundations.push(Read {
                kind: element.kind,
                elements: Vec::new(),
                foundation: Foundation {
                    title: String::new(),
                    elements: Vec::new(),
                    text: String::new(),
                },
            });
        }
        let Some(read) = foundations.last_mut() else { continue };
        read.elements.push(element.id);
        read.foundation
            .text
            .push_str(&format!("## {}\n\n{words}\n\n", element.text.headline));
        read.foundation.elements.push(Element {
            name: element.text.headline.clone(),
            text: words,
        });
    }
    foundations
}

/// What an element says beside its headline.
pub fn words(element: &ReadElement) -> String {
    let text = &element.text;
    let mut words = text.meaning.clone();
    for behaviour in &text.lists.behaviours {
        words.push_str("\n- ");
        words.push_str(&behaviour.text);
    }
    words
}

/// The profiles of a foundation: as the lexicon has them, and from the element's own text where it has none.
pub fn profiles(read: &Read, lexicon: &[Profile]) -> Result<Vec<Profile>, RuleError> {
    let cold = language::detector::profiles(
        &read.foundation,
        Library::shipped(language::morphology::Language::Danish),
    )?;
    let named = read.elements.iter().zip(cold);
    Ok(named
        .map(|(id, cold)| {
            let name = id.to_string();
            lexicon
                .iter()
                .find(|profile| profile.element == name)
                .cloned()
                .unwrap_or(Profile { element: name, ..cold })
        })
        .collect())
}
