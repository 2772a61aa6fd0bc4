//! A wave from plan to release: leaders, thresholds, reorganisation, sheets, sensitive items, derived figures.

use disclosure::audit::{Effort, audit};
use disclosure::derived::{self, Moved};
use disclosure::generate::{self, Dice};
use disclosure::{Answer, Cell, Closed, Earlier, Error, Filter, Item, Plan, Row, Threshold, Unit, Value};

fn item(name: &str, sheet: &str, sensitive: bool) -> Item {
    Item {
        name: name.into(),
        low: 1,
        high: 5,
        favourable: 4,
        sheet: sheet.into(),
        sensitive,
    }
}

fn unit(id: &str, parent: Option<&str>) -> Unit {
    Unit {
        id: id.into(),
        parent: parent.map(Into::into),
    }
}

fn plan(units: Vec<Unit>, items: Vec<Item>) -> Plan {
    Plan::new(Threshold::default(), units, Vec::new(), items).unwrap()
}

fn two_teams() -> Vec<Unit> {
    vec![unit("b", Some("top")), unit("top", None), unit("a", Some("top"))]
}

fn fill(plan: Plan, rows: &[(&str, bool, u32, &[i16])]) -> Closed {
    let mut open = plan.launch();
    for &(unit, leads, people, answers) in rows {
        let unit = open.plan().unit(unit).unwrap();
        for _ in 0..people {
            let answers = answers
                .iter()
                .map(|&v| if v == 0 { Answer::Skipped } else { Answer::Value(v) })
                .collect();
            open.add(Row {
                unit,
                leads,
                categories: Vec::new(),
                answers,
            })
            .unwrap();
        }
    }
    open.close()
}

#[test]
fn a_leader_is_never_in_the_team() {
    let wave = fill(
        plan(two_teams(), vec![item("q", "", false)]),
        &[
            ("a", false, 6, &[4]),
            ("a", true, 1, &[1]),
            ("b", false, 6, &[2]),
            ("b", true, 5, &[5]),
            ("top", true, 1, &[3]),
        ],
    );
    let release = wave.release(&[]).unwrap();
    let at = |id: &str| Cell::Unit(release.plan().unit(id).unwrap());
    let figure = |id: &str| release.figure(at(id), 0).map(|f| (f.get().n, f.get().mean));
    assert_eq!(figure("a"), Some((6, Some(Value::Exact(4.0)))));
    assert_eq!(figure("b"), Some((6, Some(Value::Exact(2.0)))));
    // Six and six in the teams, six leaders of teams; the top leader's answer belongs to no level here.
    assert_eq!(figure("top").unwrap().0, 18);
}

#[test]
fn two_leaders_beside_two_teams_are_not_given_away() {
    let rows: &[(&str, bool, u32, &[i16])] = &[
        ("a", false, 6, &[4]),
        ("a", true, 1, &[1]),
        ("b", false, 7, &[2]),
        ("b", true, 1, &[5]),
    ];
    let release = fill(plan(two_teams(), vec![item("q", "", false)]), rows)
        .release(&[])
        .unwrap();
    let shown: Vec<Cell> = release.shown().collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    let hidden = (0..3).find(|&u| !shown.contains(&Cell::Unit(u))).unwrap();
    assert!(release.figure(Cell::Unit(hidden), 0).is_none());
    assert_eq!(release.part_of(hidden), release.plan().unit("top"));
}

#[test]
fn thresholds_only_go_up() {
    let seven = Threshold::new(7, 12).unwrap();
    assert_eq!(
        seven.raise(6, 12),
        Err(Error::ThresholdLowered {
            what: "people",
            wanted: 6,
            was: 7
        })
    );
    assert_eq!(
        seven.raise(7, 11),
        Err(Error::ThresholdLowered {
            what: "spread",
            wanted: 11,
            was: 12
        })
    );
    assert_eq!(seven.raise(8, 12).unwrap().people(), 8);
    assert_eq!(
        Threshold::new(4, 10),
        Err(Error::ThresholdTooLow {
            what: "people",
            wanted: 4,
            floor: 5
        })
    );
    assert_eq!(
        Threshold::new(12, 11),
        Err(Error::ThresholdTooLow {
            what: "spread",
            wanted: 11,
            floor: 12
        })
    );
}

#[test]
fn distributions_wait_for_ten() {
    let rows: &[(&str, bool, u32, &[i16])] = &[
        ("a", false, 4, &[4]),
        ("a", false, 3, &[2]),
        ("b", false, 6, &[2]),
        ("b", false, 6, &[4]),
    ];
    let release = fill(plan(two_teams(), vec![item("q", "", false)]), rows)
        .release(&[])
        .unwrap();
    let spread = |id: &str| {
        let cell = Cell::Unit(release.plan().unit(id).unwrap());
        release.figure(cell, 0).map(|f| f.get().spread.clone())
    };
    assert_eq!(spread("a"), Some(None));
    // Seven and twelve: with both the whole and the twelve, the seven would come out.
    let with: Vec<&str> = ["top", "b"]
        .into_iter()
        .filter(|id| spread(id).flatten().is_some())
        .collect();
    assert_eq!(with, ["top"]);
    assert_eq!(release.comments(0).len(), 1);
}

