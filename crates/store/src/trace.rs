//! The ledger and its monthly roll-up. There is no update and no delete of a trace here or anywhere.

use model::trace::{Rung, Source, Trace};
use model::{Day, ElementId, Instant, PersonId, TraceId, UnitId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// Appends a trace, and counts it in its unit and in every unit above, in the same transaction.
///
/// This is what a room calls; a new room adds its member to [`model::trace::Source`] and, for the trail, a `left join`
/// to its rows.
pub async fn append(tx: &mut Conn, trace: &Trace) -> Result<()> {
    tx.run(
        "insert into trace (id, day, unit_id, element_id, edition_id, rung, source, source_id, count, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            trace.id,
            trace.day,
            trace.unit,
            trace.element,
            trace.edition,
            trace.rung,
            trace.source,
            trace.source_id,
            trace.count,
            trace.written
        ],
    )
    .await?;
    // What is claimed is counted as interpretations in use.
    if trace.rung == Rung::Claimed {
        return Ok(());
    }
    let of = |rung| if trace.rung == rung { trace.count } else { 0 };
    for statement in [COUNT_NOW, COUNT_THEN] {
        tx.run(
            statement,
            args![
                trace.unit,
                trace.element,
                trace.day.month(),
                of(Rung::Prompted),
                of(Rung::Unprompted),
                of(Rung::Acted),
                of(Rung::Confirmed),
                trace.day
            ],
        )
        .await?;
    }
    Ok(())
}

/// Counts one trace in `$table`, in the units of `$places`, which says for each whether it is the trace's own.
macro_rules! count_one {
    ($table:literal, $places:literal) => {
        concat!(
            "insert into ",
            $table,
            " (unit_id, element_id, month, prompted, unprompted, acted, confirmed,
                                  own_prompted, own_unprompted, own_acted, own_confirmed, last_day, last_own)
         select ancestor_id, $2, $3, cast($4 as bigint), cast($5 as bigint), cast($6 as bigint), cast($7 as bigint),
                case when own then $4 else 0 end, case when own then $5 else 0 end,
                case when own then $6 else 0 end, case when own then $7 else 0 end,
                $8, case when own then $8 end
         from ",
            $places,
            " places where true
         on conflict (unit_id, element_id, month) do update set
             prompted = ",
            $table,
            ".prompted + excluded.prompted,
             unprompted = ",
            $table,
            ".unprompted + excluded.unprompted,
             acted = ",
            $table,
            ".acted + excluded.acted,
             confirmed = ",
            $table,
            ".confirmed + excluded.confirmed,
             own_prompted = ",
            $table,
            ".own_prompted + excluded.own_prompted,
             own_unprompted = ",
            $table,
            ".own_unprompted + excluded.own_unprompted,
             own_acted = ",
            $table,
            ".own_acted + excluded.own_acted,
             own_confirmed = ",
            $table,
            ".own_confirmed + excluded.own_confirmed,
             last_day = case when excluded.last_day > ",
            $table,
            ".last_day then excluded.last_day else ",
            $table,
            ".last_day end,
             last_own = case when excluded.last_own > coalesce(",
            $table,
            ".last_own, '') then excluded.last_own else ",
            $table,
            ".last_own end"
        )
    };
}

const COUNT_NOW: &str = count_one!(
    "trace_month",
    "(select ancestor_id, own from unit_scope where unit_id = $1)"
);
const COUNT_THEN: &str = count_one!(
    "trace_month_then",
    "(select ancestor_id, distance = 0 as own from unit_then where unit_id = $1 and valid_from <= $8 and valid_to > $8)"
);

/// Counts months of `$table` from the ledger. `$places` joins the units in which a trace counts, as `a`, with whether it is
/// their own; `$which` says which traces and months.
macro_rules! count_months {
    ($table:literal, $places:literal, $which:literal) => {
        concat!(
            "insert into ",
            $table,
            " (unit_id, element_id, month, prompted, unprompted, acted, confirmed,
                                      own_prompted, own_unprompted, own_acted, own_confirmed, last_day, last_own)
             select a.ancestor_id, t.element_id, substr(t.day, 1, 7),
                    cast(sum(case when t.rung = 'prompted' then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'unprompted' then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'acted' then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'confirmed' then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'prompted' and a.own then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'unprompted' and a.own then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'acted' and a.own then t.count else 0 end) as bigint),
                    cast(sum(case when t.rung = 'confirmed' and a.own then t.count else 0 end) as bigint),
                    max(t.day), max(case when a.own then t.day end)
             from trace t ",
            $places,
            " left join trace_withdrawal w on w.trace_id = t.id
             where t.rung <> 'claimed' and w.trace_id is null ",
            $which,
            " group by a.ancestor_id, t.element_id, substr(t.day, 1, 7)"
        )
    };
}

