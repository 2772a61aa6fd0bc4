//! What the database counts, held against what plain Rust counts, over random histories.

use std::collections::{BTreeMap, BTreeSet};

use fixture::{TODAY, on_both};
use model::organisation::{DEEPEST, PostRole};
use model::{Day, Instant, PeriodId, PersonId, PostId, UnitId};
use store::args;
use store::organisation::{NewPerson, NewPost, NewUnit};
use uuid::Uuid;

/// xorshift64: the same trees in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.below(u64::MAX), self.below(u64::MAX))
    }
}

struct Stretch {
    unit: UnitId,
    parent: Option<UnitId>,
    from: Day,
    to: Option<Day>,
}

struct Post {
    person: PersonId,
    unit: UnitId,
    leads: bool,
    from: Day,
    to: Option<Day>,
}

#[derive(Default)]
struct History {
    stretches: Vec<Stretch>,
    posts: Vec<Post>,
}

fn holds(from: Day, to: Option<Day>, day: Day) -> bool {
    from <= day && to.is_none_or(|to| to > day)
}

fn day(days: i64) -> Day {
    TODAY.parse::<Day>().unwrap().plus_days(days)
}

/// Parent, depth, people here, people here and below, and who answers.
type Row = (Option<UnitId>, i64, i64, i64, Option<UnitId>);

/// The plain computation: every unit that hangs from a root, with its line upwards.
fn plain(history: &History, on: Day) -> (BTreeMap<UnitId, Row>, BTreeSet<(UnitId, UnitId, i64)>) {
    let parents: BTreeMap<UnitId, Option<UnitId>> = history
        .stretches
        .iter()
        .filter(|s| holds(s.from, s.to, on))
        .map(|s| (s.unit, s.parent))
        .collect();
    let line = |unit: UnitId| -> Option<Vec<UnitId>> {
        let mut line = vec![unit];
        loop {
            match parents.get(line.last()?)? {
                None => return (line.len() <= DEEPEST + 1).then_some(line),
                Some(parent) if line.contains(parent) => return None,
                Some(parent) => line.push(*parent),
            }
        }
    };
    let lines: BTreeMap<UnitId, Vec<UnitId>> = parents
        .keys()
        .filter_map(|unit| line(*unit).map(|line| (*unit, line)))
        .collect();
    let posts: Vec<&Post> = history.posts.iter().filter(|p| holds(p.from, p.to, on)).collect();
    let mut rows = BTreeMap::new();
    let mut ancestors = BTreeSet::new();
    for (unit, line) in &lines {
        for (distance, above) in (0i64..).zip(line) {
            ancestors.insert((*unit, *above, distance));
        }
        let people = |inside: &dyn Fn(UnitId) -> bool| {
            let people: BTreeSet<PersonId> = posts.iter().filter(|p| inside(p.unit)).map(|p| p.person).collect();
            i64::try_from(people.len()).unwrap()
        };
        let leads = |unit: &UnitId| posts.iter().any(|p| p.unit == *unit && p.leads);
        rows.insert(
            *unit,
            (
                line.get(1).copied(),
                i64::try_from(line.len()).unwrap() - 1,
                people(&|at| at == *unit),
                people(&|at| lines.get(&at).is_some_and(|l| l.contains(unit))),
                line.iter().find(|u| leads(u)).copied(),
            ),
        );
    }
    (rows, ancestors)
}

