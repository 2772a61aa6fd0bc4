//! Suggestions from the labelled passages of the sample municipality, seven to a document.

use std::collections::HashMap;

use language::detector::Detector;
use language::expansion::{SUGGESTIONS, Suggester, Suggestions, Text, Why};
use language::foundation::Foundation;
use language::morphology::Language;
use language::thesaurus::Thesaurus;
use language::vectors::Settings;

/// With the labels as what people confirmed, or with other ones for every passage.
fn suggestions(thesaurus: Option<&Thesaurus>, confirmed: Option<&[usize]>) -> Vec<Suggestions> {
    let foundation = Foundation::parse(include_str!("data/norreaa/ledelsesgrundlag.md")).unwrap();
    let names = foundation.names();
    let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let labels: HashMap<String, Vec<usize>> = include_str!("data/norreaa/labels.jsonl")
        .lines()
        .map(line)
        .map(|label| {
            let shown = label["elements"].as_array().unwrap().iter();
            let shown = shown.map(|shown| names.iter().position(|name| shown["element"] == **name).unwrap());
            (label["id"].as_str().unwrap().to_owned(), shown.collect())
        })
        .collect();
    let passages: Vec<(String, Vec<usize>)> = include_str!("data/norreaa/passages.jsonl")
        .lines()
        .map(line)
        .map(|passage| {
            let shown = labels.get(passage["id"].as_str().unwrap()).cloned().unwrap_or_default();
            (passage["text"].as_str().unwrap().to_owned(), shown)
        })
        .collect();
    let detector = Detector::cold(&foundation, Language::Danish).unwrap();
    let mut suggester = Suggester::new(&detector, &foundation);
    for document in passages.chunks(7) {
        assert!(suggester.add(document.iter().map(|(text, shown)| Text {
            text,
            confirmed: Some(confirmed.unwrap_or(shown)),
        })));
    }
    suggester.suggest(None, thesaurus, &Settings::default()).unwrap()
}

#[test]
fn suggestions_are_new_words_with_their_source_count_and_context() {
    // Coffee is no direction; it stands in the passages and in no rule, as a new synonym would.
    let thesaurus = Thesaurus::parse("UTF-8\nretning|1\n-|vej|kaffe\n");
    let all = suggestions(Some(&thesaurus), None);
    assert_eq!(all.len(), 6);
    let mut sources = std::collections::BTreeMap::<&str, usize>::new();
    for element in &all {
        assert!(element.suggestions.len() <= SUGGESTIONS);
        for suggestion in &element.suggestions {
            assert!(suggestion.count >= 1 && suggestion.documents >= 1);
            assert_eq!(
                suggestion.forms.iter().map(|(_, count)| count).sum::<usize>(),
                suggestion.count
            );
            assert!(
                suggestion
                    .forms
                    .iter()
                    .any(|(form, _)| suggestion.context.contains(&format!("[{form}]")))
            );
            assert!(!element.seeds.contains(&suggestion.word) || suggestion.why.contains(&Why::Keyword));
            for why in &suggestion.why {
                let source = match why {
                    Why::Neighbour { .. } => "neighbour",
                    Why::Compound { .. } => "compound",
                    Why::Keyword => "keyword",
                    Why::Synonym { .. } => "synonym",
                };
                *sources.entry(source).or_default() += 1;
            }
        }
    }
    let total: usize = all.iter().map(|element| element.suggestions.len()).sum();
    assert!(total >= 30, "{total} suggestions");
    assert_eq!(sources.len(), 4, "{sources:?}");
    assert_eq!(all, suggestions(Some(&thesaurus), None));
}

#[test]
fn what_people_confirmed_stands_before_what_the_rules_think() {
    // Nobody found anything: nothing is typical of an element, and only its name gives seeds.
    let none = suggestions(None, Some(&[]));
    assert!(
        none.iter()
            .flat_map(|element| &element.suggestions)
            .all(|suggestion| !suggestion.why.contains(&Why::Keyword))
    );
    assert!(none.iter().all(|element| element.seeds.len() <= 4));
}