macro_rules! count_now {
    ($which:literal) => {
        count_months!("trace_month", "join unit_scope a on a.unit_id = t.unit_id", $which)
    };
}

macro_rules! count_then {
    ($which:literal) => {
        count_months!(
            "trace_month_then",
            "join (select unit_id, ancestor_id, valid_from, valid_to, distance = 0 as own from unit_then) a
             on a.unit_id = t.unit_id and a.valid_from <= t.day and a.valid_to > t.day",
            $which
        )
    };
}

/// Withdraws every trace of a source that is not withdrawn yet, with a reason, and counts its months again.
pub async fn withdraw(
    tx: &mut Conn,
    source: model::trace::Source,
    source_id: Uuid,
    reason: &str,
    at: Instant,
    by: Option<PersonId>,
) -> Result<()> {
    let traces: Vec<(TraceId,)> = tx
        .all(
            "select t.id from trace t left join trace_withdrawal w on w.trace_id = t.id
             where t.source = $1 and t.source_id = $2 and w.trace_id is null",
            args![source, source_id],
        )
        .await?;
    for (trace,) in traces {
        tx.run(
            "insert into trace_withdrawal (trace_id, reason, withdrawn_at, withdrawn_by) values ($1, $2, $3, $4)",
            args![trace, reason, at, by],
        )
        .await?;
        for statement in [
            "delete from trace_month where exists (
                 select 1 from trace t join unit_scope a on a.unit_id = t.unit_id
                 where t.id = $1 and a.ancestor_id = trace_month.unit_id and t.element_id = trace_month.element_id
                 and substr(t.day, 1, 7) = trace_month.month)",
            count_now!(
                "and t.element_id = (select o.element_id from trace o where o.id = $1)
                 and t.day >= (select substr(o.day, 1, 7) || '-01' from trace o where o.id = $1)
                 and t.day <= (select substr(o.day, 1, 7) || '-31' from trace o where o.id = $1)
                 and a.ancestor_id in (
                     select up.ancestor_id from trace o join unit_scope up on up.unit_id = o.unit_id where o.id = $1)"
            ),
            // The line can change in the middle of a month, so the whole month of every unit that was ever above is
            // counted again.
            "delete from trace_month_then where exists (
                 select 1 from trace t join unit_then a on a.unit_id = t.unit_id
                 where t.id = $1 and a.ancestor_id = trace_month_then.unit_id
                 and t.element_id = trace_month_then.element_id and substr(t.day, 1, 7) = trace_month_then.month)",
            count_then!(
                "and t.element_id = (select o.element_id from trace o where o.id = $1)
                 and t.day >= (select substr(o.day, 1, 7) || '-01' from trace o where o.id = $1)
                 and t.day <= (select substr(o.day, 1, 7) || '-31' from trace o where o.id = $1)
                 and a.ancestor_id in (
                     select up.ancestor_id from trace o join unit_then up on up.unit_id = o.unit_id where o.id = $1)"
            ),
        ] {
            tx.run(statement, args![trace]).await?;
        }
    }
    Ok(())
}

/// Counts every month again from the ledger, as it was and for the tree as it is today.
pub async fn rebuild_months(tx: &mut Conn) -> Result<()> {
    for statement in [
        "delete from trace_month",
        count_now!(""),
        "delete from trace_month_then",
        count_then!(""),
    ] {
        tx.run(statement, []).await?;
    }
    Ok(())
}

/// Traces on one page of a trail.
pub const PAGE: i64 = 20;

