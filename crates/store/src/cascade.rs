//! How far the interpretations have come, unit by unit, and reminders.

use model::cascade::{Facts, Reason};
use model::{Day, Instant, PersonId, ReminderId, UnitId};

use crate::interpretation::shifted;
use crate::{Conn, Result, args};

/// A unit with what the rules look at.
#[derive(Clone, Debug)]
pub struct Stage {
    pub unit: UnitId,
    pub parent: Option<UnitId>,
    pub name: String,
    pub facts: Facts,
    /// When a reminder about it was last sent.
    pub reminded: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct StageRow {
    unit: UnitId,
    parent: Option<UnitId>,
    name: String,
    has_leader: bool,
    is_answered_for: bool,
    leader_since: Option<Day>,
    in_use: i64,
    underway: i64,
    shifted: i64,
    oldest_draft: Option<Instant>,
    above_since: Option<Day>,
    reminded: Option<Instant>,
}

/// A unit and everything below it, in no order; `day` turns the moment of a draft into a day.
pub async fn stages(conn: &mut Conn, unit: UnitId, today: Day, day: impl Fn(Instant) -> Day) -> Result<Vec<Stage>> {
    let rows: Vec<StageRow> = conn
        .all(
            concat!(
                "select u.unit_id as unit, u.parent_id as parent, u.name,
                    u.answerable_id is not null and u.answerable_id = u.unit_id as has_leader,
                    u.answerable_id is not null as is_answered_for,
                    (select max(p.valid_from) from post p where p.unit_id = u.unit_id and p.role = 'leader'
                     and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)) as leader_since,
                    coalesce(c.in_use, 0) as in_use, coalesce(c.underway, 0) as underway,
                    coalesce(c.shifted, 0) as shifted, c.oldest_draft,
                    (select min(x.in_use_since) from unit_ancestor up
                     join interpretation x on x.unit_id = up.ancestor_id and x.state = 'in_use'
                     where up.unit_id = u.unit_id and up.distance > 0) as above_since,
                    (select max(r.sent_at) from reminder r where r.unit_id = u.unit_id) as reminded
             from unit_ancestor a
             join unit_now u on u.unit_id = a.unit_id
             left join (
                 select s.unit_id, cast(sum(s.in_use) as bigint) as in_use, cast(sum(s.underway) as bigint) as underway,
                        cast(sum(s.shifted) as bigint) as shifted, min(s.draft) as oldest_draft
                 from (
                     select i.unit_id, case when i.state = 'in_use' then 1 else 0 end as in_use,
                            case when i.state = 'underway' then 1 else 0 end as underway,
                            case when i.state = 'underway' then i.updated_at end as draft,
                            case when ",
                shifted!("$2"),
                " then 1 else 0 end as shifted
                     from unit_ancestor b join interpretation i on i.unit_id = b.unit_id
                     where b.ancestor_id = $1) s
                 group by s.unit_id) c on c.unit_id = u.unit_id
             where a.ancestor_id = $1"
            ),
            args![unit, today],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Stage {
            unit: row.unit,
            parent: row.parent,
            name: row.name,
            facts: Facts {
                has_leader: row.has_leader,
                is_answered_for: row.is_answered_for,
                leader_since: row.leader_since,
                in_use: row.in_use,
                underway: row.underway,
                shifted: row.shifted,
                oldest_draft: row.oldest_draft.map(&day),
                above_since: row.above_since,
            },
            reminded: row.reminded,
        })
        .collect())
}

/// Sends reminders: each stands on the page of the leader who answers for the unit.
pub async fn remind(
    tx: &mut Conn,
    reminders: &[(ReminderId, UnitId, Reason)],
    at: Instant,
    by: PersonId,
) -> Result<()> {
    let rows = reminders
        .iter()
        .map(|(id, unit, reason)| args![*id, *unit, *reason, at, by])
        .collect();
    tx.insert(
        "insert into reminder (id, unit_id, reason, sent_at, sent_by) values",
        rows,
        "",
    )
    .await
}

/// The leader of `unit` puts a reminder away that is about a unit that they answer for.
pub async fn put_away(tx: &mut Conn, id: ReminderId, unit: UnitId, at: Instant) -> Result<()> {
    tx.run(
        "update reminder set put_away_at = $3
         where id = $1 and put_away_at is null
         and unit_id in (select unit_id from unit_now where answerable_id = $2)",
        args![id, unit, at],
    )
    .await?;
    Ok(())
}
