//! Small organisations of any shape, shown twice over a reorganisation: whatever is shown, the auditor works out no group
//! below the threshold.
#![no_main]

use disclosure::audit::{Effort, audit};
use disclosure::{Answer, Earlier, Filter, Item, Plan, Release, Row, Threshold, Unit};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Shape {
    /// Each further unit lies under an earlier one.
    parents: Vec<u8>,
    moved: Vec<u8>,
    categories: [u8; 3],
    filters: u8,
    spread: u8,
    people: Vec<Person>,
}

#[derive(Arbitrary, Debug)]
struct Person {
    unit: u8,
    then: u8,
    leads: bool,
    categories: [u8; 3],
    answers: [u8; 2],
    /// Colleagues of the same kind who answer the same.
    times: u8,
}

const MOST_UNITS: usize = 12;
const MOST_PEOPLE: usize = 60;

fn close(shape: &Shape, parents: &[u8], unit: impl Fn(&Person) -> u8, earlier: &[Earlier]) -> Option<Release> {
    let units = u8::try_from(parents.len().min(MOST_UNITS)).expect("small") + 1;
    let id = |u: u8| format!("E{u}");
    let list = (0..units).map(|u| Unit {
        id: id(u),
        parent: (u > 0).then(|| id(parents[usize::from(u - 1)] % u)),
    });
    let sizes: Vec<u8> = shape
        .categories
        .iter()
        .take(usize::from(shape.filters % 4))
        .map(|c| 1 + c % 4)
        .collect();
    let filters = sizes.iter().enumerate().map(|(f, &n)| Filter {
        name: format!("F{f}"),
        categories: (0..n).map(|c| format!("K{c}")).collect(),
    });
    let items = [("a", "x", false), ("b", "y", true)].map(|(name, sheet, sensitive)| Item {
        name: name.into(),
        low: 1,
        high: 5,
        favourable: 4,
        sheet: sheet.into(),
        sensitive,
    });
    let threshold = Threshold::new(5, 10 + u32::from(shape.spread % 3)).expect("allowed");
    let plan = Plan::new(threshold, list.collect(), filters.collect(), items.to_vec()).expect("a tree");
    let mut open = plan.launch();
    let mut number = 0;
    for person in &shape.people {
        for _ in 0..=person.times % 8 {
            number += 1;
            if number > MOST_PEOPLE {
                break;
            }
            let unit = open.plan().unit(&id(unit(person) % units)).expect("there");
            let answer = |a: u8| match a % 8 {
                0 => Answer::Skipped,
                1 => Answer::DontKnow,
                2 => Answer::NotAsked,
                a => Answer::Value(i16::from(a) - 2),
            };
            let categories = sizes.iter().zip(person.categories);
            open.add(Row {
                unit,
                leads: person.leads,
                categories: categories
                    .map(|(&n, c)| (c % 5 != 4).then(|| u16::from(c % n)))
                    .collect(),
                answers: person.answers.map(answer).to_vec(),
            })
            .expect("inside the plan");
        }
    }
    open.close().release(earlier).ok()
}

fuzz_target!(|shape: Shape| {
    let effort = Effort {
        rounds: 2,
        ..Effort::default()
    };
    let old = close(&shape, &shape.parents, |p| p.unit, &[]).expect("nothing earlier can be wrong");
    let table = old
        .as_table(|_, cell, whole| format!("{cell:?} {whole:?}"))
        .expect("a table");
    let report = audit(&table, 5, effort);
    assert!(report.is_clean(), "{:?}", report.findings);
    let earlier = old.as_earlier();
    // An earlier release may be refused as such; it is safe by itself, so here it is not.
    let new = close(&shape, &shape.moved, |p| p.then, &earlier).expect("what was shown was safe");
    let table = new
        .as_table_with(&earlier, |_, cell, whole| format!("{cell:?} {whole:?}"))
        .expect("a table");
    let report = audit(&table, 5, effort);
    assert!(report.is_clean(), "{:?}", report.findings);
});
