//! Two interpretations that collide where their units meet, and the talk about them.

use model::{ElementId, Instant, InterpretationId, PersonId, TalkId, UnitId};

use crate::{Conn, Result, args};

/// A talk as it begins.
pub struct NewTalk<'a> {
    pub id: TalkId,
    pub own: InterpretationId,
    pub other: InterpretationId,
    pub about: &'a str,
    pub at: Instant,
    pub by: PersonId,
}

/// Marks two interpretations for a talk. Nothing happens when an open one is there already.
pub async fn mark_talk(tx: &mut Conn, new: &NewTalk<'_>) -> Result<()> {
    tx.run(
        "insert into talk (id, interpretation_id, other_id, about, marked_at, marked_by, outcome)
         select $1, $2, $3, $4, $5, $6, ''
         where not exists (select 1 from talk where closed_at is null
                           and ((interpretation_id = $2 and other_id = $3) or (interpretation_id = $3 and other_id = $2)))
         on conflict do nothing",
        args![new.id, new.own, new.other, new.about, new.at, new.by],
    )
    .await?;
    Ok(())
}

/// The open talk about two interpretations, whoever marked it.
pub async fn open_talk(conn: &mut Conn, one: InterpretationId, other: InterpretationId) -> Result<Option<TalkId>> {
    let row: Option<(TalkId,)> = conn
        .optional(
            "select id from talk where closed_at is null
             and ((interpretation_id = $1 and other_id = $2) or (interpretation_id = $2 and other_id = $1)) limit 1",
            args![one, other],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// A talk with both units.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Talk {
    pub id: TalkId,
    pub element: ElementId,
    pub headline: String,
    pub unit: UnitId,
    pub unit_name: String,
    pub answerable: Option<UnitId>,
    pub other_unit: UnitId,
    pub other_name: String,
    pub other_answerable: Option<UnitId>,
    pub about: String,
    pub marked_at: Instant,
    pub marked_by: Option<String>,
    pub outcome: String,
    pub closed_at: Option<Instant>,
    pub closed_by: Option<String>,
    /// What each said when it was last in use; none when it never was.
    pub body: Option<String>,
    pub other_body: Option<String>,
}

/// None when there is no such talk, or when one of the units is closed.
pub async fn talk(conn: &mut Conn, id: TalkId) -> Result<Option<Talk>> {
    conn.optional(
        "select t.id, i.element_id as element,
                (select w.headline from element_text w join edition e on e.id = w.edition_id
                 where w.element_id = i.element_id and e.state = 'published' order by e.number desc limit 1) as headline,
                u.unit_id as unit, u.name as unit_name, u.answerable_id as answerable, ou.unit_id as other_unit,
                ou.name as other_name, ou.answerable_id as other_answerable, t.about, t.marked_at, m.name as marked_by,
                t.outcome, t.closed_at, c.name as closed_by, v.body, ov.body as other_body
         from talk t
         join interpretation i on i.id = t.interpretation_id
         join interpretation o on o.id = t.other_id
         join unit_now u on u.unit_id = i.unit_id
         join unit_now ou on ou.unit_id = o.unit_id
         left join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
         left join interpretation_version ov on ov.interpretation_id = o.id and ov.revision = o.published_revision
         left join person m on m.id = t.marked_by
         left join person c on c.id = t.closed_by
         where t.id = $1",
        args![id],
    )
    .await
}

/// Closes a talk with what came out of it. False when somebody else has closed it.
pub async fn close_talk(tx: &mut Conn, id: TalkId, outcome: &str, at: Instant, by: PersonId) -> Result<bool> {
    let closed = tx
        .run(
            "update talk set outcome = $2, closed_at = $3, closed_by = $4 where id = $1 and closed_at is null",
            args![id, outcome, at, by],
        )
        .await?;
    Ok(closed > 0)
}
