//! What came out of the three-card exercise.

use model::interpretation::Cards;
use model::{CardRoundId, Day, ElementId, Instant, PersonId, UnitId};

use crate::{Conn, Result, args};

/// A round as it was entered.
#[derive(Clone, Debug)]
pub struct Round {
    pub id: CardRoundId,
    pub unit: UnitId,
    pub element: ElementId,
    pub held_on: Day,
    pub participants: Option<u16>,
    pub cards: Cards,
}

pub async fn add_round(tx: &mut Conn, round: &Round, at: Instant, by: PersonId) -> Result<()> {
    tx.run(
        "insert into card_round (id, unit_id, element_id, held_on, participants, cards, entered_at, entered_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            round.id,
            round.unit,
            round.element,
            round.held_on,
            round.participants.map(i64::from),
            serde_json::to_string(&round.cards)?,
            at,
            by
        ],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct RoundRow {
    id: CardRoundId,
    held_on: Day,
    participants: Option<i64>,
    cards: String,
}

/// The rounds that lie on the desk, newest first; three at most.
pub async fn rounds(conn: &mut Conn, unit: UnitId, element: ElementId) -> Result<Vec<Round>> {
    let rows: Vec<RoundRow> = conn
        .all(
            "select id, held_on, participants, cards from card_round
             where unit_id = $1 and element_id = $2 and laid_aside_at is null
             order by held_on desc, entered_at desc limit 3",
            args![unit, element],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Round {
                id: row.id,
                unit,
                element,
                held_on: row.held_on,
                participants: row.participants.and_then(|n| u16::try_from(n).ok()),
                cards: serde_json::from_str(&row.cards)?,
            })
        })
        .collect()
}

/// Takes a round off the desk. The row stays.
pub async fn lay_aside(tx: &mut Conn, id: CardRoundId, unit: UnitId, element: ElementId, at: Instant) -> Result<()> {
    tx.run(
        "update card_round set laid_aside_at = $4
         where id = $1 and unit_id = $2 and element_id = $3 and laid_aside_at is null",
        args![id, unit, element, at],
    )
    .await?;
    Ok(())
}
