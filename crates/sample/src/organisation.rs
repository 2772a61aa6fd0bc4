//! Units, people, posts, accounts and grants.

use std::collections::HashMap;

use intake::organisation::{Batch, Post, Unit};
use model::access::Role;
use model::organisation::{Became, Edit, Period, PostRole, Shape, Succession};
use model::{Day, GrantId, PeriodId, PersonId, PostId, UnitId};
use serde::Deserialize;
use store::Conn;
use store::organisation::history;

use crate::{Error, GUIDES, Loading, Result, text};

/// Somebody in HR-udvikling.
pub const STEWARD: &str = "p1181";
/// The external adviser is no employee, so people.csv does not have him.
pub const ADVISER: &str = "x0001";

pub struct People {
    pub units: HashMap<String, UnitId>,
    pub people: HashMap<String, PersonId>,
    /// Each person's unit.
    pub posts: HashMap<String, UnitId>,
    /// Each unit's leader.
    pub leaders: HashMap<UnitId, PersonId>,
    /// Each unit's parent.
    pub parents: HashMap<UnitId, UnitId>,
    /// The units that began when the organisation was changed, with their first day.
    begins: HashMap<UnitId, Day>,
    /// What became of the units that ended then.
    heirs: HashMap<UnitId, Vec<UnitId>>,
}

impl People {
    /// A unit and those above it.
    pub fn line(&self, unit: UnitId) -> Vec<UnitId> {
        std::iter::successors(Some(unit), |u| self.parents.get(u).copied()).collect()
    }

    /// Whether somebody who works in `own` belongs to another unit than `unit`: neither above nor below it, and not to what
    /// it became.
    pub fn elsewhere(&self, own: UnitId, unit: UnitId) -> bool {
        let line = self.line(own);
        let heirs = self.heirs.get(&unit).into_iter().flatten();
        !self.line(unit).contains(&own) && !line.contains(&unit) && !heirs.into_iter().any(|heir| line.contains(heir))
    }

    /// The leader of the unit, or the nearest above.
    pub fn answerable(&self, unit: UnitId) -> Option<PersonId> {
        self.line(unit).iter().find_map(|u| self.leaders.get(u).copied())
    }
}

pub async fn load(tx: &mut Conn, loading: &Loading<'_>) -> Result<People> {
    let (units, people) = (text("organisation.csv")?, text("people.csv")?);
    let files = [
        intake::File::new("organisation.csv", units.as_bytes()),
        intake::File::new("people.csv", people.as_bytes()),
    ];
    let mut batches = Vec::new();
    intake::organisation::read(&files, &intake::Limits::default(), |batch| {
        batches.push(batch);
        Ok::<_, std::convert::Infallible>(())
    })
    .map_err(|e| Error::file("people.csv", e))?;

    let from = loading.today().plus_days(-1100);
    let mut all = People {
        units: HashMap::new(),
        people: HashMap::new(),
        posts: HashMap::new(),
        leaders: HashMap::new(),
        parents: HashMap::new(),
        begins: HashMap::new(),
        heirs: HashMap::new(),
    };
    for batch in batches {
        match batch {
            Batch::Units(units) => add_units(tx, loading, &mut all, &units, from).await?,
            Batch::People(people) => {
                for person in people {
                    let id: PersonId = loading.id(loading.now);
                    let new = store::organisation::NewPerson {
                        id,
                        external_id: Some(&person.external_id),
                        name: &person.name,
                        email: person.email.as_deref(),
                    };
                    store::organisation::add_person(tx, &new, loading.now).await?;
                    all.people.insert(person.external_id, id);
                }
            }
            Batch::Posts(posts) => {
                for post in posts {
                    add_post(tx, loading, &mut all, &post, from).await?;
                }
            }
        }
    }
    guides(tx, loading, &mut all).await?;
    reorganised(tx, loading, &mut all).await?;
    Ok(all)
}

/// What was there until the organisation was changed: `sample/reorganisation.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    days: i64,
    unit: Vec<Ended>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ended {
    id: String,
    name: String,
    kind: String,
    kind_of_end: Succession,
    heirs: Vec<String>,
    below: Vec<String>,
    leader: String,
}

const BEFORE: &str = "reorganisation.toml";

fn before() -> Result<Before> {
    toml::from_str(&text(BEFORE)?).map_err(|e| Error::file(BEFORE, e))
}

