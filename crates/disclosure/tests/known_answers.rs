//! Attacks from the tests and issue threads of the packages for official statistics (known-answers/README.md).

use std::collections::BTreeMap;

use disclosure::audit::{Effort, Group, Table, audit, derive};
use disclosure::pattern::{Wish, choose};
use disclosure::space::Space;
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome};
use serde_json::Value;

fn fixture(id: &str) -> Value {
    let all: Vec<Value> = serde_json::from_str(include_str!("../known-answers/sdc_fixtures.json")).unwrap();
    println!("fixture {id}, one of {}", all.len());
    all.into_iter().find(|f| f["id"] == id).unwrap()
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn group(name: impl Into<String>, family: u32, members: Vec<u32>, shown: bool) -> Group {
    Group {
        name: name.into(),
        family,
        members,
        shown,
    }
}

/// Rows and columns of a table with their margins, and which inner cells are hidden.
fn two_way(values: &[Vec<u32>], hidden: &[(usize, usize)], margin_hidden: &[(u32, usize)]) -> Table {
    let width = values[0].len();
    let id = |r: usize, c: usize| u32::try_from(r * width + c).unwrap();
    let mut groups = vec![group("total", 0, (0..id(values.len(), 0)).collect(), true)];
    for r in 0..values.len() {
        groups.push(group(
            format!("row {r}"),
            0,
            (0..width).map(|c| id(r, c)).collect(),
            !margin_hidden.contains(&(0, r)),
        ));
        for c in 0..width {
            groups.push(group(format!("{r}{c}"), 0, vec![id(r, c)], !hidden.contains(&(r, c))));
        }
    }
    for c in 0..width {
        let column = (0..values.len()).map(|r| id(r, c)).collect();
        groups.push(group(
            format!("column {c}"),
            1,
            column,
            !margin_hidden.contains(&(1, c)),
        ));
    }
    Table::new(values.concat(), groups).unwrap()
}

/// Smallest and largest value of a kind, given the totals of the shown groups, when no value is negative.
fn bounds(table: &Table, values: &[f64], kind: usize) -> (f64, f64) {
    let solve = |direction| {
        let mut problem = Problem::new(direction);
        let variables: Vec<_> = (0..values.len())
            .map(|i| problem.add_var(f64::from(u8::from(i == kind)), (0.0, f64::INFINITY)))
            .collect();
        for g in table.groups().iter().filter(|g| g.shown) {
            let sum: f64 = g.members.iter().map(|&m| values[m as usize]).sum();
            let terms: Vec<_> = g.members.iter().map(|&m| (variables[m as usize], 1.0)).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, sum);
        }
        match problem.solve().unwrap() {
            SolveOutcome::Solution(solution) => solution.objective(),
            SolveOutcome::Interrupted(_) => panic!("no limit was set"),
        }
    };
    (
        solve(OptimizationDirection::Minimize),
        solve(OptimizationDirection::Maximize),
    )
}

#[test]
fn four_by_four() {
    let f = fixture("sdcTable-simpleheuristic-4x4");
    let (rows, columns): (Vec<char>, Vec<char>) = (
        f["rows"].as_str().unwrap().chars().collect(),
        f["cols"].as_str().unwrap().chars().collect(),
    );
    let values: Vec<Vec<u32>> = rows
        .iter()
        .map(|r| columns.iter().map(|c| number(&f["cells"][format!("{r}{c}")])).collect())
        .collect();
    let mut hidden: Vec<(usize, usize)> = f["suppressed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| {
            let mut s = s.as_str().unwrap().chars();
            let (r, c) = (s.next().unwrap(), s.next().unwrap());
            (
                rows.iter().position(|x| *x == r).unwrap(),
                columns.iter().position(|x| *x == c).unwrap(),
            )
        })
        .collect();
    let flat: Vec<f64> = values.concat().iter().map(|&v| f64::from(v)).collect();
    let kind = |r: usize, c: usize| u32::try_from(r * 4 + c).unwrap();

    let table = two_way(&values, &hidden, &[]);
    for &(r, c) in &hidden {
        let expected = (r, c) == (0, 1);
        assert_eq!(derive(&table, &[(kind(r, c), 1)]).is_some(), expected, "{r} {c}");
    }
    assert_eq!(bounds(&table, &flat, 1), (47.0, 47.0));

    hidden.push((1, 1));
    let table = two_way(&values, &hidden, &[]);
    assert!(
        hidden
            .iter()
            .all(|&(r, c)| derive(&table, &[(kind(r, c), 1)]).is_none())
    );
    for ((r, c), expected) in [
        ((0, 0), (0.0, 120.0)),
        ((0, 1), (0.0, 141.0)),
        ((0, 2), (0.0, 69.0)),
        ((1, 1), (30.0, 171.0)),
    ] {
        let (low, high) = bounds(&table, &flat, r * 4 + c);
        assert!(
            (low - expected.0).abs() < 1e-6 && (high - expected.1).abs() < 1e-6,
            "{r}{c}: {low} {high}"
        );
    }
}

