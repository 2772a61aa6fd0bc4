//! Units crossed with one to five filters.

use disclosure::audit::{Effort, Table, audit};
use disclosure::generate::{self, Dice};
use disclosure::pattern::{Pattern, Wish, choose};
use disclosure::space::Space;

const K: u32 = 5;

fn cells(space: &Space) -> impl Iterator<Item = (usize, u32)> + '_ {
    (0..space.families()).flat_map(|f| (0_u32..).take(space.cells(f)).map(move |c| (f, c)))
}

fn ours(space: &Space) -> Pattern {
    choose(
        space,
        &Wish {
            k: K,
            ..Wish::default()
        },
    )
    .unwrap()
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

#[test]
fn a_thousand_organisations_give_nothing_away() {
    let mut sum = [(0, 0); 5];
    let mut exhaustive = 0;
    for filters in 1..=5 {
        for seed in 0..200 {
            let organisation = generate::organisation(seed + 1000, filters);
            let space = organisation.space().unwrap();
            let pattern = ours(&space);
            let table = Table::of(&space, |f, c| pattern.shows(f, c)).unwrap();
            let effort = Effort {
                rounds: 5,
                exhaustive: 80,
                ..Effort::default()
            };
            exhaustive += usize::from(space.people().iter().filter(|n| **n < K).count() <= effort.exhaustive);
            let report = audit(&table, K, effort);
            assert!(
                report.is_clean(),
                "{filters} filters, seed {seed}: {:?}",
                report.findings
            );
            sum[filters - 1].0 += pattern.len();
            sum[filters - 1].1 += cells(&space).filter(|&(f, c)| space.counted(f, c) >= K).count();
        }
    }
    for (filters, (shown, large)) in (1..).zip(sum) {
        println!(
            "200 organisations, {filters} filters: {shown} of {large} = {:.1} % shown",
            percent(shown, large)
        );
    }
    println!("1,000 organisations: 0 groups worked out; {exhaustive} of them with every set of up to four tried");
    assert!(percent(sum[0].0, sum[0].1) >= 74.0);
}

/// Rank of a 0/1 matrix modulo a large prime, the plain way.
fn rank(mut rows: Vec<Vec<u64>>) -> usize {
    const P: u64 = 4_294_967_291;
    let mul = |a: u64, b: u64| u64::try_from(u128::from(a) * u128::from(b) % u128::from(P)).unwrap();
    let mut done = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(at) = (done..rows.len()).find(|&r| rows[r][column] != 0) else {
            continue;
        };
        rows.swap(done, at);
        let pivot = rows[done].clone();
        for row in &mut rows[done + 1..] {
            if row[column] != 0 {
                // row · pivot[column] − pivot · row[column]
                let (a, b) = (pivot[column], row[column]);
                for (x, y) in row.iter_mut().zip(&pivot) {
                    *x = (mul(*x, a) + P - mul(*y, b)) % P;
                }
            }
        }
        done += 1;
    }
    done
}

/// Every group of fewer than k that the threshold rule gives away, by plain rank: each hidden cell, each unit's own people
/// and each kind of people, one by one. How many of them the auditor finds too.
#[test]
fn the_auditor_finds_what_a_threshold_gives_away() {
    let (mut leaks, mut found) = (0, 0);
    for seed in 0..24 {
        let filters = 1 + usize::try_from(seed).unwrap() % 3;
        let space = generate::organisation(seed + 50, filters).space().unwrap();
        let table = Table::of(&space, |f, c| space.counted(f, c) >= K).unwrap();
        if table.people().len() > 130 {
            continue;
        }
        let indicator = |members: &[u32]| {
            let mut row = vec![0_u64; table.people().len()];
            for &m in members {
                row[m as usize] = 1;
            }
            row
        };
        let shown: Vec<Vec<u64>> = table
            .groups()
            .iter()
            .filter(|g| g.shown)
            .map(|g| indicator(&g.members))
            .collect();
        let full = rank(shown.clone());
        let size = |members: &[u32]| members.iter().map(|&m| table.people()[m as usize]).sum::<u32>();
        let mut groups: Vec<Vec<u32>> = table.groups().iter().map(|g| g.members.clone()).collect();
        groups.extend((0_u32..).take(table.people().len()).map(|kind| vec![kind]));
        groups.retain(|members| (1..K).contains(&size(members)));
        groups.sort();
        groups.dedup();
        let report = audit(
            &table,
            K,
            Effort {
                exhaustive: 0,
                certificates: usize::MAX,
                rounds: 1,
                ..Effort::default()
            },
        );
        for members in groups {
            let mut rows = shown.clone();
            rows.push(indicator(&members));
            if rank(rows) == full {
                leaks += 1;
                let combination: Vec<(u32, i64)> = members.iter().map(|&m| (m, 1)).collect();
                found += usize::from(
                    report
                        .findings
                        .iter()
                        .any(|f| f.combination == combination && f.certificate.is_some()),
                );
            }
        }
    }
    println!("threshold only: {leaks} groups by plain rank, {found} found by the auditor");
    assert!(leaks > 200);
    assert!(percent(found, leaks) >= 99.0);
}

/// All sets of up to four people are tried one by one in small organisations, where the auditor's other tests cannot miss
/// anything either. Showing any further cell is checked the same way: how much is hidden for want of a proof only?
#[test]
fn what_is_hidden_is_mostly_hidden_for_a_reason() {
    let (mut more, mut harmless, mut with_filters) = (0, 0, 0);
    let effort = Effort {
        rounds: 0,
        exhaustive: 90,
        kinds: 0,
        ..Effort::default()
    };
    for seed in 0..60 {
        for filters in [1, 3] {
            let space = generate::organisation(seed + 500, filters).space().unwrap();
            if space.people().len() > 90 {
                continue;
            }
            let pattern = ours(&space);
            for (f, c) in cells(&space)
                .filter(|&(f, c)| space.counted(f, c) >= K && !pattern.shows(f, c))
                .take(6)
            {
                let table = Table::of(&space, |g, d| pattern.shows(g, d) || (g, d) == (f, c)).unwrap();
                let clean = audit(&table, K, effort).is_clean();
                if filters == 1 {
                    // Only cells of units that are shown themselves are tried.
                    more += 1;
                    harmless += usize::from(clean);
                } else {
                    with_filters += usize::from(clean);
                }
            }
        }
    }
    println!("one filter: {harmless} of {more} further cells would have been harmless; three filters: {with_filters}");
    assert!(more > 50);
    assert!(percent(harmless, more) < 20.0);
}

/// A careless change to a safe pattern is noticed.
#[test]
fn showing_everything_large_is_always_noticed() {
    let mut dice = Dice::new(5);
    for seed in 0..100 {
        let space = generate::organisation(seed, 1 + dice.between(0, 4) as usize)
            .space()
            .unwrap();
        let table = Table::of(&space, |f, c| space.counted(f, c) >= K).unwrap();
        let report = audit(
            &table,
            K,
            Effort {
                rounds: 1,
                exhaustive: 0,
                certificates: usize::MAX,
                ..Effort::default()
            },
        );
        assert!(!report.is_clean(), "seed {seed}");
        assert!(
            report
                .findings
                .iter()
                .all(|f| f.certificate.as_ref().is_some_and(|c| c.proves(&table, &f.combination)))
        );
    }
}
