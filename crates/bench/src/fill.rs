//! A municipality of 10,000 people, written row by row as the house would have.

use model::access::Role;
use model::foundation::{Kind, Lists};
use model::interpretation::{Body, Job, Sign};
use model::organisation::PostRole;
use model::{Day, EditionId, ElementId, FoundationId, Instant, PersonId, PostId, SignId, UnitId};
use store::{Arg, Conn, Db, args};
use uuid::Uuid;

use crate::Result;

pub const UNITS: usize = 500;
const PEOPLE: usize = 10_000;
const ELEMENTS: usize = 7;
const TRACES: usize = 200_000;
const STORY: &str = "Vi tog fat i den anden afdeling, mens han sad her, og fik lavet én fælles plan. Det tog en halv time, og \
                     han skulle ikke fortælle det hele forfra hos dem bagefter.";

pub struct Filled {
    pub units: Vec<UnitId>,
    pub elements: Vec<ElementId>,
    /// Cookies of each unit's leader, and of a director.
    pub leaders: Vec<String>,
    pub director: String,
    pub today: Day,
}

/// Identities that are never the same twice; the time in them is the filling's.
struct Ids {
    now: Instant,
    count: u64,
}

impl Ids {
    fn next(&mut self) -> Uuid {
        self.count += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.count.to_be_bytes());
        model::new_id(self.now, bytes)
    }

    /// A number below `most`, spread like chance and the same in every run.
    fn pick(&mut self, most: usize) -> usize {
        self.count = self.count.wrapping_add(1);
        let mut x = self.count.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x ^= x >> 31;
        x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x ^= x >> 29;
        usize::try_from(x % most as u64).unwrap_or(0)
    }
}

pub async fn fill(address: &str) -> Result<Filled> {
    let db = Db::open(address, 4).await?;
    // Sessions must be alive and days recent when the server, which has a real clock, is asked.
    let now = web_now();
    let zone = jiff::tz::TimeZone::get("Europe/Copenhagen")?;
    let today = now.day(&zone);
    store::migrate::migrate(&db, now).await?;
    let mut ids = Ids { now, count: 0 };
    let mut tx = db.write().await?;
    store::organisation::found(&mut tx, "Målekommunen", false, today, now).await?;
    let units = organisation(&mut tx, &mut ids, today, now).await?;
    let (elements, edition) = foundation(&mut tx, &mut ids, today, now).await?;
    let (leaders, director) = people(&mut tx, &mut ids, &units, today, now).await?;
    interpretations(&mut tx, &mut ids, &units, &elements, edition, today).await?;
    traces(&mut tx, &mut ids, &units, &elements, edition, today).await?;
    store::organisation::build_today(&mut tx, today).await?;
    tx.commit().await?;
    store::db::analyze(&db).await?;
    db.close().await;
    Ok(Filled {
        units,
        elements,
        leaders,
        director,
        today,
    })
}

/// One root, ten areas, sixty centres, the rest teams.
async fn organisation(tx: &mut Conn, ids: &mut Ids, today: Day, now: Instant) -> Result<Vec<UnitId>> {
    let mut units: Vec<UnitId> = Vec::new();
    for i in 0..UNITS {
        let (parent, kind) = match i {
            0 => (None, "kommune"),
            1..=10 => (Some(units[0]), "område"),
            11..=70 => (Some(units[1 + i % 10]), "center"),
            _ => (Some(units[11 + i % 60]), "team"),
        };
        let name = format!("{kind} {i}");
        let unit = store::organisation::NewUnit {
            id: UnitId(ids.next()),
            period: model::PeriodId(ids.next()),
            external_id: Some(&name),
            name: &name,
            kind,
            parent,
            from: today.plus_days(-1000),
        };
        store::organisation::add_unit(tx, &unit, now).await?;
        units.push(unit.id);
    }
    Ok(units)
}

async fn foundation(tx: &mut Conn, ids: &mut Ids, today: Day, now: Instant) -> Result<(Vec<ElementId>, EditionId)> {
    let (foundation, edition) = (FoundationId(ids.next()), EditionId(ids.next()));
    store::foundation::add_foundation(tx, foundation, Kind::Leadership, now).await?;
    let new = store::foundation::NewEdition {
        id: edition,
        foundation,
        number: 1,
        title: "Ledelsesgrundlag",
        preamble: "",
        source_name: None,
        source: None,
        by: None,
    };
    store::foundation::add_edition(tx, &new, now).await?;
    let mut elements = Vec::new();
    for position in 1..=ELEMENTS {
        let element = ElementId(ids.next());
        store::foundation::add_element(tx, element, foundation, now).await?;
        let wording = store::foundation::Wording {
            edition,
            element,
            position: i64::try_from(position)?,
            headline: &format!("Element nummer {position}"),
            meaning: &STORY.repeat(2),
            lists: &Lists::default(),
        };
        store::foundation::add_wording(tx, &wording).await?;
        store::foundation::add_prominence(tx, ids.next(), element, today.plus_days(-700), "", None, now).await?;
        elements.push(element);
    }
    store::foundation::publish(tx, edition, today.plus_days(-700), None, now).await?;
    Ok((elements, edition))
}