/// One trace of a trail, with what it rests on.
#[derive(Clone, Debug)]
pub struct Step {
    pub id: TraceId,
    pub day: Day,
    pub unit: UnitId,
    pub unit_name: String,
    pub element: ElementId,
    /// As the edition in force words it.
    pub headline: String,
    pub rung: Rung,
    pub count: i64,
    pub withdrawn: Option<Withdrawn>,
    pub evidence: Evidence,
}

#[derive(Clone, Debug)]
pub struct Withdrawn {
    pub reason: String,
    pub at: Instant,
}

/// The source row of a trace. A new room adds a member here and a `left join` to [`trail`].
#[derive(Clone, Debug)]
pub enum Evidence {
    /// The text of a published story; none when it is withdrawn or erased.
    Story {
        text: Option<String>,
        /// The unit that it was told from, when it still exists.
        from: Option<(UnitId, String)>,
    },
    /// What was decided; none when it is withdrawn.
    Decision { text: Option<String> },
    /// Passages of documents, which stand with those who may read them.
    Wording,
    /// How many took part in what was taken into use.
    Interpretation { participants: Option<u16> },
}

/// A page of a trail, newest first, and whether older traces follow.
#[derive(Debug, Default)]
pub struct Trail {
    pub steps: Vec<Step>,
    pub older: bool,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: TraceId,
    day: Day,
    unit_id: UnitId,
    unit_name: String,
    element_id: ElementId,
    headline: Option<String>,
    rung: Rung,
    source: Source,
    count: i64,
    reason: Option<String>,
    withdrawn_at: Option<Instant>,
    text: Option<String>,
    from_id: Option<UnitId>,
    from_name: Option<String>,
    interpretation: Option<String>,
}

/// Two ways to the newest traces, of which one runs: a unit with few sorts what its units have; one with many walks the
/// whole organisation's from the newest and soon has a page. The roll-up says which, in a way that ends the other before its
/// first row. `cross join` and a subquery that gives one value hold both databases to the order written; `day || ''`, which
/// sorts as the day does and is in no index, keeps PostgreSQL from walking the whole organisation's for the few.
const OF_ONE_ELEMENT: &str =
    "select t.id, t.day, t.unit_id, coalesce(n.name, (
                select q.name from unit_period q where q.unit_id = t.unit_id order by q.valid_from desc limit 1)) as unit_name, t.element_id, t.rung, t.source, t.count,
            w.reason, w.withdrawn_at,
            (select x.headline from element_text x join edition e on e.id = x.edition_id
             where x.element_id = t.element_id and e.state in ('published', 'superseded') and e.in_force_from <= $4
             order by e.number desc limit 1) as headline,
            case when s.state = 'published' then s.body when d.state = 'recorded' then d.decided end as text,
            f.unit_id as from_id, f.name as from_name,
            (select v.body from interpretation_version v
             where t.source = 'interpretation' and v.interpretation_id = t.source_id and v.state = 'in_use'
             and v.written_at = t.written_at order by v.revision desc limit 1) as interpretation
     from (
         select * from (
             select t.id, t.day from unit_scope a cross join trace t
             where t.unit_id = a.unit_id and a.ancestor_id = $1 and t.element_id = $5
             and t.day <= (
                 select case when coalesce(sum(prompted + unprompted + acted + confirmed), 0) < 2000 then '9999' else '' end
                 from trace_month where unit_id = $1 and element_id = $5)
             order by t.day || '' desc, t.id desc limit $2 offset $3) few
         union all
         select * from (
             select t.id, t.day from trace t
             where (select 1 from unit_scope a where a.unit_id = t.unit_id and a.ancestor_id = $1) = 1
             and t.element_id = $5 and t.day <= (
                 select case when coalesce(sum(prompted + unprompted + acted + confirmed), 0) >= 2000 then '9999' else '' end
                 from trace_month where unit_id = $1 and element_id = $5)
             order by t.day desc, t.id desc limit $2 offset $3) many
     ) p
     join trace t on t.id = p.id
     left join unit_now n on n.unit_id = t.unit_id
     left join trace_withdrawal w on w.trace_id = t.id
     left join story s on t.source = 'story' and s.id = t.source_id
     left join unit_now f on f.unit_id = s.teller_unit_id
     left join decision d on t.source = 'decision' and d.id = t.source_id
     order by p.day desc, p.id desc";

