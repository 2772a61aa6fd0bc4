//! What is shown of an organisation with much material here and little there: nothing little can be worked out from it, and a
//! count goes to the ledger only where it could be shown. On both databases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fixture::{House, NOW, on_both};
use grundlag::work;
use model::trace::Rung;
use model::wording::Says;
use model::{DocumentId, ReadingRoundId, UnitId};
use store::wording::handing::{self, Handed, Placement};
use store::wording::{NewRound, Outcome};

/// Unit, month, documents, and whether the foundation was the occasion.
const PLANTED: [(&str, &str, usize, bool); 10] = [
    ("Rod", "2026-11", 1, false),
    ("Skole", "2026-09", 6, false),
    ("Skole", "2026-10", 7, true),
    ("Skole", "2026-10", 6, false),
    ("Skole", "2026-11", 1, false),
    ("Nord", "2026-10", 6, false),
    ("Nord", "2026-11", 2, false),
    ("Syd", "2026-10", 2, false),
    ("Syd", "2024-10", 1, false),
    ("Team", "2026-09", 9, false),
];

const WORDS: &str = "skolen huset vejen byen haven bordet lampen bogen dagen ugen timen mødet planen sagen børnene forældrene \
    maden vandet luften skoven stranden broen toget bussen cyklen døren vinduet taget gulvet væggen træet blomsten græsset \
    himlen solen regnen sneen vinden varmen kulden sommeren vinteren foråret efteråret morgenen aftenen natten maskinen \
    kassen posten avisen historien sangen musikken billedet farven formen størrelsen længden bredden højden vægten prisen";

const HEARD: [&str; 4] = [
    "Vi ringede til borgeren, før vi skrev, og spurgte, hvad der ville hjælpe i",
    "Borgeren fortalte os først selv, hvad der var vigtigt, og så hjalp vi med",
    "Medarbejderen lyttede til borgerens behov og fandt en anden vej gennem",
    "Vi begyndte med det, som borgeren havde brug for, og ikke med",
];

/// About 450 words that no other document has in the same order.
fn text(seed: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = u64::try_from(seed).unwrap().wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        words[usize::try_from(state >> 33).unwrap() % words.len()]
    };
    let mut text = String::new();
    for paragraph in 0..9 {
        if paragraph == seed % 5 {
            let _ = write!(text, "{} {} ved {}. ", HEARD[seed % 4], draw(), draw());
        }
        for _ in 0..4 {
            let _ = write!(
                text,
                "Så kom {} med {} hen til {}, og der var {} bag {}. ",
                draw(),
                draw(),
                draw(),
                draw(),
                draw()
            );
        }
        text.push_str("\n\n");
    }
    text
}

fn planted() -> Vec<(&'static str, &'static str, bool, String)> {
    let mut documents = Vec::new();
    for (unit, month, count, about) in PLANTED {
        for _ in 0..count {
            documents.push((unit, month, about, text(documents.len() + 1)));
        }
    }
    documents
}

async fn work(house: &House, minutes: i64) {
    let _ = work::READER.set(env!("CARGO_BIN_EXE_grundlag").into());
    for minutes in [minutes, minutes + 2] {
        let mut app = house.app.clone();
        app.clock = fixture::clock(NOW.plus_minutes(minutes));
        work::stand(&app).await.unwrap();
        while work::one(&app).await.unwrap() {}
        let queue = store::job::queue(&mut app.db.read().await.unwrap(), NOW).await.unwrap();
        assert_eq!((queue.dead, queue.last_error), (0, None));
    }
}

#[derive(Clone, Debug, Default)]
struct Amount {
    documents: BTreeSet<DocumentId>,
    sources: BTreeSet<String>,
    words: i64,
}

impl Amount {
    fn is_enough_or_nothing(&self) -> bool {
        self.documents.is_empty() || self.documents.len() >= 5 && self.sources.len() >= 3 && self.words >= 2_000
    }
}

/// A document with its unit, month, source and the words that are counted.
struct Row {
    id: DocumentId,
    unit: UnitId,
    month: String,
    source: String,
    words: i64,
}

