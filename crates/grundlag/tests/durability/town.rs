//! The small organisation with five who write, and the look at what is left of their writing.

use fixture::House;
use model::{ElementId, Instant, UnitId};
use store::{Db, args};

/// Who writes, and where.
const WRITERS: [(&str, &str); 5] = [
    ("Åse", "Ældre"),
    ("Nina", "Nord"),
    ("Nina", "Team"),
    ("Sune", "Syd"),
    ("Sofie", "Skole"),
];

pub struct Town {
    pub writers: Vec<Writer>,
    pub element: ElementId,
}

pub struct Writer {
    pub unit: UnitId,
    pub cookie: String,
}

impl Town {
    /// Fills an empty database. Sessions are of the machine's clock, because real servers ask it; and from a while ago, so
    /// that the next request is one of those that note a visit.
    pub async fn settle(db: &Db) -> Self {
        store::migrate::migrate(db, fixture::NOW).await.unwrap();
        let house = House::new(db.clone()).await;
        let now: Instant = grundlag::start::now();
        let mut writers = Vec::new();
        let mut tx = db.write().await.unwrap();
        for (name, unit) in WRITERS {
            let token = house.app.token();
            let hash = web::access::token_hash(&token);
            let (began, expires) = (now.plus_minutes(-10), now.plus_minutes(480));
            store::access::begin_session(
                &mut tx,
                house.app.id(now),
                hash,
                house.people[name],
                began,
                expires,
                "Prøve",
            )
            .await
            .unwrap();
            writers.push(Writer {
                unit: house.units[unit],
                cookie: format!("grundlag={token}"),
            });
        }
        tx.commit().await.unwrap();
        Self {
            writers,
            element: house.elements["Borgeren først"],
        }
    }

    /// What version `revision` of a writer's interpretation says.
    pub fn text(writer: usize, revision: i64) -> String {
        format!("Nummer {revision} i {}", WRITERS[writer].1)
    }
}

/// What is there, beside what was acknowledged: for each writer the last revision.
#[derive(Debug, Default)]
pub struct Found {
    pub revisions: Vec<i64>,
    /// Acknowledged writes that are not there.
    pub lost: i64,
    /// Writes of which one part is there and another is not, each said in words.
    pub half: Vec<String>,
}

/// A write is a version, the interpretation's head, a trace when it came into use, and the counts of every unit above.
pub async fn look(db: &Db, town: &Town, acknowledged: &[i64]) -> store::Result<Found> {
    let mut conn = db.read().await?;
    let mut found = Found::default();
    if conn.is_sqlite() {
        let rows: Vec<(String,)> = conn.all("pragma integrity_check(5)", []).await?;
        found
            .half
            .extend(rows.into_iter().map(|(row,)| row).filter(|row| row != "ok"));
        let dangling = conn.number("select count(*) from pragma_foreign_key_check", []).await?;
        if dangling > 0 {
            found.half.push(format!("{dangling} rows point at nothing"));
        }
    }
    for (i, writer) in town.writers.iter().enumerate() {
        let head: Option<(i64, i64, i64, i64, i64)> = conn
            .optional(
                "select i.revision,
                        (select count(*) from interpretation_version v where v.interpretation_id = i.id),
                        (select max(v.revision) from interpretation_version v where v.interpretation_id = i.id),
                        (select count(*) from interpretation_version v
                         where v.interpretation_id = i.id and v.state = 'in_use'),
                        (select count(*) from trace t where t.source_id = i.id)
                 from interpretation i where i.unit_id = $1 and i.element_id = $2",
                args![writer.unit, town.element],
            )
            .await?;
        let (revision, versions, newest, in_use, traces) = head.unwrap_or_default();
        if versions != revision || newest != revision || in_use != traces {
            found.half.push(format!(
                "writer {i}: revision {revision}, {versions} versions up to {newest}, {in_use} in use, {traces} traces"
            ));
        }
        let last = acknowledged[i].min(revision);
        if last > 0 {
            let (body,): (String,) = conn
                .one(
                    "select v.body from interpretation_version v join interpretation i on i.id = v.interpretation_id
                     where i.unit_id = $1 and i.element_id = $2 and v.revision = $3",
                    args![writer.unit, town.element, last],
                )
                .await?;
            if !body.contains(&Town::text(i, last)) {
                found.half.push(format!("writer {i}: version {last} says {body}"));
            }
        }
        found.lost += (acknowledged[i] - revision).max(0);
        if revision > acknowledged[i] + 1 {
            found
                .half
                .push(format!("writer {i}: {revision} after {}", acknowledged[i]));
        }
        found.revisions.push(revision);
    }
    let miscounted = conn
        .number(
            "select count(*) from interpretation_count c where c.in_use <>
                 (select count(*) from interpretation i join unit_ancestor a on a.unit_id = i.unit_id
                  where a.ancestor_id = c.unit_id and i.element_id = c.element_id and i.state = 'in_use')",
            [],
        )
        .await?;
    if miscounted > 0 {
        found.half.push(format!("{miscounted} counts are not what they count"));
    }
    Ok(found)
}

/// The same, where nothing may be amiss. Gives the revisions to go on from.
pub async fn whole(db: &Db, town: &Town, acknowledged: &[i64]) -> Vec<i64> {
    let found = look(db, town, acknowledged).await.unwrap();
    assert!(
        found.lost == 0 && found.half.is_empty(),
        "acknowledged {acknowledged:?}: {found:?}"
    );
    found.revisions
}