/// The same over all elements.
const OF_ALL_ELEMENTS: &str =
    "select t.id, t.day, t.unit_id, coalesce(n.name, (
                select q.name from unit_period q where q.unit_id = t.unit_id order by q.valid_from desc limit 1)) as unit_name, t.element_id, t.rung, t.source, t.count,
            w.reason, w.withdrawn_at,
            (select x.headline from element_text x join edition e on e.id = x.edition_id
             where x.element_id = t.element_id and e.state in ('published', 'superseded') and e.in_force_from <= $4
             order by e.number desc limit 1) as headline,
            case when s.state = 'published' then s.body when d.state = 'recorded' then d.decided end as text,
            f.unit_id as from_id, f.name as from_name,
            (select v.body from interpretation_version v
             where t.source = 'interpretation' and v.interpretation_id = t.source_id and v.state = 'in_use'
             and v.written_at = t.written_at order by v.revision desc limit 1) as interpretation
     from (
         select * from (
             select t.id, t.day from unit_scope a cross join trace t
             where t.unit_id = a.unit_id and a.ancestor_id = (
                 select u.unit_id from unit_now u where u.unit_id = $1
                 and (select coalesce(sum(prompted + unprompted + acted + confirmed), 0)
                      from trace_month where unit_id = $1) < 2000)
             and t.day <= (
                 select case when coalesce(sum(prompted + unprompted + acted + confirmed), 0) < 2000 then '9999' else '' end
                 from trace_month where unit_id = $1)
             order by t.day || '' desc, t.id desc limit $2 offset $3) few
         union all
         select * from (
             select t.id, t.day from trace t
             where (select 1 from unit_scope a where a.unit_id = t.unit_id and a.ancestor_id = $1) = 1
             and t.day <= (
                 select case when coalesce(sum(prompted + unprompted + acted + confirmed), 0) >= 2000 then '9999' else '' end
                 from trace_month where unit_id = $1)
             order by t.day desc, t.id desc limit $2 offset $3) many
     ) p
     join trace t on t.id = p.id
     left join unit_now n on n.unit_id = t.unit_id
     left join trace_withdrawal w on w.trace_id = t.id
     left join story s on t.source = 'story' and s.id = t.source_id
     left join unit_now f on f.unit_id = s.teller_unit_id
     left join decision d on t.source = 'decision' and d.id = t.source_id
     order by p.day desc, p.id desc";

/// The traces of a unit and everything below it, newest first, withdrawn ones among them: about one element or all.
/// `page` counts from 0.
pub async fn trail(conn: &mut Conn, unit: UnitId, element: Option<ElementId>, today: Day, page: i64) -> Result<Trail> {
    // One more than a page holds says whether there is another.
    let (limit, offset) = (PAGE + 1, page.max(0).saturating_mul(PAGE));
    let rows: Vec<StepRow> = match element {
        Some(element) => {
            conn.all(OF_ONE_ELEMENT, args![unit, limit, offset, today, element])
                .await?
        }
        None => conn.all(OF_ALL_ELEMENTS, args![unit, limit, offset, today]).await?,
    };
    let older = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    let mut steps = rows.into_iter().map(step).collect::<Result<Vec<_>>>()?;
    if older {
        steps.pop();
    }
    Ok(Trail { steps, older })
}

fn step(row: StepRow) -> Result<Step> {
    let evidence = match row.source {
        Source::Story => Evidence::Story {
            text: row.text,
            from: row.from_id.zip(row.from_name),
        },
        Source::Decision => Evidence::Decision { text: row.text },
        Source::Wording => Evidence::Wording,
        Source::Interpretation => Evidence::Interpretation {
            participants: match row.interpretation {
                Some(body) => serde_json::from_str::<model::interpretation::Body>(&body)?.participants,
                None => None,
            },
        },
    };
    Ok(Step {
        id: row.id,
        day: row.day,
        unit: row.unit_id,
        unit_name: row.unit_name,
        element: row.element_id,
        headline: row.headline.unwrap_or_default(),
        rung: row.rung,
        count: row.count,
        withdrawn: row
            .reason
            .zip(row.withdrawn_at)
            .map(|(reason, at)| Withdrawn { reason, at }),
        evidence,
    })
}
