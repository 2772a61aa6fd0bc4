//! One family of nested cells: the exact optimum, and nothing to be worked out.

use disclosure::audit::{Effort, Group, Table, Way, audit, derive};
use disclosure::generate::{self, Dice};
use disclosure::pattern::{Wish, choose};
use disclosure::space::Space;
use disclosure::tree;

const K: u32 = 5;

/// Every subset of the cells: the largest in which each rest is empty or at least k.
fn brute_force(parent: &[Option<u32>], direct: &[u32], k: u32) -> u32 {
    let cells = parent.len();
    let mut best = 0;
    'pattern: for pattern in 0_u32..1 << cells {
        let mut rest = vec![0; cells];
        for (cell, &n) in direct.iter().enumerate() {
            let mut at = Some(u32::try_from(cell).unwrap());
            while let Some(c) = at {
                if pattern >> c & 1 == 1 {
                    rest[c as usize] += n;
                    break;
                }
                at = parent[c as usize];
            }
        }
        let mut whole = direct.to_vec();
        for cell in (1..cells).rev() {
            if let Some(p) = parent[cell] {
                whole[p as usize] += whole[cell];
            }
        }
        for cell in 0..cells {
            if pattern >> cell & 1 == 1 && (whole[cell] == 0 || (1..k).contains(&rest[cell])) {
                continue 'pattern;
            }
        }
        best = best.max(pattern.count_ones());
    }
    best
}

#[test]
fn as_many_cells_as_any_pattern_could_show() {
    let mut dice = Dice::new(11);
    for round in 0..600 {
        let cells = dice.between(1, 12);
        let parent: Vec<Option<u32>> = (0..cells)
            .map(|c| (c > 0 && dice.between(0, 9) > 0).then(|| dice.between(0, c - 1)))
            .collect();
        let direct: Vec<u32> = (0..cells).map(|_| dice.between(0, 2) * dice.between(0, 6)).collect();
        let k = dice.between(2, 7);
        let mut space = Space::new(direct.clone(), direct.clone()).unwrap();
        space.add(&parent, &(0..cells).map(Some).collect::<Vec<_>>()).unwrap();
        let shown = tree::best(&space, 0, k, &[], &[]).iter().filter(|s| **s).count();
        let best = brute_force(&parent, &direct, k);
        assert_eq!(
            u32::try_from(shown).unwrap(),
            best,
            "round {round}: {parent:?} {direct:?} k = {k}"
        );
    }
}

#[test]
fn ten_thousand_trees_give_nothing_away() {
    let (mut shown, mut large, mut leaks, mut found) = (0, 0, 0, 0);
    for seed in 0..10_000 {
        let organisation = generate::organisation(seed, 0);
        let space = organisation.space().unwrap();
        let pattern = choose(
            &space,
            &Wish {
                k: K,
                ..Wish::default()
            },
        )
        .unwrap();
        let quick = Effort {
            rounds: 1,
            ..Effort::default()
        };
        let safe = audit(&Table::of(&space, |f, c| pattern.shows(f, c)).unwrap(), K, quick);
        assert!(safe.is_clean(), "seed {seed}: {:?}", safe.findings);
        shown += pattern.len();
        let cells = u32::try_from(space.cells(0)).unwrap();
        large += (0..cells).filter(|&c| space.counted(0, c) >= K).count();

        // Each rest of the threshold rule that is below k, counted by hand.
        let mut rest = vec![0; organisation.parent.len()];
        for (unit, _) in &organisation.people {
            let mut at = Some(*unit);
            while let Some(u) = at {
                if space.counted(0, u) >= K {
                    rest[u as usize] += 1;
                    break;
                }
                at = organisation.parent[u as usize];
            }
        }
        leaks += rest.iter().filter(|n| (1..K).contains(n)).count();
        let naive = audit(&Table::of(&space, |_, c| space.counted(0, c) >= K).unwrap(), K, quick);
        found += naive
            .findings
            .iter()
            .filter(|f| f.way == Way::Rest && f.certificate.is_some())
            .count();
    }
    println!(
        "10,000 trees: {shown} of {large} cells shown, 0 groups worked out; threshold only: {found} of {leaks} found"
    );
    assert_eq!(found, leaks);
}

#[test]
fn weights_decide_who_is_shown() {
    // Two teams of six and a leader each: the whole and one team can be shown, not both teams.
    let mut space = Space::new(vec![2, 6, 6], vec![2, 6, 6]).unwrap();
    space
        .add(&[None, Some(0), Some(0)], &[Some(0), Some(1), Some(2)])
        .unwrap();
    assert_eq!(tree::best(&space, 0, 5, &[1, 1, 2], &[]), [true, false, true]);
    assert_eq!(tree::best(&space, 0, 5, &[1, 2, 1], &[]), [true, true, false]);
    // Both teams, if they are worth more than the whole.
    assert_eq!(tree::best(&space, 0, 5, &[1, 2, 2], &[]), [false, true, true]);
}

#[test]
fn people_who_did_not_answer_hide_nobody() {
    // Four answered and three did not, beside a shown team of six: a rest of seven people, but of four answers.
    let mut space = Space::new(vec![7, 6], vec![4, 6]).unwrap();
    space.add(&[None, Some(0)], &[Some(0), Some(1)]).unwrap();
    assert_eq!(tree::best(&space, 0, 5, &[], &[]).iter().filter(|s| **s).count(), 1);
    // A single leader who did not answer is as hidden as one who did: the pattern does not tell.
    let mut space = Space::new(vec![1, 6], vec![0, 6]).unwrap();
    space.add(&[None, Some(0)], &[Some(0), Some(1)]).unwrap();
    assert_eq!(tree::best(&space, 0, 5, &[], &[]).iter().filter(|s| **s).count(), 1);
}

#[test]
fn the_auditor_answers_a_question_with_a_sum() {
    let group = |name: &str, members: &[u32], shown| Group {
        name: name.into(),
        family: 0,
        members: members.into(),
        shown,
    };
    let table = Table::new(
        vec![2, 2, 10],
        vec![group("all", &[0, 1, 2], true), group("c", &[2], true)],
    )
    .unwrap();
    let union = derive(&table, &[(0, 1), (1, 1)]).expect("14 − 10");
    assert_eq!((union.times, union.steps.len()), (1, 2));
    assert!(union.proves(&table, &[(0, 1), (1, 1)]));
    assert!(!union.proves(&table, &[(0, 1)]));
    assert!(derive(&table, &[(0, 1)]).is_none());
}