#[tokio::test]
async fn nothing_little_can_be_worked_out_from_what_is_shown() {
    on_both(async |db| {
        let house = House::new(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        let files = planted().into_iter().enumerate().map(|(n, (unit, month, about, text))| Handed {
            id: house.app.id(NOW),
            name: format!("{n}.txt"),
            bytes: text.into_bytes(),
            place: Placement {
                unit: house.units[unit],
                day: format!("{month}-{:02}", n % 20 + 1).parse().unwrap(),
                kind: "referat".into(),
                source: ["byråd", "skoler", "intranet", "udvalg"][n % 4].into(),
                about_foundation: about,
            },
        });
        let files: Vec<Handed> = files.collect();
        let count = files.len();
        handing::hand_over(&mut tx, files, NOW).await.unwrap();
        tx.commit().await.unwrap();
        work(&house, 0).await;

        let mut conn = house.app.db.read().await.unwrap();
        let rows: Vec<(DocumentId, UnitId, String, String, i64)> = conn
            .all(
                "select d.id, d.unit_id as unit, substr(d.day, 1, 7) as month, d.source, cast(sum(p.words) as bigint) as words
                 from wording_document d join wording_passage p on p.document_id = d.id
                 where d.state = 'read' and not exists (select 1 from wording_apart a where a.passage_id = p.id)
                 group by d.id, d.unit_id, d.day, d.source",
                [],
            )
            .await
            .unwrap();
        assert_eq!(rows.len(), count, "every document counts");
        let rows: Vec<Row> = rows
            .into_iter()
            .map(|(id, unit, month, source, words)| Row {
                id,
                unit,
                month,
                source,
                words,
            })
            .collect();
        let mut scope: BTreeMap<UnitId, BTreeSet<UnitId>> = BTreeMap::new();
        for (unit, above) in store::wording::scopes(&mut conn).await.unwrap() {
            scope.entry(above).or_default().insert(unit);
        }
        let year_from = "2025-12";
        let amount = |holds: &dyn Fn(&Row) -> bool| {
            let mut amount = Amount::default();
            for row in rows.iter().filter(|row| holds(row)) {
                amount.documents.insert(row.id);
                amount.sources.insert(row.source.clone());
                amount.words += row.words;
            }
            amount
        };

        // What is shown: a year, or a month, of a unit.
        let mut shown: BTreeSet<(UnitId, Option<String>)> = BTreeSet::new();
        for unit in house.units.values() {
            for figure in store::wording::year(&mut conn, *unit).await.unwrap() {
                assert!(figure.share.is_some());
                shown.insert((*unit, None));
            }
            for figure in store::wording::months(&mut conn, *unit, "0000-01").await.unwrap() {
                assert!(figure.share.is_some());
                shown.insert((*unit, Some(figure.month)));
            }
        }
        let years: Vec<&str> = house
            .units
            .iter()
            .filter(|(_, unit)| shown.contains(&(**unit, None)))
            .map(|(name, _)| *name)
            .collect();
        assert!(years.contains(&"Rod") && years.contains(&"Skole"), "{years:?}");
        assert!(!years.contains(&"Syd"), "{years:?}");
        let months: Vec<_> = shown.iter().filter(|(_, month)| month.is_some()).collect();
        assert!(months.len() >= 2, "{months:?}");

        let holds = |(unit, month): &(UnitId, Option<String>), row: &Row| {
            scope[unit].contains(&row.unit)
                && match month {
                    Some(month) => row.month == *month,
                    None => row.month.as_str() >= year_from,
                }
        };
        for figure in &shown {
            assert!(amount(&|row| holds(figure, row)).is_enough_or_nothing(), "{figure:?}");
            // A unit less all that is shown below it, nearest or not, in the same time.
            let below: Vec<_> = shown
                .iter()
                .filter(|other| *other != figure && other.1 == figure.1 && scope[&figure.0].contains(&other.0))
                .collect();
            for left_out in 0..=below.len() {
                let rest = amount(&|row| {
                    holds(figure, row)
                        && !below
                            .iter()
                            .enumerate()
                            .any(|(n, other)| n + 1 != left_out && holds(other, row))
                });
                assert!(rest.is_enough_or_nothing(), "{figure:?} less {below:?}: {rest:?}");
            }
            // A year less its months.
            if figure.1.is_none() {
                let months: Vec<_> = shown.iter().filter(|o| o.0 == figure.0 && o.1.is_some()).collect();
                let rest = amount(&|row| holds(figure, row) && !months.iter().any(|month| holds(month, row)));
                assert!(rest.is_enough_or_nothing(), "{figure:?} less its months: {rest:?}");
            }
        }
        // Every sum and difference of a draw of what is shown.
        let figures: Vec<_> = shown.iter().collect();
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..4_000 {
            let factors: Vec<i64> = figures
                .iter()
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    i64::try_from((state >> 40) % 3).unwrap() - 1
                })
                .collect();
            let left = amount(&|row| {
                let sum: i64 = figures.iter().zip(&factors).map(|(f, factor)| i64::from(holds(f, row)) * factor).sum();
                sum != 0
            });
            assert!(left.is_enough_or_nothing(), "{left:?} of {factors:?}");
        }

        // Units without figures have words of no kind, and all that count in one shown unit lack the same.
        let mut lacks = BTreeSet::new();
        for (name, unit) in &house.units {
            let material = store::wording::material(&mut conn, *unit).await.unwrap();
            let Some(material) = material.filter(|material| !material.enough) else {
                continue;
            };
            assert_eq!((material.documents, material.sources, material.words, material.passages), (0, 0, 0, 0), "{name}");
            assert!(store::wording::words(&mut conn, *unit).await.unwrap().is_empty());
            lacks.insert((material.lacks_documents, material.lacks_sources, material.lacks_words));
        }
        assert_eq!(lacks.len(), 1, "{lacks:?}");
        drop(conn);

        // Nor does a page say which of them is small.
        let rita = house.signed_in("Rita").await;
        let page = rita.get(&format!("/wording?unit={}", house.units["Ældre"])).await.body;
        let said: BTreeSet<&str> = page
            .match_indices("For lidt materiale")
            .map(|(at, _)| page[at..].split('<').next().unwrap())
            .collect();
        assert_eq!(said.len(), 1, "{said:?}");

        a_calibrated_month_is_a_trace(&house).await;
    })
    .await;
}

