//! Which elements are prominent, and why.

use model::{Day, ElementId, Instant, PersonId};

use crate::{Conn, Result, args};

/// Says that an element is prominent from a day, and why.
pub async fn add_prominence(
    tx: &mut Conn,
    id: uuid::Uuid,
    element: ElementId,
    since: Day,
    reason: &str,
    by: Option<PersonId>,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into prominence (id, element_id, since, reason, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6)",
        args![id, element, since, reason, by, now],
    )
    .await?;
    Ok(())
}

/// Says that an element is no longer prominent from a day. Gives false when it was not.
pub async fn end_prominence(
    tx: &mut Conn,
    element: ElementId,
    until: Day,
    reason: &str,
    by: Option<PersonId>,
    now: Instant,
) -> Result<bool> {
    let touched = tx
        .run(
            "update prominence set until = $2, end_reason = $3, ended_by = $4, ended_at = $5
             where element_id = $1 and until is null",
            args![element, until, reason, by, now],
        )
        .await?;
    Ok(touched > 0)
}

/// One stretch of prominence.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Prominence {
    pub since: Day,
    pub until: Option<Day>,
    pub reason: String,
    pub decided_by: Option<String>,
    pub end_reason: Option<String>,
    pub ended_by: Option<String>,
}

/// The newest first.
pub async fn prominence_history(conn: &mut Conn, element: ElementId) -> Result<Vec<Prominence>> {
    conn.all(
        "select p.since, p.until, p.reason, d.name as decided_by, p.end_reason, n.name as ended_by
         from prominence p
         left join person d on d.id = p.decided_by
         left join person n on n.id = p.ended_by
         where p.element_id = $1 order by p.decided_at desc, p.id desc",
        args![element],
    )
    .await
}
