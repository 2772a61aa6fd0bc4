//! Units, people, posts, accounts and grants.

use std::collections::HashMap;

use intake::organisation::{Batch, Post, Unit};
use model::access::Role;
use model::organisation::PostRole;
use model::{Day, GrantId, PeriodId, PersonId, PostId, UnitId};
use store::Conn;

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
}

impl People {
    /// A unit and those above it.
    pub fn line(&self, unit: UnitId) -> Vec<UnitId> {
        std::iter::successors(Some(unit), |u| self.parents.get(u).copied()).collect()
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
    Ok(all)
}

async fn add_units(tx: &mut Conn, loading: &Loading<'_>, all: &mut People, units: &[Unit], from: Day) -> Result<()> {
    for unit in units {
        all.units.insert(unit.external_id.clone(), loading.id(loading.now));
    }
    for unit in units {
        let id = all.units[&unit.external_id];
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
        from: post.from.map_or(from, Day),
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
