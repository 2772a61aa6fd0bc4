//! The ledger and its monthly roll-up. There is no update and no delete of a trace here or anywhere.

use model::trace::Trace;
use model::{Instant, PersonId, TraceId};
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
    tx.run(
        "insert into trace_month (unit_id, element_id, month, rung, own, below, last_own, last_day)
         select ancestor_id, $2, $3, $4, case when distance = 0 then $5 else 0 end, $5,
                case when distance = 0 then $6 end, $6
         from unit_ancestor where unit_id = $1
         on conflict (unit_id, element_id, month, rung) do update set
             own = trace_month.own + excluded.own,
             below = trace_month.below + excluded.below,
             last_own = case when excluded.last_own > coalesce(trace_month.last_own, '') then excluded.last_own
                             else trace_month.last_own end,
             last_day = case when excluded.last_day > trace_month.last_day then excluded.last_day else trace_month.last_day end",
        args![trace.unit, trace.element, trace.day.month(), trace.rung, trace.count, trace.day],
    )
    .await?;
    Ok(())
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
        tx.run(
            "delete from trace_month where exists (
                 select 1 from trace t join unit_ancestor a on a.unit_id = t.unit_id
                 where t.id = $1 and a.ancestor_id = trace_month.unit_id and t.element_id = trace_month.element_id
                 and t.rung = trace_month.rung and substr(t.day, 1, 7) = trace_month.month)",
            args![trace],
        )
        .await?;
        tx.run(
            "insert into trace_month (unit_id, element_id, month, rung, own, below, last_own, last_day)
             select up.ancestor_id, s.element_id, substr(s.day, 1, 7), s.rung,
                    cast(sum(case when down.distance = 0 then s.count else 0 end) as bigint),
                    cast(sum(s.count) as bigint), max(case when down.distance = 0 then s.day end), max(s.day)
             from trace t
             join unit_ancestor up on up.unit_id = t.unit_id
             join unit_ancestor down on down.ancestor_id = up.ancestor_id
             join trace s on s.unit_id = down.unit_id and s.element_id = t.element_id and s.rung = t.rung
                         and s.day >= substr(t.day, 1, 7) || '-01' and s.day <= substr(t.day, 1, 7) || '-31'
             left join trace_withdrawal w on w.trace_id = s.id
             where t.id = $1 and w.trace_id is null
             group by up.ancestor_id, s.element_id, substr(s.day, 1, 7), s.rung",
            args![trace],
        )
        .await?;
    }
    Ok(())
}

/// Counts every month again from the ledger, for the tree as it is today.
pub async fn rebuild_months(tx: &mut Conn) -> Result<()> {
    tx.run("delete from trace_month", []).await?;
    tx.run(
        "insert into trace_month (unit_id, element_id, month, rung, own, below, last_own, last_day)
         select a.ancestor_id, t.element_id, substr(t.day, 1, 7), t.rung,
                cast(sum(case when a.distance = 0 then t.count else 0 end) as bigint),
                cast(sum(t.count) as bigint), max(case when a.distance = 0 then t.day end), max(t.day)
         from trace t
         join unit_ancestor a on a.unit_id = t.unit_id
         left join trace_withdrawal w on w.trace_id = t.id
         where w.trace_id is null
         group by a.ancestor_id, t.element_id, substr(t.day, 1, 7), t.rung",
        [],
    )
    .await?;
    Ok(())
}