/// Adds the units that were there before, with what lay below them, and says what became of them.
async fn reorganised(tx: &mut Conn, loading: &Loading<'_>, all: &mut People) -> Result<()> {
    let before = before()?;
    let day = loading.today().plus_days(-before.days);
    let from = loading.today().plus_days(-1100);
    for ended in &before.unit {
        let find = |all: &People, key: &String| {
            let found = all.units.get(key).copied();
            found.ok_or_else(|| Error::file(BEFORE, format!("{key} is not there")))
        };
        let id: UnitId = loading.id(loading.now);
        let heirs: Vec<UnitId> = ended.heirs.iter().map(|key| find(all, key)).collect::<Result<_>>()?;
        let parent = all.parents.get(&heirs[0]).copied();
        let new = store::organisation::NewUnit {
            id,
            period: loading.id::<PeriodId>(loading.now),
            external_id: None,
            name: &ended.name,
            kind: &ended.kind,
            parent,
            from,
        };
        store::organisation::add_unit(tx, &new, loading.now).await?;
        history::edit(
            tx,
            id,
            &[Edit::End {
                period: new.period,
                on: day,
            }],
        )
        .await?;
        for key in &ended.below {
            let below = find(all, key)?;
            let told = history::periods(tx, below).await?;
            let now = &told[0].period;
            let then = Shape {
                parent: Some(id),
                ..now.shape.clone()
            };
            let edits = [
                Edit::Reshape {
                    period: now.id,
                    shape: then,
                },
                Edit::End {
                    period: now.id,
                    on: day,
                },
                Edit::Begin(Period {
                    id: loading.id(loading.now),
                    from: day,
                    to: None,
                    shape: now.shape.clone(),
                }),
            ];
            history::edit(tx, below, &edits).await?;
        }
        all.heirs.insert(id, heirs.clone());
        for heir in heirs {
            let became = Became {
                old: id,
                new: heir,
                day,
                kind: ended.kind_of_end,
            };
            store::organisation::past::add(tx, &became).await?;
        }
        let leader = *all
            .people
            .get(&ended.leader)
            .ok_or_else(|| Error::file(BEFORE, format!("{} is not there", ended.leader)))?;
        let post = store::organisation::NewPost {
            id: loading.id(loading.now),
            person: leader,
            unit: id,
            title: "Områdechef",
            role: PostRole::Leader,
            level: Some("chef"),
            acting: false,
            from,
            to: Some(day),
        };
        store::organisation::add_post(tx, &post).await?;
        all.units.insert(ended.id.clone(), id);
        all.leaders.insert(id, leader);
        if let Some(parent) = parent {
            all.parents.insert(id, parent);
        }
    }
    Ok(())
}

async fn add_units(tx: &mut Conn, loading: &Loading<'_>, all: &mut People, units: &[Unit], from: Day) -> Result<()> {
    for unit in units {
        all.units.insert(unit.external_id.clone(), loading.id(loading.now));
    }
    let before = before()?;
    let began = |key: &String| before.unit.iter().any(|ended| ended.heirs.contains(key));
    for unit in units {
        let id = all.units[&unit.external_id];
        let from = if began(&unit.external_id) {
            let day = loading.today().plus_days(-before.days);
            all.begins.insert(id, day);
            day
        } else {
            from
        };
        let parent = unit.parent.as_ref().and_then(|p| all.units.get(p)).copied();
        let new = store::organisation::NewUnit {
            id,
            period: loading.id::<PeriodId>(loading.now),
            external_id: Some(&unit.external_id),
            name: &unit.name,
            kind: unit.kind.as_deref().unwrap_or(""),
            parent,
            from,
        };
        store::organisation::add_unit(tx, &new, loading.now).await?;
        if let Some(parent) = parent {
            all.parents.insert(id, parent);
        }
    }
    Ok(())
}

async fn add_post(tx: &mut Conn, loading: &Loading<'_>, all: &mut People, post: &Post, from: Day) -> Result<()> {
    let (person, unit) = (all.people[&post.person], all.units[&post.unit]);
    let leads = post.role == intake::organisation::Role::Leader;
    let new = store::organisation::NewPost {
        id: loading.id::<PostId>(loading.now),
        person,
        unit,
        title: &post.title,
        role: if leads { PostRole::Leader } else { PostRole::Employee },
        level: post.level.as_deref(),
        acting: post.acting,
        from: post
            .from
            .map_or(from, Day)
            .max(all.begins.get(&unit).copied().unwrap_or(from)),
        to: post.to.map(Day),
    };
    store::organisation::add_post(tx, &new).await?;
    all.posts.insert(post.person.clone(), unit);
    if leads {
        all.leaders.entry(unit).or_insert(person);
    }
    Ok(())
}

/// Accounts for those whom the demonstration lets one look around as, and the grants that make them what they are.
async fn guides(tx: &mut Conn, loading: &Loading<'_>, all: &mut People) -> Result<()> {
    let adviser: PersonId = loading.id(loading.now);
    let new = store::organisation::NewPerson {
        id: adviser,
        external_id: Some(ADVISER),
        name: "Jonna Riber (ekstern rådgiver)",
        email: Some("jonna.riber@raadgiver.example"),
    };
    store::organisation::add_person(tx, &new, loading.now).await?;
    all.people.insert(ADVISER.into(), adviser);
    let root = all.units["u001"];
    for (role, key) in GUIDES {
        let person = *all
            .people
            .get(key)
            .ok_or_else(|| Error::file("people.csv", format!("{key} is not there")))?;
        store::access::add_account(tx, person, None, false, loading.now).await?;
        if matches!(role, Role::Leader | Role::Employee) {
            continue;
        }
        let grant = store::access::NewGrant {
            id: loading.id::<GrantId>(loading.now),
            person,
            role,
            unit: root,
            from: loading.today().plus_days(-700),
            to: (role == Role::Adviser).then(|| loading.today().plus_days(120)),
            note: if role == Role::Adviser {
                "Databehandleraftale 2026-14"
            } else {
                "Eksempel"
            },
            by: None,
        };
        store::access::add_grant(tx, &grant, loading.now).await?;
    }
    Ok(())
}
