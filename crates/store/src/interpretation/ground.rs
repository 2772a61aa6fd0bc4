//! What an interpretation in use stands on, and whether its leader says that it still holds.

use model::{Day, EditionId, Instant, InterpretationId, PersonId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// Lets an interpretation stand on an edition and on what is in use in the nearest unit above it.
pub(super) async fn stand(tx: &mut Conn, id: InterpretationId, edition: EditionId) -> Result<()> {
    tx.run(
        "delete from interpretation_ground where interpretation_id = $1",
        args![id],
    )
    .await?;
    tx.run(
        "insert into interpretation_ground (interpretation_id, edition_id, above_id, above_revision)
         select i.id, $2, up.id, up.published_revision
         from interpretation i
         left join interpretation up on up.id = (
             select n.id from unit_ancestor a
             join interpretation n on n.unit_id = a.ancestor_id and n.element_id = i.element_id
             where a.unit_id = i.unit_id and a.distance > 0 and n.state = 'in_use'
             order by a.distance limit 1)
         where i.id = $1",
        args![id, edition],
    )
    .await?;
    Ok(())
}

/// Lets what stands on one version of an interpretation stand on the next, where no word is another.
pub(super) async fn carry(tx: &mut Conn, id: InterpretationId, from: i64, to: i64) -> Result<()> {
    tx.run(
        "update interpretation_ground set above_revision = $3 where above_id = $1 and above_revision = $2",
        args![id, from, to],
    )
    .await?;
    Ok(())
}

/// The leader says that the version in use still holds: from now on it stands on the edition in force and on what is in use
/// above. False when it is no longer in use, when another version was seen, or when the element is no longer in force.
pub async fn hold(
    tx: &mut Conn,
    row: Uuid,
    id: InterpretationId,
    seen: i64,
    today: Day,
    at: Instant,
    by: PersonId,
) -> Result<bool> {
    let edition: Option<(EditionId,)> = tx
        .optional(
            "select e.id from interpretation i
             join element_text w on w.element_id = i.element_id
             join edition e on e.id = w.edition_id
             where i.id = $1 and i.state = 'in_use' and i.published_revision = $2
             and e.state = 'published' and e.in_force_from <= $3
             and not exists (select 1 from edition l where l.foundation_id = e.foundation_id and l.number > e.number
                             and l.state = 'published' and l.in_force_from <= $3)",
            args![id, seen, today],
        )
        .await?;
    let Some((edition,)) = edition else {
        return Ok(false);
    };
    stand(tx, id, edition).await?;
    tx.run(
        "insert into interpretation_held (id, interpretation_id, revision, edition_id, above_id, above_revision, held_at,
                                          held_by)
         select $2, g.interpretation_id, $3, g.edition_id, g.above_id, g.above_revision,
                $4, $5
         from interpretation_ground g where g.interpretation_id = $1",
        args![id, row, seen, at, by],
    )
    .await?;
    Ok(true)
}

/// Works out from the days what everything in use stands on: the edition that it was written under, and what was in use above
/// it then, in the tree of today. For histories that were written out of their order.
pub async fn rebuild_grounds(tx: &mut Conn) -> Result<()> {
    tx.run("delete from interpretation_ground", []).await?;
    tx.run(
        "insert into interpretation_ground (interpretation_id, edition_id, above_id)
         select i.id, v.edition_id,
                (select up.id from unit_ancestor a
                 join interpretation up on up.unit_id = a.ancestor_id and up.element_id = i.element_id
                 where a.unit_id = i.unit_id and a.distance > 0 and up.state = 'in_use'
                 and exists (select 1 from interpretation_version was where was.interpretation_id = up.id
                             and was.state = 'in_use' and was.written_at <= v.written_at)
                 order by a.distance limit 1)
         from interpretation i
         join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
         where i.state = 'in_use'",
        [],
    )
    .await?;
    tx.run(
        "update interpretation_ground set above_revision =
             (select max(was.revision) from interpretation_version was, interpretation i, interpretation_version v
              where was.interpretation_id = interpretation_ground.above_id and was.state = 'in_use'
              and i.id = interpretation_ground.interpretation_id
              and v.interpretation_id = i.id and v.revision = i.published_revision and was.written_at <= v.written_at)
         where above_id is not null",
        [],
    )
    .await?;
    Ok(())
}

/// "Still holds", as the history shows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    pub revision: i64,
    pub edition_number: i64,
    pub above_name: Option<String>,
    pub at: Instant,
    pub by_name: Option<String>,
}

/// Every "still holds" of an interpretation, newest first.
pub async fn held(conn: &mut Conn, id: InterpretationId) -> Result<Vec<Held>> {
    conn.all(
        "select h.revision, e.number as edition_number, u.name as above_name, h.held_at as at, p.name as by_name
         from interpretation_held h
         join edition e on e.id = h.edition_id
         left join interpretation i on i.id = h.above_id
         left join unit_now u on u.unit_id = i.unit_id
         left join person p on p.id = h.held_by
         where h.interpretation_id = $1
         order by h.held_at desc limit 50",
        args![id],
    )
    .await
}