async fn people(
    tx: &mut Conn,
    ids: &mut Ids,
    units: &[UnitId],
    today: Day,
    now: Instant,
) -> Result<(Vec<String>, String)> {
    let mut leaders = Vec::new();
    let mut director = String::new();
    for i in 0..PEOPLE {
        let person = PersonId(ids.next());
        let (name, email) = (
            format!("Fornavn{i} Efternavn{}", i % 997),
            format!("p{i}@maaling.example"),
        );
        let new = store::organisation::NewPerson {
            id: person,
            external_id: Some(&email),
            name: &name,
            email: Some(&email),
        };
        store::organisation::add_person(tx, &new, now).await?;
        let unit = units[i % UNITS];
        let leads = i < UNITS;
        let post = store::organisation::NewPost {
            id: PostId(ids.next()),
            person,
            unit,
            title: "Medarbejder",
            role: if leads { PostRole::Leader } else { PostRole::Employee },
            level: None,
            acting: false,
            from: today.plus_days(-900),
            to: None,
        };
        store::organisation::add_post(tx, &post).await?;
        if i <= UNITS {
            store::access::add_account(tx, person, None, false, now).await?;
            let token = format!("{:064x}", i + 1);
            let (session, hash) = (model::SessionId(ids.next()), web::access::token_hash(&token));
            let expires = now.plus_minutes(480);
            store::access::begin_session(tx, session, hash, person, now, expires, "Måling").await?;
            if leads {
                leaders.push(token);
            } else {
                director = token;
                let grant = store::access::NewGrant {
                    id: model::GrantId(ids.next()),
                    person,
                    role: Role::Director,
                    unit: units[0],
                    from: today.plus_days(-10),
                    to: None,
                    note: "",
                    by: None,
                };
                store::access::add_grant(tx, &grant, now).await?;
            }
        }
    }
    Ok((leaders, director))
}

async fn interpretations(
    tx: &mut Conn,
    ids: &mut Ids,
    units: &[UnitId],
    elements: &[ElementId],
    edition: EditionId,
    today: Day,
) -> Result<()> {
    let (mut current, mut versions) = (Vec::new(), Vec::new());
    for unit in units {
        for element in elements {
            let body = Body {
                meaning: STORY.into(),
                keep: STORY.into(),
                concrete: STORY.into(),
                jobs: vec![Job {
                    kind: "Sygeplejerske".into(),
                    means: STORY.into(),
                }],
                signs: (0..3)
                    .map(|_| Sign {
                        id: SignId(ids.next()),
                        text: "Vi ringer, før vi sender en tid.".into(),
                    })
                    .collect(),
                stop: "At sende borgeren videre med et telefonnummer.".into(),
                participants: Some(11),
                ..Body::default()
            };
            let id = ids.next();
            let since = today.plus_days(-300);
            current.push(args![id, *unit, *element, "in_use", 1_i64, Some(1_i64), since, ids.now]);
            versions.push(args![
                id,
                1_i64,
                edition,
                "in_use",
                serde_json::to_string(&body)?,
                "",
                ids.now
            ]);
        }
    }
    tx.insert(
        "insert into interpretation (id, unit_id, element_id, state, revision, published_revision, in_use_since, updated_at) values",
        current,
        "",
    )
    .await?;
    tx.insert(
        "insert into interpretation_version (interpretation_id, revision, edition_id, state, body, note, written_at) values",
        versions,
        "",
    )
    .await?;
    Ok(())
}

/// Two years of stories, each with its trace.
async fn traces(
    tx: &mut Conn,
    ids: &mut Ids,
    units: &[UnitId],
    elements: &[ElementId],
    edition: EditionId,
    today: Day,
) -> Result<()> {
    for _ in 0..TRACES / 10_000 {
        let mut stories: Vec<[Arg; 12]> = Vec::new();
        let mut traces: Vec<[Arg; 10]> = Vec::new();
        for _ in 0..10_000 {
            let (unit, element) = (units[ids.pick(UNITS)], elements[ids.pick(ELEMENTS)]);
            let day = today.plus_days(-i64::try_from(ids.pick(730))?);
            let rung = ["unprompted", "acted", "acted", "confirmed"][ids.pick(4)];
            let from = if rung == "confirmed" {
                units[ids.pick(UNITS)]
            } else {
                unit
            };
            let story = ids.next();
            stories.push(args![
                story,
                unit,
                element,
                from,
                from != unit,
                day,
                STORY,
                false,
                false,
                "published",
                ids.now,
                ""
            ]);
            traces.push(args![
                ids.next(),
                day,
                unit,
                element,
                edition,
                rung,
                "story",
                story,
                1_i64,
                ids.now
            ]);
        }
        tx.insert(
            "insert into story (id, unit_id, element_id, teller_unit_id, from_another_unit, happened_on, body, unprompted, name_kept, \
             state, told_at, reason) values",
            stories,
            "",
        )
        .await?;
        tx.insert(
            "insert into trace (id, day, unit_id, element_id, edition_id, rung, source, source_id, count, written_at) values",
            traces,
            "",
        )
        .await?;
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a measurement starts here, and its sessions must be alive in a real server"
)]
fn web_now() -> Instant {
    Instant(jiff::Timestamp::now().as_millisecond())
}
