//! The development collection of Nørreå (a sample municipality that does not exist): 420 labelled passages.
//!
//! The library was written with three quarters of the passages in sight. The passages whose number leaves 3 when divided by 4 were
//! never read by its author; what is found there is the honest figure. A second collection has another foundation (Bredsø, also made up),
//! and two come from writers who had not seen the library (`data/strangers`; nothing may be chosen on the second).

use std::collections::HashMap;

use language::assignment::{Assigned, Label, Learned, Reader, Seen, assign_cold, weigh_by_rarity};
use language::detector::{Detector, Mode};
use language::foundation::Foundation;
use language::morphology::Language;
use language::statistics::{Random, alpha_interval};

struct Collection {
    seen: Vec<Seen>,
    labels: Vec<Label>,
    numbers: Vec<u32>,
    elements: usize,
}

fn labels(text: &str, names: &[String]) -> HashMap<String, Label> {
    text.lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let elements = value["elements"].as_array().unwrap().iter().map(|label| {
                let element = names
                    .iter()
                    .position(|name| name == label["element"].as_str().unwrap())
                    .unwrap();
                (element, serde_json::from_value::<Mode>(label["mode"].clone()).unwrap())
            });
            (
                value["id"].as_str().unwrap().to_owned(),
                Label {
                    elements: elements.collect(),
                },
            )
        })
        .collect()
}

fn collection() -> Collection {
    read(
        include_str!("data/norreaa/ledelsesgrundlag.md"),
        include_str!("data/norreaa/passages.jsonl"),
        include_str!("data/norreaa/labels.jsonl"),
    )
}

/// The half of the second collection that no rule was written with in sight.
fn held() -> Collection {
    read(
        include_str!("data/bredsoe/grundlag.md"),
        include_str!("data/bredsoe/passages.jsonl"),
        include_str!("data/bredsoe/labels_held.jsonl"),
    )
}

fn strangers() -> [Collection; 2] {
    [
        read(
            include_str!("data/strangers/a/foundation.md"),
            include_str!("data/strangers/a/passages.jsonl"),
            include_str!("data/strangers/a/labels.jsonl"),
        ),
        read(
            include_str!("data/strangers/b/foundation.md"),
            include_str!("data/strangers/b/passages.jsonl"),
            include_str!("data/strangers/b/labels.jsonl"),
        ),
    ]
}

fn read(foundation: &str, passages: &str, labelled: &str) -> Collection {
    let foundation = Foundation::parse(foundation).unwrap();
    let names = foundation.names();
    let mut labels = labels(labelled, &names);
    let detector = Detector::cold(&foundation, Language::Danish).unwrap();
    let mut reader = Reader::new(&detector, &foundation, Language::Danish);
    let mut collection = Collection {
        seen: Vec::new(),
        labels: Vec::new(),
        numbers: Vec::new(),
        elements: names.len(),
    };
    for line in passages.lines() {
        let passage: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = passage["id"].as_str().unwrap();
        let Some(label) = labels.remove(id) else { continue };
        collection.seen.push(reader.see(passage["text"].as_str().unwrap()));
        collection.labels.push(label);
        collection.numbers.push(id[1..].parse().unwrap());
    }
    weigh_by_rarity(&mut collection.seen, &reader.names);
    collection
}

fn f1(labels: &[&Label], found: &[Vec<Assigned>]) -> f64 {
    let (mut hit, mut wrong, mut lost) = (0_u32, 0_u32, 0_u32);
    for (label, found) in labels.iter().zip(found) {
        let right = found
            .iter()
            .filter(|found| label.elements.iter().any(|(element, _)| *element == found.element))
            .count();
        hit += u32::try_from(right).unwrap();
        wrong += u32::try_from(found.len() - right).unwrap();
        lost += u32::try_from(label.elements.len() - right).unwrap();
    }
    2.0 * f64::from(hit) / f64::from(2 * hit + wrong + lost)
}

#[test]
fn cold_is_above_the_bar_also_on_passages_never_read() {
    let collection = collection();
    let over = |which: &dyn Fn(u32) -> bool| {
        let chosen: Vec<usize> = (0..collection.seen.len())
            .filter(|at| which(collection.numbers[*at]))
            .collect();
        let labels: Vec<&Label> = chosen.iter().map(|at| &collection.labels[*at]).collect();
        f1(
            &labels,
            &chosen
                .iter()
                .map(|at| assign_cold(&collection.seen[*at]))
                .collect::<Vec<_>>(),
        )
    };
    let (all, unread) = (over(&|_| true), over(&|number| number % 4 == 3));
    eprintln!("cold {all:.3}, on passages never read {unread:.3}");
    assert!(all >= 0.65, "{all}");
    // 105 passages: the figure moves by 0.05 either way by chance. Keyword search reaches 0.23, TF-IDF similarity 0.30.
    assert!(unread >= 0.55, "{unread}");
}