#[test]
fn two_hierarchies_over_the_same_people() {
    let f = fixture("sdcTable-linked-county-size");
    let leaves: BTreeMap<String, u32> = f["leaves"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(k, v)| (k.clone(), number(v)))
        .collect();
    let names: Vec<&String> = leaves.keys().collect();
    let people: Vec<u32> = leaves.values().copied().collect();
    let members = |letters: &str| -> Vec<u32> {
        let at = |c: char| u32::try_from(names.iter().position(|n| **n == c.to_string()).unwrap()).unwrap();
        letters.chars().map(at).collect()
    };
    let tree = |n: &str| -> Vec<(String, Vec<u32>)> {
        let tree = f[n].as_object().unwrap().iter();
        tree.map(|(k, v)| (k.clone(), members(v.as_str().unwrap()))).collect()
    };
    // As published: county one and the small ones, I, J, L and M; A, B, K hidden, N by itself too.
    let shown = ["c1", "c2", "big", "small"];
    let mut groups = Vec::new();
    for (family, name) in [(0, "tree1"), (1, "tree2")] {
        groups.push(group("all", family, (0..8).collect(), true));
        groups.extend(
            tree(name)
                .into_iter()
                .map(|(n, m)| group(n.clone(), family, m, shown.contains(&n.as_str()))),
        );
    }
    let published = |leaf: &str| leaf == "N";
    groups.extend(names.iter().map(|n| group((*n).clone(), 0, members(n), published(n))));
    let table = Table::new(people.clone(), groups.clone()).unwrap();
    let k = members("K")[0];
    assert!(derive(&table, &[(k, 1)]).is_some(), "small − c1 − N");
    for family in [0, 1] {
        let alone = groups.iter().filter(|g| g.family == family).cloned().collect();
        assert!(derive(&Table::new(people.clone(), alone).unwrap(), &[(k, 1)]).is_none());
    }

    // Ours: whichever hierarchy was shown first, the second one never adds a group below the threshold.
    for threshold in 4..=6 {
        let mut space = Space::new(people.clone(), people.clone()).unwrap();
        let mut first = vec![None; 8];
        let (mut parent, mut cell) = (vec![None], 0);
        for (_, m) in tree("tree1") {
            parent.push(Some(0));
            cell += 1;
            let county = cell;
            for leaf in m {
                parent.push(Some(county));
                cell += 1;
                first[leaf as usize] = Some(cell);
            }
        }
        space.add(&parent, &first).unwrap();
        let mut second = vec![None; 8];
        for (i, (_, m)) in (1..).zip(tree("tree2")) {
            for leaf in m {
                second[leaf as usize] = Some(i);
            }
        }
        space.add(&[None, Some(0), Some(0)], &second).unwrap();
        for earlier in [vec![(1, 0)], vec![(1, 0), (1, 1), (1, 2)]] {
            if let Ok(pattern) = choose(
                &space,
                &Wish {
                    k: threshold,
                    earlier,
                    ..Wish::default()
                },
            ) {
                let table = Table::of(&space, |f, c| pattern.shows(f, c)).unwrap();
                let report = audit(&table, threshold, Effort::default());
                assert!(report.is_clean(), "k = {threshold}: {:?}", report.findings);
            }
        }
    }
}

/// A top with these leaves: nothing below k may come out of what the protector shows.
fn safe_with_leaves(leaves: &[u32], k: u32) -> usize {
    let mut space = Space::new(leaves.to_vec(), leaves.to_vec()).unwrap();
    let count = u32::try_from(leaves.len()).unwrap();
    let parent: Vec<Option<u32>> = std::iter::once(None).chain((0..count).map(|_| Some(0))).collect();
    space.add(&parent, &(1..=count).map(Some).collect::<Vec<_>>()).unwrap();
    let pattern = choose(&space, &Wish { k, ..Wish::default() }).unwrap();
    let table = Table::of(&space, |f, c| pattern.shows(f, c)).unwrap();
    let report = audit(&table, k, Effort::default());
    assert!(report.is_clean(), "{leaves:?}, k = {k}: {:?}", report.findings);
    pattern.len()
}