/// A closed round with a precision: the months that can be shown are counted in the ledger, asked for and unasked apart.
async fn a_calibrated_month_is_a_trace(house: &House) {
    let citizen = house.elements["Borgeren først"];
    let mut tx = house.app.db.write().await.unwrap();
    let drawn = store::wording::to_draw(&mut tx, citizen).await.unwrap();
    let one = drawn.iter().find(|(_, flagged)| *flagged).unwrap().0;
    let round: ReadingRoundId = house.app.id(NOW);
    let new = NewRound {
        id: round,
        element: citizen,
        lexicon_version: 1,
        of_flagged: 30,
        of_unflagged: 300,
        sample: vec![(one, true)],
    };
    store::wording::open_round(&mut tx, new, NOW).await.unwrap();
    store::wording::join_round(&mut tx, round, house.people["Stine"], 2)
        .await
        .unwrap();
    let id = house.app.id::<DocumentId>(NOW).0;
    store::wording::keep_reading(&mut tx, id, (round, 1), one, Says::OwnWords, NOW)
        .await
        .unwrap();
    let outcome = Outcome {
        share: Some(900),
        low: Some(700),
        high: Some(1_100),
        precision: Some(10_000),
        ..Outcome::default()
    };
    store::wording::close_round(&mut tx, round, outcome, NOW.plus_minutes(5))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    work(house, 10).await;

    let mut conn = house.app.db.read().await.unwrap();
    let counted = store::wording::counted(&mut conn).await.unwrap();
    assert!(!counted.is_empty());
    for count in &counted {
        let of_month = store::wording::months_of(&mut conn, count.unit, count.element, &count.month)
            .await
            .unwrap();
        let figure = of_month
            .iter()
            .find(|figure| figure.month == count.month)
            .expect("a month that is shown");
        assert!(count.count <= figure.own, "{count:?} of {figure:?}");
    }
    let today = NOW.day(&house.app.zone);
    let trail = store::trace::trail(&mut conn, house.units["Rod"], Some(citizen), today, 0)
        .await
        .unwrap();
    let rungs: BTreeSet<Rung> = trail
        .steps
        .iter()
        .filter(|step| step.withdrawn.is_none())
        .map(|step| step.rung)
        .collect();
    assert_eq!(rungs, BTreeSet::from([Rung::Prompted, Rung::Unprompted]), "{counted:?}");
    drop(conn);

    // The overview leads to them, each as what it is.
    let rita = house.signed_in("Rita").await;
    let page = rita.get(&format!("/elements/{citizen}")).await.body;
    assert!(page.contains("afsnit i dokumenter, med egne ord"), "{page}");
}