#[test]
fn a_skipped_item_hides_its_sheet_not_the_others() {
    // Four of team a's six answered the second sheet.
    let rows: &[(&str, bool, u32, &[i16])] = &[
        ("a", false, 4, &[4, 3]),
        ("a", false, 2, &[4, 0]),
        ("b", false, 8, &[2, 2]),
    ];
    let release = fill(
        plan(two_teams(), vec![item("q", "x", false), item("r", "y", false)]),
        rows,
    )
    .release(&[])
    .unwrap();
    let seen = |item| {
        ["top", "a", "b"]
            .into_iter()
            .filter(|id| {
                release
                    .figure(Cell::Unit(release.plan().unit(id).unwrap()), item)
                    .is_some()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(seen(0), ["top", "a", "b"]);
    assert_eq!(seen(1), ["top"]);
}

#[test]
fn everybody_the_same_becomes_a_bound() {
    let rows: &[(&str, bool, u32, &[i16])] = &[("a", false, 6, &[5]), ("b", false, 6, &[3]), ("b", false, 6, &[4])];
    for sensitive in [false, true] {
        let release = fill(plan(two_teams(), vec![item("q", "", sensitive)]), rows)
            .release(&[])
            .unwrap();
        let figure = |id: &str| {
            release
                .figure(Cell::Unit(release.plan().unit(id).unwrap()), 0)
                .unwrap()
                .get()
                .clone()
        };
        if sensitive {
            assert!(matches!(figure("a").favourable, Some(Value::AtLeast(x)) if (x - 5.0 / 6.0).abs() < 1e-9));
            assert!(matches!(figure("a").mean, Some(Value::AtLeast(x)) if (x - 29.0 / 6.0).abs() < 1e-9));
            assert_eq!(figure("b").favourable, Some(Value::Exact(0.5)));
            assert!(figure("a").spread.is_none());
        } else {
            assert_eq!(figure("a").mean, Some(Value::Exact(5.0)));
        }
    }
}

/// What is left over by subtraction is watched as well.
#[test]
fn a_rest_that_says_too_much_is_not_left_over() {
    // The top's own six all gave five; team a is mixed.
    let rows: &[(&str, bool, u32, &[i16])] = &[("top", false, 6, &[5]), ("a", false, 6, &[2]), ("a", false, 6, &[4])];
    let release = fill(plan(two_teams(), vec![item("q", "", true)]), rows)
        .release(&[])
        .unwrap();
    let exact = |id: &str| {
        let cell = Cell::Unit(release.plan().unit(id).unwrap());
        release
            .figure(cell, 0)
            .is_some_and(|f| matches!(f.get().mean, Some(Value::Exact(_))))
    };
    assert!(!(exact("top") && exact("a")));
    assert!(exact("top") || exact("a"));
}

/// The same answers on a new tree: what was shown on the old one counts.
#[test]
fn a_reorganisation_does_not_give_away_who_moved() {
    let mut dice = Dice::new(3);
    let (mut fewer, mut rounds) = (0, 0);
    for seed in 0..40 {
        let organisation = generate::organisation(seed, 1 + usize::from(seed % 2 == 1));
        let old = generate::wave(&organisation, 1, 0.02, seed)
            .unwrap()
            .close()
            .release(&[])
            .unwrap();
        let mut moved = organisation.clone();
        let units = u32::try_from(moved.parent.len()).unwrap();
        for person in &mut moved.people {
            // Some few move to another unit.
            if dice.between(0, 19) == 0 {
                person.0 = dice.between(1, units - 1);
            }
        }
        let wave = generate::wave(&moved, 1, 0.02, seed).unwrap().close();
        let earlier: Vec<Earlier> = old.as_earlier();
        let linked = wave.release(&earlier).unwrap();
        let alone = wave.release(&[]).unwrap();
        fewer += usize::from(linked.shown().count() < alone.shown().count());
        rounds += 1;
        let table = linked
            .as_table_with(&earlier, |_, cell, whole| format!("{cell:?} {whole:?}"))
            .unwrap();
        let report = audit(
            &table,
            5,
            Effort {
                rounds: 3,
                ..Effort::default()
            },
        );
        assert!(report.is_clean(), "seed {seed}: {:?}", report.findings);
    }
    assert!(fewer > rounds / 2, "{fewer} of {rounds}");
}

#[test]
fn derived_figures_are_made_of_shown_ones() {
    let rows: &[(&str, bool, u32, &[i16])] = &[("a", false, 6, &[4, 2]), ("b", false, 3, &[2, 2])];
    let release = fill(
        plan(two_teams(), vec![item("q", "", false), item("r", "", false)]),
        rows,
    )
    .release(&[])
    .unwrap();
    let mean = |id: &str, item| derived::mean(release.figure(Cell::Unit(release.plan().unit(id).unwrap()), item));
    let whole = mean("top", 0).or(mean("a", 0)).unwrap();
    assert!(mean("b", 0).is_none());
    assert_eq!(derived::centre_line(&[Some(whole), None]), Some(whole));
    assert_eq!(derived::index(&[Some(whole), mean("b", 1)]), None);
    assert_eq!(derived::centre_line(&[]), None);
    // A unit that is not shown gets its parent's value.
    assert_eq!(derived::shrunken(None, Some(whole), 1.0, 0.2), Some(whole));
    assert_eq!(derived::shrunken(Some((whole, 6)), None, 1.0, 0.2), None);
    assert_eq!(derived::shrunken(Some((whole, 6)), Some(whole), f64::NAN, 0.2), None);
    let change = |joined| derived::change(&release, Some(whole), Some(whole), Moved { joined, left: 0 });
    assert_eq!(change(0).map(|c| *c.get()), Some(0.0));
    assert!(change(1).is_none() && change(4).is_none() && change(5).is_some());
}

#[test]
fn filters_are_known_before_the_first_answer() {
    let filter = Filter {
        name: "job".into(),
        categories: vec!["x".into(), "y".into()],
    };
    let plan = Plan::new(
        Threshold::default(),
        two_teams(),
        vec![filter],
        vec![item("q", "", false)],
    )
    .unwrap();
    let mut open = plan.launch();
    let row = |categories| Row {
        unit: 0,
        leads: false,
        categories,
        answers: vec![Answer::DontKnow],
    };
    assert!(open.add(row(vec![])).is_err());
    open.add(row(vec![None])).unwrap();
    // Nobody answered: nothing is shown.
    assert_eq!(open.close().release(&[]).unwrap().shown().count(), 0);
}

/// Two hundred seeded sequences of three waves. Each wave is new answers of the people there are then: some joined, some
/// left, some answered too late. Then a reorganisation shows the last wave's answers on another tree, and the answers that
/// came late are not in it. What two waves together say about somebody who joined between them is outside the promise.
#[test]
fn sequences_of_waves_give_nobody_away() {
    let effort = Effort {
        rounds: 2,
        ..Effort::default()
    };
    let name = |_: &Plan, cell, whole| format!("{cell:?} {whole:?}");
    let (mut releases, mut shown) = (0, 0);
    for seed in 0..200_u64 {
        let mut dice = Dice::new(1_000 + seed);
        let mut organisation = generate::organisation(seed, usize::try_from(seed % 3).unwrap());
        let units = u32::try_from(organisation.parent.len()).unwrap();
        let mut last = None;
        for wave in 0..3 {
            // Leavers, one in fifteen; joiners, who are like somebody there already.
            organisation.people.retain(|_| dice.between(0, 14) > 0);
            for _ in 0..dice.between(0, 5) {
                let count = u32::try_from(organisation.people.len()).unwrap();
                let like = organisation.people[dice.between(0, count - 1) as usize].clone();
                organisation.people.push(like);
            }
            // Late: asked, and without an answer when the wave is closed.
            let closed = generate::wave(&organisation, 1, 0.05, seed * 3 + wave).unwrap().close();
            let release = closed.release(&[]).unwrap();
            let report = audit(&release.as_table(name).unwrap(), 5, effort);
            assert!(report.is_clean(), "seed {seed}, wave {wave}: {:?}", report.findings);
            (releases, shown) = (releases + 1, shown + release.shown().count());
            last = Some((release, seed * 3 + wave));
        }
        let (old, answers) = last.unwrap();
        for person in &mut organisation.people {
            if dice.between(0, 19) == 0 {
                person.0 = dice.between(1, units - 1);
            }
        }
        let earlier = old.as_earlier();
        let closed = generate::wave(&organisation, 1, 0.05, answers).unwrap().close();
        let linked = closed.release(&earlier).unwrap();
        let report = audit(&linked.as_table_with(&earlier, name).unwrap(), 5, effort);
        assert!(report.is_clean(), "seed {seed}, reorganised: {:?}", report.findings);
        (releases, shown) = (releases + 1, shown + linked.shown().count());
    }
    println!("{releases} releases in 200 sequences of waves: {shown} cells shown, 0 groups below 5");
    assert_eq!(releases, 800);
    assert!(shown > 10_000, "{shown}");
}