fn leaves(f: &Value) -> Vec<u32> {
    match &f["leaves"] {
        Value::Array(list) => list.iter().map(number).collect(),
        Value::Object(map) => map.values().map(number).collect(),
        _ => panic!(),
    }
}

#[test]
fn singletons() {
    let f = fixture("sdcTable-singletons-1");
    for k in 2..=6 {
        safe_with_leaves(&leaves(&f), k);
    }
    let f = fixture("UserSupport-135-three-singletons");
    let values: Vec<u32> = f["grid"]["values"].as_array().unwrap().iter().map(number).collect();
    for k in 2..=6 {
        let mut space = Space::new(values.clone(), values.clone()).unwrap();
        // Rows are var1, columns var2: the rows as units, the columns as a filter.
        let row: Vec<Option<u32>> = (0..10).map(|i| Some(1 + i / 5)).collect();
        space.add(&[None, Some(0), Some(0)], &row).unwrap();
        let parent: Vec<Option<u32>> = (0..15).map(|i: u32| i.checked_sub(5).map(|_| i % 5)).collect();
        let unit: Vec<u32> = (0..15).map(|i| i / 5).collect();
        space
            .add_filter(&parent, &(5..15).map(Some).collect::<Vec<_>>(), &unit)
            .unwrap();
        let pattern = choose(&space, &Wish { k, ..Wish::default() }).unwrap();
        let report = audit(
            &Table::of(&space, |f, c| pattern.shows(f, c)).unwrap(),
            k,
            Effort::default(),
        );
        assert!(report.is_clean(), "k = {k}: {:?}", report.findings);
        assert!(!pattern.is_empty());
    }
}

#[test]
fn one_hidden_cell_needs_three_more() {
    let f = fixture("sdcTable-opt-1cell");
    // Regions A to D by sex with totals, as 5 × 3 with the totals first; numbers are 1-based, row by row.
    let values = vec![vec![20, 10], vec![30, 40], vec![25, 35], vec![15, 45]];
    for pattern in ["pattern_cells_1based", "gauss_pattern"] {
        let cells: Vec<u32> = f["expect"][pattern].as_array().unwrap().iter().map(number).collect();
        let places: Vec<(usize, usize)> = cells
            .iter()
            .map(|&n| ((n as usize - 1) / 3, (n as usize - 1) % 3))
            .collect();
        let hidden: Vec<(usize, usize)> = places
            .iter()
            .filter(|(r, c)| *r > 0 && *c > 0)
            .map(|(r, c)| (r - 1, c - 1))
            .collect();
        assert_eq!((cells.len(), hidden.len()), (4, 4));
        let all = two_way(&values, &hidden, &[]);
        let kind = |(r, c): (usize, usize)| u32::try_from(r * 2 + c).unwrap();
        assert!(hidden.iter().all(|&cell| derive(&all, &[(kind(cell), 1)]).is_none()));
        let fewer = two_way(&values, &hidden[..3], &[]);
        assert!(
            hidden[..3]
                .iter()
                .any(|&cell| derive(&fewer, &[(kind(cell), 1)]).is_some())
        );
    }
}

#[test]
fn unions() {
    let f = fixture("GS-union-2-2-10");
    let table = Table::new(
        leaves(&f),
        vec![
            group("Total", 0, vec![0, 1, 2], true),
            group("C", 0, vec![2], true),
            group("A", 0, vec![0], false),
        ],
    )
    .unwrap();
    let report = audit(&table, 5, Effort::default());
    assert!(
        report
            .findings
            .iter()
            .any(|x| x.people == number(&f["derivable_group"]) && x.certificate.is_some())
    );
    assert_eq!(safe_with_leaves(&leaves(&f), 5), 1);

    let f = fixture("GS-union-3-1-20-30");
    let published = [vec![0, 1, 2, 3], vec![2], vec![3]];
    let groups = published
        .into_iter()
        .map(|m| group(format!("{m:?}"), 0, m, true))
        .collect();
    let report = audit(&Table::new(leaves(&f), groups).unwrap(), 5, Effort::default());
    assert!(
        report
            .findings
            .iter()
            .any(|x| x.people == number(&f["derivable_group"]))
    );
    assert_eq!(safe_with_leaves(&leaves(&f), 5), 2);
}

#[test]
fn suppressed_cells_of_another_tool_are_only_kept() {
    assert_eq!(
        fixture("GS-z1")["expect_suppressed_1based"].as_array().unwrap().len(),
        6
    );
}