/// A history as people make it: units that move, close and come back; some below what is not there, some in a circle.
async fn make(tx: &mut store::Conn, dice: &mut Dice) -> History {
    let now = Instant(0);
    let mut history = History::default();
    let mut units: Vec<UnitId> = Vec::new();
    for n in 0..2 + dice.below(25) {
        let (from, at) = (day(-100 - i64::try_from(dice.below(50)).unwrap()), UnitId(dice.id()));
        let parent = if n == 0 || dice.below(12) == 0 {
            None
        } else {
            Some(units[usize::try_from(dice.below(n)).unwrap()])
        };
        let unit = NewUnit {
            id: at,
            period: PeriodId(dice.id()),
            external_id: None,
            name: "Enhed",
            kind: "team",
            parent,
            from,
        };
        store::organisation::add_unit(tx, &unit, now).await.unwrap();
        units.push(at);
        let mut stretch = Stretch {
            unit: at,
            parent,
            from,
            to: None,
        };
        // Up to two changes, some of them still to come.
        for _ in 0..dice.below(3) {
            let on = stretch.from.plus_days(1 + i64::try_from(dice.below(120)).unwrap());
            tx.run(
                "update unit_period set valid_to = $2 where unit_id = $1 and valid_to is null",
                args![at, on],
            )
            .await
            .unwrap();
            stretch.to = Some(on);
            let parent = units.get(usize::try_from(dice.below(n + 3)).unwrap()).copied();
            let closes = dice.below(4) == 0;
            history.stretches.push(stretch);
            stretch = Stretch {
                unit: at,
                parent,
                from: if closes { day(4000) } else { on },
                to: None,
            };
            tx.run(
                "insert into unit_period (id, unit_id, valid_from, name, kind, parent_id) values ($1, $2, $3, 'Enhed', 'team', $4)",
                args![dice.id(), at, stretch.from, parent],
            )
            .await
            .unwrap();
        }
        history.stretches.push(stretch);
    }
    for _ in 0..dice.below(40) {
        let id = PersonId(dice.id());
        let person = NewPerson {
            id,
            external_id: None,
            name: "Et Menneske",
            email: None,
        };
        store::organisation::add_person(tx, &person, now).await.unwrap();
        for _ in 0..dice.below(4) {
            let from = day(i64::try_from(dice.below(150)).unwrap() - 130);
            let post = Post {
                person: id,
                unit: units[usize::try_from(dice.below(units.len() as u64)).unwrap()],
                leads: dice.below(4) == 0,
                from,
                to: (dice.below(3) == 0).then(|| from.plus_days(i64::try_from(dice.below(150)).unwrap())),
            };
            let new = NewPost {
                id: PostId(dice.id()),
                person: id,
                unit: post.unit,
                title: "",
                role: if post.leads {
                    PostRole::Leader
                } else {
                    PostRole::Employee
                },
                level: None,
                acting: false,
                from: post.from,
                to: post.to,
            };
            store::organisation::add_post(tx, &new).await.unwrap();
            history.posts.push(post);
        }
    }
    history
}

#[tokio::test]
async fn the_tree_of_a_day_is_what_the_history_says() {
    on_both(async |db| {
        let mut tx = db.write().await.unwrap();
        store::organisation::found(&mut tx, "Prøveby", false, day(0), Instant(0))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        for round in 0..30 {
            // Each history in a transaction of its own, which is taken back.
            let mut tx = db.write().await.unwrap();
            let history = make(&mut tx, &mut dice).await;
            for on in [day(0), day(1), day(-60), day(90)] {
                store::organisation::build_today(&mut tx, on).await.unwrap();
                let (rows, ancestors) = plain(&history, on);
                let now: Vec<(UnitId, Option<UnitId>, i64, i64, i64, Option<UnitId>)> = tx
                    .all(
                        "select unit_id, parent_id, depth, people, people_below, answerable_id from unit_now",
                        args![],
                    )
                    .await
                    .unwrap();
                let now: BTreeMap<UnitId, Row> =
                    now.into_iter().map(|(u, p, d, h, b, a)| (u, (p, d, h, b, a))).collect();
                assert_eq!(now, rows, "round {round} on {on}");
                let lines: Vec<(UnitId, UnitId, i64)> = tx
                    .all("select unit_id, ancestor_id, distance from unit_ancestor", args![])
                    .await
                    .unwrap();
                assert_eq!(
                    lines.into_iter().collect::<BTreeSet<_>>(),
                    ancestors,
                    "round {round} on {on}"
                );
                let then = store::organisation::tree::on(&mut tx, on).await.unwrap();
                let then: BTreeMap<UnitId, (Option<UnitId>, i64, i64, i64)> = then
                    .into_iter()
                    .map(|u| (u.id, (u.parent, u.depth, u.people, u.people_below)))
                    .collect();
                let expected: BTreeMap<_, _> = rows.into_iter().map(|(u, (p, d, h, b, _))| (u, (p, d, h, b))).collect();
                assert_eq!(then, expected, "round {round} on {on}");
            }
            tx.roll_back().await.unwrap();
        }
    })
    .await;
}
