//! What other units have made of the same element: shown to everybody where their leaders do, side by side, and where each
//! came from.

use model::interpretation::Body;
use model::{Day, ElementId, Instant, InterpretationId, PersonId, UnitId};

use crate::{Conn, Result, args};

/// Shows an interpretation in use to everybody. Nothing happens when it is shown already.
pub async fn share(tx: &mut Conn, unit: UnitId, element: ElementId, at: Instant, by: PersonId) -> Result<()> {
    tx.run(
        "insert into interpretation_shared (interpretation_id, shared_at, shared_by)
         select i.id, $3, $4 from interpretation i
         where i.unit_id = $1 and i.element_id = $2 and i.state = 'in_use'
         on conflict (interpretation_id) do nothing",
        args![unit, element, at, by],
    )
    .await?;
    Ok(())
}

/// Shows it to those who see the unit, and to nobody else.
pub async fn unshare(tx: &mut Conn, unit: UnitId, element: ElementId) -> Result<()> {
    tx.run(
        "delete from interpretation_shared where interpretation_id in
             (select id from interpretation where unit_id = $1 and element_id = $2)",
        args![unit, element],
    )
    .await?;
    Ok(())
}

/// Whose interpretations a reader finds: everything below the unit asked for, or what is shown to everybody, what lies on
/// the reader's own line, and what lies below their own unit.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub all: bool,
    pub own: Option<UnitId>,
    pub below_own: bool,
}

/// An interpretation in use, without its words.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Other {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub name: String,
    pub kind: String,
    /// The unit right above.
    pub under: Option<String>,
    /// The area that it lies in: the unit right below the top one. None for the top and those above it.
    pub area: Option<String>,
    pub in_use_since: Option<Day>,
}

/// The interpretations of an element that are in use in a unit and below it, as far as the reader may read them, each with the
/// area right below `top`. In no order.
pub async fn others(
    conn: &mut Conn,
    unit: UnitId,
    top: UnitId,
    element: ElementId,
    reader: Reader,
) -> Result<Vec<Other>> {
    conn.all(
        "select i.id, i.unit_id as unit, u.name, u.kind, p.name as under, i.in_use_since,
                (select c.name from unit_ancestor ca join unit_now c on c.unit_id = ca.ancestor_id
                 where ca.unit_id = i.unit_id and c.parent_id = $6) as area
         from unit_ancestor a
         join interpretation i on i.unit_id = a.unit_id and i.element_id = $2 and i.state = 'in_use'
         join unit_now u on u.unit_id = i.unit_id
         left join unit_now p on p.unit_id = u.parent_id
         where a.ancestor_id = $1
         and ($3
              or exists (select 1 from interpretation_shared s where s.interpretation_id = i.id)
              or exists (select 1 from unit_ancestor m where m.unit_id = $4 and m.ancestor_id = i.unit_id)
              or ($5 and exists (select 1 from unit_ancestor m where m.unit_id = i.unit_id and m.ancestor_id = $4)))",
        args![unit, element, reader.all, reader.own, reader.below_own, top],
    )
    .await
}

/// Interpretations whose words are read at once.
pub const AT_ONCE: usize = 12;

/// What so many interpretations say to others.
pub async fn words(conn: &mut Conn, ids: &[InterpretationId]) -> Result<Vec<(InterpretationId, Body)>> {
    let at = |i: usize| ids.get(i).copied();
    let rows: Vec<(InterpretationId, String)> = conn
        .all(
            "select i.id, v.body from interpretation i
             join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             where i.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            args![
                at(0),
                at(1),
                at(2),
                at(3),
                at(4),
                at(5),
                at(6),
                at(7),
                at(8),
                at(9),
                at(10),
                at(11)
            ],
        )
        .await?;
    rows.into_iter()
        .map(|(id, body)| Ok((id, serde_json::from_str(&body)?)))
        .collect()
}

/// One side of two.
#[derive(Clone, Debug)]
pub struct Side {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub in_use_since: Option<Day>,
    pub shared: bool,
    pub body: Body,
}

#[derive(sqlx::FromRow)]
struct SideRow {
    id: InterpretationId,
    unit: UnitId,
    in_use_since: Option<Day>,
    shared: bool,
    body: String,
}

/// The interpretations of one element that are in use in two units.
pub async fn beside(conn: &mut Conn, element: ElementId, units: [UnitId; 2]) -> Result<Vec<Side>> {
    let rows: Vec<SideRow> = conn
        .all(
            "select i.id, i.unit_id as unit, i.in_use_since, s.interpretation_id is not null as shared, v.body
             from interpretation i
             join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             left join interpretation_shared s on s.interpretation_id = i.id
             where i.element_id = $1 and i.unit_id in ($2, $3) and i.state = 'in_use'",
            args![element, units[0], units[1]],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Side {
                id: row.id,
                unit: row.unit,
                in_use_since: row.in_use_since,
                shared: row.shared,
                body: serde_json::from_str(&row.body)?,
            })
        })
        .collect()
}

/// An interpretation in use on a unit's line or below it, and the one that it was built on.
#[derive(Clone, Debug)]
pub struct Kin {
    pub id: InterpretationId,
    pub unit: UnitId,
    pub name: String,
    /// 0 at the root.
    pub depth: i64,
    /// On the line of the unit asked for, or the unit itself.
    pub on_line: bool,
    pub in_use_since: Option<Day>,
    pub edition_number: i64,
    pub above: Option<InterpretationId>,
    /// What it was built on is no longer as it was.
    pub shifted: bool,
    pub body: Body,
}

#[derive(sqlx::FromRow)]
struct KinRow {
    id: InterpretationId,
    unit: UnitId,
    name: String,
    depth: i64,
    on_line: bool,
    in_use_since: Option<Day>,
    edition_number: i64,
    above: Option<InterpretationId>,
    shifted: bool,
    body: String,
}

/// Interpretations that a lineage shows at most.
pub const MOST_KIN: i64 = 150;

/// The interpretations of an element that are in use on a unit's line and, when `below`, under it: those nearest the root
/// first, at most [`MOST_KIN`].
pub async fn kin(conn: &mut Conn, unit: UnitId, element: ElementId, below: bool, today: Day) -> Result<Vec<Kin>> {
    let rows: Vec<KinRow> = conn
        .all(
            concat!(
                "select i.id, i.unit_id as unit, u.name, u.depth, near.on_line, i.in_use_since, e.number as edition_number,
                    g.above_id as above, (",
                crate::interpretation::shifted!("$4"),
                ") as shifted, v.body
             from (
                 select ancestor_id as unit_id, $5 as on_line from unit_ancestor where unit_id = $1
                 union all
                 select unit_id, $6 from unit_ancestor where ancestor_id = $1 and distance > 0 and $3) near
             join interpretation i on i.unit_id = near.unit_id and i.element_id = $2 and i.state = 'in_use'
             join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
             join interpretation_ground g on g.interpretation_id = i.id
             join edition e on e.id = g.edition_id
             join unit_now u on u.unit_id = i.unit_id
             order by u.depth, u.name, i.id limit $7"
            ),
            args![unit, element, below, today, true, false, MOST_KIN],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Kin {
                id: row.id,
                unit: row.unit,
                name: row.name,
                depth: row.depth,
                on_line: row.on_line,
                in_use_since: row.in_use_since,
                edition_number: row.edition_number,
                above: row.above,
                shifted: row.shifted,
                body: serde_json::from_str(&row.body)?,
            })
        })
        .collect()
}
