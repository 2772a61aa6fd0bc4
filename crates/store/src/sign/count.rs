//! Counting: taps from phones, summed into the reading of their period.
//!
//! A tap has no person and no time. Whoever knows its random identity, which only the phone that made it does, can take it
//! back. A reading is the sum of the taps of its period, so that sending them twice, late or in another order comes to the
//! same.

use model::sign::Cadence;
use model::{Day, ElementId, MeasureId, PersonId, SignId, UnitId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// A sign that somebody can count, in the unit of their own post.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Countable {
    pub sign: SignId,
    pub measure: MeasureId,
    pub element: ElementId,
    pub title: String,
    pub seen: String,
    pub definition: String,
    pub cadence: Cadence,
    pub home_name: String,
    /// Where it is counted.
    pub unit: UnitId,
    pub unit_name: String,
    /// 0 for the sign of one's own unit.
    pub distance: i64,
}

/// The tallies of the units in which somebody has a post, and of those above them, nearest first. With two posts below the
/// same sign it is counted in the nearer.
pub async fn countable(conn: &mut Conn, person: PersonId, today: Day) -> Result<Vec<Countable>> {
    let mut rows: Vec<Countable> = conn
        .all(
            "select s.id as sign, m.id as measure, s.element_id as element, s.title, s.seen, m.definition, m.cadence,
                    up.name as home_name, o.unit_id as unit, n.name as unit_name, a.distance
             from post o
             join unit_now n on n.unit_id = o.unit_id
             join unit_ancestor a on a.unit_id = o.unit_id
             join unit_now up on up.unit_id = a.ancestor_id
             join unit_scope k on k.ancestor_id = a.ancestor_id and k.distance = 0
             join sign s on s.unit_id = k.unit_id and s.state <> 'retired'
             join sign_measure m on m.sign_id = s.id and m.kind = 'tally'
             where o.person_id = $1 and o.valid_from <= $2 and (o.valid_to is null or o.valid_to > $2)
             order by a.distance, s.proposed_at, s.id limit 200",
            args![person, today],
        )
        .await?;
    let mut seen: Vec<MeasureId> = Vec::new();
    rows.retain(|row| {
        let first = !seen.contains(&row.measure);
        seen.push(row.measure);
        first
    });
    Ok(rows)
}

/// One tap, checked: the day is one that can be counted, and the measure one that the person can count in the unit.
#[derive(Clone, Copy, Debug)]
pub struct Tap {
    pub id: Uuid,
    pub measure: MeasureId,
    pub unit: UnitId,
    pub day: Day,
    pub starts_on: Day,
    /// Nothing was to be seen: the period has a reading, and it is none.
    pub none: bool,
}

/// Keeps taps and counts their periods again. What was sent before changes nothing.
pub async fn keep_taps(tx: &mut Conn, taps: &[Tap]) -> Result<()> {
    let Some(oldest) = taps.iter().map(|tap| tap.starts_on).min() else {
        return Ok(());
    };
    let rows = taps
        .iter()
        .map(|tap| {
            args![
                tap.id,
                tap.measure,
                tap.unit,
                tap.day,
                tap.starts_on,
                i64::from(!tap.none)
            ]
        })
        .collect();
    tx.insert(
        "insert into sign_tap (id, measure_id, unit_id, day, starts_on, n) values",
        rows,
        "on conflict (id) do nothing",
    )
    .await?;
    let mut units: Vec<UnitId> = taps.iter().map(|tap| tap.unit).collect();
    units.sort_unstable();
    units.dedup();
    // One or two: somebody has few posts.
    for unit in units {
        count(tx, unit, oldest).await?;
    }
    Ok(())
}

/// Counts the periods of a unit from `oldest` on, from their taps; a day takes no more than its limit.
async fn count(tx: &mut Conn, unit: UnitId, oldest: Day) -> Result<()> {
    tx.run(
        "insert into sign_reading (measure_id, unit_id, starts_on, value, size)
         select measure_id, unit_id, starts_on, cast(sum(n) as bigint) * 1000, cast(null as bigint) from (
             select measure_id, unit_id, starts_on, day,
                    case when sum(n) > $3 then $3 else cast(sum(n) as bigint) end as n
             from sign_tap where unit_id = $1 and starts_on >= $2
             group by measure_id, unit_id, starts_on, day) days
         group by measure_id, unit_id, starts_on
         on conflict (measure_id, unit_id, starts_on) do update set value = excluded.value",
        args![unit, oldest, model::sign::MOST_DAILY],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Kept {
    measure: MeasureId,
    unit: UnitId,
    starts_on: Day,
}

/// Takes a tap back. False when it is not there (any more).
pub async fn take_back(tx: &mut Conn, tap: Uuid, units: &[UnitId]) -> Result<bool> {
    let kept: Option<Kept> = tx
        .optional(
            "select measure_id as measure, unit_id as unit, starts_on from sign_tap where id = $1",
            args![tap],
        )
        .await?;
    let Some(kept) = kept.filter(|kept| units.contains(&kept.unit)) else {
        return Ok(false);
    };
    tx.run("delete from sign_tap where id = $1", args![tap]).await?;
    tx.run(
        "delete from sign_reading where measure_id = $1 and unit_id = $2 and starts_on = $3 and not exists (
             select 1 from sign_tap t where t.measure_id = $1 and t.unit_id = $2 and t.starts_on = $3)",
        args![kept.measure, kept.unit, kept.starts_on],
    )
    .await?;
    count(tx, kept.unit, kept.starts_on).await?;
    Ok(true)
}

/// Forgets taps of days before this; the readings stay.
pub async fn forget_taps(tx: &mut Conn, before: Day) -> Result<u64> {
    tx.run("delete from sign_tap where day < $1", args![before]).await
}

/// What a unit has counted in a period.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Counted {
    pub measure: MeasureId,
    pub unit: UnitId,
    pub starts_on: Day,
    /// In thousandths.
    pub value: i64,
}

/// The readings of the last month in the units where somebody has a post.
pub async fn counted(conn: &mut Conn, person: PersonId, today: Day) -> Result<Vec<Counted>> {
    conn.all(
        "select distinct r.measure_id as measure, r.unit_id as unit, r.starts_on, r.value
         from post o join sign_reading r on r.unit_id = o.unit_id
         where o.person_id = $1 and o.valid_from <= $2 and (o.valid_to is null or o.valid_to > $2) and r.starts_on >= $3",
        args![person, today, today.month().first_day().plus_days(-7)],
    )
    .await
}