#[test]
fn cold_carries_over_to_another_foundation() {
    let collection = held();
    let labels: Vec<&Label> = collection.labels.iter().collect();
    let found = f1(&labels, &collection.seen.iter().map(assign_cold).collect::<Vec<_>>());
    eprintln!("cold on the second collection's held half {found:.3}");
    // 102 passages. With rules alone it stood at 0.22, with the first 1,061 examples at 0.46.
    assert!(found >= 0.47, "{found}");
}

#[test]
fn cold_carries_over_to_foundations_that_strangers_wrote() {
    // 240 passages each: the figure moves by 0.04 either way by chance. With the first 1,061 examples alone they stood at 0.50 and 0.44.
    for (collection, floor) in strangers().iter().zip([0.50, 0.45]) {
        let labels: Vec<&Label> = collection.labels.iter().collect();
        let found = f1(&labels, &collection.seen.iter().map(assign_cold).collect::<Vec<_>>());
        let (hit, wrong, lost) = quotations(collection);
        eprintln!("cold on a stranger's collection {found:.3}; quoted: {hit} found, {wrong} wrong, {lost} lost");
        assert!(found >= floor, "{found}");
        assert!(wrong == 0 && lost <= 1);
    }
}

#[test]
fn quotations_are_told_from_own_words() {
    let (hit, wrong, lost) = quotations(&collection());
    eprintln!("quoted: {hit} found, {wrong} wrong, {lost} lost");
    assert!(wrong <= 1 && lost <= 1);
}

/// Quotations found, wrong and lost among the passages that show something.
fn quotations(collection: &Collection) -> (u32, u32, u32) {
    let (mut hit, mut wrong, mut lost) = (0, 0, 0);
    for (seen, label) in collection
        .seen
        .iter()
        .zip(&collection.labels)
        .filter(|(_, label)| !label.elements.is_empty())
    {
        match (
            label.elements.iter().any(|(_, mode)| *mode == Mode::Quoted),
            seen.reading.quote.is_quote(),
        ) {
            (true, true) => hit += 1,
            (false, true) => wrong += 1,
            (true, false) => lost += 1,
            (false, false) => {}
        }
    }
    (hit, wrong, lost)
}

#[test]
fn learning_from_labels_does_not_fall_below_the_bars() {
    let collection = collection();
    for (count, bar) in [(100, 0.60), (200, 0.65)] {
        let mut order: Vec<usize> = (0..collection.seen.len()).collect();
        Random::seeded(1).shuffle(&mut order);
        let (mut labels, mut found) = (Vec::new(), Vec::new());
        for fold in 0..5 {
            let inside: Vec<usize> = order
                .iter()
                .enumerate()
                .filter(|(at, _)| at % 5 != fold)
                .map(|(_, p)| *p)
                .take(count)
                .collect();
            let learned = Learned::from_labels(
                &inside.iter().map(|at| &collection.seen[*at]).collect::<Vec<_>>(),
                &inside.iter().map(|at| &collection.labels[*at]).collect::<Vec<_>>(),
                collection.elements,
            );
            for at in order
                .iter()
                .enumerate()
                .filter(|(at, _)| at % 5 == fold)
                .map(|(_, p)| *p)
            {
                labels.push(&collection.labels[at]);
                found.push(learned.assign(&collection.seen[at]));
            }
        }
        let f1 = f1(&labels, &found);
        eprintln!("{count} labels {f1:.3}");
        assert!(f1 >= bar, "{count} labels: {f1}");
    }
}

#[test]
fn the_two_readers_agree() {
    let foundation = Foundation::parse(include_str!("data/norreaa/ledelsesgrundlag.md")).unwrap();
    let names = foundation.names();
    let first = labels(include_str!("data/norreaa/labels.jsonl"), &names);
    let second = labels(include_str!("data/norreaa/labels_second_reader.jsonl"), &names);
    for (element, name) in names.iter().enumerate() {
        let about = |label: &Label| Some(u32::from(label.elements.iter().any(|(at, _)| *at == element)));
        let mut ids: Vec<&String> = first.keys().collect();
        ids.sort();
        let pairs: Vec<Vec<Option<u32>>> = ids
            .iter()
            .map(|id| vec![about(&first[*id]), about(&second[*id])])
            .collect();
        let alpha = alpha_interval(&pairs, 200, &mut Random::seeded(1)).unwrap();
        eprintln!("{name}: alpha {:.3} ({:.3}–{:.3})", alpha.value, alpha.low, alpha.high);
        assert!(alpha.value > 0.667);
    }
}
