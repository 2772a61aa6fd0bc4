//! What the room writes to the ledger: passages that people confirmed one by one, and a month's calibrated count of the rest.
//!
//! Both are counted in the nearest unit, from the document's own upwards, that has enough material to be shown: what a small unit
//! wrote never stands beside its name.

use model::trace::{Rung, Source, Trace};
use model::wording::Says;
use model::{Day, DocumentId, EditionId, ElementId, Instant, PassageId, PersonId, ReadingRoundId, TraceId, UnitId};
use uuid::Uuid;

use super::Placed;
use crate::{Conn, Result, args, trace};

/// The nearest unit from `unit` upwards with enough material; none when there is none.
pub async fn counted_in(conn: &mut Conn, unit: UnitId) -> Result<Option<UnitId>> {
    let row: Option<(UnitId,)> = conn
        .optional(
            "select m.unit_id from unit_scope a join wording_material m on m.unit_id = a.ancestor_id
             where a.unit_id = $1 and m.enough order by a.distance limit 1",
            args![unit],
        )
        .await?;
    Ok(row.map(|(unit,)| unit))
}

/// Makes the ledger say of a passage what people agree on: one trace when it shows the element in own words, none otherwise. Rows
/// are added and withdrawn only where that has changed. `ids` are for what may be added.
pub async fn settle(
    tx: &mut Conn,
    passage: &Placed,
    (element, edition): (ElementId, EditionId),
    (id, trace_id): (Uuid, TraceId),
    reason: &str,
    at: Instant,
    by: Option<PersonId>,
) -> Result<()> {
    let agreed = model::wording::agreed(&super::readings(tx, passage.id, element).await?);
    let stands: Option<(Uuid,)> = tx
        .optional(
            "select id from wording_trace where passage_id = $1 and element_id = $2",
            args![passage.id, element],
        )
        .await?;
    match (stands, agreed == Some(Says::OwnWords)) {
        (None, true) => {
            let Some(unit) = counted_in(tx, passage.unit).await? else {
                return Ok(());
            };
            tx.run(
                "insert into wording_trace (id, element_id, unit_id, passage_id, month, about_foundation, count)
                 values ($1, $2, $3, $4, null, $5, 1)",
                args![id, element, unit, passage.id, passage.about_foundation],
            )
            .await?;
            trace::append(
                tx,
                &Trace {
                    id: trace_id,
                    day: passage.day,
                    unit,
                    element,
                    edition: Some(edition),
                    rung: rung(passage.about_foundation),
                    source: Source::Wording,
                    source_id: id,
                    count: 1,
                    written: at,
                },
            )
            .await
        }
        (Some((old,)), false) => {
            trace::withdraw(tx, Source::Wording, old, reason, at, by).await?;
            tx.run("delete from wording_trace where id = $1", args![old]).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What is said where the foundation was the occasion was asked for.
#[must_use]
pub const fn rung(about_foundation: bool) -> Rung {
    if about_foundation {
        Rung::Prompted
    } else {
        Rung::Unprompted
    }
}

/// Withdraws the traces of a document's passages.
pub(super) async fn withdraw_traces_of(
    tx: &mut Conn,
    document: DocumentId,
    reason: &str,
    at: Instant,
    by: Option<PersonId>,
) -> Result<()> {
    let traces: Vec<(Uuid,)> = tx
        .all(
            "select t.id from wording_trace t join wording_passage p on p.id = t.passage_id where p.document_id = $1",
            args![document],
        )
        .await?;
    for (id,) in traces {
        trace::withdraw(tx, Source::Wording, id, reason, at, by).await?;
        tx.run("delete from wording_trace where id = $1", args![id]).await?;
    }
    Ok(())
}

/// A month's count of an element in a unit, beside the passages that people confirmed one by one.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counted {
    pub id: Uuid,
    pub element: ElementId,
    pub unit: UnitId,
    pub month: String,
    pub about_foundation: bool,
    pub count: i64,
}

/// The months' counts that stand.
pub async fn counted(conn: &mut Conn) -> Result<Vec<Counted>> {
    conn.all(
        "select id, element_id as element, unit_id as unit, month, about_foundation, count
         from wording_trace where passage_id is null",
        [],
    )
    .await
}

/// Confirmed passages by element, unit and month.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Confirmed {
    pub element: ElementId,
    pub unit: UnitId,
    pub month: String,
    pub about_foundation: bool,
    pub count: i64,
}

pub async fn confirmed(conn: &mut Conn) -> Result<Vec<Confirmed>> {
    conn.all(
        "select t.element_id as element, t.unit_id as unit, substr(d.day, 1, 7) as month, t.about_foundation, count(*) as count
         from wording_trace t
         join wording_passage p on p.id = t.passage_id
         join wording_document d on d.id = p.document_id
         group by t.element_id, t.unit_id, substr(d.day, 1, 7), t.about_foundation",
        [],
    )
    .await
}

/// Puts a month's count into the ledger. `day` is one of that month.
pub async fn count_month(
    tx: &mut Conn,
    counted: &Counted,
    trace_id: TraceId,
    (edition, day): (EditionId, Day),
    at: Instant,
) -> Result<()> {
    tx.run(
        "insert into wording_trace (id, element_id, unit_id, passage_id, month, about_foundation, count)
         values ($1, $2, $3, null, $4, $5, $6)",
        args![
            counted.id,
            counted.element,
            counted.unit,
            &counted.month,
            counted.about_foundation,
            counted.count
        ],
    )
    .await?;
    let trace = Trace {
        id: trace_id,
        day,
        unit: counted.unit,
        element: counted.element,
        edition: Some(edition),
        rung: rung(counted.about_foundation),
        source: Source::Wording,
        source_id: counted.id,
        count: counted.count,
        written: at,
    };
    trace::append(tx, &trace).await
}

/// Takes a month's count back, because it is another one now.
pub async fn withdraw_month(tx: &mut Conn, id: Uuid, reason: &str, at: Instant) -> Result<()> {
    trace::withdraw(tx, Source::Wording, id, reason, at, None).await?;
    tx.run("delete from wording_trace where id = $1", args![id]).await?;
    Ok(())
}

/// A passage of a round that is being closed, with what people say of it together.
#[derive(sqlx::FromRow)]
struct Settling {
    passage: PassageId,
    day: Day,
    about_foundation: bool,
    /// Where it counts; none when no unit above has enough material.
    unit: Option<UnitId>,
    trace: Option<Uuid>,
    own: i64,
    other: i64,
}

/// Makes the ledger say of every passage that was read in a closed round what people agree on, as [`settle`] does for one.
/// `ids` are for what may be added.
pub async fn settle_round(
    tx: &mut Conn,
    round: ReadingRoundId,
    (element, edition): (ElementId, EditionId),
    mut ids: impl FnMut() -> (Uuid, TraceId),
    reason: &str,
    at: Instant,
) -> Result<()> {
    let passages: Vec<Settling> = tx
        .all(
            "select p.id as passage, d.day, d.about_foundation, t.id as trace, x.own, x.other,
                    (select m.unit_id from unit_scope a join wording_material m on m.unit_id = a.ancestor_id
                     where a.unit_id = d.unit_id and m.enough order by a.distance limit 1) as unit
             from (
                 select r.passage_id, count(*) filter (where r.says = 'own_words') as own,
                        count(*) filter (where r.says <> 'own_words') as other
                 from wording_reading r left join wording_round o on o.id = r.round_id
                 where r.element_id = $2 and (r.round_id is null or o.state = 'closed')
                 and r.passage_id in (select g.passage_id from wording_reading g where g.round_id = $1)
                 group by r.passage_id) x
             join wording_passage p on p.id = x.passage_id
             join wording_document d on d.id = p.document_id
             left join wording_trace t on t.passage_id = p.id and t.element_id = $2",
            args![round, element],
        )
        .await?;
    for passage in passages {
        let agreed = passage.own > 0 && passage.other == 0;
        match (passage.trace, passage.unit) {
            (None, Some(unit)) if agreed => {
                let new = ids();
                confirm(tx, &passage, unit, (element, edition), new, at).await?;
            }
            (Some(old), _) if !agreed => {
                trace::withdraw(tx, Source::Wording, old, reason, at, None).await?;
                tx.run("delete from wording_trace where id = $1", args![old]).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

async fn confirm(
    tx: &mut Conn,
    passage: &Settling,
    unit: UnitId,
    (element, edition): (ElementId, EditionId),
    (id, trace_id): (Uuid, TraceId),
    at: Instant,
) -> Result<()> {
    tx.run(
        "insert into wording_trace (id, element_id, unit_id, passage_id, month, about_foundation, count)
         values ($1, $2, $3, $4, null, $5, 1)",
        args![id, element, unit, passage.passage, passage.about_foundation],
    )
    .await?;
    let trace = Trace {
        id: trace_id,
        day: passage.day,
        unit,
        element,
        edition: Some(edition),
        rung: rung(passage.about_foundation),
        source: Source::Wording,
        source_id: id,
        count: 1,
        written: at,
    };
    trace::append(tx, &trace).await
}
